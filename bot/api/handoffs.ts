import { hash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { forbiddenRequestIn } from '../../dialogs';
import type { PositionedEntry, StaffEvent, TurnResult } from '../conversation';
import { DeskError } from '../errors';
import { conversationOf, type Handoff } from '../handoff/handoff';
import { parseRequest } from '../http/problem';
import type { ApiDeps } from './deps';
import { idempotencyKeyOf } from './idempotencyKey';
import { toIso } from './presentation';
import { requireRight } from './principal';

const LIMIT = 100;
const PAGE_SIZE = 200;

const idParams = z.object({ id: z.string().max(200) });
const messageBody = z.strictObject({
  text: z.string().trim().min(1).max(1_000),
  /** Idempotency key, for clients that cannot send the header. */
  id: z.string().min(1).max(200).optional(),
});
const transcriptQuery = z.strictObject({ after: z.coerce.number().int().min(0).max(1e12).default(0) });

const toItem = ({ id, conversationKey, channel, status, askedAt, since, owner, summary }: Handoff) => ({
  id,
  conversationKey,
  channel,
  state: status,
  since: toIso(since),
  askedAt: toIso(askedAt),
  ...(owner && { owner }),
  summary,
});

/** Transcript entry for staff, with masked texts. A file of the bot is shown by name, one of the applicant by kind. */
const toLine = ({ position, from, at, text, choices, attachment, fields, by }: PositionedEntry) => ({
  position,
  from,
  at: toIso(at),
  ...(text !== undefined && { text }),
  ...(choices && choices.length > 0 && { choices: choices.map(({ title }) => title) }),
  ...(attachment && { attachment: attachment.name }),
  ...(typeof fields?.['sent'] === 'string' && { sent: fields['sent'] }),
  ...(by && { by }),
});

/** Idempotency key of the turn: unique by hand-off, action and request key; random without a request key. */
const toMessageId = ({ handoffId, type }: StaffEvent, key: string = randomUUID()): string =>
  `staff-${hash('sha256', `${handoffId}\n${type}\n${key}`, 'base64url')}`;

/** Routes of conversations with a hand-off: list, read, take, write, release. */
export const handoffRoutes = (scope: FastifyInstance, { store, handleTurn }: ApiDeps): void => {
  const { conversations, reviewList, transcripts } = store;

  const listed = async (id: string): Promise<Handoff | undefined> => {
    const conversationKey = conversationOf(id);
    const handoff = conversationKey === undefined ? undefined : await conversations.handoff(conversationKey);
    return handoff?.id === id ? handoff : undefined;
  };

  const idOf = (request: FastifyRequest): string => parseRequest(idParams, request.params).id;

  /** Runs one turn, which checks the hand-off at its commit. A repeated request gets the stored answer. */
  const act = async (id: string, key: string | undefined, event: StaffEvent): Promise<TurnResult> => {
    const conversationKey = conversationOf(id);
    if (conversationKey === undefined) throw new DeskError('not_found');
    return handleTurn({ conversationKey, id: toMessageId(event, key), event });
  };

  scope.get('/handoffs', async (request) => {
    requireRight(request, 'handoffs');
    const ids = await reviewList.handoffs(LIMIT);
    const handoffs = await Promise.all(ids.map(listed));
    await Promise.all(ids.filter((_, i) => !handoffs[i]).map((id) => reviewList.listHandoff(id, undefined)));
    return { items: handoffs.filter((handoff) => handoff !== undefined).map(toItem) };
  });

  scope.post('/handoffs/:id/take', async (request) => {
    const by = requireRight(request, 'handoffs');
    const id = idOf(request);
    await act(id, idempotencyKeyOf(request, by), { type: 'personTook', handoffId: id, by });
    return { id, state: 'owned' };
  });

  scope.post('/handoffs/:id/messages', async (request) => {
    const by = requireRight(request, 'handoffs');
    const id = idOf(request);
    const { text, id: messageId } = parseRequest(messageBody, request.body);
    if (forbiddenRequestIn(text.normalize('NFKC')) !== undefined) throw new DeskError('message_refused');
    const key = idempotencyKeyOf(request, by, messageId);
    const { replies, duplicate } = await act(id, key, { type: 'personWrote', handoffId: id, by, text });
    const [said] = replies;
    if (duplicate && said?.text && !said.text.endsWith(text)) throw new DeskError('idempotency_mismatch');
    return { id, ...(said && { position: said.position, at: toIso(said.at), text: said.text }) };
  });

  scope.post('/handoffs/:id/release', async (request) => {
    const by = requireRight(request, 'handoffs');
    const id = idOf(request);
    await act(id, idempotencyKeyOf(request, by), { type: 'personLeft', handoffId: id, by });
    await reviewList.listHandoff(id, undefined);
    return { id, state: 'closed' };
  });

  scope.get('/handoffs/:id/transcript', async (request) => {
    requireRight(request, 'handoffs');
    const { after } = parseRequest(transcriptQuery, request.query);
    const handoff = await listed(idOf(request));
    if (!handoff) throw new DeskError('not_found');
    const { entries, last } = await transcripts.read(handoff.conversationKey, after);
    const items = entries.slice(0, PAGE_SIZE).map(toLine);
    return { items, last: items.at(-1)?.position ?? last };
  });
};
