/** Any other text where a name, an ID number or a contact is asked for: an attempt, whose validator says what is wrong. */
import type { EntitySlot, Move } from '../../../nlu/types';
import type { Play } from '../../state/events';
import { questionOf } from '../../state/questions';
import { isCode, movesOf } from '../heard';
import type { Heard } from '../heard';
import { judge } from '../judge';

/** Longest text that may be an attempt at a name, in characters. */
const MAX_NAME = 12;
/** Longest text that may be an attempt at a number. */
const MAX_NUMBER = 40;

/** Moves that an attempt may be taken for. */
const NO_OTHER_MOVE: readonly Move['type'][] = ['ask', 'code', 'unread'];

/** The play of an attempt; null where the message is none. */
export function attemptPlay(heard: Heard): Play | null {
  return restOfName(heard) ?? plainAttempt(heard);
}

/** Longest name that may be half of one, and longest rest of it, in characters. */
const MAX_PART = 2;

/** 娜 after 欧阳, which waits to be confirmed: a name sent in parts. */
function restOfName({ question, context, now, understanding }: Heard): Play | null {
  const [first] = context.unconfirmed;
  const rest = understanding.text.trim();
  if (question !== 'confirmValue' || first?.item !== 'name') return null;
  if ([...first.value].length > MAX_PART || [...rest].length > MAX_PART) return null;
  const judged = judge(context, [{ slot: 'name', text: first.value + rest, corrects: true }], now);
  return judged.accepted.length === 0 ? null : { type: 'TOLD', judged, facts: {}, doubted: [], receipt: true };
}

function plainAttempt(heard: Heard): Play | null {
  const { question, context, now, understanding } = heard;
  const { item } = questionOf(question);
  if (understanding.secrets.length > 0 || !item || movesOf(heard, 'give').length > 0) return null;
  if (understanding.moves.some(({ type }) => !NO_OTHER_MOVE.includes(type))) return null;
  const slot: EntitySlot | null =
    item === 'name' ? 'name' : item === 'idNumber' ? 'idNumber' : item === 'contact' ? context.contactKind : null;
  if (slot === null) return null;
  const length = [...understanding.text].length;
  if (length > (slot === 'name' && !isCode(heard) ? MAX_NAME : MAX_NUMBER)) return null;
  return {
    type: 'TOLD',
    judged: judge(context, [{ slot, text: slot === 'name' ? understanding.text : '', corrects: false }], now),
    facts: {},
    doubted: [],
    receipt: false,
  };
}
