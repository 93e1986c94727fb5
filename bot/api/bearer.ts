import { hash, timingSafeEqual } from 'node:crypto';
import type { onRequestAsyncHookHandler } from 'fastify';
import { sendProblem } from '../http/problem';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Lets through who sends `token` as bearer token. Takes as long for a wrong token as for a right one. */
export const requireBearer = (token: string): onRequestAsyncHookHandler => {
  const expected = digest(token);
  return async (request, reply) => {
    const sent = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (timingSafeEqual(digest(sent ?? ''), expected) && sent !== undefined) return;
    return sendProblem(reply.header('www-authenticate', 'Bearer realm="fenfu-desk"'), 'unauthorized');
  };
};
