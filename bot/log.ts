import { pino, type DestinationStream, type Logger } from 'pino';
import { isDeskError } from './errors';

export type { Logger };

/** Fields that hold, or may hold, what somebody said or a credential; they are dropped wherever they turn up in a log object. */
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
 * Messages of foreign errors may quote their input (a failed Redis command lists its arguments), so only our own errors keep theirs.
 */
const describeError = (error: Error): Record<string, unknown> => ({
  type: error.name,
  ...('code' in error && { code: error.code }),
  ...(isDeskError(error) && { message: error.message }),
  ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  stack: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
});

/** JSON lines on `destination` (default: standard output). Bodies are never logged; what slips in by name is redacted. */
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
