import type { EpochMs } from '../../../dialogs/types';
import type { Actor } from '../../cases/actor';
import { keys } from '../keys';
import type { Lifetimes } from '../lifetimes';
import type { RedisClient } from '../redis/redis';

/**
 * Audit log of an application, with the application's TTL. Entries are stored in clear and hold no data of the
 * applicant.
 */
export interface AuditEntry {
  at: EpochMs;
  by: Actor;
  action: 'revealed';
}

/**
 * Who looked at what of an application; kept as long as the application. Entries lie in clear and hold nothing personal
 * of the applicant.
 */
export interface Audit {
  add(conversationKey: string, no: string, entry: AuditEntry): Promise<void>;
  /** Oldest first. */
  list(conversationKey: string, no: string): Promise<AuditEntry[]>;
}

/** Creates the audit log on this Redis. */
export const createAudit = (redis: RedisClient, { applicationSeconds }: Lifetimes): Audit => ({
  async add(conversationKey, no, entry) {
    const key = keys.audit(conversationKey, no);
    await redis.rpush(key, JSON.stringify(entry));
    await redis.expire(key, applicationSeconds);
  },

  async list(conversationKey, no) {
    const entries = await redis.lrange(keys.audit(conversationKey, no), 0, -1);
    return entries.map((entry) => JSON.parse(entry) as AuditEntry);
  },
});
