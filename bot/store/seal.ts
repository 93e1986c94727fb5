import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DeskError } from '../errors';

/** One of DATA_KEYS: `key` is 32 bytes, `id` is what sealed values name it by (letters, digits, `-`, `_`). */
export interface DataKey {
  id: string;
  key: Buffer;
}

export interface Sealer {
  /** Encrypts `value` (anything JSON can hold) for one place; the same value opened in another place is refused. */
  seal(value: unknown, place: string): string;
  /** Throws DeskError data_unreadable if it was tampered with, moved, or sealed with a key we no longer have. */
  open<T>(sealed: string, place: string): T;
  /** Whether the newest key sealed it. */
  isCurrent(sealed: string): boolean;
}

const FORMAT = 'v1';
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Binds a sealed value to where it lies and to what it says of itself. */
const associatedData = (keyId: string, place: string): Buffer => Buffer.from(`${FORMAT}.${keyId}.${place}`);

/**
 * AES-256-GCM; a sealed value reads `v1.KEYID.base64url(iv ‖ ciphertext ‖ tag)`. The first key seals, all of them open: to rotate, put
 * a new key in front, seal everything again (keyRotation.ts), and drop the old one.
 */
export const createSealer = (dataKeys: readonly [DataKey, ...DataKey[]]): Sealer => {
  const newest = dataKeys[0];
  const byId = new Map(dataKeys.map(({ id, key }) => [id, key]));

  return {
    isCurrent: (sealed) => sealed.startsWith(`${FORMAT}.${newest.id}.`),

    seal(value, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, newest.key, iv).setAAD(associatedData(newest.id, place));
      const parts = [iv, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${FORMAT}.${newest.id}.${Buffer.concat(parts).toString('base64url')}`;
    },

    open<T>(sealed: string, place: string): T {
      const [format, keyId = '', body = ''] = sealed.split('.');
      const key = byId.get(keyId);
      if (format !== FORMAT || !key) throw new DeskError('data_unreadable', `No key ${keyId} in format ${format}`);
      try {
        const bytes = Buffer.from(body, 'base64url');
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(associatedData(keyId, place))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
        return JSON.parse(plain.toString('utf8')) as T;
      } catch (cause) {
        throw new DeskError('data_unreadable', 'A sealed value does not open where it lies', { cause });
      }
    },
  };
};
