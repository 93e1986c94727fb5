import type { ErrorCode } from '../errors';

/** A job failed and is to be tried again after `ms` milliseconds, as somebody outside asked. */
export class RetryAfter extends Error {
  readonly ms: number;
  readonly reason: ErrorCode;

  constructor(ms: number, reason: ErrorCode) {
    super(reason);
    this.name = 'RetryAfter';
    this.ms = ms;
    this.reason = reason;
  }
}
