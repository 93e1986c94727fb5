import { APPLICATION_STATUSES, OPEN_STATUSES, type ApplicationStatus, type EpochMs } from '../../../dialogs/types';
import type { Application } from '../../cases/application';
import type { Handoff } from '../../handoff/handoff';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import { createScript } from '../redis/script';

/** Address of a listed application. */
export interface Listed {
  no: string;
  conversationKey: string;
}

/**
 * Projection of applications and hand-offs for reviewers, in a slot of its own. It is eventually consistent: each
 * change of an application updates it.
 */
export interface ReviewList {
  /** Lists the application under its status. Idempotent; an older version than the listed one is ignored. */
  project(application: Pick<Application, 'no' | 'version' | 'status' | 'createdAt' | 'conversationKey'>): Promise<void>;
  /** Oldest first. `offset` and `limit` count applications. */
  page(status: ApplicationStatus | 'open', offset: number, limit: number): Promise<{ items: Listed[]; total: number }>;
  /** Removes an application that has expired. */
  remove(no: string): Promise<void>;
  /** Lists a hand-off as it is; undefined: it is closed. Beyond HANDOFF_LIMIT the oldest are dropped. */
  listHandoff(id: string, handoff: Pick<Handoff, 'askedAt' | 'status'> | undefined): Promise<void>;
  /** Ids, oldest first. Some may be closed already. */
  handoffs(limit: number): Promise<string[]>;
  /** Number of hand-offs that nobody has taken and that were asked for before `at`. */
  waitingBefore(at: EpochMs): Promise<number>;
}

const HANDOFF_LIMIT = 10_000;

/** KEYS: handoffs, waiting. ARGV[1]: {id, at, limit}, and in which of the two it is to stand. */
const listHandoffScript = createScript<1>(`
local handoff = cjson.decode(ARGV[1])
for i, isIn in ipairs({ handoff.open, handoff.waiting }) do
  if isIn then redis.call('ZADD', KEYS[i], handoff.at, handoff.id) else redis.call('ZREM', KEYS[i], handoff.id) end
  redis.call('ZREMRANGEBYRANK', KEYS[i], 0, -handoff.limit - 1)
end
return 1
`);

/** KEYS: cases, then the sorted sets of all statuses. ARGV[1]: the application, with the indexes of its sets. */
const projectScript = createScript<0 | 1>(`
local case = cjson.decode(ARGV[1])
local listed = redis.call('HGET', KEYS[1], case.no)
if listed and cjson.decode(listed).version >= case.version then return 0 end
for i = 2, #KEYS do redis.call('ZREM', KEYS[i], case.no) end
redis.call('HSET', KEYS[1], case.no, cjson.encode({ version = case.version, conversationKey = case.conversationKey }))
for _, i in ipairs(case.sets) do redis.call('ZADD', KEYS[i + 1], case.createdAt, case.no) end
return 1
`);

const SETS: readonly (ApplicationStatus | 'open')[] = ['open', ...APPLICATION_STATUSES];

const PROJECT_KEYS = [keys.cases, ...SETS.map((set) => keys.listed(set))];

/** Indexes in SETS, from 1 as in Lua. */
const setsOf = (status: ApplicationStatus): number[] => {
  const indexes = [SETS.indexOf(status) + 1];
  return OPEN_STATUSES.includes(status) ? [...indexes, SETS.indexOf('open') + 1] : indexes;
};

/** Creates the review list on this Redis. */
export const createReviewList = (redis: RedisClient): ReviewList => ({
  async project({ no, version, status, createdAt, conversationKey }) {
    const sets = setsOf(status);
    await projectScript(redis, PROJECT_KEYS, { no, version, conversationKey, createdAt, sets });
  },

  async page(status, offset, limit) {
    const set = keys.listed(status);
    const [total, nos] = await Promise.all([redis.zcard(set), redis.zrange(set, offset, offset + limit - 1)]);
    const cases = nos.length === 0 ? [] : await redis.hmget(keys.cases, ...nos);
    const items = nos.flatMap((no, i) => {
      const listed = cases[i];
      return listed
        ? [{ no, conversationKey: (JSON.parse(listed) as { conversationKey: string }).conversationKey }]
        : [];
    });
    return { items, total };
  },

  async remove(no) {
    await Promise.all(SETS.map((set) => redis.zrem(keys.listed(set), no)));
    await redis.hdel(keys.cases, no);
  },

  async listHandoff(id, handoff) {
    await listHandoffScript(redis, [keys.handoffs, keys.waiting], {
      id,
      at: handoff?.askedAt ?? 0,
      limit: HANDOFF_LIMIT,
      open: handoff !== undefined,
      waiting: handoff?.status === 'waiting',
    });
  },

  handoffs: (limit) => redis.zrange(keys.handoffs, 0, limit - 1),

  waitingBefore: (at) => redis.zcount(keys.waiting, '-inf', `(${at}`),
});
