import type { Understand, Understanding } from '../types';

/** Caches the understanding of `phrases`, e.g. button titles, per open question. Other texts are not cached. */
export const rememberPhrases = (understand: Understand, phrases: Iterable<string>): Understand => {
  const known = new Map<string, Map<string, Understanding>>();
  for (const phrase of phrases) known.set(phrase, new Map());
  return (text, pending = 'none') => {
    const understood = known.get(text);
    if (!understood) return understand(text, pending);
    const found = understood.get(pending) ?? understand(text, pending);
    understood.set(pending, found);
    return found;
  };
};
