/** Events of the statechart: the moves of applicant, staff, review and time. `interpret` reads an applicant's from an utterance. */
import type { Choice } from './questions';
import type { ApplicationView, ContactKind, EpochMs, Facts, Item } from '../types';
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
  /** The first value that must be confirmed. */
  unconfirmed: Unconfirmed | null;
  problems: Problem[];
  /** A value was accepted that the open question did not ask for; the applicant is told what was noted. */
  aside: boolean;
  /** Reason that ends the application, e.g. underage; null for none. */
  refusal: string | null;
}

/** A move in the conversation. */
export type Move =
  | { type: 'ARRIVED' }
  | { type: 'CHOSE'; choice: Choice }
  | { type: 'GAVE'; judged: Judged }
  | { type: 'SCORED'; score: number }
  /** States facts, several at once or before they were asked. */
  | { type: 'STATED'; facts: Partial<Facts> }
  /** Says that an item is wrong, and perhaps which kind of contact is wanted instead. */
  | { type: 'CORRECTED'; item: Item; contactKind?: ContactKind }
  /** A side question or small talk: `key` answers it, then the open question is asked again. */
  | { type: 'REMARKED'; key: string; choices: readonly Choice[]; params: Record<string, string | number> }
  /** Too vague to count as an answer, e.g. 好吧 where consent is asked for. */
  | { type: 'VAGUE' }
  | { type: 'APPLY' }
  | { type: 'STATUS' }
  | { type: 'HUMAN' }
  | { type: 'CANCEL' }
  | { type: 'RESTART' }
  | { type: 'BACK' }
  | { type: 'REPEAT' }
  | { type: 'HELP' }
  | { type: 'WHY' }
  | { type: 'LATER' }
  | { type: 'REFUSED' }
  | { type: 'VIEW_DATA' }
  | { type: 'ERASE' }
  | { type: 'WITHDRAW_CONSENT' }
  | { type: 'POLICY' }
  | { type: 'INELIGIBLE'; reason: 'minor' | 'foreigner' | 'no_id' }
  /** Personal data given before consent. */
  | { type: 'EARLY_DATA' }
  /** Not understood. */
  | { type: 'MISSED' }
  | { type: 'CLAIM_FREE' }
  | { type: 'CLAIM_TAKEN' }
  /** The review changed the application. */
  | { type: 'CHANGED'; application: ApplicationView }
  | { type: 'REMINDED' }
  /** Came back to a draft after `sessionMinutes`. */
  | { type: 'RETURNED' }
  | { type: 'EXPORT_DATA' }
  /** Begins the self-check. */
  | { type: 'CHECK' }
  /** Asks for an application of another chat. */
  | { type: 'STATUS_OF'; no: string }
  /** Gives the last four digits of its phone. */
  | { type: 'PROVED'; last4: string }
  | { type: 'LOOKED_UP'; outcome: 'found'; application: ApplicationView }
  | { type: 'LOOKED_UP'; outcome: 'not_found' | 'throttled' }
  | { type: 'PERSON_TOOK' }
  | { type: 'PERSON_WROTE'; text: string }
  | { type: 'PERSON_LEFT' };

/** A move as the statechart gets it. */
export type MachineEvent = Move & { meta: Meta };
