import { createHmac } from 'node:crypto';

/**
 * Blind index: a keyed hash by which a person is found again. Without the key the ID number can be neither read nor
 * guessed by trial.
 */
export type BlindIndex = (idNumber: string) => string;

/**
 * HMAC-SHA-256 under INDEX_KEY (32 bytes), base64url; case-insensitive. The key cannot be rotated while claims under it
 * exist.
 */
export const createBlindIndex =
  (indexKey: Buffer): BlindIndex =>
  (idNumber) =>
    createHmac('sha256', indexKey).update(idNumber.toUpperCase()).digest('base64url');
