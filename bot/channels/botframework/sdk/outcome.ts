import type { PushOutcome } from '../../../channel';

/** A push that came to nothing, as it leaves the SDK: it carries its outcome. */
export class PushFailed extends Error {
  readonly outcome: PushOutcome;

  constructor(outcome: PushOutcome, options?: { cause?: unknown }) {
    super(`The push is ${outcome.is}`, options);
    this.name = 'PushFailed';
    this.outcome = outcome;
  }
}

/** Codes of fetch that mean no connection was made, so nothing was sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Outcome of a message whose `fetch` failed. */
export function failedFetch(error: unknown): PushOutcome {
  const code = causeCode(error);
  return NEVER_CONNECTED.has(code)
    ? { is: 'unsent', reason: `The channel cannot be reached (${code})` }
    : { is: 'unknown' };
}

/** `fetch` throws a TypeError whose cause is the system's error. */
function causeCode(error: unknown): string {
  const { code } = Object((error as { cause?: unknown } | undefined)?.cause) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Outcome by the status of the channel's answer; undefined: taken. A gateway's 500s may hide a message that got through. */
export function statusOutcome(status: number): PushOutcome | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status < 500 || status === 501 || status === 503)
    return { is: 'unsent', reason: `The channel answered ${status}` };
  return { is: 'unknown' };
}
