/** How an application lies in Redis: `VERSION STATUS\n` in clear, which scripts compare, then the rest sealed. */
import type { Application } from '../../../dialogs/types';
import { decode, encode } from './coding';
import { keys } from '../keys';
import type { Sealer } from './seal';

const placeOf = ({ conversationKey, no }: Pick<Application, 'conversationKey' | 'no'>): string =>
  keys.application(conversationKey, no);

export const encodeApplication = (application: Application, sealer: Sealer): Buffer =>
  Buffer.concat([
    Buffer.from(`${application.version} ${application.status}\n`),
    sealer.seal(encode(application), placeOf(application)),
  ]);

export const decodeApplication = (bytes: Buffer, conversationKey: string, no: string, sealer: Sealer): Application =>
  decode(sealer.open(bytes.subarray(bytes.indexOf('\n') + 1), placeOf({ conversationKey, no })));
