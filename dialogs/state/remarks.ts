import type { Act } from '../../nlu/types';

/** Acts of `nlu` that are answered with the message of the same name under `acts` in the wording. */
export const REMARKS: readonly Act[] = [
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
