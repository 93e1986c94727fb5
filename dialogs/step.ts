/** One step of the conversation: an event in; state, replies, commands and perhaps a query out. */
import type { SnapshotFrom } from 'xstate';
import { hasDraft, initialContext, withoutForm } from './state/context';
import type { Context } from './state/context';
import type { Meta } from './state/events';
import { happeningsOf } from './hear/happening';
import { createMachine, WAITING } from './chart/machine';
import { pureTransition } from './chart/pureTransition';
import { isQuestion } from './state/questions';
import type { QuestionId } from './state/questions';
import { reminderDelay } from './speak/quiet';
import { fromState, toState } from './state/snapshot';
import { speak } from './speak/speak';
import type { Effect } from './speak/speak';
import { nextOf } from './chart/topics/next';
import type { Command, DialogConfig, DialogEvent, DialogState, Reply, StepResult } from './types';
import type { Wording } from './wording/bind';

const DAY_MS = 86_400_000;

const isWaiting = (state: unknown): boolean => WAITING.some((waiting) => waiting === state);

/** Builds the `step` of a dialogue. The statechart is built once and shared. */
export function createStep(config: DialogConfig, wording: Wording) {
  const openQuestion = (context: Context): QuestionId => {
    const next = nextOf(context, config);
    return isQuestion(next) ? next : 'applied';
  };
  const machine = createMachine(config, wording);
  const transition = pureTransition(machine);

  const resting = new Map<string, SnapshotFrom<typeof machine>>();
  /** Snapshot of the statechart at a question. Only the context differs, so each is resolved once. */
  const restingIn = (question: string, context: Context): SnapshotFrom<typeof machine> => {
    const known = resting.get(question) ?? machine.resolveState({ value: question, context: initialContext() });
    resting.set(question, known);
    return { ...known, context };
  };

  /** Runs the plays of an event through the statechart; collects its effects and the remarks between them. */
  const run = (event: DialogEvent, question: string, context: Context) => {
    const meta: Meta = { now: event.now, channel: event.channel, fresh: event.fresh };
    const listening = { question: isQuestion(question) ? question : ('lobby' as const), context, wording };
    const effects: Effect[] = [];
    let snapshot = restingIn(question, context);
    for (const happening of happeningsOf(event, { ...listening, sessionMinutes: config.sessionMinutes })) {
      if ('say' in happening) {
        effects.push({ type: 'say', params: happening.say });
        continue;
      }
      const [next, actions] = transition(snapshot, { ...happening, meta });
      snapshot = next;
      effects.push(...(actions as unknown as Effect[]).filter(isEffect));
    }
    const { value, context: after } = snapshot;
    return { effects, question: isWaiting(value) ? (value as string) : openQuestion(after), context: after };
  };

  return function step(state: DialogState, event: DialogEvent): StepResult {
    const { told, ...before } = isWaiting(state['question']) ? waiting(state) : resume(state, event, config);
    const fromApplicant = event.type === 'said' || event.type === 'sent';
    const urgent = event.type === 'said' && event.understanding.moves.some(({ type }) => type === 'harm');
    const introduced = fromApplicant && !before.context.greeted && !urgent ? [{ key: 'greeting' }] : [];
    const heard = { ...before.context, greeted: before.context.greeted || fromApplicant };

    const { effects, question, context: changed } = run(event, before.question, heard);
    const after = question === before.question ? changed : { ...changed, asked: 0, attempts: 0, misses: 0 };
    const { replies, offered, asked, told: said } = speak(effects, question, after, wording);
    const lastAt = fromApplicant || event.type === 'arrived' ? event.now : after.lastAt;
    const shown = replies.some(({ key }) => key === 'questions.summary.full');
    const draft = shown ? { ...after.draft, changed: [] } : after.draft;
    const context: Context = { ...after, draft, offered: [...offered], asked, told: said, lastAt };
    const query = effects.find((effect) => effect.type === 'query')?.params;
    const commands = effects.filter((effect) => effect.type === 'command').map(({ params }) => params);
    return {
      state: isQuestion(question) ? toState(question, context) : { v: state.v, question, context },
      replies: [...told, ...introduced, ...replies],
      commands: [...commands, ...reminders(context, event, config)],
      ...(query ? { query } : {}),
    };
  };
}

const isEffect = ({ type }: Effect): boolean => ['say', 'ask', 'command', 'query'].includes(type);

interface Resumed {
  question: string;
  context: Context;
  /** Said before the answer: that a draft has expired. */
  told: Reply[];
}

const waiting = ({ question, context }: DialogState): Resumed => ({
  question: String(question),
  context: context as Context,
  told: [],
});

/** Brings a stored state up to date: migrates it, drops an expired draft, and derives the open question anew. */
function resume(state: DialogState, event: DialogEvent, config: DialogConfig): Resumed {
  const { draftDays } = config;
  const stored = fromState(state);
  const expired = stored.applying && event.now - stored.lastAt > draftDays * DAY_MS;
  const context = expired ? withoutForm(stored) : stored;
  return {
    question: nextOf(context, config),
    context,
    told: expired && hasDraft(stored) ? [{ key: 'draft_expired', params: { days: draftDays } }] : [],
  };
}

/** Schedules a reminder after each message that leaves a draft. Only the last one still finds the conversation as it was. */
function reminders(context: Context, event: DialogEvent, { reminderMinutes }: DialogConfig): Command[] {
  const wanted =
    event.type === 'said' && reminderMinutes > 0 && context.applying && hasDraft(context) && !context.reminded;
  return wanted ? [{ type: 'remind', afterMs: reminderDelay(event.now, reminderMinutes) }] : [];
}
