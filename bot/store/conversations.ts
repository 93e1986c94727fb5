import type { Application, DialogState, EpochMs } from '../../dialogs/types';
import type { Handoff } from '../handoff';
import { NO_RATE, type MessageRate } from '../messageRate';
import { encodeApplication } from './applicationRecords';
import { commitScript } from './commitScript';
import {
  decodeRecord,
  encodeRecord,
  findDone,
  markDone,
  openSealed,
  type Answered,
  type Sealed,
} from './conversationRecord';
import { keys, shardOf } from './keys';
import { toOutboxEntry, type OutboxCommand } from './outbox';
import { addTurn, lengthOf, PAGES, sealPage, type Page, type TranscriptTurn } from './pages';
import type { RedisClient } from './redis';
import type { Retention } from './retention';
import type { Sealer } from './seal';

export interface Conversation {
  conversationKey: string;
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
  done: Buffer;
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
   * One atomic write. `conflict`: conversation or application changed since it was loaded. `void`: the application's number has been
   * voided by somebody who settled its claim. Nothing is written in either case.
   */
  commit(write: TurnWrite): Promise<'ok' | 'conflict' | 'void'>;
  /** The hand-off that is open. */
  handoff(conversationKey: string): Promise<Handoff | undefined>;
}

export const createConversations = (redis: RedisClient, sealer: Sealer, retention: Retention): Conversations => ({
  async load(conversationKey, messageId) {
    const bytes = await redis.getBuffer(keys.conversation(conversationKey));
    if (!bytes) return unknownConversation(conversationKey);
    const { sealed, ...record } = decodeRecord(bytes);
    const { state, page, ref, handoff } = openSealed(sealed, conversationKey, sealer);
    return { conversationKey, ...record, state, page, ref, handoff, answered: findDone(record.done, messageId) };
  },

  async commit({ conversation, turn, applications, commands, ...write }) {
    const { conversationKey, version, seq } = conversation;
    const changed = applications.map(({ application }) => application.no);
    const applicationNos = [...new Set([...conversation.applicationNos, ...changed])];
    const first = seq + 1;
    const count = lengthOf(turn);
    const echoed = turn.user !== undefined;

    const { page, full } = addTurn(write.erase ? { first, turns: [] } : conversation.page, turn);
    const ref = write.ref ?? conversation.ref;
    const { state, channel, handoff } = write;
    const sealed: Sealed = { state, page, channel, ...(ref !== undefined && { ref }), ...(handoff && { handoff }) };
    const record = encodeRecord({
      version: version + 1,
      seq: seq + count,
      at: turn.at,
      rate: write.rate,
      applicationNos,
      done: markDone(conversation.done, write.messageId, { first, count, echoed }),
      sealed: sealer.seal(sealed, keys.conversation(conversationKey)),
    });

    const shard = shardOf(conversationKey);
    const scriptKeys = [
      keys.conversation(conversationKey),
      keys.log(conversationKey),
      keys.outbox(shard),
      keys.due(shard),
      ...changed.flatMap((no) => [keys.application(conversationKey, no), keys.void(conversationKey, no)]),
    ];
    const argument = {
      from: version,
      erase: write.erase,
      pages: PAGES,
      full: full !== undefined,
      applications: applications.map(({ from }) => from),
      commands: commands.map((command) => toOutboxEntry(command, turn.at)),
      conv: conversationKey,
      remindAt: write.remindAt === undefined ? '' : `${write.remindAt}`,
      changed: count > 0 ? keys.changed(conversationKey) : '',
      last: `${seq + count}`,
      ttlSeconds: applicationNos.length > 0 ? retention.applicationSeconds : retention.draftSeconds,
      retentionSeconds: retention.applicationSeconds,
    };
    return commitScript(
      redis,
      scriptKeys,
      argument,
      record,
      ...applications.map(({ application }) => encodeApplication(application, sealer)),
      ...(full ? [sealPage(full, conversationKey, sealer)] : []),
    );
  },

  async handoff(conversationKey) {
    const bytes = await redis.getBuffer(keys.conversation(conversationKey));
    return bytes ? openSealed(decodeRecord(bytes).sealed, conversationKey, sealer).handoff : undefined;
  },
});

const unknownConversation = (conversationKey: string): Conversation => ({
  conversationKey,
  version: 0,
  seq: 0,
  state: undefined,
  at: 0,
  rate: NO_RATE,
  ref: undefined,
  handoff: undefined,
  applicationNos: [],
  page: { first: 1, turns: [] },
  done: Buffer.alloc(0),
  answered: undefined,
});
