import { hash, randomUUID } from 'node:crypto';
import type { ApplicationStatus } from '../../dialogs/types';
import { DeskError, isDeskError } from '../errors';
import type { Clock } from '../clock';
import type { Store } from '../store';
import type { AuditEntry } from '../store/applications/audit';
import type { HandleTurn } from '../turn/handleTurn';
import type { Actor } from './actor';
import type { Application, CaseRequest, HistoryEntry } from './application';
import { entryOf, type CaseChange } from './change';
import { standingEntry } from './record';

/** Query of the review list. */
export interface CaseQuery {
  /** `open`: neither decided nor withdrawn. */
  status: ApplicationStatus | 'open';
  offset: number;
  limit: number;
}

/** One item of the list. A record that cannot be decrypted is listed as unreadable; the others are unaffected. */
export type ListedCase = { application: Application } | { no: string; unreadable: true };

/** One page of the list. */
export interface CasePage {
  /** Oldest first. */
  cases: ListedCase[];
  /** Number of cases on all pages. */
  total: number;
}

/** A case after a requested change, and the history entry that answers the request. */
export interface ChangedCase {
  application: Application;
  entry: HistoryEntry;
}

/** Service for cases: the API, jobs and the desk read and change cases through it. */
export interface Cases {
  /**
   * Loads a case, decrypted. Callers mask it, or use `reveal`.
   * @throws DeskError not_found
   */
  find(no: string): Promise<Application>;
  /**
   * Changes a case in one commit: record, history entry, `CaseEvent`, and the message to the applicant. Idempotent by
   * `request`: a repeated request is answered by the entry it made.
   * @throws DeskError not_found, and those of `changed`
   */
  change(no: string, by: Actor, change: CaseChange, request?: CaseRequest): Promise<ChangedCase>;
  list(query: CaseQuery): Promise<CasePage>;
  /**
   * Loads a case for showing personal data in clear. An audit entry is written first.
   * @throws DeskError not_found
   */
  reveal(no: string, by: Actor): Promise<Application>;
  /** Audit entries, oldest first. */
  audit(application: Application): Promise<AuditEntry[]>;
}

/** Dependencies of the cases. */
export interface CasesDeps {
  store: Pick<Store, 'applications' | 'audit' | 'reviewList'>;
  /** Does not count towards MAX_TURNS. */
  handleTurn: HandleTurn;
  clock: Clock;
}

/** Idempotency key of the turn: the same for every repetition of a request, random without one. */
const messageIdOf = (no: string, request: CaseRequest | undefined): string =>
  `case-${request ? hash('sha256', `${no}\n${request.keyHash}`, 'base64url') : randomUUID()}`;

/** Creates the service for cases. */
export const createCases = ({ store, handleTurn, clock }: CasesDeps): Cases => {
  const { applications, audit, reviewList } = store;

  const find: Cases['find'] = async (no) => {
    const application = await applications.find(no);
    if (!application) throw new DeskError('not_found');
    return application;
  };

  /** Undefined where the application has expired. */
  const loadListed = async (conversationKey: string, no: string): Promise<ListedCase | undefined> => {
    try {
      const application = await applications.load(conversationKey, no);
      return application && { application };
    } catch (error) {
      if (!isDeskError(error, 'data_unreadable')) throw error;
      return { no, unreadable: true };
    }
  };

  return {
    find,

    async change(no, by, change, request) {
      const conversationKey = await applications.conversationOf(no);
      if (conversationKey === undefined) throw new DeskError('not_found');
      const event = { type: 'caseChange' as const, no, by, change, ...(request && { request }) };
      const { application = await find(no) } = await handleTurn({
        conversationKey,
        id: messageIdOf(no, request),
        event,
      });
      // The job listCase does it too. Done here as well, a read after this write finds the change listed.
      await reviewList.project(application);
      const entry = entryOf(application, request) ?? standingEntry(application);
      if (!entry) throw new DeskError('not_found');
      return { application, entry };
    },

    async list({ status, offset, limit }) {
      const { items, total } = await reviewList.page(status, offset, limit);
      const loaded = await Promise.all(items.map(({ conversationKey, no }) => loadListed(conversationKey, no)));
      const expired = items.filter((_, i) => !loaded[i]);
      await Promise.all(expired.map(({ no }) => reviewList.remove(no)));
      return { cases: loaded.filter((listed) => listed !== undefined), total };
    },

    async reveal(no, by) {
      const application = await find(no);
      await audit.add(application.conversationKey, no, { at: clock.now(), by, action: 'revealed' });
      return application;
    },

    audit: ({ conversationKey, no }) => audit.list(conversationKey, no),
  };
};
