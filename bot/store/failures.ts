import { ReplyError } from 'ioredis';
import { DeskError, isDeskError } from '../errors';

/** Answers of a server that is there but cannot serve now: failover, loading, out of memory, cluster without a slot's owner. */
const PASSING = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|NOREPLICAS|MISCONF|UNBLOCKED)\b/;

/** Of errors that are no replies, TypeError and the like are our own mistakes; the rest is the connection's. */
const isPassing = (error: unknown): boolean => {
  if (error instanceof ReplyError) return PASSING.test((error as Error).message);
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError);
};

/** The cause is left out on purpose where it is a reply: Redis quotes arguments in its errors. */
const toStoreError = (error: unknown): unknown => {
  if (isDeskError(error)) return error;
  return isPassing(error) ? new DeskError('store_unavailable', undefined, { cause: error }) : error;
};

/** The same object, whose methods fail with store_unavailable where Redis is away, whatever the driver calls it. */
export const failingClearly = <Part extends object>(part: Part): Part =>
  new Proxy(part, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = member.apply(target, args);
        return result instanceof Promise
          ? result.catch((error: unknown) => Promise.reject(toStoreError(error)))
          : result;
      };
    },
  });
