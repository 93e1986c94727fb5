/** Events of the statechart: what applicant, staff, review and time do. */
import type { Loan } from '../../nlu/types';
import type { Choice } from './questions';
import type { ApplicationView, Contact, ContactKind, EpochMs, Facts, HandoffReason, Item, Proof } from '../types';
import type { Unconfirmed } from './context';

/** What every event of the statechart carries; see `EventBase`. */
export interface Meta {
  now: EpochMs;
  channel: string;
  fresh: { applicationNo: string; phrase: string };
}

/** A value that passed its validator. */
export interface Accepted {
  item: 'name' | 'idNumber' | 'contact';
  value: string;
  contactKind: ContactKind | null;
  warnings: readonly string[];
}

/** A value that failed its validator, with what the wording needs to say why. */
export interface Problem {
  /** Key of the reason in the wording, e.g. `invalid.idNumber.checksum`. */
  key: string;
  params: Record<string, string | number>;
  item: 'name' | 'idNumber' | 'contact';
}

/** Verdicts on all values of one message. */
export interface Judged {
  accepted: Accepted[];
  /** Values that must be confirmed, one for each item at most. */
  unconfirmed: Unconfirmed[];
  problems: Problem[];
  /** Reason that ends the application, e.g. underage; null for none. */
  refusal: string | null;
}

/** All that one message tells about the items of the form. */
export interface Told {
  judged: Judged;
  facts: Partial<Facts>;
  /** Items said to be wrong without the right value, in the order said. */
  doubted: readonly Item[];
  /** Kind of contact that is wanted instead. */
  contactKind?: ContactKind;
  /** Said as a correction, or beside the question that is open: the receipt names what is now noted. */
  receipt: boolean;
}

/** What happens in the conversation. `hear` makes plays of an applicant's moves; review, staff and time make others. */
export type Play =
  | { type: 'ARRIVED' }
  | { type: 'CHOSE'; choice: Choice }
  | ({ type: 'TOLD' } & Told)
  /** States whether 分付 shows in the wallet, whatever is asked. */
  | { type: 'WALLET'; wallet: 'seen' | 'not_seen' }
  /** Asks about a topic: it is answered, then the open question is asked again. */
  | { type: 'ASKED'; topic: string }
  /** Asks what a sum would cost. */
  | { type: 'PRICED'; loan: Loan }
  /** Asks something that is not sure: the likeliest topics are offered. */
  | { type: 'UNSURE_OF'; topics: readonly string[] }
  /** In harm's way: first things first, and the open question rests. */
  | { type: 'HARMED'; topic: string }
  /** Small talk and the like: the message `acts.<remark>`, then the open question again. */
  | { type: 'REMARKED'; key: string; params: Record<string, string | number> }
  /** A part of the message was not understood; the rest was played. */
  | { type: 'UNREAD'; words: string }
  /** Too vague to count as an answer, e.g. 好吧 where consent is asked for. */
  | { type: 'VAGUE' }
  /** Agreement with a condition, which is none (PIPL Art. 14). */
  | { type: 'CONDITIONAL' }
  | { type: 'APPLY' }
  | { type: 'STATUS' }
  /** Wants a person. */
  | { type: 'HUMAN'; reason: HandoffReason }
  /** May want a person: asked first. */
  | { type: 'HUMAN_MAYBE' }
  | { type: 'HUMAN_CANCEL' }
  /** Asks how long a person takes, or for the place in the queue. */
  | { type: 'PLACE' }
  | { type: 'PLACED'; outcome: 'waiting'; ahead: number }
  | { type: 'PLACED'; outcome: 'none' }
  | { type: 'CANCEL' }
  | { type: 'RESTART' }
  | { type: 'BACK' }
  | { type: 'REPEAT' }
  | { type: 'HELP' }
  | { type: 'WHY' }
  | { type: 'LATER' }
  | { type: 'REFUSED' }
  | { type: 'KEEP' }
  | { type: 'NONE_OF_THESE' }
  | { type: 'VIEW_DATA' }
  | { type: 'EXPORT_DATA' }
  | { type: 'ERASE' }
  | { type: 'WITHDRAW_CONSENT' }
  | { type: 'POLICY' }
  | { type: 'INELIGIBLE'; reason: 'minor' | 'foreigner' | 'no_id' }
  /** Personal data given before consent. */
  | { type: 'EARLY_DATA' }
  /** Not understood. */
  | { type: 'MISSED' }
  | { type: 'CLAIM_FREE' }
  | { type: 'CLAIM_TAKEN'; own: boolean }
  /** The review changed the application. */
  | { type: 'CHANGED'; application: ApplicationView }
  | { type: 'REMINDED' }
  /** Came back to a draft after `sessionMinutes`. */
  | { type: 'RETURNED' }
  /** Begins the self-check. */
  | { type: 'CHECK' }
  /** Asks for an application of another chat. */
  | { type: 'STATUS_OF'; no: string; proof: Proof | null }
  /** Has lost the number of an application. */
  | { type: 'RECOVER' }
  /** Gives what shows that the application looked up is theirs. */
  | { type: 'PROVED'; proof: Proof }
  | { type: 'RECOVERED'; idNumber: string | null; contact: Contact | null; problems: readonly Problem[] }
  | { type: 'LOOKED_UP'; outcome: 'found'; application: ApplicationView }
  | { type: 'LOOKED_UP'; outcome: 'not_found' | 'throttled' }
  | { type: 'PERSON_TOOK' }
  | { type: 'PERSON_WROTE'; text: string }
  | { type: 'PERSON_LEFT' };

/** A play as the statechart gets it. */
export type MachineEvent = Play & { meta: Meta };
