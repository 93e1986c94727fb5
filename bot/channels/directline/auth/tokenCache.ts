import type { Clock } from '../../../clock';
import type { Tokens, Verified } from './tokens';

/** Cached tokens. A full cache is emptied. */
const MAX_ENTRIES = 10_000;

/**
 * Caches verified tokens, since a client sends the same token with each message. The signature is checked once, the
 * expiry each time.
 */
export const cacheTokens = (tokens: Tokens, clock: Clock): Tokens => {
  const verified = new Map<string, Extract<Verified, { outcome: 'valid' }>>();
  return {
    ...tokens,
    async verify(use, token) {
      const key = `${use} ${token}`;
      const known = verified.get(key);
      if (known && clock.now() < known.expiresAt) return known;
      verified.delete(key);
      const answer = await tokens.verify(use, token);
      if (answer.outcome !== 'valid') return answer;
      if (verified.size === MAX_ENTRIES) verified.clear();
      verified.set(key, answer);
      return answer;
    },
  };
};
