/** A job failed and is to be tried again after `ms` milliseconds, as somebody outside asked. */
export class RetryAfter extends Error {
  readonly ms: number;

  constructor(ms: number, reason: string) {
    super(reason);
    this.name = 'RetryAfter';
    this.ms = ms;
  }
}
