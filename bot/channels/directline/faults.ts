import type { FastifyReply } from 'fastify';
import { isDeskError } from '../../errors';
import { MINUTE_SECONDS } from '../../http/perAddress';

interface FaultDefinition {
  status: number;
  /** Azure's code where it has one, since clients may compare it. */
  code: string;
  message: string;
}

/**
 * All refusals of Direct Line. Official clients compare the status only: after 403 they fetch a new token, 401 and 404
 * are final. So these are used for nothing else.
 */
export const FAULTS = {
  no_authorization: { status: 401, code: 'BadArgument', message: 'Missing token or secret' },
  invalid_token: { status: 403, code: 'BadArgument', message: 'Invalid token or secret' },
  token_expired: { status: 403, code: 'TokenExpired', message: 'Token has expired' },
  secret_needed: { status: 403, code: 'BadArgument', message: 'Only the secret can do this' },
  foreign_conversation: { status: 403, code: 'BadArgument', message: 'The token belongs to another conversation' },
  origin_refused: { status: 403, code: 'BadArgument', message: 'The origin is not trusted' },
  unknown_conversation: { status: 404, code: 'BadArgument', message: 'Conversation not found' },
  unknown_path: { status: 404, code: 'BadArgument', message: 'Not found' },
  bad_json: { status: 400, code: 'BadSyntax', message: 'The body is not valid JSON' },
  too_deep: { status: 400, code: 'BadSyntax', message: 'The body is nested too deeply' },
  bad_activity: { status: 400, code: 'BadArgument', message: 'The body is not a valid activity' },
  activity_refused: { status: 400, code: 'BadArgument', message: 'Clients may not send this kind of activity' },
  bad_user: {
    status: 400,
    code: 'BadArgument',
    message: 'A user id begins with dl_ and has 4 to 100 letters, digits, - or _',
  },
  bad_request: { status: 400, code: 'BadArgument', message: 'The request is not valid' },
  too_large: { status: 413, code: 'MessageSizeTooBig', message: 'The body is too large' },
  unsupported_media_type: { status: 415, code: 'BadArgument', message: 'The media type is not supported' },
  too_many: { status: 429, code: 'TooManyRequests', message: 'Too many requests; wait as long as Retry-After says' },
  internal: { status: 500, code: 'ServiceError', message: 'The service failed' },
  unavailable: { status: 503, code: 'ServiceError', message: 'The service is not available just now' },
} as const satisfies Record<string, FaultDefinition>;

/** Name of a fault. */
export type FaultName = keyof typeof FAULTS;

/** A refused request of a Direct Line client. */
export class DirectLineFault extends Error {
  readonly fault: FaultName;
  /** Seconds to wait; undefined where waiting does not help. */
  readonly retryAfter: number | undefined;

  constructor(fault: FaultName, retryAfter?: number) {
    super(FAULTS[fault].message);
    this.name = 'DirectLineFault';
    this.fault = fault;
    this.retryAfter = retryAfter;
  }
}

const STATUS_FAULTS: Record<number, FaultName> = {
  404: 'unknown_path',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many',
};

/** Converts any error to a fault. Nothing of an unexpected error is disclosed. */
export const toFault = (error: unknown): DirectLineFault => {
  if (error instanceof DirectLineFault) return error;
  if (isDeskError(error, 'rate_limited')) return new DirectLineFault('too_many', MINUTE_SECONDS);
  if (isDeskError(error, 'not_found')) return new DirectLineFault('unknown_conversation');
  if (isDeskError(error) && error.status === 503) return new DirectLineFault('unavailable', 1);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return new DirectLineFault(STATUS_FAULTS[status] ?? 'bad_request');
  return new DirectLineFault('internal');
};

/** Sends a fault as `{"error":{"code","message"}}`. */
export const sendFault = (reply: FastifyReply, fault: DirectLineFault): FastifyReply => {
  const { status, code, message } = FAULTS[fault.fault];
  if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
  return reply.code(status).send({ error: { code, message } });
};
