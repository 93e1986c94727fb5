/**
 * Every question that can be open, as data. The state of the statechart with the same name asks it; the wording has its full and short
 * form, its help and its reason under `questions.<name>`.
 */
import type { Pending, ProductIntent } from '../../nlu/types';
import type { Item } from '../types';

/** Every button but the topics. Titles are under `choices` in the wording; the state that offers a choice decides what it does. */
export const CHOICES = [
  'apply',
  'conditions',
  'check_status',
  'how_invited',
  'human',
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
/** Buttons of "did you mean …": one for each product intent. */
export type TopicChoice = `topic_${ProductIntent}`;
/** Key of a button. */
export type Choice = (typeof CHOICES)[number] | TopicChoice;

/** A question that can be open. */
export interface Question {
  readonly choices: readonly Choice[];
  /** What the answer is expected to be; an argument of `understand`. */
  readonly pending: Pending;
  /** Choice that a plain yes, no or "not sure" stands for. Undefined: such a word is no answer to this question. */
  readonly yes?: Choice;
  readonly no?: Choice;
  readonly unsure?: Choice;
  /** Part of the application form. */
  readonly form: boolean;
  /** Item of the application that the answer fills. */
  readonly item?: Item;
}

const lobby = { pending: 'none', form: false } as const;
const form = { form: true } as const;

/** The three questions of fact, the same in the form and in the self-check. */
const PAY_SCORE = {
  pending: 'none',
  choices: ['score_650_up', 'score_600_649', 'score_550_599', 'score_below_550', 'score_unsure'],
  no: 'score_unsure',
  unsure: 'score_unsure',
} as const;
const DEBIT_CARD = {
  pending: 'confirm',
  choices: ['card_yes', 'card_no', 'card_unsure'],
  yes: 'card_yes',
  no: 'card_no',
  unsure: 'card_unsure',
} as const;
const OVERDUE = {
  pending: 'confirm',
  choices: ['overdue_no', 'overdue_yes', 'overdue_unsure'],
  yes: 'overdue_yes',
  no: 'overdue_no',
  unsure: 'overdue_unsure',
} as const;

/** All questions by name. */
export const QUESTIONS = {
  lobby: { ...lobby, choices: ['apply', 'self_check', 'conditions', 'check_status', 'human'] },
  /** A person of the staff has the conversation; see `hear/besidePerson.ts` for what is heard. */
  person: { ...lobby, choices: ['back_to_bot'] },
  /** Starting over loses the draft, so a bare no does not choose it. */
  returning: { ...form, pending: 'confirm', choices: ['go_on', 'start_over'], yes: 'go_on' },
  proof: { ...lobby, choices: [] },
  checkAge: { ...lobby, pending: 'confirm', choices: ['age_yes', 'age_no'], yes: 'age_yes', no: 'age_no' },
  checkIdCard: { ...lobby, pending: 'confirm', choices: ['id_yes', 'id_no'], yes: 'id_yes', no: 'id_no' },
  checkDebitCard: { ...lobby, ...DEBIT_CARD },
  checkPayScore: { ...lobby, ...PAY_SCORE },
  checkOverdue: { ...lobby, ...OVERDUE },
  applied: { ...lobby, choices: ['check_status', 'my_data', 'withdraw', 'human'] },
  wallet: { ...form, pending: 'confirm', choices: ['not_seen', 'seen'], yes: 'seen', no: 'not_seen' },
  guide: { ...form, pending: 'confirm', choices: ['next_step', 'not_found'], yes: 'next_step', no: 'not_found' },
  expectation: { ...form, pending: 'confirm', choices: ['understood', 'stop'], yes: 'understood', no: 'stop' },
  consent: { ...form, pending: 'consent', choices: ['agree', 'disagree', 'policy'], yes: 'agree', no: 'disagree' },
  name: { ...form, pending: 'name', choices: [], item: 'name' },
  idConsent: { ...form, pending: 'consent', choices: ['agree', 'disagree', 'why'], yes: 'agree', no: 'disagree' },
  idNumber: { ...form, pending: 'idNumber', choices: [], item: 'idNumber' },
  contact: { ...form, pending: 'contact', choices: ['use_wechatId', 'use_email'], item: 'contact' },
  handover: { ...form, pending: 'consent', choices: ['agree', 'disagree'], yes: 'agree', no: 'disagree' },
  payScore: { ...form, ...PAY_SCORE, item: 'payScore' },
  debitCard: { ...form, ...DEBIT_CARD, item: 'debitCard' },
  overdue: { ...form, ...OVERDUE, item: 'overdue' },
  confirmValue: { ...form, pending: 'confirm', choices: ['right', 'wrong'], yes: 'right', no: 'wrong' },
  summary: { ...form, pending: 'confirm', choices: ['submit', 'change', 'cancel'], yes: 'submit', no: 'change' },
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
    no: 'go_back',
  },
  sure: { ...lobby, pending: 'confirm', choices: ['sure_yes', 'sure_no'], yes: 'sure_yes', no: 'sure_no' },
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
