import { createHmac } from 'node:crypto';

/** Finds a person again by ID number without the number being readable; without the key it cannot be tried out either. */
export type BlindIndex = (idNumber: string) => string;

/** HMAC-SHA-256 under INDEX_KEY (32 bytes). The key cannot be rotated while claims under it live. */
export const createBlindIndex =
  (indexKey: Buffer): BlindIndex =>
  (idNumber) =>
    createHmac('sha256', indexKey).update(idNumber.toUpperCase()).digest('base64url');
