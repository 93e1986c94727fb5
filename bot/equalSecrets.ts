import { hash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Comparison in constant time. Digests have equal length, so the length of a secret does not leak. */
export const equalSecrets = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));
