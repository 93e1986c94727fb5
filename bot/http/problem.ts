import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { ZodError, type z } from 'zod';
import { DeskError, ERRORS, isDeskError, type ErrorCode } from '../errors';

/** One fault of a request: the path of the field, and what is wrong. It never holds the value. */
export interface Fault {
  path: string;
  problem: string;
}

/** A request that is refused for faults which the answer lists. Default: it does not fit its schema. */
export class FaultyRequest extends DeskError {
  constructor(
    readonly faults: Fault[],
    code: ErrorCode = 'invalid_request',
  ) {
    super(code);
  }
}

const toFaults = (error: ZodError): Fault[] =>
  error.issues.map(({ path, message }) => ({ path: path.join('.') || 'body', problem: message }));

/**
 * Parses `value` by the schema.
 * @throws FaultyRequest that lists all faults
 */
export const parseRequest = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new FaultyRequest(toFaults(parsed.error));
  return parsed.data;
};

/** Error code for statuses that Fastify itself answers. */
const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_request',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
};

const codeOf = (error: FastifyError): ErrorCode =>
  isDeskError(error) ? error.code : (CODE_OF_STATUS[error.statusCode ?? 500] ?? 'internal');

const faultsOf = (error: FastifyError, code: ErrorCode): Fault[] | undefined => {
  if (error instanceof FaultyRequest) return error.faults;
  return code === 'invalid_request' ? [{ path: 'body', problem: 'is not JSON' }] : undefined;
};

/** Sends a problem document (RFC 9457). */
export const sendProblem = (reply: FastifyReply, code: ErrorCode, faults?: Fault[]): FastifyReply => {
  const { status, title, remedy } = ERRORS[code];
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: `urn:fenfu-desk:problem:${code}`, title, status, detail: remedy, code, ...(faults && { faults }) });
};

/** Makes every error of this scope a problem document (RFC 9457), 404 included. */
export const answerWithProblems = (scope: FastifyInstance): void => {
  scope.setErrorHandler<FastifyError>((error, request, reply) => {
    const code = codeOf(error);
    if (ERRORS[code].status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, code, faultsOf(error, code));
  });
  scope.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not_found'));
};
