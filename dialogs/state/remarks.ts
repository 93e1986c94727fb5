import type { Act } from '../../nlu/types';

/** Remarks answered from the wording under `acts`. */
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
