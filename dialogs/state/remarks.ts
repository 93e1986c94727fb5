/** What is answered with the message of the same name under `acts` in the wording. */
export const REMARKS = [
  'greet',
  'thanks',
  'bye',
  'noted',
  'denied',
  'send_photo',
  'not_an_answer',
  'kept',
  'overdue_past',
  'no_contact',
  'adult',
  'score_vague',
  'others_data',
] as const;
/** A remark. */
export type Remark = (typeof REMARKS)[number];
