import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { DeskError } from '../../errors';

/** One of DATA_KEYS: 32 bytes, and the id by which sealed values name it. */
export interface DataKey {
  id: string;
  key: Buffer;
}

/** Authenticated encryption of stored values. */
export interface Sealer {
  /**
   * Encrypts `plain` and binds it to `boundTo`, the place it is stored in: bytes copied elsewhere do not open there.
   */
  seal(plain: Uint8Array, boundTo: string): Buffer;
  /**
   * Decrypts a sealed value.
   * @throws DeskError data_unreadable where it was tampered with or moved, or its key is not in DATA_KEYS
   */
  open(sealed: Buffer, boundTo: string): Buffer;
  /** Whether the newest key sealed it. */
  isCurrent(sealed: Buffer): boolean;
}

/**
 * Format of sealed values and of their coding (coding.ts). It rises with every change of the word list or the layout,
 * see format.ts.
 */
export const FORMAT = 2;
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Head of a sealed value: format, length of the key's id, id. */
const headOf = (keyId: string): Buffer => {
  const id = Buffer.from(keyId);
  return Buffer.concat([Buffer.from([FORMAT, id.length]), id]);
};

const keyIdOf = (sealed: Buffer): string => sealed.subarray(2, 2 + (sealed[1] ?? 0)).toString('utf8');

/** Creates a source of random IVs, drawn in batches of 256. Each is used once. */
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
 * AES-256-GCM. A sealed value is `format ‖ length ‖ key id ‖ IV ‖ ciphertext ‖ tag`. Associated data: the bytes before
 * the IV, then `boundTo`. The first key seals, all keys open. To rotate: prepend a key, seal everything again
 * (keyRotation.ts), drop the old key.
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
