import type {
  ApplicationData,
  ApplicationStatus,
  ApplicationView,
  EpochMs,
  HistoryEntry as ViewedEntry,
} from '../../dialogs/types';
import type { Actor } from './actor';
import { isReviewer } from './actor';

/** One change of an application. */
export interface HistoryEntry extends Omit<ViewedEntry, 'by'> {
  by: Actor;
  /** Internal note of the reviewer; never shown to the applicant. */
  note?: string;
  /** The API request that made the entry, so that its repetition is answered by it. */
  request?: CaseRequest;
}

/** A request made under an Idempotency-Key: SHA-256 of the key and of what was asked, base64url. */
export interface CaseRequest {
  keyHash: string;
  fingerprint: string;
}

/** The application as the store keeps it, decrypted. */
export interface Application {
  no: string;
  /** Raised by every change, also by those that are no entry of the history. */
  version: number;
  status: ApplicationStatus;
  conversationKey: string;
  /** Channel through which it was handed in. */
  channel: string;
  /** Short phrase that every genuine notification repeats. */
  phrase: string;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  /** Null after erasure. */
  data: ApplicationData | null;
  history: HistoryEntry[];
}

const toViewedEntry = ({ note: _, request: __, by, ...entry }: HistoryEntry): ViewedEntry => ({
  ...entry,
  by: isReviewer(by) ? 'reviewer' : by.kind === 'applicant' ? 'applicant' : 'system',
});

/** What the dialogue may see of an application: no personal data, no note, and of the review nobody's name. */
export const toView = ({
  no,
  version,
  status,
  phrase,
  createdAt,
  updatedAt,
  history,
}: Application): ApplicationView => ({
  no,
  version,
  status,
  phrase,
  createdAt,
  updatedAt,
  history: history.map(toViewedEntry),
});
