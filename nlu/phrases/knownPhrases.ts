import type { Understand, Understanding } from '../types';

/**
 * The same, but each of `phrases` is understood once for each open question: what buttons say is heard over and over. Nothing else is kept,
 * so nobody's own words are.
 */
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
