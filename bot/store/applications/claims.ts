import { isOpen, type ApplicationStatus } from '../../../dialogs/types';
import { DeskError } from '../../errors';
import type { BlindIndex } from './blindIndex';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import type { Lifetimes } from '../lifetimes';
import { createScript } from '../redis/script';

/** Value of `fd:person:HASH`: the application that is or will be the person's, and the conversation in whose slot it lies. */
interface Claim {
  no: string;
  conversationKey: string;
}

export type ClaimOutcome =
  { outcome: 'free' } | { outcome: 'taken'; application: { no: string; status: ApplicationStatus } };

export interface Claims {
  /**
   * Claims the person behind `idNumber` for application `no`, before the commit that creates it. `free`: the commit may go ahead; it
   * can still be told `void`. `taken`: an open application exists.
   */
  claim(idNumber: string, no: string, conversationKey: string): Promise<ClaimOutcome>;
  /** Keeps a claim as long as the open application it stands for. */
  keep(person: string): Promise<void>;
  /** Gives the claim up, if it still stands for application `no`. */
  release(person: string, no: string, conversationKey: string): Promise<void>;
  /** The blind index a claim lies under. */
  personOf: BlindIndex;
}

/** Claimants for one person at the same moment; more are no accident. */
const MAX_TRIES = 20;

/**
 * KEYS: application, void, both of the claim's number. Answers the application's status; or, if there is none, forbids for ever that
 * there will be one, and answers an empty string.
 */
const settleScript = createScript<ApplicationStatus | ''>(`
local status = string.match(redis.call('GETRANGE', KEYS[1], 0, 63), '^%d+ ([%a_]+)')
if status then return status end
redis.call('SET', KEYS[2], '1', 'EX', cjson.decode(ARGV[1]).ttlSeconds)
return ''
`);

/** KEYS: person. Compare and set; an empty `next` removes. Answers 1 where the claim was still the expected one. */
const replaceScript = createScript<0 | 1>(`
local claim = cjson.decode(ARGV[1])
if redis.call('GET', KEYS[1]) ~= claim.expected then return 0 end
if claim.next == '' then redis.call('DEL', KEYS[1])
else redis.call('SET', KEYS[1], claim.next, 'EX', claim.ttlSeconds) end
return 1
`);

export const createClaims = (redis: RedisClient, personOf: BlindIndex, lifetimes: Lifetimes): Claims => {
  const ttlSeconds = lifetimes.applicationSeconds;

  const settle = ({ no, conversationKey }: Claim): Promise<ApplicationStatus | ''> =>
    settleScript(redis, [keys.application(conversationKey, no), keys.void(conversationKey, no)], { ttlSeconds });

  const replace = (person: string, expected: string, next: string): Promise<0 | 1> =>
    replaceScript(redis, [keys.person(person)], { expected, next, ttlSeconds });

  return {
    personOf,

    async claim(idNumber, no, conversationKey) {
      const person = personOf(idNumber);
      const mine = JSON.stringify({ no, conversationKey } satisfies Claim);

      for (let tries = 0; tries < MAX_TRIES; tries++) {
        if (await redis.set(keys.person(person), mine, 'EX', ttlSeconds, 'NX')) return { outcome: 'free' };
        const theirs = await redis.get(keys.person(person));
        if (theirs === mine) return { outcome: 'free' };
        if (theirs === null) continue;

        const claim = JSON.parse(theirs) as Claim;
        const status = await settle(claim);
        if (status !== '' && isOpen({ status })) return { outcome: 'taken', application: { no: claim.no, status } };
        if (await replace(person, theirs, mine)) return { outcome: 'free' };
      }
      throw new DeskError('conversation_busy', 'Too many claims for one person at once');
    },

    async keep(person) {
      await redis.expire(keys.person(person), ttlSeconds);
    },

    async release(person, no, conversationKey) {
      await replace(person, JSON.stringify({ no, conversationKey } satisfies Claim), '');
    },
  };
};
