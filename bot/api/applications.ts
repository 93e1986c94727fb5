import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Application, ApplicationStatus } from '../../dialogs/types';
import { DeskError, isDeskError } from '../errors';
import type { Idempotency } from '../store/applications/applications';
import type { Listed } from '../store/applications/reviewList';
import { changedCommand } from '../turn/effects';
import { applyDecision, decisionSchema, toDecisionBody, type Decision } from '../cases/decide';
import type { ApiDeps } from './index';
import { toListItem, toRecord } from './presentation';
import { parseRequest } from '../http/problem';

const PAGE_SIZE = 20;
const STATUSES = [
  'queued',
  'in_review',
  'needs_info',
  'approved',
  'declined',
  'withdrawn',
] as const satisfies readonly ApplicationStatus[];

const listQuery = z.strictObject({
  /** Default: the open ones. */
  status: z.enum(['open', ...STATUSES]).default('open'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
const recordQuery = z.strictObject({ reveal: z.enum(['true', 'false']).default('false') });
const numberParams = z.object({ no: z.string().max(40) });
const idempotencyKey = z.string().min(1).max(200).optional();

type ListItem = ReturnType<typeof toListItem> | { no: string; unreadable: true };

const digest = (text: string): string => hash('sha256', text, 'base64url');

/** The reviewer's cases: list, look, decide. */
export const applicationRoutes = (scope: FastifyInstance, { store, clock, nudgeRelay }: ApiDeps): void => {
  const { applications, reviewList } = store;

  const find = async (params: unknown): Promise<Application> => {
    const application = await applications.find(parseRequest(numberParams, params).no);
    if (!application) throw new DeskError('not_found');
    return application;
  };

  /** One whose key is lost stands in the list as such, and keeps nobody from the others. */
  const loadListed = async ({ conversationKey, no }: Listed): Promise<ListItem | undefined> => {
    try {
      const application = await applications.load(conversationKey, no);
      return application && toListItem(application);
    } catch (error) {
      if (!isDeskError(error, 'data_unreadable')) throw error;
      return { no, unreadable: true };
    }
  };

  scope.get('/applications', async (request) => {
    const { status, page } = parseRequest(listQuery, request.query);
    const { items: listed, total } = await reviewList.page(status, (page - 1) * PAGE_SIZE, PAGE_SIZE);
    const loaded = await Promise.all(listed.map(loadListed));
    const expired = listed.filter((_, i) => !loaded[i]);
    await Promise.all(expired.map(({ no }) => reviewList.remove(no)));
    const items = loaded.filter((item) => item !== undefined);
    return { items, page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)), total };
  });

  scope.get('/applications/:no', async (request) => {
    const revealed = parseRequest(recordQuery, request.query).reveal === 'true';
    const application = await find(request.params);
    const { conversationKey, no } = application;
    if (revealed) await applications.audit(conversationKey, no, { at: clock.now(), action: 'revealed' });
    return toRecord(application, await applications.audits(conversationKey, no), revealed);
  });

  scope.post('/applications/:no/decision', { config: { span: 'decision' } }, async (request) => {
    const decision = parseRequest(decisionSchema, request.body);
    const key = parseRequest(idempotencyKey, request.headers['idempotency-key']);
    const { conversationKey, no } = await find(request.params);
    const idempotency = key === undefined ? undefined : toIdempotency(key, decision);

    const replay = idempotency && (await applications.madeBefore(conversationKey, no, idempotency));
    if (replay !== undefined) return toDecisionBody(await find(request.params), replay);
    return decide(conversationKey, no, decision, idempotency);
  });

  const decide = async (
    conversationKey: string,
    no: string,
    decision: Decision,
    idempotency: Idempotency | undefined,
  ): Promise<Record<string, unknown>> => {
    const change = (before: Application) => {
      const application = applyDecision(before, decision, clock.now());
      return application && { application, commands: [changedCommand(application)] };
    };
    const decided = await applications.change(conversationKey, no, change, idempotency);
    if (!decided) throw new DeskError('not_found');
    nudgeRelay(conversationKey);
    await reviewList.project(decided);
    return toDecisionBody(decided, decided.history.at(-1)?.version ?? decided.version);
  };
};

const toIdempotency = (key: string, decision: Decision): Idempotency => ({
  keyHash: digest(key),
  fingerprint: digest(JSON.stringify(decision)),
});
