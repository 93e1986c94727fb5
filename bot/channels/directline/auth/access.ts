import type { FastifyInstance, FastifyRequest } from 'fastify';
import { equalSecrets } from '../../../equalSecrets';
import type { DirectLineDeps } from '../deps';
import { DirectLineFault } from '../faults';
import { toConversationKey } from './identity';
import type { Grant } from './tokens';

/** Authenticated caller: a server with the secret, or the client of one conversation. */
export type Access = { kind: 'secret' } | { kind: 'token'; grant: Grant };

/** A conversation that the caller may access. */
export interface OpenConversation {
  conversationId: string;
  conversationKey: string;
  /** Absent for the secret: a server speaks for any user. */
  userId?: string;
  trustedOrigins?: string[];
}

/**
 * Credential of the header `Authorization: Bearer …`.
 * @throws DirectLineFault no_authorization
 */
const bearerOf = (request: FastifyRequest): string => {
  const [, credential] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (credential === undefined) throw new DirectLineFault('no_authorization');
  return credential;
};

/**
 * Grant of a token.
 * @throws DirectLineFault invalid_token, token_expired or origin_refused
 */
const grantOf = async (token: string, origin: string | undefined, deps: DirectLineDeps): Promise<Grant> => {
  const verified = await deps.tokens.verify('directline', token);
  if (verified.outcome !== 'valid')
    throw new DirectLineFault(verified.outcome === 'expired' ? 'token_expired' : 'invalid_token');
  if (!deps.address.allows(origin, verified.grant.trustedOrigins)) throw new DirectLineFault('origin_refused');
  return verified.grant;
};

/**
 * Authenticates a request.
 * @throws DirectLineFault of `bearerOf` and `grantOf`
 */
const authorize = async (request: FastifyRequest, deps: DirectLineDeps): Promise<Access> => {
  const credential = bearerOf(request);
  if (equalSecrets(credential, deps.secret)) return { kind: 'secret' };
  return { kind: 'token', grant: await grantOf(credential, request.headers.origin, deps) };
};

/** Authenticates every request of the scope before its body is read. */
export const addAuthorization = (scope: FastifyInstance, deps: DirectLineDeps): void => {
  scope.decorateRequest('directLineAccess');
  scope.addHook('onRequest', async (request) => {
    if (request.method === 'OPTIONS' || request.is404) return;
    request.directLineAccess = await authorize(request, deps);
  });
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route of Direct Line by `addAuthorization`. */
    directLineAccess?: Access;
  }
}

/**
 * Access of an authenticated request.
 * @throws DirectLineFault no_authorization
 */
export const accessOf = (request: FastifyRequest): Access => {
  if (!request.directLineAccess) throw new DirectLineFault('no_authorization');
  return request.directLineAccess;
};

/**
 * Requires the secret.
 * @throws DirectLineFault secret_needed
 */
export const requireSecret = (request: FastifyRequest): void => {
  if (accessOf(request).kind !== 'secret') throw new DirectLineFault('secret_needed');
};

/**
 * Requires a token and returns its grant.
 * @throws DirectLineFault invalid_token
 */
export const requireToken = (request: FastifyRequest): Grant => {
  const access = accessOf(request);
  if (access.kind !== 'token') throw new DirectLineFault('invalid_token');
  return access.grant;
};

/**
 * The conversation of the path, if the caller may access it: a token its own, the secret any. Whether it has been
 * started is not checked.
 * @throws DirectLineFault foreign_conversation or unknown_conversation
 */
export const requireConversation = (request: FastifyRequest<{ Params: { id: string } }>): OpenConversation => {
  const conversationId = request.params.id;
  const access = accessOf(request);
  if (access.kind === 'token' && access.grant.conversationId !== conversationId)
    throw new DirectLineFault('foreign_conversation');
  const conversationKey = toConversationKey(conversationId);
  if (conversationKey === undefined) throw new DirectLineFault('unknown_conversation');
  return access.kind === 'token' ? { ...access.grant, conversationKey } : { conversationId, conversationKey };
};
