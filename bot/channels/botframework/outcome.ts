import { DeskError } from '../../errors';

/** A request went out and no answer says what became of it. */
export class OutcomeUnknown extends Error {
  constructor(options?: { cause?: unknown }) {
    super('No answer says whether the channel took the message', options);
    this.name = 'OutcomeUnknown';
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

/** What a failed `fetch` of a message means: surely not sent, or not known. */
export function toOutcome(error: unknown): DeskError | OutcomeUnknown {
  const code = causeCode(error);
  return NEVER_CONNECTED.has(code)
    ? new DeskError('channel_unavailable', `The channel cannot be reached (${code})`)
    : new OutcomeUnknown({ cause: error });
}

/** `fetch` throws a TypeError whose cause is the system's error. */
function causeCode(error: unknown): string {
  const { code } = Object((error as { cause?: unknown } | undefined)?.cause) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** What an answer's status means; undefined: taken. A gateway's 500s may hide a message that got through. */
export function statusOutcome(status: number): DeskError | OutcomeUnknown | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status < 500 || status === 501 || status === 503)
    return new DeskError('channel_unavailable', `The channel answered ${status}`);
  return new OutcomeUnknown({ cause: new DeskError('channel_unavailable', `The channel answered ${status}`) });
}
