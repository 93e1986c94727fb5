import { pino, type DestinationStream, type Logger } from 'pino';
import { isDeskError } from './errors';

export type { Logger };

/** Fields that may hold an utterance, personal data or a credential. The log drops them down to the third level. */
const PRIVATE_FIELDS = [
  'text',
  'body',
  'name',
  'idNumber',
  'contact',
  'phone',
  'value',
  'data',
  'note',
  'ref',
  'reference',
  'authorization',
  'token',
  'secret',
];

/**
 * Logs the message of our own errors only: those of others may quote their input, e.g. the arguments of a Redis
 * command.
 */
const describeError = (error: Error): Record<string, unknown> => ({
  type: error.name,
  ...('code' in error && { code: error.code }),
  ...(isDeskError(error) && { message: error.message }),
  ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
});

/** JSON lines on `destination`; default: standard output. Request bodies are never logged. */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      serializers: { err: describeError, error: describeError },
      redact: { paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    },
    destination ?? pino.destination(1),
  );
