/** Events of the statechart: what the applicant *did*, after `interpret` has read what they said. */
import type { Choice } from './questions';
import type { ApplicationView, Application, ContactKind, EpochMs, Facts, Item } from '../types';
import type { Unconfirmed } from './context';

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

/** A value that did not, with what the wording needs to say why. */
export interface Problem {
  /** Key of the reason in the wording, e.g. `invalid.idNumber.checksum`. */
  key: string;
  params: Record<string, string | number>;
  item: 'name' | 'idNumber' | 'contact';
}

/** Outcome of judging every value in one message. */
export interface Judged {
  accepted: Accepted[];
  unconfirmed: Unconfirmed | null;
  problems: Problem[];
  /** Something else than the open question was answered as well: the applicant is told what was noted. */
  aside: boolean;
  /** Reason that ends the application: underage, another document. */
  refusal: string | null;
}

export type Move =
  | { type: 'ARRIVED' }
  | { type: 'CHOSE'; choice: Choice }
  | { type: 'GAVE'; judged: Judged }
  | { type: 'SCORED'; score: number }
  /** Facts told in passing, several at once or before they were asked. */
  | { type: 'STATED'; facts: Partial<Facts> }
  /** Says that an item is wrong, and perhaps which kind of contact is wanted instead. */
  | { type: 'CORRECTED'; item: Item; contactKind?: ContactKind }
  /** A side question, small talk or a warning: answered, then the open question comes back. */
  | { type: 'REMARKED'; key: string; choices: readonly Choice[]; params: Record<string, string | number> }
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
  | { type: 'EARLY_DATA' }
  | { type: 'MISSED' }
  | { type: 'CLAIM_FREE' }
  | { type: 'CLAIM_TAKEN'; application: Pick<Application, 'no' | 'status'> }
  | { type: 'CHANGED'; application: ApplicationView }
  | { type: 'REMINDED' }
  | { type: 'RETURNED' }
  | { type: 'EXPORT_DATA' }
  | { type: 'CHECK' }
  | { type: 'STATUS_OF'; no: string }
  | { type: 'PROVED'; last4: string }
  | { type: 'LOOKED_UP'; outcome: 'found'; application: ApplicationView }
  | { type: 'LOOKED_UP'; outcome: 'not_found' | 'throttled' }
  | { type: 'PERSON_TOOK' }
  | { type: 'PERSON_WROTE'; text: string }
  | { type: 'PERSON_LEFT' };

export type MachineEvent = Move & { meta: Meta };
