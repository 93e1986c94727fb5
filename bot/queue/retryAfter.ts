import type { ErrorCode } from '../errors';

/**
 * Failure of a job with a prescribed delay of `ms` milliseconds before its next attempt, e.g. from a Retry-After
 * header.
 */
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
