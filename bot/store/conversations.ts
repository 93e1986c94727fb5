import type { Application, DialogState, EpochMs } from '../../dialogs/types';
import type { TranscriptEntry } from '../conversation';
import type { Handoff } from '../handoff';
import { commitScript, type ApplicationArgument } from './commitScript';
import { keys, shardOf } from './keys';
import { toOutboxEntry, type OutboxCommand } from './outbox';
import type { RedisClient } from './redis';
import type { Retention } from './retention';
import type { Sealer } from './seal';
import { entryPlace } from './transcripts';

/** Where a message handled before was answered: positions in the transcript; `echo` is 0 where nothing was echoed. */
export interface Answered {
  echo: number;
  first: number;
  last: number;
}

export interface Conversation {
  conversationKey: string;
  /** 0 for a conversation that does not exist yet. */
  version: number;
  /** Length of the transcript, counting what has been trimmed. */
  seq: number;
  state: DialogState | undefined;
  /** When the last turn was; 0 before the first. Clocks of nodes differ, and no turn is earlier than the one before. */
  at: EpochMs;
  /** The one that is open. */
  handoff: Handoff | undefined;
  /** Numbers of the applications made in this conversation, oldest first. */
  applicationNos: string[];
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
  now: EpochMs;
  messageId: string;
  state: DialogState;
  handoff?: Handoff | undefined;
  /** In order; the first is the user's own where `echoed`. */
  entries: TranscriptEntry[];
  echoed: boolean;
  ref?: unknown;
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
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
  version(conversationKey: string): Promise<number>;
  /** The hand-off that is open. */
  handoff(conversationKey: string): Promise<Handoff | undefined>;
}

const TRANSCRIPT_LIMIT = 2_000;
/** Halved when full, so a message is recognised as a duplicate for at least the next 200. */
const DONE_LIMIT = 400;

const statePlace = (conversationKey: string): string => `${keys.conversation(conversationKey)}#state`;
export const refPlace = (conversationKey: string): string => `${keys.conversation(conversationKey)}#ref`;
export const recordPlace = (conversationKey: string, no: string): string =>
  `${keys.application(conversationKey, no)}#record`;

const parseHandoff = (stored: string | null | undefined): Handoff | undefined =>
  stored ? (JSON.parse(stored) as Handoff) : undefined;

const parseAnswered = (stored: string): Answered => {
  const [echo = 0, first = 0, last = 0] = stored.split(' ').map(Number);
  return { echo, first, last };
};

/** What a script needs to write one application. */
export const toApplicationArgument = (
  { from, application }: ApplicationWrite,
  sealer: Sealer,
): ApplicationArgument => ({
  from,
  to: application.version,
  status: application.status,
  record: sealer.seal(application, recordPlace(application.conversationKey, application.no)),
  conv: application.conversationKey,
});

export const createConversations = (redis: RedisClient, sealer: Sealer, retention: Retention): Conversations => ({
  async load(conversationKey, messageId) {
    const [fields, answered] = await Promise.all([
      redis.hgetall(keys.conversation(conversationKey)),
      redis.hget(keys.done(conversationKey), messageId),
    ]);
    return {
      conversationKey,
      version: Number(fields.version ?? 0),
      seq: Number(fields.seq ?? 0),
      state: fields.state === undefined ? undefined : sealer.open(fields.state, statePlace(conversationKey)),
      at: Number(fields.at ?? 0),
      handoff: parseHandoff(fields.handoff),
      applicationNos: fields.nos ? fields.nos.split(',') : [],
      answered: answered === null ? undefined : parseAnswered(answered),
    };
  },

  async commit({ conversation, applications, entries, ...write }) {
    const { conversationKey, version, seq } = conversation;
    const nos = [
      ...new Set([...conversation.applicationNos, ...applications.map(({ application }) => application.no)]),
    ];
    const last = seq + entries.length;
    const echo = write.echoed ? seq + 1 : 0;
    const scriptKeys = [
      keys.conversation(conversationKey),
      keys.log(conversationKey),
      keys.done(conversationKey),
      keys.outbox(shardOf(conversationKey)),
      ...applications.flatMap(({ application: { no } }) => [
        keys.application(conversationKey, no),
        keys.void(conversationKey, no),
      ]),
    ];
    return commitScript(redis, scriptKeys, {
      from: version,
      to: version + 1,
      seq: last,
      state: sealer.seal(write.state, statePlace(conversationKey)),
      ref: write.ref === undefined ? '' : sealer.seal(write.ref, refPlace(conversationKey)),
      at: String(write.now),
      handoff: write.handoff ? JSON.stringify(write.handoff) : '',
      nos: nos.join(','),
      entries: entries.map((entry, i) => sealer.seal(entry, entryPlace(conversationKey, seq + 1 + i))),
      transcriptLimit: TRANSCRIPT_LIMIT,
      messageId: write.messageId,
      answered: `${echo} ${seq + 1} ${last}`,
      doneLimit: DONE_LIMIT,
      erase: write.erase,
      applications: applications.map((application) => toApplicationArgument(application, sealer)),
      commands: write.commands.map((command) => toOutboxEntry(command, write.now)),
      ttlSeconds: nos.length > 0 ? retention.applicationSeconds : retention.draftSeconds,
      retentionSeconds: retention.applicationSeconds,
    });
  },

  async version(conversationKey) {
    return Number((await redis.hget(keys.conversation(conversationKey), 'version')) ?? 0);
  },

  async handoff(conversationKey) {
    return parseHandoff(await redis.hget(keys.conversation(conversationKey), 'handoff'));
  },
});
