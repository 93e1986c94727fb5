import type {
  ApplicationData,
  ApplicationStatus,
  ApplicationView,
  EpochMs,
  HistoryEntry as ViewedEntry,
} from '../../dialogs/types';
import type { Actor } from './actor';
import { isReviewer } from './actor';

/** One change of an application's status. */
export interface HistoryEntry extends Omit<ViewedEntry, 'by'> {
  by: Actor;
  /** Reviewer's internal note; never shown to the applicant. */
  note?: string;
  /** API requests that this entry answers: the one that made it, and those that asked for the same. */
  requests?: readonly CaseRequest[];
}

/** An API request with an Idempotency-Key: SHA-256 of the key with its caller, and of the request; base64url. */
export interface CaseRequest {
  keyHash: string;
  fingerprint: string;
}

/** An application as stored, decrypted. */
export interface Application {
  no: string;
  /** Raised by every change, erasure included, which makes no history entry of its own. */
  version: number;
  status: ApplicationStatus;
  conversationKey: string;
  /** Channel through which it was submitted. */
  channel: string;
  /** Verification phrase, repeated by every genuine notification. */
  phrase: string;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  /** Null after erasure. */
  data: ApplicationData | null;
  history: HistoryEntry[];
}

const toViewedEntry = ({ note: _, requests: __, by, ...entry }: HistoryEntry): ViewedEntry => ({
  ...entry,
  by: isReviewer(by) ? 'reviewer' : by.kind === 'applicant' ? 'applicant' : 'system',
});

/** The application as the dialogue sees it: no personal data, no notes, and no name of a reviewer. */
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
