import { isOpen, type ApplicationStatus } from '../../../dialogs/types';
import { DeskError } from '../../errors';
import type { BlindIndex } from './blindIndex';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import type { Lifetimes } from '../lifetimes';
import { createScript } from '../redis/script';

/** Stored claim: the application that is or will be the person's, and its conversation. */
interface Claim {
  no: string;
  conversationKey: string;
  /** Version of the application when the claim was made; absent before its first. */
  version?: number;
}

/** The application that a person is claimed for: its version as the claimant knows it, 0 before it is created. */
export interface Holder {
  no: string;
  version: number;
}

/**
 * Outcome of `Claims.claim`. Of an open application it tells only whether it is the claimant's `own`: who types
 * somebody else's ID number learns neither its number nor its status.
 */
export type ClaimOutcome = { outcome: 'free' } | { outcome: 'taken'; own?: true };

/** Claims on persons: at most one open application for each ID number. */
export interface Claims {
  /**
   * Claims the person behind `idNumber` for an application, before the commit that creates it or gives it this ID
   * number. `free`: claimed; the commit may still answer `void`. `taken`: another open application exists.
   * @throws DeskError conversation_busy after MAX_TRIES attempts
   */
  claim(idNumber: string, holder: Holder, conversationKey: string): Promise<ClaimOutcome>;
  /** Address of the application that holds or is to hold the claim; it may not exist. */
  holderOf(person: string): Promise<{ no: string; conversationKey: string } | undefined>;
  /** Renews the claim's TTL. */
  keep(person: string): Promise<void>;
  /**
   * Releases the claim that `holder` gave up with this version. It stays where it is for another application, or was
   * made again since: an ID number that was corrected may be put back before the release is carried out.
   */
  release(person: string, holder: Holder, conversationKey: string): Promise<void>;
  /** Blind index of an ID number; the `person` of the other methods. */
  personOf: BlindIndex;
}

/** Attempts; each is lost to another claimant at the same moment. */
const MAX_TRIES = 20;

/**
 * KEYS: application, void, both of the claimed number. Returns the application's status. Where there is none, it voids
 * the number, so that it cannot be created any more, and returns an empty string.
 */
const settleScript = createScript<ApplicationStatus | ''>(`
local status = string.match(redis.call('GETRANGE', KEYS[1], 0, 63), '^%d+ ([%a_]+)')
if status then return status end
redis.call('SET', KEYS[2], '1', 'EX', cjson.decode(ARGV[1]).ttlSeconds)
return ''
`);

/**
 * Compare-and-set. KEYS: person. ARGV[1]: {expected, next, ttlSeconds}; an empty `next` deletes. Returns 0 where the
 * claim has changed.
 */
const replaceScript = createScript<0 | 1>(`
local claim = cjson.decode(ARGV[1])
if redis.call('GET', KEYS[1]) ~= claim.expected then return 0 end
if claim.next == '' then redis.call('DEL', KEYS[1])
else redis.call('SET', KEYS[1], claim.next, 'EX', claim.ttlSeconds) end
return 1
`);

const isFor = (claim: Claim, no: string, conversationKey: string): boolean =>
  claim.no === no && claim.conversationKey === conversationKey;

/** Creates the claims on this Redis. */
export const createClaims = (redis: RedisClient, personOf: BlindIndex, lifetimes: Lifetimes): Claims => {
  const ttlSeconds = lifetimes.applicationSeconds;

  const settle = ({ no, conversationKey }: Claim): Promise<ApplicationStatus | ''> =>
    settleScript(redis, [keys.application(conversationKey, no), keys.void(conversationKey, no)], { ttlSeconds });

  const replace = (person: string, expected: string, next: string): Promise<0 | 1> =>
    replaceScript(redis, [keys.person(person)], { expected, next, ttlSeconds });

  return {
    personOf,

    async claim(idNumber, { no, version }, conversationKey) {
      const person = personOf(idNumber);
      const mine = JSON.stringify({ no, conversationKey, ...(version > 0 && { version }) } satisfies Claim);

      for (let tries = 0; tries < MAX_TRIES; tries++) {
        if (await redis.set(keys.person(person), mine, 'EX', ttlSeconds, 'NX')) return { outcome: 'free' };
        const theirs = await redis.get(keys.person(person));
        if (theirs === mine) return { outcome: 'free' };
        if (theirs === null) continue;

        const claim = JSON.parse(theirs) as Claim;
        const status = isFor(claim, no, conversationKey) ? '' : await settle(claim);
        if (status !== '' && isOpen({ status }))
          return { outcome: 'taken', ...(claim.conversationKey === conversationKey && { own: true }) };
        if (await replace(person, theirs, mine)) return { outcome: 'free' };
      }
      throw new DeskError('conversation_busy', 'Too many claims for one person at once');
    },

    async holderOf(person) {
      const found = await redis.get(keys.person(person));
      return found === null ? undefined : (JSON.parse(found) as Claim);
    },

    async keep(person) {
      await redis.expire(keys.person(person), ttlSeconds);
    },

    async release(person, { no, version }, conversationKey) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const found = await redis.get(keys.person(person));
        const claim = found === null ? undefined : (JSON.parse(found) as Claim);
        if (found === null || !claim || !isFor(claim, no, conversationKey) || (claim.version ?? 0) >= version) return;
        if (await replace(person, found, '')) return;
      }
      throw new DeskError('conversation_busy', 'Too many claims for one person at once');
    },
  };
};
