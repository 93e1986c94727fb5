import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../cases/actor';
import { RIGHTS, type MachineTokens, type Right } from '../store/machineTokens';
import { equalSecrets } from '../equalSecrets';
import { FaultyRequest, sendProblem } from '../http/problem';

/** Authenticated caller of the API, and its rights. */
export interface Principal {
  actor: Actor;
  rights: readonly Right[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route of the API by `addPrincipals`. */
    principal?: Principal;
  }
}

/** Form of a named token: `fdt_NAME_SECRET`. The name selects the digest to compare. */
const NAMED = /^fdt_([a-z0-9-]{1,32})_[\w-]{32,}$/;

/** Name of the principal of STAFF_TOKEN; reserved. */
export const STAFF_TOKEN_NAME = 'staff-token';

/** SHA-256, base64url. Tokens are stored by it. */
export const digestOf = (token: string): string => hash('sha256', token, 'base64url');

/** Creates the lookup of a bearer token's principal; undefined for an unknown token. STAFF_TOKEN has all rights. */
export const createPrincipals = (staffToken: string, tokens: Pick<MachineTokens, 'find'>) => {
  const staffDigest = digestOf(staffToken);

  return async (token: string): Promise<Principal | undefined> => {
    const digest = digestOf(token);
    if (equalSecrets(digest, staffDigest)) return { actor: { kind: 'engine', id: STAFF_TOKEN_NAME }, rights: RIGHTS };
    const name = NAMED.exec(token)?.[1];
    const named = name === undefined ? undefined : await tokens.find(name);
    if (!named || !equalSecrets(digest, named.digest)) return undefined;
    return { actor: { kind: 'engine', id: named.name }, rights: named.rights };
  };
};

/** Authenticates every request of the scope before its body is read. Others get 401 (RFC 6750). */
export const addPrincipals = (
  scope: FastifyInstance,
  principalOf: (token: string) => Promise<Principal | undefined>,
): void => {
  scope.decorateRequest('principal');
  scope.addHook('onRequest', async (request, reply) => {
    const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    const principal = token === undefined ? undefined : await principalOf(token);
    if (!principal) return sendProblem(reply.header('www-authenticate', 'Bearer realm="fenfu-desk"'), 'unauthorized');
    request.principal = principal;
  });
};

/**
 * Actor of the request.
 * @throws FaultyRequest forbidden where its token lacks the right
 */
export const requireRight = ({ principal }: FastifyRequest, right: Right): Actor => {
  if (!principal?.rights.includes(right))
    throw new FaultyRequest([{ path: 'authorization', problem: `the token lacks the right ${right}` }], 'forbidden');
  return principal.actor;
};
