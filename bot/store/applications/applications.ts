import type { Application, EpochMs } from '../../../dialogs/types';
import { DeskError } from '../../errors';
import { decodeApplication, encodeApplication } from '../sealed/applicationRecord';
import { VERSION_AT } from '../conversations/commitScript';
import { keys, shardOf } from '../keys';
import { toOutboxEntry, type OutboxCommand } from '../outbox';
import type { RedisClient } from '../redis/redis';
import type { Lifetimes } from '../lifetimes';
import { createScript } from '../redis/script';
import type { Sealer } from '../sealed/seal';

/** A request made under an Idempotency-Key: the same `fingerprint` is answered by the version it made then. */
export interface Idempotency {
  keyHash: string;
  fingerprint: string;
}

/** What a change makes of an application; undefined leaves it as it is. */
export type Change = (application: Application) => { application: Application; commands: OutboxCommand[] } | undefined;

export interface AuditEntry {
  at: EpochMs;
  /** Personal data was shown in clear through the reviewer's API. */
  action: 'revealed';
}

export interface Applications {
  load(conversationKey: string, no: string): Promise<Application | undefined>;
  /** By number alone; undefined if there is none, or not yet. */
  find(no: string): Promise<Application | undefined>;
  /** Lets `find` find a number; false if the number belongs to another conversation. Made before the commit that creates it. */
  reserveNumber(no: string, conversationKey: string): Promise<boolean>;
  /**
   * Record, history and outbox in one write; `change` may be called several times. Returns the application as it is afterwards, or
   * undefined if there is none.
   */
  change(
    conversationKey: string,
    no: string,
    change: Change,
    idempotency?: Idempotency,
  ): Promise<Application | undefined>;
  /** The version an earlier request under the same key made. Throws idempotency_mismatch if that was another request. */
  madeBefore(conversationKey: string, no: string, idempotency: Idempotency): Promise<number | undefined>;
  /** Keeps the way from the number to the application as long as the application. */
  keepNumber(no: string, conversationKey: string): Promise<void>;
  audit(conversationKey: string, no: string, entry: AuditEntry): Promise<void>;
  audits(conversationKey: string, no: string): Promise<AuditEntry[]>;
}

const MAX_TRIES = 20;
const IDEMPOTENCY_SECONDS = 86_400;

/** KEYS: application, outbox, idempotency. ARGV[2]: the application's record. Answers 0 where the application has moved on. */
const changeScript = createScript<0 | 1>(`${VERSION_AT}
local change = cjson.decode(ARGV[1])
if versionAt(KEYS[1]) ~= change.from then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', change.retentionSeconds)
for _, command in ipairs(change.commands) do redis.call('RPUSH', KEYS[2], command) end
if change.made ~= '' then redis.call('SET', KEYS[3], change.made, 'EX', change.idempotencySeconds) end
return 1
`);

export const createApplications = (redis: RedisClient, sealer: Sealer, lifetimes: Lifetimes): Applications => {
  const retentionSeconds = lifetimes.applicationSeconds;

  const load: Applications['load'] = async (conversationKey, no) => {
    const bytes = await redis.getBuffer(keys.application(conversationKey, no));
    return bytes ? decodeApplication(bytes, conversationKey, no, sealer) : undefined;
  };

  const write = (
    from: number,
    application: Application,
    commands: OutboxCommand[],
    idempotency: Idempotency | undefined,
  ): Promise<0 | 1> => {
    const { conversationKey, no, version } = application;
    const scriptKeys = [
      keys.application(conversationKey, no),
      keys.outbox(shardOf(conversationKey)),
      keys.idempotency(conversationKey, no, idempotency?.keyHash ?? ''),
    ];
    const argument = {
      from,
      commands: commands.map((command) => toOutboxEntry(command, application.updatedAt)),
      made: idempotency ? `${version} ${idempotency.fingerprint}` : '',
      idempotencySeconds: IDEMPOTENCY_SECONDS,
      retentionSeconds,
    };
    return changeScript(redis, scriptKeys, argument, encodeApplication(application, sealer));
  };

  return {
    load,

    async find(no) {
      const conversationKey = await redis.get(keys.number(no));
      return conversationKey === null ? undefined : load(conversationKey, no);
    },

    async reserveNumber(no, conversationKey) {
      if (await redis.set(keys.number(no), conversationKey, 'EX', retentionSeconds, 'NX')) return true;
      return (await redis.get(keys.number(no))) === conversationKey;
    },

    async change(conversationKey, no, change, idempotency) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const before = await load(conversationKey, no);
        if (!before) return undefined;
        const made = change(before);
        if (!made) return before;
        if (await write(before.version, made.application, made.commands, idempotency)) return made.application;
      }
      throw new DeskError('conversation_busy', `Application ${no} keeps changing`);
    },

    async madeBefore(conversationKey, no, { keyHash, fingerprint }) {
      const made = await redis.get(keys.idempotency(conversationKey, no, keyHash));
      if (made === null) return undefined;
      const [version, madeFor] = made.split(' ');
      if (madeFor !== fingerprint) throw new DeskError('idempotency_mismatch');
      return Number(version);
    },

    async keepNumber(no, conversationKey) {
      await redis.set(keys.number(no), conversationKey, 'EX', retentionSeconds);
    },

    async audit(conversationKey, no, entry) {
      await redis.rpush(keys.audit(conversationKey, no), JSON.stringify(entry));
      await redis.expire(keys.audit(conversationKey, no), retentionSeconds);
    },

    async audits(conversationKey, no) {
      const entries = await redis.lrange(keys.audit(conversationKey, no), 0, -1);
      return entries.map((entry) => JSON.parse(entry) as AuditEntry);
    },
  };
};
