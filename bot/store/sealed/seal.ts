import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { DeskError } from '../../errors';

/** One of DATA_KEYS: `key` is 32 bytes, `id` is what sealed values name it by (letters, digits, `-`, `_`). */
export interface DataKey {
  id: string;
  key: Buffer;
}

export interface Sealer {
  /** Encrypts `plain` and binds it to the key it lies under; opened elsewhere, the same bytes are refused. */
  seal(plain: Uint8Array, boundTo: string): Buffer;
  /** @throws DeskError data_unreadable where it was tampered with, moved, or sealed with a key that DATA_KEYS no longer holds */
  open(sealed: Buffer, boundTo: string): Buffer;
  /** Whether the newest key sealed it. */
  isCurrent(sealed: Buffer): boolean;
}

/** Format of sealed values and of what is sealed (see coding.ts). A higher number is another list of words or another layout; see format.ts. */
export const FORMAT = 2;
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Head of each sealed value: format, length of the key's id, the id. */
const headOf = (keyId: string): Buffer => {
  const id = Buffer.from(keyId);
  return Buffer.concat([Buffer.from([FORMAT, id.length]), id]);
};

const keyIdOf = (sealed: Buffer): string => sealed.subarray(2, 2 + (sealed[1] ?? 0)).toString('utf8');

/** Draws random bytes for many values at once; each is used for one. */
const createIvs = (): (() => Buffer) => {
  const pool = Buffer.alloc(IV_BYTES * 256);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += IV_BYTES;
    return Buffer.from(pool.subarray(used - IV_BYTES, used));
  };
};

/**
 * AES-256-GCM. A sealed value is `format ‖ length ‖ key id ‖ iv ‖ ciphertext ‖ tag`; its associated data are the bytes in front of the iv
 * and the key it is bound to. The first key seals, all of them open: to rotate, put a new key in front, seal everything again
 * (keyRotation.ts), and drop the old one.
 */
export const createSealer = (dataKeys: readonly [DataKey, ...DataKey[]]): Sealer => {
  const newest = dataKeys[0];
  const newestHead = headOf(newest.id);
  const byId = new Map(dataKeys.map(({ id, key }) => [id, key]));
  const nextIv = createIvs();

  return {
    isCurrent: (sealed) => sealed.subarray(0, newestHead.length).equals(newestHead),

    seal(plain, boundTo) {
      const iv = nextIv();
      const cipher = createCipheriv(ALGORITHM, newest.key, iv).setAAD(
        Buffer.concat([newestHead, Buffer.from(boundTo)]),
      );
      return Buffer.concat([newestHead, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },

    open(sealed, boundTo) {
      const keyId = keyIdOf(sealed);
      const key = byId.get(keyId);
      if (sealed[0] !== FORMAT || !key)
        throw new DeskError('data_unreadable', `No key ${keyId} in format ${sealed[0] ?? 'none'}`);
      try {
        const head = headOf(keyId);
        const body = sealed.subarray(head.length);
        const decipher = createDecipheriv(ALGORITHM, key, body.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(Buffer.concat([head, Buffer.from(boundTo)]))
          .setAuthTag(body.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(body.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        throw new DeskError('data_unreadable', 'A sealed value does not open where it lies', { cause });
      }
    },
  };
};
