import type { EpochMs } from '../../dialogs/types';
import { keys } from './keys';
import type { RedisClient } from './redis/redis';

/**
 * Rights of a machine principal. `read`: list and read cases, masked. `reveal`: personal data in clear. `decide`:
 * decide cases. `handoffs`: take and answer conversations. `operate`: dead letters.
 */
export const RIGHTS = ['read', 'reveal', 'decide', 'handoffs', 'operate'] as const;
/** One right of a machine principal. */
export type Right = (typeof RIGHTS)[number];

/** A named token as stored: its digest, never the token. */
export interface MachineToken {
  name: string;
  /** SHA-256 of the token, base64url. */
  digest: string;
  rights: Right[];
  createdAt: EpochMs;
}

/** Named tokens of the lender's engines. A removed token is refused by every node at once. */
export interface MachineTokens {
  find(name: string): Promise<MachineToken | undefined>;
  /** Sorted by name. */
  list(): Promise<MachineToken[]>;
  /** False where the name is taken. */
  add(token: MachineToken): Promise<boolean>;
  /** False where no token has this name. */
  remove(name: string): Promise<boolean>;
}

const parse = (name: string, stored: string): MachineToken => ({
  name,
  ...(JSON.parse(stored) as Omit<MachineToken, 'name'>),
});

/** Creates the register of tokens on this Redis. */
export const createMachineTokens = (redis: RedisClient): MachineTokens => ({
  async find(name) {
    const stored = await redis.hget(keys.tokens, name);
    return stored === null ? undefined : parse(name, stored);
  },

  async list() {
    const all = Object.entries(await redis.hgetall(keys.tokens));
    return all.map(([name, stored]) => parse(name, stored)).sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  add: async ({ name, ...token }) => (await redis.hsetnx(keys.tokens, name, JSON.stringify(token))) === 1,

  remove: async (name) => (await redis.hdel(keys.tokens, name)) === 1,
});
