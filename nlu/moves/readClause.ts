/** Reads one clause by rules. What no rule reads is left to the classifier. */
import type { Match, MatchRules } from '../phrases/match';
import type { RuleKind } from '../phrases/rules';
import type { Clause } from './clauses';
import { ANSWERS, COURTESIES, REQUESTS } from './move';
import type { Answer, Move, Statement } from './move';
import { createMarks, polarityOf } from './polarity';
import type { MarksOf } from './polarity';

/** Meanings that a clause can have by rule, in order of precedence. */
const READ: readonly RuleKind[] = ['requests', 'answers', 'courtesies', 'statements', 'topics'];
/** Longest rest beside a request, in characters, with which the wish is still clear. */
const MAX_BESIDE = 14;
/** English needs more characters for the same. */
const LATIN_FACTOR = 2.5;

/** What somebody asks who says in the question who they are: 我是学生能办吗. */
const TOPIC_OF_PERSON = {
  minor: 'desk.minor',
  foreigner: 'desk.foreigner',
  hmt: 'desk.hmt',
  student: 'desk.student',
  other: 'desk.for_other',
} as const;

/** What the rules make of a clause. */
export interface ClauseReading {
  clause: Clause;
  moves: Move[];
  /** It asks something, or may. */
  asks: boolean;
  /** It only carries a value, or turns to something else. */
  carries: boolean;
  /** It puts a condition on what is said before. */
  conditional: boolean;
  /** It is put as a question and asks nothing: 难道还要问. */
  rhetorical: boolean;
  /** It tells the speaker's own age. */
  ownAge: boolean;
  /** It asks of what another clause says: 是真的吗. */
  refers: boolean;
}

/** Builds the reader of clauses. */
export function createClauseReader(match: MatchRules): (clause: Clause, setting: Setting) => ClauseReading {
  const marksOf = createMarks(match);
  return (typed, setting) => {
    const folded = withoutPressing(straightened(typed.folded), match);
    const clause = folded === typed.folded ? typed : { ...typed, folded };
    const found = match(clause.folded, READ).filter((one) => holds(one, setting));
    const spoken = found.filter(({ whole }) => whole).sort((a, b) => a.beside - b.beside);
    const answers = setting.confirming ? spoken.filter(({ rule }) => rule.kind === 'answers') : [];
    const wholes = answers.length > 0 ? answers : spoken;
    const meant = wholes.length > 0 ? wholes.slice(0, 1) : withoutOverlaps(found);
    const moves = meant.flatMap((one) => movesOf(clause, one, marksOf));
    const marks = marksOf(clause.folded);
    return {
      clause,
      moves,
      asks: clause.question || marks.has('asking'),
      rhetorical: marks.has('rhetorical'),
      carries: carriesOnly(clause, match, setting.alone),
      conditional: marks.has('but'),
      refers: marks.has('referring'),
      ownAge: marks.has('own_age') && !marks.has('supposing'),
    };
  };
}

/** 不是没绑卡 says 绑卡, and 不是不想撤 says 想撤. Consent in such words is none, see nlu/phrases/answers.yaml. */
const straightened = (folded: string): string =>
  (!folded.includes('不是') && !folded.includes('并非')) || /同意|接受|授权/u.test(folded)
    ? folded
    : folded.replace(/(?:不是|并不是|又不是|并非)(?:说|要)?(?:没有|没|不)(?=[^是对行$])/gu, '');

/** Shortest clause, in characters, behind which something may only press. */
const MIN_PRESSED = 4;

/** 把资料删了听见没 asks nothing. */
function withoutPressing(folded: string, match: MatchRules): string {
  const pressing = match(folded, ['marks']).find(({ rule }) => rule.name === 'pressing');
  return pressing && pressing.start >= MIN_PRESSED ? folded.slice(0, pressing.start) : folded;
}

/** Where a clause stands. */
export interface Setting {
  /** A question is open. */
  asked: boolean;
  /** The question asks for a name, a number or a contact. */
  forValue: boolean;
  /** A yes or no is asked for: 撤吧 and 删 answer "are you sure?". */
  confirming: boolean;
  /** The message says nothing else. */
  alone: boolean;
}

/** Whether a rule counts here. A whole phrase that names a topic (花呗, 为什么) does so only alone. */
function holds({ rule, whole }: Match, { asked, forValue, alone }: Setting): boolean {
  if (rule.when === 'asked' && !asked) return false;
  if (rule.when === 'value' && !(forValue && alone)) return false;
  if (rule.when === 'alone' && !alone) return false;
  return rule.kind !== 'topics' || !whole || alone || rule.name.startsWith('harm.');
}

/** Of meanings that overlap the longest; statements may stand beside one another. */
function withoutOverlaps(found: readonly Match[]): Match[] {
  const byLength = [...found].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Match[] = [];
  for (const one of byLength) {
    const beside = kept.every((other) => one.end <= other.start || one.start >= other.end);
    const factOf = ({ rule }: Match) => rule.name.split('.')[0];
    const sameFact = kept.some((other) => other.rule.kind === 'statements' && factOf(other) === factOf(one));
    if (beside && !(one.rule.kind === 'statements' && sameFact)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function movesOf(clause: Clause, found: Match, marksOf: MarksOf): Move[] {
  const { rule, whole } = found;
  const base = { words: clause.words, why: `${rule.kind}.${rule.name}${whole ? '!' : ''}` };
  const polarity = polarityOf(clause, found, marksOf);
  const ask = (topic: string): Move => ({ ...base, type: 'ask', topic, confidence: 1, asking: true, alternatives: [] });
  switch (rule.kind) {
    case 'topics':
      if (rule.name.startsWith('harm.'))
        return polarity === 'dont' ? [] : [{ ...base, type: 'harm', topic: rule.name }];
      return polarity === 'dont' && rule.name.startsWith('safety.') ? [] : [ask(rule.name)];
    case 'courtesies':
      return isOneOf(COURTESIES, rule.name) && (whole || polarity === 'do' || rule.name === 'angry')
        ? [{ ...base, type: 'courtesy', courtesy: rule.name }]
        : [];
    case 'answers':
      return isOneOf(ANSWERS, rule.name) ? answerOf(base, rule.name, polarity) : [];
    case 'statements': {
      const statement = statementOf(rule.name);
      if (polarity === 'do') return [{ ...base, type: 'state', ...statement, corrects: false }];
      if (statement.fact !== 'person') return [];
      // 我才高二，可以吗 asks, and says who asks.
      if (polarity === 'ask' && statement.value === 'minor' && !marksOf(clause.folded).has('supposing'))
        return [{ ...base, type: 'state', ...statement, corrects: false }];
      if (polarity === 'ask') return [ask(TOPIC_OF_PERSON[statement.value])];
      return statement.value === 'minor'
        ? [{ ...base, type: 'state', fact: 'age', value: 'adult', corrects: false }]
        : [];
    }
    case 'requests':
      if (rule.name === 'human_cancel') {
        if (polarity === 'ask') return [];
        const back = { ...base, type: 'request' as const, clear: true };
        return polarity === 'do'
          ? [{ ...back, request: 'human', polarity: 'dont' }]
          : [{ ...back, request: 'keep', polarity: 'do' }];
      }
      if (rule.name === 'apply_cancel')
        return polarity === 'ask'
          ? []
          : [{ ...base, type: 'request', request: 'apply', polarity: 'dont', clear: true }];
      if (!isOneOf(REQUESTS, rule.name)) return [];
      if (polarity === 'ask') return rule.asks === undefined ? [] : [ask(rule.asks)];
      return [{ ...base, type: 'request', request: rule.name, polarity, clear: isClear(clause, found) }];
    default:
      return [];
  }
}

/** 没说同意 is neither yes nor no; 同意？ is a question. */
function answerOf(base: { words: string; why: string }, answer: Answer, polarity: string): Move[] {
  const said = (one: Answer): Move[] => [{ ...base, type: 'answer', answer: one, conditional: false }];
  if (polarity === 'do') return said(answer);
  if (answer === 'agree') return said('faint');
  // 不不不，我不同意: what stands before it only stresses it.
  if (answer === 'disagree' && polarity === 'dont') return said(answer);
  return polarity === 'dont' && answer === 'seen' ? said('not_seen') : [];
}

const isClear = ({ folded }: Clause, { whole, start, end }: Match): boolean =>
  whole || (folded.length - (end - start)) / (/^[a-z' @]+$/u.test(folded) ? LATIN_FACTOR : 1) <= MAX_BESIDE;

const statementOf = (name: string): Statement => {
  const [fact = '', value = ''] = name.split('.');
  return { fact, value } as Statement;
};

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

/** Whether nothing is left of a clause but values and the words that carry them. 怎么办 is such a word where more is said. */
function carriesOnly({ folded }: Clause, match: MatchRules, alone: boolean): boolean {
  const carrierIn = (text: string) => match(text, ['marks']).find(({ rule }) => rule.name === 'carrier');
  const holdsValue = folded.includes('@') || folded.includes('▇');
  if (carrierIn(folded)?.whole) return !alone;
  if (!holdsValue && folded.length > 8) return false;
  let rest = folded.replaceAll('@', '').replaceAll('▇', '');
  for (let round = 0; round < 6 && rest !== ''; round++) {
    const carrier = carrierIn(rest);
    if (!carrier || carrier.whole) break;
    rest = rest.slice(0, carrier.start) + rest.slice(carrier.end);
  }
  return rest === '' || (holdsValue && rest.length <= 2);
}
