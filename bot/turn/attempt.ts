import type { Command } from '../../dialogs/types';
import { changed } from '../cases/change';
import type { Application } from '../cases/application';
import type { Answer, InboundMessage, TurnResult } from '../conversation';
import { DeskError } from '../errors';
import { handoffAsked } from '../handoff/after';
import type { Store } from '../store';
import type { Conversation } from '../store/conversations/conversations';
import { countMessage } from '../store/conversations/messageRate';
import type { OutboxCommand } from '../store/outbox';
import type { TranscriptTurn } from '../store/sealed/turns';
import { answerQuery } from './answerQuery';
import { decide } from './decide';
import type { TurnDeps } from './handleTurn';
import { actorOf, hear } from './hear';
import { answerAgain, committed, nothingHeard } from './result';
import { toTranscriptTurn } from './transcript';
import { writesOf, type Writes } from './writes';

/**
 * Computes a turn once and commits it. Returns undefined where the compare-and-set is lost: everything computed from
 * `conversation` is stale then.
 * @throws DeskError not_found where `onlyIfStarted` and nothing has been said; those of `countMessage`, `hear` and
 * `decide`
 */
export const attempt = async (
  inbound: InboundMessage,
  conversation: Conversation,
  deps: TurnDeps,
): Promise<TurnResult | undefined> => {
  const { store, dialog, clock, ids } = deps;
  const { conversationKey } = conversation;
  if (inbound.onlyIfStarted && conversation.seq === 0) throw new DeskError('not_found');
  if (conversation.earlierAnswer) return answerAgain(conversation, store);

  const now = Math.max(clock.now(), conversation.at);
  const rate = countMessage(inbound, conversation.rate, now, deps.messagesPerMinute ?? Infinity);
  const fresh = { applicationNo: ids.applicationNo(now), phrase: ids.phrase() };
  const state = conversation.state ?? dialog.initial();
  const channel = inbound.channel ?? conversation.channel;

  const { before, after } = await caseChangeOf(inbound, now, store);
  const known = { state, channel, changedCase: after, handoff: conversation.handoff };
  const heard = hear(inbound, known, { now, fresh }, deps);
  if (!heard) return nothingHeard(conversation, before);

  let loaded: Promise<Application[]> | undefined;
  const applications = () => (loaded ??= loadApplications(conversation, before, store));
  const version = conversation.version + 1;
  const handoffAfter = (commands: readonly Command[]) =>
    handoffAsked(conversation.handoff, commands, { conversationKey, channel, now, version });
  const asker = { conversationKey, applications, freshNo: fresh.applicationNo };
  const decision = await decide(dialog, state, heard.event, (query, before) =>
    answerQuery(query, { ...asker, handoff: handoffAfter(before) }, store),
  );

  const writes = writesOf(decision.commands, {
    conversationKey,
    channel,
    now,
    version,
    applications: decision.commands.length > 0 || before ? await applications() : [],
    changedCase: after,
    handoff: conversation.handoff,
    owned: dialog.isOwned(decision.state),
    by: actorOf(inbound),
    personOf: store.claims.personOf,
  });
  if (!(await reserveNumbers(writes, conversationKey, store))) return undefined;

  const answer = inbound.answer ?? deps.channels.get(channel)?.delivery ?? 'fetched';
  const turn = toTranscriptTurn(inbound, heard, { replies: decision.replies, wording: dialog.wording.version, answer });
  const commands = [...writes.commands, ...deliverCommand(answer, turn, { conversationKey, channel, version })];
  const { id: messageId, reference } = inbound;
  const write = { ...writes, conversation, channel, messageId, state: decision.state, rate, turn, reference, commands };
  if ((await store.conversations.commit(write)) !== 'ok') return undefined;

  deps.observer?.replied(decision.replies.map(({ key }) => key));
  return committed(turn, { conversation, channel, application: after }, deps);
};

/** The case that the event changes, before and after the change. `after` is undefined where nothing changes. */
const caseChangeOf = async (
  { conversationKey, event }: InboundMessage,
  now: number,
  { applications }: Store,
): Promise<{ before?: Application | undefined; after?: Application | undefined }> => {
  if (event.type !== 'caseChange') return {};
  const before = await applications.load(conversationKey, event.no);
  return { before, after: before && changed(before, event, now) };
};

/**
 * Applications that commands may change. `known`, the case of the event, is not loaded again. Called only where needed:
 * most turns have no commands.
 */
const loadApplications = async (
  { conversationKey, applicationNos }: Conversation,
  known: Application | undefined,
  { applications }: Store,
): Promise<Application[]> => {
  const numbers = [...new Set([...applicationNos, ...(known ? [known.no] : [])])];
  const loaded = await Promise.all(
    numbers.map(async (no) => (no === known?.no ? known : applications.load(conversationKey, no))),
  );
  return loaded.filter((application) => application !== undefined);
};

/**
 * Writes the index entries of new application numbers. False where a number is taken; the next attempt draws another.
 */
const reserveNumbers = async ({ applications }: Writes, conversationKey: string, store: Store): Promise<boolean> => {
  const created = applications.filter(({ from }) => from === 0);
  const reserved = created.map(({ application: { no } }) => store.applications.reserveNumber(no, conversationKey));
  return (await Promise.all(reserved)).every(Boolean);
};

/** Command that pushes the replies; none where the channel fetches them, or the response carries them. */
const deliverCommand = (
  answer: Answer,
  { replies }: TranscriptTurn,
  { conversationKey, channel, version }: { conversationKey: string; channel: string; version: number },
): OutboxCommand[] => {
  if (answer === 'fetched' || answer === 'response' || replies.length === 0) return [];
  const id = `deliver-${conversationKey}-${version}`;
  const delay = typeof answer === 'object' && { delayMs: answer.within };
  return [{ id, type: 'deliver', conversationKey, channel, ...delay }];
};
