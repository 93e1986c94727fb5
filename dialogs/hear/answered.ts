/** Plays that another play of the same message answers already. */
import type { Play } from '../state/events';
import { movesOf } from './heard';
import type { Heard } from './heard';

/** Topics that a play answers by itself: they are not answered once more where they are only guessed beside it. */
const ANSWERED_BY: Partial<Record<Play['type'], readonly string[]>> = {
  VIEW_DATA: ['desk.my_data', 'desk.data_kept', 'desk.chat_history'],
  EXPORT_DATA: ['desk.my_data', 'desk.data_kept', 'desk.chat_history'],
  ERASE: ['desk.how_erase', 'desk.data_kept', 'desk.my_data'],
  WITHDRAW_CONSENT: ['desk.how_erase', 'desk.withdraw'],
  RECOVER: ['desk.number_lost'],
  HUMAN: ['human.contact', 'human.complain', 'desk.appeal', 'desk.person_hours'],
};
const ANSWERED_BY_REFUSAL = {
  minor: ['desk.minor', 'eligibility.age_nationality'],
  foreigner: [
    'desk.foreigner',
    'eligibility.age_nationality',
    'eligibility.conditions',
    'desk.student',
    'not_invited.no_entry',
    'not_invited.why_not_me',
    'how_to_apply.entry',
  ],
  no_id: ['eligibility.age_nationality'],
} as const;

/** Answers that say what another topic says, too: 能不能快点，等着交住院费. */
const ANSWERED_BY_TOPIC: Readonly<Record<string, readonly string[]>> = { 'desk.hospital': ['desk.faster'] };

const answeredBy = (play: Play): readonly string[] => {
  if (play.type === 'INELIGIBLE') return ANSWERED_BY_REFUSAL[play.reason];
  if (play.type === 'ASKED') return ANSWERED_BY_TOPIC[play.topic] ?? [];
  return ANSWERED_BY[play.type] ?? [];
};

/** The plays without questions that others answer. A refusal and another answer say all; beside a request a question that a rule has read stays. */
export function withoutAnswered(plays: readonly Play[], heard: Heard): Play[] {
  const plain = new Set(movesOf(heard, 'ask').flatMap(({ topic, confidence }) => (confidence === 1 ? [topic] : [])));
  const answers = (by: Play, topic: string): boolean =>
    answeredBy(by).includes(topic) &&
    (by.type === 'INELIGIBLE' ||
      by.type === 'ASKED' ||
      (by.type === 'HUMAN' && by.reason === 'appeal') ||
      !plain.has(topic));
  return plays.filter((play) => play.type !== 'ASKED' || !plays.some((other) => answers(other, play.topic)));
}
