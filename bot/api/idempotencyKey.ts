import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nameOf, type Actor } from '../cases/actor';
import { parseRequest } from '../http/problem';
import { digestOf } from './principal';

const schema = z.string().min(1).max(200).optional();

/**
 * Idempotency key of a request: SHA-256, base64url, of its key with its caller, since a key belongs to who sent it.
 * `inBody` is for clients that cannot send the header `Idempotency-Key`. Undefined without a key.
 * @throws FaultyRequest for a header that is no key
 */
export const idempotencyKeyOf = (request: FastifyRequest, by: Actor, inBody?: string): string | undefined => {
  const key = parseRequest(schema, request.headers['idempotency-key']) ?? inBody;
  return key === undefined ? undefined : digestOf(`${nameOf(by)}\n${key}`);
};
