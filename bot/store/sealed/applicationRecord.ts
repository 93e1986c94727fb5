/** Record of an application: `VERSION STATUS\n` in clear, which scripts compare, then the sealed application. */
import type { Application } from '../../cases/application';
import { keys } from '../keys';
import { decode, encode } from './coding';
import type { Sealer } from './seal';

const keyOf = ({ conversationKey, no }: Pick<Application, 'conversationKey' | 'no'>): string =>
  keys.application(conversationKey, no);

const headOf = (bytes: Buffer): number => bytes.indexOf('\n') + 1;

/** Encodes and seals an application. */
export const encodeApplication = (application: Application, sealer: Sealer): Buffer =>
  Buffer.concat([
    Buffer.from(`${application.version} ${application.status}\n`),
    sealer.seal(encode(application), keyOf(application)),
  ]);

/**
 * Opens and decodes a record.
 * @throws DeskError data_unreadable
 */
export const decodeApplication = (bytes: Buffer, conversationKey: string, no: string, sealer: Sealer): Application =>
  decode(sealer.open(bytes.subarray(headOf(bytes)), keyOf({ conversationKey, no })));

/** Sealed part of a record, for key rotation. */
export const sealedPartOfApplication = (bytes: Buffer, key: string) => ({
  sealed: bytes.subarray(headOf(bytes)),
  boundTo: key,
  withSealed: (sealed: Buffer): Buffer => Buffer.concat([bytes.subarray(0, headOf(bytes)), sealed]),
});
