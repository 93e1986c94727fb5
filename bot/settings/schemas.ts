/** Zod schemas for rows of settings. Each message says what is wrong and, where it helps, what to write. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A symmetric key with an id, which is stored beside everything it signs or seals. */
export interface NamedKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** Named keys, newest first: the newest signs or seals, all of them verify or open. */
export type NamedKeys = [NamedKey, ...NamedKey[]];

/** A whole number from `from` to `to`, both included; at most nine digits. */
export const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to,
      `not a whole number from ${from} to ${to}`,
    )
    .transform(Number);

/** One of these values. */
export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.string().pipe(z.enum(values, `not one of ${values.join(', ')}`));

/** `schema`, or undefined for an empty value. */
export const optional = <Output>(schema: z.ZodType<Output, string>) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema);

/** Text of at most `most` UTF-16 code units. */
export const text = (most: number) => z.string().max(most, `longer than ${most} characters`);

const urlOf = (protocols: string[], given: string): URL | undefined => {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  return parsed && protocols.includes(parsed.protocol) ? parsed : undefined;
};

/** An http or https URL, unchanged. */
export const httpAddress = z.string().refine((given) => urlOf(['http:', 'https:'], given), 'not an http(s) address');

/** Items of a comma-separated list, trimmed; empty ones are dropped. */
export const listOf = (given: string): string[] =>
  given
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Comma-separated http(s) origins, each normalised to `scheme://host[:port]`. */
export const origins = z
  .string()
  .refine(
    (given) => listOf(given).every((item) => urlOf(['http:', 'https:'], item)?.pathname === '/'),
    'not a list of origins; write e.g. https://www.example.com',
  )
  .transform((given) => listOf(given).map((item) => new URL(item).origin));

/** A bearer token or secret of at least 24 characters. */
export const token = z.string().min(24, 'shorter than 24 characters; make one with: openssl rand -hex 24');
/** 24 random bytes, base64url. */
export const generateToken = (): string => randomBytes(24).toString('base64url');

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

/** Base64 of 32 bytes, parsed to a Buffer. */
export const key = z
  .string()
  .regex(BASE64_OF_32_BYTES, 'not base64 of 32 bytes; make one with: openssl rand -base64 32')
  .transform((given) => Buffer.from(given, 'base64'));
/** Base64 of 32 random bytes. */
export const generateKey = (): string => randomBytes(32).toString('base64');

const toNamedKey = (item: string): NamedKey => {
  const [id = ''] = item.split(':', 1);
  return { id, key: Buffer.from(item.slice(id.length + 1), 'base64') };
};

const isNamedKey = (item: string): boolean =>
  /^[A-Za-z0-9_-]{1,16}:/.test(item) && BASE64_OF_32_BYTES.test(item.slice(item.indexOf(':') + 1));

/** Comma-separated `id:base64`, newest first, with distinct ids. */
export const namedKeys = z
  .string()
  .refine(
    (given) => listOf(given).length > 0 && listOf(given).every(isNamedKey),
    'not id:base64 of 32 bytes; make one with: echo "k1:$(openssl rand -base64 32)"',
  )
  .transform((given) => listOf(given).map(toNamedKey) as NamedKeys)
  .refine(
    (named) => new Set(named.map(({ id }) => id)).size === named.length,
    'names one key id twice; give each key its own id',
  );
/** One named key with the id `g1`. */
export const generateNamedKeys = (): string => `g1:${generateKey()}`;
