import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../cases/actor';
import { RIGHTS, type MachineTokens, type Right } from '../store/machineTokens';
import { FaultyRequest, sendProblem } from '../http/problem';

/** Who calls the API, and what they may do. */
export interface Principal {
  actor: Actor;
  rights: readonly Right[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `addPrincipals` on every route of the API. */
    principal?: Principal;
  }
}

/** Prefix of a named token: `fdt_NAME_SECRET`. The name finds the digest to compare with. */
const NAMED = /^fdt_([a-z0-9-]{1,32})_[\w-]{32,}$/;

/** Name of the principal that STAFF_TOKEN stands for. No named token may take it. */
export const STAFF_TOKEN_NAME = 'staff-token';

/** SHA-256, base64url. */
export const digestOf = (token: string): string => hash('sha256', token, 'base64url');

/** Takes as long for a wrong digest as for a right one. */
const isSame = (digest: string, expected: string): boolean =>
  timingSafeEqual(hash('sha256', digest, 'buffer'), hash('sha256', expected, 'buffer'));

/** Finds the principal of a bearer token; undefined for none of ours. */
export const createPrincipals = (staffToken: string, tokens: Pick<MachineTokens, 'find'>) => {
  const staffDigest = digestOf(staffToken);

  return async (token: string): Promise<Principal | undefined> => {
    const digest = digestOf(token);
    if (isSame(digest, staffDigest)) return { actor: { kind: 'engine', id: STAFF_TOKEN_NAME }, rights: RIGHTS };
    const name = NAMED.exec(token)?.[1];
    const named = name === undefined ? undefined : await tokens.find(name);
    if (!named || !isSame(digest, named.digest)) return undefined;
    return { actor: { kind: 'engine', id: named.name }, rights: named.rights };
  };
};

/** Lets through who shows a token of ours, before the body is read. */
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

/** Who makes the request. @throws FaultyRequest forbidden where the token does not have this right */
export const requireRight = ({ principal }: FastifyRequest, right: Right): Actor => {
  if (!principal?.rights.includes(right))
    throw new FaultyRequest([{ path: 'authorization', problem: `the token lacks the right ${right}` }], 'forbidden');
  return principal.actor;
};
