/** The meaning of each button, independent of where it is offered. Titles are in the wording. */
import type { ProductIntent } from '../../nlu/types';
import type { Move } from './events';
import type { Choice } from './questions';
import type { Facts, Item, PayScoreBand } from '../types';

type FactChoice = { [F in keyof Facts]: { fact: F; value: Facts[F] } }[keyof Facts];

/** Buttons that state a fact. */
export const FACT_CHOICES: Partial<Record<Choice, FactChoice>> = {
  score_650_up: { fact: 'payScore', value: '650_up' },
  score_600_649: { fact: 'payScore', value: '600_649' },
  score_550_599: { fact: 'payScore', value: '550_599' },
  score_below_550: { fact: 'payScore', value: 'below_550' },
  score_unsure: { fact: 'payScore', value: 'unsure' },
  card_yes: { fact: 'debitCard', value: 'yes' },
  card_no: { fact: 'debitCard', value: 'no' },
  card_unsure: { fact: 'debitCard', value: 'unsure' },
  overdue_yes: { fact: 'overdue', value: 'yes' },
  overdue_no: { fact: 'overdue', value: 'no' },
  overdue_unsure: { fact: 'overdue', value: 'unsure' },
};

/** Buttons that pick the item to change. */
export const ITEM_CHOICES: Partial<Record<Choice, Item>> = {
  change_name: 'name',
  change_idNumber: 'idNumber',
  change_contact: 'contact',
  change_payScore: 'payScore',
  change_debitCard: 'debitCard',
  change_overdue: 'overdue',
};

/** Buttons that make the same move in every state. Any other answers the open question. */
export const CHOICE_MOVES: Partial<Record<Choice, Move>> = {
  apply: { type: 'APPLY' },
  check_status: { type: 'STATUS' },
  human: { type: 'HUMAN' },
  help: { type: 'HELP' },
  why: { type: 'WHY' },
  policy: { type: 'POLICY' },
  my_data: { type: 'VIEW_DATA' },
  erase: { type: 'ERASE' },
  withdraw_consent: { type: 'WITHDRAW_CONSENT' },
  export_data: { type: 'EXPORT_DATA' },
  self_check: { type: 'CHECK' },
  cancel: { type: 'CANCEL' },
  withdraw: { type: 'CANCEL' },
};

/** Next steps offered below the answer to a product question; not within the form. */
export const TOPIC_CHOICES: Record<ProductIntent, readonly Choice[]> = {
  apply: ['apply'],
  how_to_apply: ['apply', 'conditions'],
  eligibility: ['self_check', 'apply', 'how_invited'],
  not_invited: ['apply', 'conditions'],
  application_status: ['check_status', 'apply'],
  suspended: ['human', 'conditions'],
  credit_limit: ['apply', 'human'],
  repayment: ['human'],
  fees: ['apply', 'human'],
  overdue: ['human'],
  bank_card: ['apply', 'conditions'],
  account_identity: ['human', 'conditions'],
  usage: ['apply', 'how_invited'],
  close_service: ['human'],
  merchant: ['human'],
  human: ['human'],
  out_of_scope: ['apply', 'conditions', 'check_status', 'human'],
};

/** Whether a choice is one of "did you mean …". */
export const isTopic = (choice: Choice): choice is `topic_${ProductIntent}` => choice.startsWith('topic_');

/** Band of a WeChat Pay Score: information for the reviewer, never a gate. */
export const bandOf = (score: number): PayScoreBand =>
  score >= 650 ? '650_up' : score >= 600 ? '600_649' : score >= 550 ? '550_599' : 'below_550';
