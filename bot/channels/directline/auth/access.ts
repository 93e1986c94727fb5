import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DirectLineDeps } from '../deps';
import { DirectLineFault } from '../faults';
import { toConversationKey } from './identity';
import type { Grant } from './tokens';

/** Who calls: a server that holds the secret, or the client of one conversation. */
export type Access = { kind: 'secret' } | { kind: 'token'; grant: Grant };

/** A conversation that the caller may use. */
export interface OpenConversation {
  conversationId: string;
  conversationKey: string;
  /** Absent where the secret was shown: a server speaks for any user. */
  userId?: string;
  trustedOrigins?: string[];
}

/** Digests have one length, so that the comparison tells nothing of the secret's. */
const equalSecrets = (left: string, right: string): boolean => {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(left), digest(right));
};

/** Credential of `Authorization: Bearer …`. Throws `DirectLineFault` no_authorization. */
const bearerOf = (request: FastifyRequest): string => {
  const [, credential] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (credential === undefined) throw new DirectLineFault('no_authorization');
  return credential;
};

/** Throws `DirectLineFault` invalid_token, token_expired or origin_refused. */
const grantOf = async (token: string, origin: string | undefined, deps: DirectLineDeps): Promise<Grant> => {
  const verified = await deps.tokens.verify('directline', token);
  if (verified.outcome !== 'valid')
    throw new DirectLineFault(verified.outcome === 'expired' ? 'token_expired' : 'invalid_token');
  if (!deps.address.allows(origin, verified.grant.trustedOrigins)) throw new DirectLineFault('origin_refused');
  return verified.grant;
};

/** Judges the credential of a request. Throws `DirectLineFault`, see `bearerOf` and `grantOf`. */
const authorize = async (request: FastifyRequest, deps: DirectLineDeps): Promise<Access> => {
  const credential = bearerOf(request);
  if (equalSecrets(credential, deps.secret)) return { kind: 'secret' };
  return { kind: 'token', grant: await grantOf(credential, request.headers.origin, deps) };
};

/** Judges every request before its body is read, so that a stranger's body is never parsed. */
export const addAuthorization = (scope: FastifyInstance, deps: DirectLineDeps): void => {
  scope.decorateRequest('directLineAccess');
  scope.addHook('onRequest', async (request) => {
    if (request.method === 'OPTIONS' || request.is404) return;
    request.directLineAccess = await authorize(request, deps);
  });
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `addAuthorization` on every route of Direct Line. */
    directLineAccess?: Access;
  }
}

export const accessOf = (request: FastifyRequest): Access => {
  if (!request.directLineAccess) throw new DirectLineFault('no_authorization');
  return request.directLineAccess;
};

/** For what only the secret opens. Throws `DirectLineFault` secret_needed. */
export const requireSecret = (request: FastifyRequest): void => {
  if (accessOf(request).kind !== 'secret') throw new DirectLineFault('secret_needed');
};

/** For what only a token can do. Throws `DirectLineFault` invalid_token. */
export const requireToken = (request: FastifyRequest): Grant => {
  const access = accessOf(request);
  if (access.kind !== 'token') throw new DirectLineFault('invalid_token');
  return access.grant;
};

/**
 * The conversation of the path, if the credential opens it: a token opens its own, the secret any. That it has been started is not
 * looked at here. Throws `DirectLineFault` foreign_conversation or unknown_conversation.
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
