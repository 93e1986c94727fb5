import { ReplyError } from 'ioredis';
import { DeskError, isDeskError } from '../../errors';
import { StartFault } from '../../settings/startFault';

/** Replies of a server that cannot serve for now: failover, loading, out of memory, a slot without an owner. */
const TRANSIENT = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|NOREPLICAS|MISCONF|UNBLOCKED)\b/;

/**
 * Whether an error may pass. TypeError, RangeError and SyntaxError are bugs; any other error that is no reply is a lost
 * connection.
 */
const isTransient = (error: Error): boolean => {
  if (error instanceof ReplyError) return TRANSIENT.test(error.message);
  return !(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError);
};

const toStoreError = (error: unknown): Error => {
  if (!(error instanceof Error)) return new DeskError('internal', undefined, { cause: error });
  if (isDeskError(error) || error instanceof StartFault || !isTransient(error)) return error;
  return new DeskError('store_unavailable', undefined, { cause: error });
};

/**
 * Proxy of `part` whose asynchronous methods reject with DeskError store_unavailable on transient errors of Redis.
 * Other errors stay unchanged.
 */
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
