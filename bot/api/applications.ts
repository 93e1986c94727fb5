import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { APPLICATION_STATUSES } from '../../dialogs/types';
import type { CaseRequest } from '../cases/application';
import { decisionSchema, type Decision } from '../cases/decide';
import { parseRequest } from '../http/problem';
import type { ApiDeps } from './deps';
import { idempotencyKeyOf } from './idempotencyKey';
import { toDecisionBody, toListItem, toRecord } from './presentation';
import { digestOf, requireRight } from './principal';

const PAGE_SIZE = 20;

const listQuery = z.strictObject({
  /** Default: open cases. */
  status: z.enum(['open', ...APPLICATION_STATUSES]).default('open'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const recordQuery = z.strictObject({ reveal: z.enum(['true', 'false']).default('false') });
const numberParams = z.object({ no: z.string().max(40) });

const toRequest = (keyHash: string | undefined, decision: Decision): CaseRequest | undefined =>
  keyHash === undefined ? undefined : { keyHash, fingerprint: digestOf(JSON.stringify(decision)) };

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
    const key = idempotencyKeyOf(request, by);
    const { no } = parseRequest(numberParams, request.params);
    const { entry } = await cases.change(no, by, { type: 'decide', decision }, toRequest(key, decision));
    return toDecisionBody(no, entry, by);
  });
};
