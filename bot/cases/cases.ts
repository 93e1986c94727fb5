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

export interface CaseQuery {
  /** `open`: neither decided nor withdrawn. */
  status: ApplicationStatus | 'open';
  offset: number;
  limit: number;
}

/** One place of a list. A record whose key is lost stands in it as unreadable, and keeps nobody from the others. */
export type ListedCase = { application: Application } | { no: string; unreadable: true };

export interface CasePage {
  /** Oldest first. */
  cases: ListedCase[];
  total: number;
}

/** A case after a change was asked for, and the entry of its history by which the request is answered. */
export interface ChangedCase {
  application: Application;
  entry: HistoryEntry;
}

/** The one door to cases: the API, jobs and the desk look at them and change them here. */
export interface Cases {
  /** @throws DeskError not_found */
  find(no: string): Promise<Application>;
  /**
   * Changes a case in one write: record, history entry, `CaseEvent`, and what the applicant reads of it. A request made before under the
   * same key is answered by the entry it made then.
   * @throws DeskError not_found, and those of `changed`
   */
  change(no: string, by: Actor, change: CaseChange, request?: CaseRequest): Promise<ChangedCase>;
  list(query: CaseQuery): Promise<CasePage>;
  /** Personal data in clear: recorded before it is returned. @throws DeskError not_found */
  reveal(no: string, by: Actor): Promise<Application>;
  /** Who has seen a case in clear, oldest first. */
  audit(application: Application): Promise<AuditEntry[]>;
}

export interface CasesDeps {
  store: Pick<Store, 'applications' | 'audit' | 'reviewList'>;
  /** Never refused for those of clients. */
  handleTurn: HandleTurn;
  clock: Clock;
}

/** A request under a key is one message of the conversation, however often it comes; without a key each is another. */
const messageIdOf = (no: string, request: CaseRequest | undefined): string =>
  `case-${request ? hash('sha256', `${no}\n${request.keyHash}`, 'base64url') : randomUUID()}`;

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
      // The listener of the event does it, too; whoever asks for the change reads the list at once.
      await reviewList.project(application);
      const entry = entryOf(application, request) ?? application.history.at(-1);
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
