import type { EpochMs } from '../../dialogs/types';
import { keys } from './keys';
import type { RedisClient } from './redis/redis';

/** What a machine principal may do with the API: list and read, see data in clear, decide, lead chats, look after the queues. */
export const RIGHTS = ['read', 'reveal', 'decide', 'handoffs', 'operate'] as const;
export type Right = (typeof RIGHTS)[number];

/** A named token, without the token: only its digest is kept. */
export interface MachineToken {
  name: string;
  /** SHA-256 of the token, base64url. */
  digest: string;
  rights: Right[];
  createdAt: EpochMs;
}

/** Named tokens of the lender's engines. A token that is removed is refused by every node from then on. */
export interface MachineTokens {
  find(name: string): Promise<MachineToken | undefined>;
  /** In the order of their names. */
  list(): Promise<MachineToken[]>;
  /** False where the name is taken. */
  add(token: MachineToken): Promise<boolean>;
  /** False where there is none of this name. */
  remove(name: string): Promise<boolean>;
}

const parse = (name: string, stored: string): MachineToken => ({
  name,
  ...(JSON.parse(stored) as Omit<MachineToken, 'name'>),
});

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
