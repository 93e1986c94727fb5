/** Checks that every rule means something: its name is known to the reader of its kind, and what it asks is a topic. */
import { ANSWERS, COURTESIES, REQUESTS } from '../moves/move';
import type { TopicTable } from '../model/classify.types';
import type { Rule, RuleKind } from './rules';

const yesNo = (fact: string): string[] => [`${fact}.yes`, `${fact}.no`, `${fact}.unsure`, `${fact}.past`];

/** Rules that take a wish back; each stands for another request said not to be done. */
const TAKEN_BACK = ['human_cancel', 'apply_cancel'];

const KNOWN: Readonly<Record<Exclude<RuleKind, 'topics'>, readonly string[]>> = {
  requests: [...REQUESTS, ...TAKEN_BACK],
  answers: ANSWERS,
  courtesies: COURTESIES,
  statements: [
    ...yesNo('debitCard'),
    ...yesNo('overdue'),
    'payScore.unsure',
    ...['wallet.seen', 'wallet.not_seen', 'idCard.yes', 'idCard.no', 'age.adult'],
    ...['minor', 'foreigner', 'hmt', 'student', 'other'].map((who) => `person.${who}`),
  ],
  corrections: [
    ...['fault', 'partial', 'confirmed', 'about_product', 'about_form'],
    ...['name', 'idNumber', 'phone', 'wechatId', 'email', 'contact', 'payScore', 'debitCard', 'overdue'],
  ],
  marks: [
    ...['asking', 'polite', 'negating', 'negated_after', 'supposing', 'but', 'carrier'],
    ...[
      'opening',
      'closing',
      'sigh',
      'pause',
      'referring',
      'introducing',
      'wishing',
      'own',
      'owing',
      'reported',
      'pressing',
      'rhetorical',
      'own_age',
    ],
  ],
};

/** Every rule whose name or topic nothing knows, with file, key and remedy. */
export function faultsOfNames(rules: readonly Rule[], topics: TopicTable): string[] {
  return rules.flatMap(({ kind, name, asks }) => {
    const file = `nlu/phrases/${kind}.yaml`;
    const known = kind === 'topics' ? topics.has(name) : KNOWN[kind].includes(name);
    return [
      ...(known ? [] : [`${file}: ${name}: nothing reads a rule of this name; correct it`]),
      ...(asks === undefined || topics.has(asks)
        ? []
        : [`${file}: ${name}.asks: ${asks} is no topic of nlu/topics.yaml; correct it, or add the topic there`]),
    ];
  });
}
