import type { PushOutcome } from '../../../channel';

/** A failed push as the SDK passes it on; it carries the outcome. */
export class PushFailed extends Error {
  readonly outcome: PushOutcome;

  constructor(outcome: PushOutcome, options?: { cause?: unknown }) {
    super(`The push is ${outcome.is}`, options);
    this.name = 'PushFailed';
    this.outcome = outcome;
  }
}

/** Error codes of fetch where no connection was made: nothing was sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Outcome of a push whose `fetch` rejected. */
export function failedFetch(error: unknown): PushOutcome {
  const code = causeCode(error);
  return NEVER_CONNECTED.has(code)
    ? { is: 'unsent', reason: `The channel cannot be reached (${code})` }
    : { is: 'unknown' };
}

/** System error code: the cause of the TypeError that `fetch` throws. */
function causeCode(error: unknown): string {
  const { code } = Object((error as { cause?: unknown } | undefined)?.cause) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/**
 * Outcome by HTTP status; undefined: sent. 5xx other than 501 and 503 is `unknown`: a gateway's error may hide a
 * message that arrived.
 */
export function statusOutcome(status: number): PushOutcome | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status < 500 || status === 501 || status === 503)
    return { is: 'unsent', reason: `The channel answered ${status}` };
  return { is: 'unknown' };
}
