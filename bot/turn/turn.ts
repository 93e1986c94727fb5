import { setTimeout as wait } from 'node:timers/promises';
import type { Application, Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { Clock } from '../clock';
import type { InboundMessage, TurnResult } from '../conversation';
import { DeskError, isDeskError } from '../errors';
import type { Ids } from '../ids';
import { countMessage } from '../store/conversations/messageRate';
import type { Store } from '../store';
import type { Answered } from '../store/sealed/conversationRecord';
import type { Conversation } from '../store/conversations/conversations';
import type { OutboxCommand } from '../store/outbox';
import { lengthOf, type TranscriptTurn } from '../store/sealed/pages';
import { seedOf, toEntries } from '../store/conversations/transcripts';
import { answerQuery } from './answerQuery';
import { decide } from './decide';
import { effectsOf, type Effects } from './effects';
import { hear } from './hear';
import { inOrder } from './inOrder';
import { createGathering } from './together';
import { toResult, toTranscriptTurn } from './transcript';

/**
 * Handles one inbound message. Throws `DeskError` store_unavailable, conversation_busy, rate_limited or, to staff, one of `admit`: nothing
 * has then been changed.
 */
export type HandleTurn = (inbound: InboundMessage) => Promise<TurnResult>;

/** Told what turns come to; for metrics. */
export interface TurnWatch {
  /** Another turn came first, so this one is computed again. */
  conflicted(): void;
  /** Committed, with these keys of the wording. */
  replied(keys: readonly string[]): void;
}

export interface TurnDeps {
  store: Store;
  dialog: Dialog;
  understand: Understand;
  clock: Clock;
  ids: Ids;
  /** Messages one conversation may send in a minute. */
  messagesPerMinute?: number;
  /** Whether entries for this channel are pushed (see `Push`) rather than read. */
  isPushed(channel: string): boolean;
  /** Told after each commit that left commands in the outbox; may be lost, as the relay looks for itself, too. */
  nudgeRelay(conversationKey: string): void;
  watch?: TurnWatch;
}

/**
 * load → understand → step → commit → result. Before the commit nothing is written but a claim and the way to a number, both harmless
 * alone; so who loses the commit's compare-and-set computes the turn again.
 */
export const createTurn = (deps: TurnDeps): HandleTurn => {
  const { store, dialog, understand, clock, ids, messagesPerMinute = Infinity } = deps;

  const together = createGathering();

  /** Undefined where the commit is lost, and with it everything computed from `conversation`. */
  const attempt = async (inbound: InboundMessage, conversation: Conversation): Promise<TurnResult | undefined> => {
    const { conversationKey, channel, id: messageId, echo, ref } = inbound;
    if (inbound.begun && conversation.seq === 0) throw new DeskError('not_found');
    if (conversation.answered) return answerAgain(conversation, conversation.answered);

    const now = Math.max(clock.now(), conversation.at);
    const rate = countMessage(inbound, conversation.rate, now, messagesPerMinute);
    const fresh = { applicationNo: ids.applicationNo(now), phrase: ids.phrase() };
    const state = conversation.state ?? dialog.initial();

    const { handoff } = conversation;
    const changed = await changedApplication(inbound);
    const heard = hear(inbound, { state, changed, handoff }, { now, fresh }, { dialog, understand });
    if (!heard) return toResult([], { duplicate: false, echoed: 0, last: conversation.seq });

    const asker = { conversationKey, applications: () => loadApplications(conversation), freshNo: fresh.applicationNo };
    const decision = await decide(dialog, state, heard.event, (query) => answerQuery(query, asker, store));

    const version = conversation.version + 1;
    const applications = decision.commands.length > 0 ? await loadApplications(conversation) : [];
    const effects = effectsOf(decision.commands, {
      conversationKey,
      channel,
      now,
      version,
      applications,
      handoff,
      owned: dialog.isOwned(decision.state),
      personOf: store.claims.personOf,
    });
    if (!(await placeNew(effects, conversationKey))) return undefined;

    const turn = toTranscriptTurn(echo, heard, decision.replies, dialog.wording.version);
    const commands = [...effects.commands, ...deliverCommand(inbound, turn, version)];
    const write = { ...effects, conversation, channel, messageId, state: decision.state, rate, turn, ref, commands };
    if ((await store.conversations.commit(write)) !== 'ok') return undefined;

    if (commands.length > 0) deps.nudgeRelay(conversationKey);
    deps.watch?.replied(decision.replies.map(({ key }) => key));
    const first = conversation.seq + 1;
    const last = conversation.seq + lengthOf(turn);
    const entries = toEntries(turn, first, dialog.render(turn.replies, seedOf(first)));
    store.transcriptNews.tell(conversationKey, { last, added: { after: conversation.seq, entries } });
    return toResult(entries, { duplicate: false, echoed: turn.user ? first : 0, last });
  };

  const answerAgain = async ({ conversationKey, seq }: Conversation, answered: Answered): Promise<TurnResult> => {
    const { entries } = await store.transcripts.read(conversationKey, answered.first - 1);
    const answer = entries.filter(({ position }) => position <= answered.last);
    // It may be asked again because the first answer was lost, and with it what this node would have told.
    store.transcriptNews.tell(conversationKey, { last: seq });
    return toResult(answer, { duplicate: true, echoed: answered.echo, last: seq });
  };

  /** The one that the event is about. */
  const changedApplication = async ({ conversationKey, event }: InboundMessage): Promise<Application | undefined> =>
    event.type === 'applicationChanged' ? store.applications.load(conversationKey, event.no) : undefined;

  /** What commands may be about; most turns have none. */
  const loadApplications = async ({ conversationKey, applicationNos }: Conversation): Promise<Application[]> => {
    const loaded = await Promise.all(applicationNos.map((no) => store.applications.load(conversationKey, no)));
    return loaded.filter((application) => application !== undefined);
  };

  /** False where a fresh number is somebody else's already: the next try draws another. */
  const placeNew = async ({ applications }: Effects, conversationKey: string): Promise<boolean> => {
    const created = applications.filter(({ from }) => from === 0);
    const placed = created.map(({ application: { no } }) => store.applications.reserveNumber(no, conversationKey));
    return (await Promise.all(placed)).every(Boolean);
  };

  const deliverCommand = (
    { channel, conversationKey, answersInResponse }: InboundMessage,
    { replies }: TranscriptTurn,
    version: number,
  ): OutboxCommand[] =>
    deps.isPushed(channel) && !answersInResponse && replies.length > 0
      ? [{ id: `deliver-${conversationKey}-${version}`, type: 'deliver', conversationKey, channel }]
      : [];

  /** From what this node remembers, without asking the store. What is refused then may be allowed by what is stored. */
  const attemptFromMemory = async (inbound: InboundMessage): Promise<TurnResult | undefined> => {
    const conversation = store.conversations.recall(inbound.conversationKey, inbound.id);
    return conversation && attempt(inbound, conversation).catch(unlessRefused);
  };

  const untilCommitted = async (inbound: InboundMessage): Promise<TurnResult> => {
    await together();
    const remembered = await attemptFromMemory(inbound);
    if (remembered) return remembered;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const result = await attempt(inbound, await store.conversations.load(inbound.conversationKey, inbound.id));
      if (result) return result;
      deps.watch?.conflicted();
      await backOff(tries);
    }
    throw new DeskError('conversation_busy');
  };

  return inOrder(({ conversationKey }) => conversationKey, untilCommitted);
};

const MAX_TRIES = 8;

const unlessRefused = (error: unknown): undefined => {
  if (!isDeskError(error) || error.status >= 500) throw error;
  return undefined;
};

/** Lets the other turn finish first, ever more patiently; no two losers wait alike. */
const backOff = (tries: number): Promise<void> => wait(Math.random() * 10 * 2 ** tries);
