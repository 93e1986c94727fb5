import { ReplyError } from 'ioredis';
import { DeskError, isDeskError } from '../../errors';

/** Answers of a server that is there but cannot serve now: failover, loading, out of memory, cluster without a slot's owner. */
const PASSING = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|NOREPLICAS|MISCONF|UNBLOCKED)\b/;

/** Of errors that are no replies, TypeError and the like are our own mistakes; the rest is the connection's. */
const isPassing = (error: Error): boolean => {
  if (error instanceof ReplyError) return PASSING.test(error.message);
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError);
};

const toStoreError = (error: unknown): Error => {
  if (!(error instanceof Error)) return new DeskError('internal', undefined, { cause: error });
  if (isDeskError(error) || !isPassing(error)) return error;
  return new DeskError('store_unavailable', undefined, { cause: error });
};

/** The same object, whose methods fail with store_unavailable where Redis is away, whatever the driver calls it. */
export const withStoreErrors = <Part extends object>(part: Part): Part =>
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
