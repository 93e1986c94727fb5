import { ReplyError } from 'ioredis';
import { DeskError, isDeskError } from '../../errors';
import { StartFault } from '../../settings/startFault';

/** Answers of a server that is there but cannot serve now: failover, loading, out of memory, cluster without a slot's owner. */
const TRANSIENT = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|NOREPLICAS|MISCONF|UNBLOCKED)\b/;

/** TypeError, RangeError and SyntaxError are bugs; any other error that is no reply is a lost connection. */
const isTransient = (error: Error): boolean => {
  if (error instanceof ReplyError) return TRANSIENT.test(error.message);
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError);
};

const toStoreError = (error: unknown): Error => {
  if (!(error instanceof Error)) return new DeskError('internal', undefined, { cause: error });
  if (isDeskError(error) || error instanceof StartFault || !isTransient(error)) return error;
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
