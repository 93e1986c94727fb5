import type { Application } from '../../cases/application';
import { DeskError } from '../../errors';
import { keys, shardOf } from '../keys';
import type { Lifetimes } from '../lifetimes';
import { toOutboxEntry, type Outbox, type OutboxCommand } from '../outbox';
import type { RedisClient } from '../redis/redis';
import { createScript, VERSION_AT } from '../redis/script';
import { decodeApplication, encodeApplication } from '../sealed/applicationRecord';
import type { Sealer } from '../sealed/seal';

/** Computes the application after a change, with commands for the outbox; undefined: no change. */
export type QuietChange = (
  application: Application,
) => { application: Application; commands: OutboxCommand[] } | undefined;

/** Applications, changed by compare-and-set. */
export interface Applications {
  /**
   * Undefined where there is none.
   * @throws DeskError data_unreadable
   */
  load(conversationKey: string, no: string): Promise<Application | undefined>;
  /** Conversation of an application number; undefined where the number is not reserved. */
  conversationOf(no: string): Promise<string | undefined>;
  /** Loads an application by its number. */
  find(no: string): Promise<Application | undefined>;
  /**
   * Writes the number's index entry, before the commit that creates the application. False where the number belongs to
   * another conversation.
   */
  reserveNumber(no: string, conversationKey: string): Promise<boolean>;
  /** Writes the number's index entry anew, with a full TTL. */
  keepNumber(no: string, conversationKey: string): Promise<void>;
  /**
   * Changes an application outside a turn, where the applicant is not told: record and outbox in one write. `change`
   * may be called repeatedly, so it must be pure. Resolves to the application afterwards; undefined where there is
   * none.
   * @throws DeskError conversation_busy after MAX_TRIES lost attempts
   */
  changeQuietly(conversationKey: string, no: string, change: QuietChange): Promise<Application | undefined>;
}

const MAX_TRIES = 20;

/**
 * KEYS: application, outbox. ARGV[1]: {from, commands, applicationSeconds}. ARGV[2]: the new record. Returns 0 where
 * the version has changed.
 */
const changeScript = createScript<0 | 1>(`${VERSION_AT}
local change = cjson.decode(ARGV[1])
if versionAt(KEYS[1]) ~= change.from then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', change.applicationSeconds)
for _, command in ipairs(change.commands) do redis.call('RPUSH', KEYS[2], command) end
return 1
`);

/** Dependencies of the applications. */
export interface ApplicationsDeps {
  redis: RedisClient;
  sealer: Sealer;
  lifetimes: Lifetimes;
  outbox: Pick<Outbox, 'announce'>;
}

/** Creates the applications on this Redis. */
export const createApplications = ({ redis, sealer, lifetimes, outbox }: ApplicationsDeps): Applications => {
  const { applicationSeconds } = lifetimes;

  const load: Applications['load'] = async (conversationKey, no) => {
    const bytes = await redis.getBuffer(keys.application(conversationKey, no));
    return bytes ? decodeApplication(bytes, conversationKey, no, sealer) : undefined;
  };

  const conversationOf: Applications['conversationOf'] = async (no) => (await redis.get(keys.number(no))) ?? undefined;

  const write = (from: number, application: Application, commands: OutboxCommand[]): Promise<0 | 1> =>
    changeScript(
      redis,
      [
        keys.application(application.conversationKey, application.no),
        keys.outbox(shardOf(application.conversationKey)),
      ],
      { from, commands: commands.map((command) => toOutboxEntry(command, application.updatedAt)), applicationSeconds },
      encodeApplication(application, sealer),
    );

  return {
    load,
    conversationOf,

    async find(no) {
      const conversationKey = await conversationOf(no);
      return conversationKey === undefined ? undefined : load(conversationKey, no);
    },

    async reserveNumber(no, conversationKey) {
      if (await redis.set(keys.number(no), conversationKey, 'EX', applicationSeconds, 'NX')) return true;
      return (await redis.get(keys.number(no))) === conversationKey;
    },

    async keepNumber(no, conversationKey) {
      await redis.set(keys.number(no), conversationKey, 'EX', applicationSeconds);
    },

    async changeQuietly(conversationKey, no, change) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const before = await load(conversationKey, no);
        const made = before && change(before);
        if (!made) return before;
        if ((await write(before.version, made.application, made.commands)) === 0) continue;
        if (made.commands.length > 0) outbox.announce(conversationKey);
        return made.application;
      }
      throw new DeskError('conversation_busy', `Application ${no} keeps changing`);
    },
  };
};
