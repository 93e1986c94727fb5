/** Definition of one error code. */
interface ErrorDefinition {
  /** HTTP status, where the error reaches a client. */
  status: number;
  /** Constant summary (RFC 9457 `title`). */
  title: string;
  /** What to do about it (RFC 9457 `detail`). Holds no token, number or utterance. */
  remedy: string;
}

/** Every error that this program raises on purpose. Tests and callers compare codes, never texts. */
export const ERRORS = {
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    remedy: 'Correct the faults listed and send it again.',
  },
  unauthorized: { status: 401, title: 'Authentication is required', remedy: 'Send a valid bearer token.' },
  forbidden: { status: 403, title: 'The token does not allow this', remedy: 'Use a token issued for this resource.' },
  not_found: {
    status: 404,
    title: 'There is nothing under this address',
    remedy: 'Check the address and the number in it.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    remedy: 'Use a method the address offers.',
  },
  already_decided: {
    status: 409,
    title: 'The application has been decided otherwise',
    remedy: 'Read the application again.',
  },
  not_decidable: { status: 409, title: 'The application cannot be decided now', remedy: 'Read the application again.' },
  handoff_closed: {
    status: 409,
    title: 'The hand-off is closed',
    remedy: 'Read the list of hand-offs again; the applicant may have gone back to the bot.',
  },
  handoff_taken: { status: 409, title: 'Somebody has this conversation already', remedy: 'Take another one.' },
  handoff_not_owned: { status: 409, title: 'Nobody has this conversation yet', remedy: 'Take it first.' },
  message_refused: {
    status: 422,
    title: 'The message asks for what staff must never ask for',
    remedy: 'Ask for no money, code, password, card number or download; reword it.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    remedy: 'Use a fresh key.',
  },
  payload_too_large: { status: 413, title: 'The body is too large', remedy: 'Send a smaller body.' },
  unsupported_media_type: { status: 415, title: 'The media type is not supported', remedy: 'Send application/json.' },
  rate_limited: { status: 429, title: 'Too many requests', remedy: 'Wait as long as Retry-After says.' },
  invalid_setting: {
    status: 500,
    title: 'A setting is not valid',
    remedy: 'Correct it and start again.',
  },
  internal: { status: 500, title: 'The server failed', remedy: 'Try again later; the log names the fault.' },
  data_unreadable: {
    status: 500,
    title: 'Stored data cannot be decrypted',
    remedy: 'Check that DATA_KEYS still holds the key it was sealed with.',
  },
  store_unavailable: { status: 503, title: 'The store does not answer', remedy: 'Try again shortly; check Redis.' },
  conversation_busy: {
    status: 503,
    title: 'The conversation keeps changing',
    remedy: 'Send the message again with the same id.',
  },
  overloaded: {
    status: 503,
    title: 'More messages come in than can be answered',
    remedy: 'Send the message again with the same id after Retry-After; add nodes, or raise MAX_TURNS.',
  },
  channel_unavailable: {
    status: 503,
    title: 'The channel did not take the message',
    remedy: 'It is tried again by itself.',
  },
  delivery_unconfirmed: {
    status: 500,
    title: 'A message may or may not have arrived',
    remedy: 'Ask the applicant, then retry the dead letter.',
  },
  dialog_unending: {
    status: 500,
    title: 'The dialogue asks without end',
    remedy: 'Correct the statechart: one query must lead to an answer.',
  },
} as const satisfies Record<string, ErrorDefinition>;

/** Code of an error, stable across releases. */
export type ErrorCode = keyof typeof ERRORS;

/**
 * An error with a code. `detail` reaches logs and clients, so it holds no personal data and no secret; default: the
 * title.
 */
export class DeskError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail?: string, options?: { cause?: unknown }) {
    super(detail ?? ERRORS[code].title, options);
    this.name = 'DeskError';
    this.code = code;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/**
 * Word for an error that may be stored in clear: the code of a DeskError, else the class. Messages of foreign errors
 * may quote personal data.
 */
export const reasonOf = (error: unknown): string =>
  error instanceof DeskError ? error.code : error instanceof Error ? error.name : 'unknown';

/** Whether `error` is a DeskError, and of this code where one is given. */
export const isDeskError = (error: unknown, code?: ErrorCode): error is DeskError =>
  error instanceof DeskError && (code === undefined || error.code === code);
