import type { DialogState, EpochMs } from '../../../dialogs/types';
import type { Application } from '../../cases/application';
import type { Handoff } from '../../handoff/handoff';
import { keys, shardOf } from '../keys';
import type { Lifetimes } from '../lifetimes';
import { toOutboxEntry, type Outbox, type OutboxCommand } from '../outbox';
import type { RedisClient } from '../redis/redis';
import { encodeApplication } from '../sealed/applicationRecord';
import {
  decodeRecord,
  encodeRecord,
  etagOf,
  findHandled,
  markHandled,
  openSealed,
  sealRecord,
  type AnswerPositions,
} from '../sealed/conversationRecord';
import { addTurn, emptyPage, MAX_PAGES, sealPage, type Page } from '../sealed/pages';
import type { Sealer } from '../sealed/seal';
import { lengthOf, type TranscriptTurn } from '../sealed/turns';
import { commitScript, type CommitOutcome } from './commitScript';
import { NO_RATE, type MessageRate } from './messageRate';
import type { TranscriptNews } from './transcriptNews';

/** A conversation as loaded for a turn. */
export interface Conversation {
  conversationKey: string;
  /** Etag that the commit compares; empty for a conversation that does not exist. */
  etag: string;
  /** Number of commits; 0 before the first. */
  version: number;
  /** Position of the transcript's last entry. Trimmed entries count. */
  seq: number;
  /** Undefined before the first turn. */
  state: DialogState | undefined;
  /**
   * Time of the last turn; 0 before the first. Clocks of nodes differ, so a turn is never dated before the previous
   * one.
   */
  at: EpochMs;
  rate: MessageRate;
  /** Channel of the user's last message; empty before the first. */
  channel: string;
  /** The channel's conversation reference. */
  reference: unknown;
  /** The open hand-off. */
  handoff: Handoff | undefined;
  /** Numbers of the conversation's applications, oldest first. */
  applicationNos: string[];
  /** The newest page of the transcript. */
  page: Page;
  /** Marks of handled messages, see `markHandled`. */
  handled: Buffer;
  /** Positions of the answer, where the message was handled before. */
  earlierAnswer: AnswerPositions | undefined;
}

/** A new record of an application, computed from version `from`; 0 creates it. */
export interface ApplicationWrite {
  from: number;
  application: Application;
}

/** What a commit writes. */
export interface TurnWrite {
  conversation: Conversation;
  messageId: string;
  state: DialogState;
  handoff?: Handoff | undefined;
  rate: MessageRate;
  /** New transcript entries, and the time of the turn. */
  turn: TranscriptTurn;
  /** Undefined keeps the stored one. */
  reference?: unknown;
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
  channel: string;
  /** Time of the reminder; undefined cancels the one before. */
  remindAt?: EpochMs | undefined;
  /** Deletes the transcript before this turn. Marks of handled messages stay, so that no message is handled twice. */
  erase: boolean;
}

/** Conversations, changed by compare-and-set. */
export interface Conversations {
  /**
   * Loads a conversation, and whether `messageId` has been handled.
   * @throws DeskError data_unreadable
   */
  load(conversationKey: string, messageId: string): Promise<Conversation>;
  /**
   * Commits a turn in one atomic write. `conflict`: the conversation or an application has changed since it was loaded;
   * compute again. `void`: a rival claim has forbidden the application's number; draw another. In either case nothing
   * is written.
   */
  commit(write: TurnWrite): Promise<CommitOutcome>;
  /** The open hand-off. */
  handoff(conversationKey: string): Promise<Handoff | undefined>;
}

/** Dependencies of the conversations. */
export interface ConversationsDeps {
  redis: RedisClient;
  sealer: Sealer;
  lifetimes: Lifetimes;
  transcriptNews: TranscriptNews;
  outbox: Pick<Outbox, 'announce'>;
}

/** Creates the conversations on this Redis. */
export const createConversations = ({
  redis,
  sealer,
  lifetimes,
  transcriptNews,
  outbox,
}: ConversationsDeps): Conversations => ({
  async load(conversationKey, messageId) {
    const bytes = await redis.getBuffer(keys.conversation(conversationKey));
    if (!bytes) return unknownConversation(conversationKey);
    const { sealed, ...record } = decodeRecord(bytes);
    const { ref: reference, ...inside } = openSealed(sealed, conversationKey, sealer);
    const earlierAnswer = findHandled(record, messageId);
    return { conversationKey, etag: etagOf(bytes), ...record, ...inside, reference, earlierAnswer };
  },

  async commit(write) {
    const { conversation, turn, applications, commands } = write;
    const { conversationKey } = conversation;
    const { record, full, seq } = nextRecord(write, sealer);
    const numbers = applications.map(({ application }) => application.no);
    const hasApplication = conversation.applicationNos.length + numbers.length > 0;
    const shard = shardOf(conversationKey);

    const outcome = await commitScript(
      redis,
      [
        keys.conversation(conversationKey),
        keys.log(conversationKey),
        keys.outbox(shard),
        keys.due(shard),
        ...numbers.flatMap((no) => [keys.application(conversationKey, no), keys.void(conversationKey, no)]),
      ],
      {
        erase: write.erase,
        pages: MAX_PAGES,
        full: full !== undefined,
        applications: applications.map(({ from }) => from),
        commands: commands.map((command) => toOutboxEntry(command, turn.at)),
        conversationKey,
        remindAt: write.remindAt === undefined ? '' : `${write.remindAt}`,
        channel: lengthOf(turn) > 0 ? keys.transcriptNews(conversationKey) : '',
        news: transcriptNews.toMessage({ last: seq }),
        ttlSeconds: hasApplication ? lifetimes.applicationSeconds : lifetimes.draftSeconds,
        applicationSeconds: lifetimes.applicationSeconds,
      },
      Buffer.from(conversation.etag, 'latin1'),
      record,
      ...applications.map(({ application }) => encodeApplication(application, sealer)),
      ...(full ? [sealPage(full, conversationKey, sealer)] : []),
    );
    if (outcome === 'ok' && commands.length > 0) outbox.announce(conversationKey);
    return outcome;
  },

  async handoff(conversationKey) {
    const bytes = await redis.getBuffer(keys.conversation(conversationKey));
    return bytes ? openSealed(decodeRecord(bytes).sealed, conversationKey, sealer).handoff : undefined;
  },
});

/** The conversation's record after the turn, the page that is now full, and the position of the last entry. */
const nextRecord = (
  { conversation, turn, channel, state, handoff, reference, ...write }: TurnWrite,
  sealer: Sealer,
): { record: Buffer; full: Page | undefined; seq: number } => {
  const { conversationKey } = conversation;
  const first = conversation.seq + 1;
  const count = lengthOf(turn);
  const seq = conversation.seq + count;
  const { page, full } = addTurn(write.erase ? emptyPage(first) : conversation.page, turn, first);
  const numbers = write.applications.map(({ application }) => application.no);
  const inside = { state, page, channel, ref: reference ?? conversation.reference, handoff };
  const record = encodeRecord({
    version: conversation.version + 1,
    seq,
    at: turn.at,
    rate: write.rate,
    applicationNos: [...new Set([...conversation.applicationNos, ...numbers])],
    handled: markHandled(conversation.handled, write.messageId, { count, echoed: turn.user !== undefined }),
    sealed: sealRecord(inside, conversationKey, sealer),
  });
  return { record, full, seq };
};

const unknownConversation = (conversationKey: string): Conversation => ({
  conversationKey,
  etag: '',
  version: 0,
  seq: 0,
  state: undefined,
  at: 0,
  rate: NO_RATE,
  channel: '',
  reference: undefined,
  handoff: undefined,
  applicationNos: [],
  page: emptyPage(),
  handled: Buffer.alloc(0),
  earlierAnswer: undefined,
});
