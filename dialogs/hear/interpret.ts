/**
 * From an Understanding to the applicant's move, given the open question. Order of precedence: a button, a control word, values, an
 * answer to the question, a side question, "not understood".
 */
import type { Act, ProductIntent, Understanding } from '../../nlu/types';
import { CHOICE_MOVES, isTopic } from '../state/choices';
import { hasConsent } from '../state/context';
import type { Context } from '../state/context';
import type { Move } from '../state/events';
import { factsIn } from './facts';
import { givenIn, isContact, judge } from './judge';
import type { Given } from './judge';
import {
  PREFERRED,
  HANDS_IN,
  HAS_NONE,
  AGREEMENT,
  DISAGREEMENT,
  BACK_AGAIN,
  INDIFFERENT,
  FAINT,
  NO_ID_CARD,
  SLOT_NAMED,
  SENTENCE,
} from './phrases';
import { asked, remark, topic, unclear } from './product';
import { questionOf } from '../state/questions';
import type { Choice, QuestionId } from '../state/questions';
import { REMARKS } from '../state/remarks';
import type { ContactKind, EpochMs, Item } from '../types';

/** What an utterance is interpreted in. */
export interface Situation {
  question: QuestionId;
  context: Context;
  now: EpochMs;
  /** The offered choice that the text names, by title, alias or number; null for none. */
  choiceOf: (text: string, offered: readonly Choice[]) => Choice | null;
}

/** Acts that make the same move in every state. */
const CONTROL: Partial<Record<Act, Move>> = {
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

/** Acts that answer yes, no or "not sure". */
const NODS: readonly Act[] = ['affirm', 'deny', 'unsure', 'consent_unclear'];

/** The applicant's move; MISSED where nothing is understood. */
export function interpret(understanding: Understanding, situation: Situation): Move {
  const { question, context } = situation;
  const choice = situation.choiceOf(understanding.text, context.offered);
  if (choice && isPlain(choice, understanding.text)) return chosen(choice);
  if (choice) return { type: 'VAGUE' };
  const preferred =
    question === 'contact' ? PREFERRED.find(([, words]) => words.test(understanding.text.trim())) : undefined;
  if (preferred) return { type: 'CHOSE', choice: preferred[0] };
  const other = PREFERRED.find(
    ([, words]) => /换|改/u.test(understanding.text) && words.test(understanding.text.trim()),
  );
  const kind = other && KIND_OF[other[0]];
  if (kind && context.draft.contact !== null && context.applying)
    return { type: 'CORRECTED', item: 'contact', contactKind: kind };
  if (question === 'contact' && HAS_NONE.test(understanding.text)) return { type: 'REFUSED' };
  if (understanding.act === 'third_party') return remark('acts.third_party');
  if (question === 'debitCard' && /信用卡/u.test(understanding.text) && !/储蓄/u.test(understanding.text))
    return { type: 'WHY' };

  const control = controlOf(understanding, question);
  if (control) return control;
  const lookup = lookupIn(understanding, situation);
  if (lookup) return lookup;

  const values = valuesIn(understanding, situation);
  if (values) return values;

  const facts = STATABLE.includes(question) ? factsIn(understanding.text, understanding.entities.payScore) : {};
  const others = Object.keys(facts).filter((fact) => fact !== question);
  if (context.applying && others.length > 0) return { type: 'STATED', facts };

  const answer = answerTo(understanding, question);
  if (answer) return answer;
  // 绑了建行的 at the question about the card: a statement of fact.
  if (context.applying && Object.keys(facts).length > 0) return { type: 'STATED', facts };

  if (BACK_AGAIN.test(understanding.text.trim()) && questionOf(question).form) return { type: 'REPEAT' };

  const said = understanding.act;
  if (said === 'later') return { type: 'LATER' };
  if (said === 'refuse' || said === 'skip') return skipped(question, understanding.text);
  if (said && REMARKS.includes(said)) return remark(`acts.${said}`);
  if (said && NODS.includes(said)) return nodded(said, question);
  if (INDIFFERENT.test(understanding.text.trim()))
    return questionOf(question).form ? { type: 'VAGUE' } : remark('acts.noted');

  return asked(understanding, situation) ?? attempt(understanding, situation) ?? unclear(understanding);
}

/** Questions at which other facts may be stated too. */
const STATABLE: readonly QuestionId[] = ['payScore', 'debitCard', 'overdue', 'summary'];

const KIND_OF: Partial<Record<Choice, ContactKind>> = {
  use_phone: 'phone',
  use_wechatId: 'wechatId',
  use_email: 'email',
};

const isPlain = (choice: Choice, text: string): boolean =>
  choice === 'agree' ? AGREEMENT.test(text) : choice === 'disagree' ? DISAGREEMENT.test(text) : true;

/** The move of a yes, no or "not sure" that does not answer the open question. */
function nodded(said: Act, id: QuestionId): Move {
  const { form, pending } = questionOf(id);
  if (!form) return remark('acts.noted');
  if (said === 'unsure') return { type: 'HELP' };
  if (said !== 'deny' || pending === 'consent') return { type: 'VAGUE' };
  return id === 'contact' ? { type: 'REFUSED' } : remark('acts.denied');
}

/** The move of a refusal: "not sure" where that is an answer, else REFUSED within the form. */
function skipped(question: QuestionId, text: string): Move {
  const { unsure, form } = questionOf(question);
  if (unsure) return { type: 'CHOSE', choice: unsure };
  if (/^下一[步个题项页]/u.test(text)) return form ? { type: 'VAGUE' } : remark('acts.noted');
  return form ? { type: 'REFUSED' } : remark('acts.noted');
}

const chosen = (choice: Choice): Move =>
  isTopic(choice) ? topic(choice.slice('topic_'.length) as ProductIntent) : (CHOICE_MOVES[choice] ?? generic(choice));

const generic = (choice: Choice): Move =>
  choice === 'conditions'
    ? topic('eligibility')
    : choice === 'how_invited'
      ? topic('how_to_apply')
      : { type: 'CHOSE', choice };

const NO_ID: Move = { type: 'INELIGIBLE', reason: 'no_id' };

function controlOf({ act, intent, secrets, beside, text }: Understanding, question: QuestionId): Move | null {
  // An act beside a value is answered by `besides`, and the value is taken.
  if (secrets.length > 0 || (beside !== undefined && (beside === act || beside === intent))) return null;
  if (NO_ID_CARD.test(text)) return question === 'checkIdCard' ? { type: 'CHOSE', choice: 'id_no' } : NO_ID;
  if (intent === 'human') return { type: 'HUMAN' };
  if (act === 'deny' || act === undefined) return null;
  if (act === 'minor' && question === 'checkAge') return { type: 'CHOSE', choice: 'age_no' };
  if (act === 'foreigner' && question === 'checkIdCard') return { type: 'CHOSE', choice: 'id_no' };
  // At `pickItem`, going back means its own button.
  if (act === 'back' && question === 'pickItem') return { type: 'CHOSE', choice: 'go_back' };
  return CONTROL[act] ?? null;
}

/** Values for the form, a correction without a value, or personal data before consent. */
function valuesIn(understanding: Understanding, { question, context, now }: Situation): Move | null {
  const given = meant(understanding, question);
  const collecting = context.reopened !== null || (context.applying && hasConsent(context, 'privacy'));
  const bare = understanding.corrections.find(
    ({ value, slot }) => value === undefined && !given.some((g) => g.slot === slot),
  );
  if (bare && given.length === 0) {
    return { type: 'CORRECTED', item: itemOf(bare.slot), ...(isContact(bare.slot) && { contactKind: bare.slot }) };
  }
  if (given.length === 0) return null;
  if (!collecting) {
    const sensitive = given.some(({ slot }) => slot !== 'name') || understanding.intent === 'inform';
    return sensitive ? { type: 'EARLY_DATA' } : null;
  }
  return { type: 'GAVE', judged: judge(context, given, questionOf(question).item, now) };
}

/** Values of an utterance. The name in a short nod or courtesy (好, 对, 好烦啊) is none, nor a name alone where no name is expected. */
function meant(understanding: Understanding, question: QuestionId): Given[] {
  const { act, text } = understanding;
  const sigh = act !== undefined && (NODS.includes(act) || COURTESIES.includes(act)) && [...text].length <= MAX_ATTEMPT;
  const given = givenIn(understanding).filter(({ slot }) => !sigh || slot !== 'name');
  const [only, ...others] = given;
  const alone = only?.slot === 'name' && others.length === 0 && !only.corrects && only.text === text.trim();
  return alone && !NAMED_ALONE.includes(question) ? [] : given;
}

/** Questions at which a name alone answers or corrects. */
const NAMED_ALONE: readonly QuestionId[] = ['name', 'confirmValue', 'summary', 'pickItem'];

const COURTESIES: readonly Act[] = ['greet', 'thanks', 'bye', 'complain'];

/** Reads an application number, or at `proof` the last four digits of its phone. */
function lookupIn({ text, entities }: Understanding, { question, context }: Situation): Move | null {
  const last4 = question === 'proof' ? /(?<!\d)\d{4}(?!\d)/u.exec(text.normalize('NFKC')) : null;
  if (last4) return { type: 'PROVED', last4: last4[0] };
  const { applicationNo } = entities;
  if (applicationNo === undefined) return null;
  return applicationNo === context.application?.no ? { type: 'STATUS' } : { type: 'STATUS_OF', no: applicationNo };
}

const itemOf = (slot: string): Item => (slot === 'name' || slot === 'idNumber' ? slot : 'contact');

/** Yes, no or "not sure" as an answer to the open question; null where it cannot be answered so. */
function answerTo(understanding: Understanding, id: QuestionId): Move | null {
  const question = questionOf(id);
  const { entities, intent, act } = understanding;
  const word = act ?? intent;
  const yes = word === 'affirm' || word === 'consent_unclear' || entities.answer === 'yes';
  if ((id === 'payScore' || id === 'checkPayScore') && entities.payScore !== undefined)
    return { type: 'SCORED', score: entities.payScore };
  const no = word === 'deny' || entities.answer === 'no';
  if (question.pending === 'consent' && yes && !AGREEMENT.test(understanding.text)) return { type: 'VAGUE' };
  if (question.pending === 'consent' && no && !DISAGREEMENT.test(understanding.text)) return { type: 'VAGUE' };
  if (yes && question.yes && INDIFFERENT.test(understanding.text.trim()))
    return question.form ? { type: 'VAGUE' } : null;
  if (yes && id !== 'summary' && question.form && HANDS_IN.test(understanding.text)) return { type: 'VAGUE' };
  if (yes && (id === 'summary' || id === 'sure') && FAINT.test(understanding.text.trim())) return { type: 'VAGUE' };
  if (id === 'wallet' && intent === 'not_invited') return { type: 'CHOSE', choice: 'not_seen' };
  if (id === 'guide' && intent === 'not_invited') return { type: 'CHOSE', choice: 'not_found' };
  const unsure = word === 'unsure' || entities.answer === 'unsure';
  const choice = no ? question.no : yes ? question.yes : unsure ? question.unsure : undefined;
  return choice ? { type: 'CHOSE', choice } : null;
}

const MAX_ATTEMPT = 8;

/** Any other text where a name, an ID number or a contact is asked for: an attempt, whose validator says what is wrong. */
function attempt(understanding: Understanding, { question, context, now }: Situation): Move | null {
  const { text, secrets } = understanding;
  if (secrets.length > 0) return null;
  if (!/[\da-z]/iu.test(text) && (SENTENCE.test(text) || [...text].length > MAX_ATTEMPT)) {
    const meant = unclear(understanding);
    if (meant.type !== 'MISSED' || SENTENCE.test(text)) return meant;
  }
  const slot =
    SLOT_NAMED.find(([, word]) => word.test(text))?.[0] ?? (question === 'contact' ? context.contactKind : question);
  if (!questionOf(question).item) return null;
  if (slot !== 'name' && slot !== 'idNumber' && slot !== 'phone' && slot !== 'wechatId' && slot !== 'email')
    return null;
  const shown = slot === 'name' || /[\da-z零一二三四五六七八九幺]{2}/iu.test(text) ? text : '';
  return {
    type: 'GAVE',
    judged: judge(context, [{ slot, text: shown, corrects: false }], questionOf(question).item, now),
  };
}
