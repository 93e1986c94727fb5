/**
 * Every question that can be open, as data. The state of the statechart with the same name asks it; the wording has its full and short
 * form, its help and its reason under `questions.<name>`.
 */
import type { Answer, Pending } from '../../nlu/types';
import type { Item } from '../types';

/** Every button but the topics. Titles are under `choices` in the wording; the state that offers a choice decides what it does. */
export const CHOICES = [
  'apply',
  'check_status',
  'human',
  'human_cancel',
  'none_of_these',
  'find_number',
  'appeal',
  'help',
  'my_data',
  'not_seen',
  'seen',
  'next_step',
  'not_found',
  'done',
  'understood',
  'stop',
  'agree',
  'disagree',
  'policy',
  'why',
  'use_phone',
  'use_wechatId',
  'use_email',
  'score_650_up',
  'score_600_649',
  'score_550_599',
  'score_below_550',
  'score_unsure',
  'card_yes',
  'card_no',
  'card_unsure',
  'overdue_no',
  'overdue_yes',
  'overdue_unsure',
  'right',
  'wrong',
  'submit',
  'change',
  'cancel',
  'change_name',
  'change_idNumber',
  'change_contact',
  'change_payScore',
  'change_debitCard',
  'change_overdue',
  'go_back',
  'sure_yes',
  'sure_no',
  'withdraw',
  'withdraw_consent',
  'erase',
  'export_data',
  'self_check',
  'age_yes',
  'age_no',
  'id_yes',
  'id_no',
  'go_on',
  'start_over',
  'back_to_bot',
] as const;
/** Buttons that ask about a topic, e.g. `topic_fees.rate`. */
export type TopicChoice = `topic_${string}`;
/** Key of a button. */
export type Choice = (typeof CHOICES)[number] | TopicChoice;

/** A question that can be open. */
export interface Question {
  readonly choices: readonly Choice[];
  /** What the answer is expected to be; an argument of `understand`. */
  readonly pending: Pending;
  /** Choices that short answers stand for. An answer that is not here does not answer this question. */
  readonly answers?: Partial<Record<Answer, Choice>>;
  /** Part of the application form. */
  readonly form: boolean;
  /** Item of the application that the answer fills. */
  readonly item?: Item;
}

const lobby = { pending: 'none', form: false } as const;
const form = { form: true } as const;

const both = (choice: Choice, ...answers: Answer[]): Partial<Record<Answer, Choice>> =>
  Object.fromEntries(answers.map((answer) => [answer, choice]));

/** Consent needs its own word (PIPL Art. 14): 好 and 嗯 are asked about again. */
const CONSENT = {
  pending: 'consent',
  answers: { ...both('agree', 'agree'), ...both('disagree', 'disagree', 'unwilling') },
} as const;
/** The three questions of fact, the same in the form and in the self-check. */
const PAY_SCORE = {
  pending: 'none',
  choices: ['score_650_up', 'score_600_649', 'score_550_599', 'score_below_550', 'score_unsure'],
  answers: both('score_unsure', 'unsure', 'none', 'indifferent'),
} as const;
const DEBIT_CARD = {
  pending: 'confirm',
  choices: ['card_yes', 'card_no', 'card_unsure'],
  answers: {
    ...both('card_yes', 'yes', 'has', 'ok', 'done'),
    ...both('card_no', 'no', 'none', 'unwilling'),
    ...both('card_unsure', 'unsure'),
  },
} as const;
const OVERDUE = {
  pending: 'confirm',
  choices: ['overdue_no', 'overdue_yes', 'overdue_unsure'],
  answers: {
    ...both('overdue_yes', 'yes', 'has'),
    ...both('overdue_no', 'no', 'none', 'unwilling'),
    ...both('overdue_unsure', 'unsure'),
  },
} as const;

/** All questions by name. */
export const QUESTIONS = {
  lobby: { ...lobby, choices: ['apply', 'self_check', 'check_status', 'human'] },
  /** A person of the staff has the conversation; see `hear/besidePerson.ts` for what is heard. */
  person: { ...lobby, choices: ['back_to_bot'] },
  /** Starting over loses the draft, so a bare no does not choose it. */
  returning: {
    ...form,
    pending: 'confirm',
    choices: ['go_on', 'start_over'],
    answers: both('go_on', 'yes', 'ok', 'faint', 'has'),
  },
  /** Proof for the look-up of an application by its number. */
  proof: { ...lobby, pending: 'proof', choices: ['find_number'] },
  /** ID number and contact, for the look-up of an application whose number is lost. */
  recover: { ...lobby, pending: 'idNumber', choices: ['human', 'cancel'] },
  checkAge: {
    ...lobby,
    pending: 'age',
    choices: ['age_yes', 'age_no'],
    answers: { ...both('age_yes', 'yes', 'has', 'ok'), ...both('age_no', 'no', 'none', 'unwilling') },
  },
  checkIdCard: {
    ...lobby,
    pending: 'confirm',
    choices: ['id_yes', 'id_no'],
    answers: { ...both('id_yes', 'yes', 'has', 'ok'), ...both('id_no', 'no', 'none', 'unwilling') },
  },
  checkDebitCard: { ...lobby, ...DEBIT_CARD },
  checkPayScore: { ...lobby, ...PAY_SCORE },
  checkOverdue: { ...lobby, ...OVERDUE },
  applied: { ...lobby, choices: ['check_status', 'my_data', 'withdraw', 'human'] },
  wallet: {
    ...form,
    pending: 'confirm',
    choices: ['not_seen', 'seen'],
    answers: {
      ...both('seen', 'seen', 'yes', 'has'),
      ...both('not_seen', 'not_seen', 'no', 'none', 'unwilling'),
    },
  },
  guide: {
    ...form,
    pending: 'confirm',
    choices: ['next_step', 'not_found'],
    answers: {
      ...both('next_step', 'done', 'yes', 'ok', 'faint', 'seen', 'has'),
      ...both('not_found', 'not_seen', 'no', 'none', 'unwilling'),
    },
  },
  expectation: {
    ...form,
    pending: 'confirm',
    choices: ['understood', 'stop'],
    answers: {
      ...both('understood', 'yes', 'ok', 'faint', 'agree', 'done'),
      ...both('stop', 'no', 'unwilling', 'disagree'),
    },
  },
  consent: { ...form, ...CONSENT, choices: ['agree', 'disagree', 'policy'] },
  name: { ...form, pending: 'name', choices: [], item: 'name' },
  idConsent: { ...form, ...CONSENT, choices: ['agree', 'disagree', 'why'] },
  idNumber: { ...form, pending: 'idNumber', choices: [], item: 'idNumber' },
  contact: { ...form, pending: 'contact', choices: ['use_wechatId', 'use_email'], item: 'contact' },
  handover: { ...form, ...CONSENT, choices: ['agree', 'disagree'] },
  payScore: { ...form, ...PAY_SCORE, item: 'payScore' },
  debitCard: { ...form, ...DEBIT_CARD, item: 'debitCard' },
  overdue: { ...form, ...OVERDUE, item: 'overdue' },
  confirmValue: {
    ...form,
    pending: 'confirm',
    choices: ['right', 'wrong'],
    answers: { ...both('right', 'yes', 'ok', 'faint'), ...both('wrong', 'no', 'none', 'unwilling') },
  },
  summary: {
    ...form,
    pending: 'confirm',
    choices: ['submit', 'change', 'cancel'],
    answers: { ...both('submit', 'yes', 'ok', 'agree'), ...both('change', 'no', 'none') },
  },
  pickItem: {
    ...form,
    pending: 'confirm',
    choices: [
      'change_name',
      'change_idNumber',
      'change_contact',
      'change_payScore',
      'change_debitCard',
      'change_overdue',
      'go_back',
    ],
    answers: both('go_back', 'no', 'none', 'unwilling'),
  },
  sure: {
    ...lobby,
    pending: 'confirm',
    choices: ['sure_yes', 'sure_no'],
    answers: { ...both('sure_yes', 'yes', 'ok'), ...both('sure_no', 'no', 'none', 'unwilling') },
  },
} as const satisfies Record<string, Question>;

/** Name of a question. */
export type QuestionId = keyof typeof QUESTIONS;

/** The question of a name. */
export const questionOf = (id: QuestionId): Question => QUESTIONS[id];

/** Whether a state of the statechart is a question. */
export const isQuestion = (state: string): state is QuestionId => state in QUESTIONS;

/** Number of messages in the guide for invited users: `questions.guide.0` and on. */
export const GUIDE_STEPS = 3;

/** Forms in which the open question is worded. Which question is open is known only after the transition. */
export type AskMode = 'full' | 'short' | 'help' | 'why' | 'refused';
