/**
 * From what was understood to what the applicant did, in view of the open question. Order: a button, a control word, values,
 * an answer to the question, a side question, and only then "not understood".
 */
import { PRODUCT_INTENTS } from '../nlu/types';
import type { Act as NluAct, ProductIntent, Understanding } from '../nlu/types';
import { CHOICE_ACTS, isTopic, TOPIC_CHOICES } from './choices';
import { hasConsent } from './context';
import type { Context } from './context';
import type { Act } from './events';
import { givenIn, judge } from './judge';
import { questionOf } from './questions';
import type { Choice, QuestionId } from './questions';
import { isOpen } from './types';
import type { EpochMs, Item } from './types';

/** Above it the answer is given, below it the bot asks which was meant, below the second it says that it did not understand. */
export const CONFIDENT = 0.55;
export const GUESSING = 0.25;

export interface Situation {
  question: QuestionId;
  context: Context;
  now: EpochMs;
  /** The offered choice whose title or alias the text is, if any. */
  choiceOf: (text: string, offered: readonly Choice[]) => Choice | null;
}

/** Words that do the same in every state. */
const CONTROL: Partial<Record<NluAct, Act>> = {
  restart: { type: 'RESTART' },
  back: { type: 'BACK' },
  repeat: { type: 'REPEAT' },
  help: { type: 'HELP' },
  cancel: { type: 'CANCEL' },
  privacy_view: { type: 'VIEW_DATA' },
  privacy_export: { type: 'EXPORT_DATA' },
  privacy_erase: { type: 'ERASE' },
  withdraw_consent: { type: 'WITHDRAW_CONSENT' },
  ask_policy: { type: 'POLICY' },
  ask_why: { type: 'WHY' },
  minor: { type: 'INELIGIBLE', reason: 'minor' },
  foreigner: { type: 'INELIGIBLE', reason: 'foreigner' },
};

/** Remarks answered from the wording under `acts`. */
export const REMARKS: readonly NluAct[] = [
  'greet',
  'thanks',
  'bye',
  'complain',
  'fraud_report',
  'bot_question',
  'student',
  'third_party',
  'send_photo',
  'not_an_answer',
];

/** A word of answer where nothing was asked. */
const NODS: readonly NluAct[] = ['affirm', 'deny', 'unsure', 'consent_unclear'];

export function interpret(understanding: Understanding, situation: Situation): Act {
  const { question, context } = situation;
  const choice = situation.choiceOf(understanding.text, context.offered);
  if (choice) return chosen(choice);
  if (understanding.act === 'third_party') return remark('acts.third_party');

  const control = controlOf(understanding, question);
  if (control) return control;
  const lookup = lookupIn(understanding, situation);
  if (lookup) return lookup;

  const values = valuesIn(understanding, situation);
  if (values) return values;

  const answer = answerTo(understanding, question);
  if (answer) return answer;

  const said = understanding.act;
  if (said === 'later') return { type: 'LATER' };
  if (said === 'refuse' || said === 'skip') return skipped(question);
  if (said && REMARKS.includes(said)) return remark(`acts.${said}`);
  if (said && NODS.includes(said) && !questionOf(question).form) return remark('acts.noted');

  return asked(understanding, situation) ?? attempt(understanding, situation) ?? unclear(understanding);
}

/** What may be left out is noted as "not sure"; elsewhere the bot says what leaving it out means. */
function skipped(question: QuestionId): Act {
  const { unsure, form } = questionOf(question);
  if (unsure) return { type: 'CHOSE', choice: unsure };
  return form ? { type: 'REFUSED' } : remark('acts.noted');
}

const remark = (key: string, choices: readonly Choice[] = []): Act => ({ type: 'REMARKED', key, choices, params: {} });

const chosen = (choice: Choice): Act =>
  isTopic(choice) ? topic(choice.slice('topic_'.length) as ProductIntent) : (CHOICE_ACTS[choice] ?? generic(choice));

const generic = (choice: Choice): Act =>
  choice === 'conditions'
    ? topic('eligibility')
    : choice === 'how_invited'
      ? topic('how_to_apply')
      : { type: 'CHOSE', choice };

const topic = (intent: ProductIntent): Act =>
  intent === 'apply'
    ? { type: 'APPLY' }
    : intent === 'human'
      ? { type: 'HUMAN' }
      : remark(`answers.${intent}`, TOPIC_CHOICES[intent]);

function controlOf({ act, intent, secrets }: Understanding, question: QuestionId): Act | null {
  if (secrets.length > 0) return null;
  if (intent === 'human') return { type: 'HUMAN' };
  if (act === 'deny' || act === undefined) return null;
  // 重新填 at the summary means "change something", which only the summary's own buttons say exactly.
  if (act === 'back' && question === 'pickItem') return { type: 'CHOSE', choice: 'go_back' };
  return CONTROL[act] ?? null;
}

/** Values for the form, a correction without a value, or data that came before consent. */
function valuesIn(understanding: Understanding, { question, context, now }: Situation): Act | null {
  const given = givenIn(understanding);
  const collecting = context.reopened !== null || (context.applying && hasConsent(context, 'privacy'));
  const bare = understanding.corrections.find(
    ({ value, slot }) => value === undefined && !given.some((g) => g.slot === slot),
  );
  if (bare && given.length === 0) return { type: 'CORRECTED', item: itemOf(bare.slot) };
  if (given.length === 0) return null;
  if (!collecting) {
    const sensitive = given.some(({ slot }) => slot !== 'name') || understanding.intent === 'inform';
    return sensitive ? { type: 'EARLY_DATA' } : null;
  }
  return { type: 'GAVE', judged: judge(context, given, questionOf(question).item, now) };
}

/** An application of another chat: its number, then the last four digits of its phone. */
function lookupIn({ text, entities }: Understanding, { question, context }: Situation): Act | null {
  const last4 = question === 'proof' ? /(?<!\d)\d{4}(?!\d)/u.exec(text.normalize('NFKC')) : null;
  if (last4) return { type: 'PROVED', last4: last4[0] };
  const { applicationNo } = entities;
  if (applicationNo === undefined) return null;
  return applicationNo === context.application?.no ? { type: 'STATUS' } : { type: 'STATUS_OF', no: applicationNo };
}

const itemOf = (slot: string): Item => (slot === 'name' || slot === 'idNumber' ? slot : 'contact');

/** What counts as consent in words: a clear act, not a nod (PIPL Art. 14). */
const AGREEMENT = /同意|接受|授权/u;

/** Yes, no or "not sure", where the open question can be answered so. */
function answerTo(understanding: Understanding, id: QuestionId): Act | null {
  const question = questionOf(id);
  const { entities, intent, act } = understanding;
  const word = act ?? intent;
  const yes = word === 'affirm' || word === 'consent_unclear' || entities.answer === 'yes';
  if ((id === 'payScore' || id === 'checkPayScore') && entities.payScore !== undefined)
    return { type: 'SCORED', score: entities.payScore };
  if (question.pending === 'consent' && yes && !AGREEMENT.test(understanding.text)) return { type: 'VAGUE' };
  if (id === 'wallet' && intent === 'not_invited') return { type: 'CHOSE', choice: 'not_seen' };
  if (id === 'guide' && intent === 'not_invited') return { type: 'CHOSE', choice: 'not_found' };
  const no = word === 'deny' || entities.answer === 'no';
  const unsure = word === 'unsure' || entities.answer === 'unsure';
  const choice = no ? question.no : yes ? question.yes : unsure ? question.unsure : undefined;
  return choice ? { type: 'CHOSE', choice } : null;
}

const isProductIntent = (intent: string): intent is ProductIntent =>
  (PRODUCT_INTENTS as readonly string[]).includes(intent);

const QUALIFY =
  /(?:我|本人).{0,6}(?:符合|够|有没有资格|有资格|满足)|自[测查检].{0,4}(?:条件|资格)|(?:测|查|看)一?下.{0,4}(?:资格|条件|符不符合)/u;
const SUCCESS_RATE = /成功率|通过率|[几机]率|概率|机会大|容易(?:通过|开|批)|[能会]不?[能会]?(?:通过|批)/u;

/** A question about the product, asked at any point of the form. */
function asked(understanding: Understanding, { context, question }: Situation): Act | null {
  const { intent, confidence, text } = understanding;
  if (SUCCESS_RATE.test(text)) return remark('answers.success_rate');
  if (intent === 'eligibility' && QUALIFY.test(text) && !context.applying) return { type: 'CHECK' };
  if (!isProductIntent(intent) || intent === 'out_of_scope' || confidence < CONFIDENT) return null;
  if (intent === 'apply') return freeText(question) && text.length > 12 ? null : { type: 'APPLY' };
  if (intent === 'application_status' && (context.applying || context.application)) return { type: 'STATUS' };
  if (
    intent === 'close_service' &&
    understanding.act === 'cancel' &&
    (context.applying || isOpen(context.application))
  ) {
    return { type: 'CANCEL' };
  }
  return topic(intent);
}

const freeText = (question: QuestionId): boolean => ['name', 'idNumber', 'contact'].includes(question);

/** Anything else written where a name, an ID number or a contact is asked for is an attempt at it: its validator says what is wrong. */
function attempt({ text, secrets }: Understanding, { question, context, now }: Situation): Act | null {
  if (secrets.length > 0) return null;
  const slot = question === 'contact' ? context.contactKind : question;
  if (slot !== 'name' && slot !== 'idNumber' && slot !== 'phone' && slot !== 'wechatId' && slot !== 'email')
    return null;
  return { type: 'GAVE', judged: judge(context, [{ slot, text, corrects: false }], questionOf(question).item, now) };
}

/** Two or three likely meanings to choose from, or an honest "not understood". */
function unclear({ intent, confidence, alternatives }: Understanding): Act {
  if (confidence < GUESSING) return { type: 'MISSED' };
  const likely = [intent, ...alternatives.map((alternative) => alternative.intent)]
    .filter(isProductIntent)
    .filter((candidate) => candidate !== 'out_of_scope')
    .slice(0, 3);
  return intent === 'out_of_scope' || likely.length === 0
    ? { type: 'MISSED' }
    : remark(
        'unclear',
        likely.map((candidate): Choice => `topic_${candidate}`),
      );
}
