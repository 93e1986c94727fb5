import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { APPLICATION_STATUSES } from '../../dialogs/types';
import { nameOf, type Actor } from '../cases/actor';
import type { CaseRequest } from '../cases/application';
import { decisionSchema, type Decision } from '../cases/decide';
import { parseRequest } from '../http/problem';
import type { ApiDeps } from './deps';
import { toDecisionBody, toListItem, toRecord } from './presentation';
import { requireRight } from './principal';

const PAGE_SIZE = 20;

const listQuery = z.strictObject({
  /** Default: open cases. */
  status: z.enum(['open', ...APPLICATION_STATUSES]).default('open'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const recordQuery = z.strictObject({ reveal: z.enum(['true', 'false']).default('false') });
const numberParams = z.object({ no: z.string().max(40) });
const idempotencyKey = z.string().min(1).max(200).optional();

const digest = (text: string): string => hash('sha256', text, 'base64url');

const toRequest = (key: string | undefined, by: Actor, decision: Decision): CaseRequest | undefined =>
  key === undefined
    ? undefined
    : { keyHash: digest(`${nameOf(by)}\n${key}`), fingerprint: digest(JSON.stringify(decision)) };

/** Routes of cases: list, read, decide. An Idempotency-Key makes a decision repeatable. */
export const applicationRoutes = (scope: FastifyInstance, { cases }: ApiDeps): void => {
  scope.get('/applications', async (request) => {
    requireRight(request, 'read');
    const { status, page } = parseRequest(listQuery, request.query);
    const { cases: listed, total } = await cases.list({ status, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });
    const items = listed.map((one) => ('application' in one ? toListItem(one.application) : one));
    return { items, page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)), total };
  });

  scope.get('/applications/:no', async (request) => {
    const isRevealed = parseRequest(recordQuery, request.query).reveal === 'true';
    const by = requireRight(request, isRevealed ? 'reveal' : 'read');
    const { no } = parseRequest(numberParams, request.params);
    const application = isRevealed ? await cases.reveal(no, by) : await cases.find(no);
    return toRecord(application, await cases.audit(application), isRevealed);
  });

  scope.post('/applications/:no/decision', { config: { span: 'decision' } }, async (request) => {
    const by = requireRight(request, 'decide');
    const decision = parseRequest(decisionSchema, request.body);
    const key = parseRequest(idempotencyKey, request.headers['idempotency-key']);
    const { no } = parseRequest(numberParams, request.params);
    const { entry } = await cases.change(no, by, { type: 'decide', decision }, toRequest(key, by, decision));
    return toDecisionBody(no, entry, by);
  });
};
