/** The meaning of each button, independent of where it is offered. Titles are in the wording. */
import type { Play } from './events';
import type { Choice, TopicChoice } from './questions';
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

/** Buttons that do the same in every state. Any other answers the open question. */
export const CHOICE_PLAYS: Partial<Record<Choice, Play>> = {
  apply: { type: 'APPLY' },
  check_status: { type: 'STATUS' },
  human: { type: 'HUMAN', reason: 'asked' },
  human_cancel: { type: 'HUMAN_CANCEL' },
  appeal: { type: 'HUMAN', reason: 'appeal' },
  none_of_these: { type: 'NONE_OF_THESE' },
  find_number: { type: 'RECOVER' },
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

const TOPIC = 'topic_';

/** Button of a topic. */
export const choiceOfTopic = (topic: string): TopicChoice => `${TOPIC}${topic}`;

/** The topic that a button asks about; undefined for any other button. */
export const topicOfChoice = (choice: Choice): string | undefined =>
  choice.startsWith(TOPIC) ? choice.slice(TOPIC.length) : undefined;

/** Band of a WeChat Pay Score: information for the reviewer, never a gate. */
export const bandOf = (score: number): PayScoreBand =>
  score >= 650 ? '650_up' : score >= 600 ? '600_649' : score >= 550 ? '550_599' : 'below_550';
