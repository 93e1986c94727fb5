import type { Application, DialogState, EpochMs } from '../../../dialogs/types';
import type { Handoff } from '../../handoff/handoff';
import { NO_RATE, type MessageRate } from './messageRate';
import { encodeApplication } from '../sealed/applicationRecord';
import type { TranscriptNews } from './transcriptNews';
import { commitScript, type CommitOutcome } from './commitScript';
import {
  decodeRecord,
  encodeRecord,
  etagOf,
  findHandled,
  markHandled,
  openSealed,
  type Answered,
  type Sealed,
} from '../sealed/conversationRecord';
import { decode, encode } from '../sealed/coding';
import { keys, shardOf } from '../keys';
import { toOutboxEntry, type OutboxCommand } from '../outbox';
import { addTurn, lengthOf, PAGES, sealPage, type Page, type TranscriptTurn } from '../sealed/pages';
import { createShortCache } from '../shortCache';
import type { RedisClient } from '../redis/redis';
import type { Lifetimes } from '../lifetimes';
import type { Sealer } from '../sealed/seal';

export interface Conversation {
  conversationKey: string;
  /** What the commit compares. */
  etag: string;
  /** 0 for a conversation that does not exist yet. */
  version: number;
  /** Length of the transcript, counting what has been trimmed. */
  seq: number;
  state: DialogState | undefined;
  /** When the last turn was; 0 before the first. Clocks of nodes differ, and no turn is earlier than the one before. */
  at: EpochMs;
  rate: MessageRate;
  /** The channel's conversation reference. */
  ref: unknown;
  /** The one that is open. */
  handoff: Handoff | undefined;
  /** Numbers of the applications made in this conversation, oldest first. */
  applicationNos: string[];
  /** The newest page of the transcript. */
  page: Page;
  /** Which messages were handled. */
  handled: Buffer;
  /** Set if the message asked about has been handled already. */
  answered: Answered | undefined;
}

/** A change of one application, computed from version `from`; 0 creates it. */
export interface ApplicationWrite {
  from: number;
  application: Application;
}

export interface TurnWrite {
  conversation: Conversation;
  messageId: string;
  state: DialogState;
  handoff?: Handoff | undefined;
  rate: MessageRate;
  /** What the transcript gets, and when the turn was. */
  turn: TranscriptTurn;
  ref?: unknown;
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
  channel: string;
  /** When somebody who has fallen silent is to be reminded; a turn without it takes the reminder back. */
  remindAt?: EpochMs | undefined;
  /** Forget the transcript up to this turn. Which messages were handled stays known, and with it that none is handled twice. */
  erase: boolean;
}

export interface Conversations {
  /** Also says whether `messageId` has been handled before. */
  load(conversationKey: string, messageId: string): Promise<Conversation>;
  /**
   * As this node wrote it a moment ago, or undefined. Another node may have gone on with it since: nothing is certain of it before its
   * commit. Undefined, too, where `messageId` has been handled before.
   */
  recall(conversationKey: string, messageId: string): Conversation | undefined;
  /**
   * One atomic write. `conflict`: conversation or application changed since it was loaded. `void`: the application's number has been
   * voided by somebody who settled its claim. Nothing is written in either case.
   */
  commit(write: TurnWrite): Promise<CommitOutcome>;
  /** The hand-off that is open. */
  handoff(conversationKey: string): Promise<Handoff | undefined>;
}

export interface ConversationsDeps {
  redis: RedisClient;
  sealer: Sealer;
  lifetimes: Lifetimes;
  transcriptNews: TranscriptNews;
}

export const createConversations = ({ redis, sealer, lifetimes, transcriptNews }: ConversationsDeps): Conversations => {
  const recent = createShortCache<Remembered | typeof ELSEWHERE>();

  const remember = (conversationKey: string, outcome: CommitOutcome, written: () => Remembered): void => {
    const known = recent.get(conversationKey);
    const elsewhere = known === ELSEWHERE || (known && outcome === 'conflict');
    if (elsewhere) recent.keep(conversationKey, ELSEWHERE);
    else if (outcome === 'ok') recent.keep(conversationKey, written());
  };

  return {
    async load(conversationKey, messageId) {
      const bytes = await redis.getBuffer(keys.conversation(conversationKey));
      if (!bytes) return unknownConversation(conversationKey);
      const { sealed, ...record } = decodeRecord(bytes);
      const { channel: _, ...inside } = openSealed(sealed, conversationKey, sealer);
      return { conversationKey, etag: etagOf(bytes), ...record, ...inside, answered: findHandled(record, messageId) };
    },

    recall(conversationKey, messageId) {
      const known = recent.get(conversationKey);
      if (!known || known === ELSEWHERE) return undefined;
      const { sealed: open, ...record } = decodeRecord(Buffer.from(known.record, 'latin1'));
      if (findHandled(record, messageId)) return undefined;
      const { channel: _, ...inside } = decode<Sealed>(open);
      return { conversationKey, etag: known.etag, ...record, ...inside, answered: undefined };
    },

    async commit({ conversation, turn, channel, ...write }) {
      const { conversationKey } = conversation;
      const first = conversation.seq + 1;
      const count = lengthOf(turn);
      const changed = write.applications.map(({ application }) => application.no);
      const { page, full } = addTurn(write.erase ? { first, turns: [] } : conversation.page, turn, first);
      const next = {
        version: conversation.version + 1,
        seq: conversation.seq + count,
        at: turn.at,
        rate: write.rate,
        applicationNos: [...new Set([...conversation.applicationNos, ...changed])],
        handled: markHandled(conversation.handled, write.messageId, { count, echoed: turn.user !== undefined }),
      };
      const { state, handoff } = write;
      const open = encode({ state, page, channel, ref: write.ref ?? conversation.ref, handoff } satisfies Sealed);
      const sealed = sealer.seal(open, keys.conversation(conversationKey));
      const record = encodeRecord({ ...next, sealed });

      const shard = shardOf(conversationKey);
      const scriptKeys = [
        keys.conversation(conversationKey),
        keys.log(conversationKey),
        keys.outbox(shard),
        keys.due(shard),
        ...changed.flatMap((no) => [keys.application(conversationKey, no), keys.void(conversationKey, no)]),
      ];
      const argument = {
        erase: write.erase,
        pages: PAGES,
        full: full !== undefined,
        applications: write.applications.map(({ from }) => from),
        commands: write.commands.map((command) => toOutboxEntry(command, turn.at)),
        conversationKey,
        remindAt: write.remindAt === undefined ? '' : `${write.remindAt}`,
        changed: count > 0 ? keys.changed(conversationKey) : '',
        news: transcriptNews.toMessage({ last: next.seq }),
        ttlSeconds: next.applicationNos.length > 0 ? lifetimes.applicationSeconds : lifetimes.draftSeconds,
        retentionSeconds: lifetimes.applicationSeconds,
      };
      const outcome = await commitScript(
        redis,
        scriptKeys,
        argument,
        Buffer.from(conversation.etag, 'latin1'),
        record,
        ...write.applications.map(({ application }) => encodeApplication(application, sealer)),
        ...(full ? [sealPage(full, conversationKey, sealer)] : []),
      );
      remember(conversationKey, outcome, () => ({
        etag: etagOf(record),
        record: encodeRecord({ ...next, sealed: open }).toString('latin1'),
      }));
      return outcome;
    },

    async handoff(conversationKey) {
      const bytes = await redis.getBuffer(keys.conversation(conversationKey));
      return bytes ? openSealed(decodeRecord(bytes).sealed, conversationKey, sealer).handoff : undefined;
    },
  };
};

/** A record as this node wrote it, not sealed; a flat string, for many of them at once would keep the garbage collector busy. */
interface Remembered {
  etag: string;
  record: string;
}

/** Stands for a conversation that other nodes write, too: to remember what this one wrote would be in vain. */
const ELSEWHERE = 'elsewhere';

const unknownConversation = (conversationKey: string): Conversation => ({
  conversationKey,
  etag: '',
  version: 0,
  seq: 0,
  state: undefined,
  at: 0,
  rate: NO_RATE,
  ref: undefined,
  handoff: undefined,
  applicationNos: [],
  page: { first: 1, turns: [] },
  handled: Buffer.alloc(0),
  answered: undefined,
});
