import type { Clock } from '../../../clock';
import type { Tokens, Verified } from './tokens';

/** Tokens of so many conversations are remembered; then all are forgotten, and checked again when they come. */
const MAX_ENTRIES = 10_000;

/** A client shows the same token with each message: its signature is checked the first time, its end each time. */
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
