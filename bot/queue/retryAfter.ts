/**
 * Failure of a job with a prescribed delay of `ms` milliseconds before its next attempt, e.g. from a Retry-After
 * header.
 */
export class RetryAfter extends Error {
  readonly ms: number;

  constructor(ms: number, reason: string) {
    super(reason);
    this.name = 'RetryAfter';
    this.ms = ms;
  }
}
