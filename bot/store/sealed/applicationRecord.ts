/** An application as it lies in Redis: `VERSION STATUS\n` in clear, which scripts compare, then the rest sealed. */
import type { Application } from '../../cases/application';
import { keys } from '../keys';
import { decode, encode } from './coding';
import type { Sealer } from './seal';

const keyOf = ({ conversationKey, no }: Pick<Application, 'conversationKey' | 'no'>): string =>
  keys.application(conversationKey, no);

const headOf = (bytes: Buffer): number => bytes.indexOf('\n') + 1;

export const encodeApplication = (application: Application, sealer: Sealer): Buffer =>
  Buffer.concat([
    Buffer.from(`${application.version} ${application.status}\n`),
    sealer.seal(encode(application), keyOf(application)),
  ]);

/** @throws DeskError data_unreadable */
export const decodeApplication = (bytes: Buffer, conversationKey: string, no: string, sealer: Sealer): Application =>
  decode(sealer.open(bytes.subarray(headOf(bytes)), keyOf({ conversationKey, no })));

/** The sealed part of an application's record, for sealing it anew. */
export const sealedPartOfApplication = (bytes: Buffer, key: string) => ({
  sealed: bytes.subarray(headOf(bytes)),
  boundTo: key,
  withSealed: (sealed: Buffer): Buffer => Buffer.concat([bytes.subarray(0, headOf(bytes)), sealed]),
});
