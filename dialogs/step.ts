/** One step of the conversation: event in, state, replies, commands and perhaps a query out. Pure. */
import { transition } from 'xstate';
import { askReply, choicesOf } from './ask';
import { hasDraft, withoutForm } from './context';
import type { Context } from './context';
import type { Act, MachineEvent, Meta } from './events';
import { interpret } from './interpret';
import { createMachine } from './machine';
import type { AskMode } from './machine';
import { isQuestion } from './questions';
import type { Choice, QuestionId } from './questions';
import { fromState, toState } from './snapshot';
import type { Command, DialogConfig, DialogEvent, DialogState, Query, QueryAnswer, Reply, StepResult } from './types';
import type { Wording } from './wording';

const DAY_MS = 86_400_000;

type Effect =
  | { type: 'say'; params: Reply }
  | { type: 'ask'; params: { mode: AskMode } }
  | { type: 'command'; params: Command }
  | { type: 'query'; params: Query };

/** State in which the machine waits for the answer to its query; never committed, since the answer comes in the same turn. */
const WAITING = 'claiming';

export function createStep(config: DialogConfig, wording: Wording) {
  const machine = createMachine(config, (kind) => wording.versionOf(`consentText.${kind}`));

  return function step(state: DialogState, event: DialogEvent): StepResult {
    const before = resume(state, event);
    const acts = actsOf(event, before.question, before.context, wording);
    const first: Reply[] = [...before.replies];
    if (!before.context.greeted && (event.type === 'said' || event.type === 'sent')) {
      before.context = { ...before.context, greeted: true };
      first.push({ key: 'greeting' });
    }
    const meta: Meta = { now: event.now, channel: event.channel, fresh: event.fresh };
    const effects: Effect[] = [];
    let snapshot = machine.resolveState({ value: before.question, context: before.context });
    for (const act of acts) {
      if ('say' in act) {
        effects.push({ type: 'say', params: act.say });
        continue;
      }
      const [next, actions] = transition(machine, snapshot, { ...act, meta } as MachineEvent);
      snapshot = next;
      effects.push(...(actions as unknown as Effect[]).filter(({ type }) => ['say', 'ask', 'command', 'query'].includes(type)));
    }
    const question = String(snapshot.value);
    const { replies, offered } = speak(effects, question, snapshot.context, wording);
    const context: Context = { ...snapshot.context, offered, lastAt: event.now };
    const query = effects.find((effect) => effect.type === 'query')?.params;
    return {
      state: question === WAITING ? { v: state.v, question: WAITING, context } : toState(question as QuestionId, context),
      replies: [...first, ...replies],
      commands: effects.filter((effect) => effect.type === 'command').map(({ params }) => params),
      ...(query && question === WAITING ? { query } : {}),
    };
  };

  /** Brings a stored state up to date: other version, other statechart, or a draft that has outlived its term. */
  function resume(state: DialogState, event: DialogEvent) {
    if (state['question'] === WAITING) {
      return { question: WAITING, context: state['context'] as Context, replies: [] };
    }
    const { question, context } = fromState(state);
    const expired = context.applying && event.now - context.lastAt > config.draftDays * DAY_MS;
    if (expired) {
      const told: Reply[] = hasDraft(context) ? [{ key: 'draft_expired', params: { days: config.draftDays } }] : [];
      return { question: settle('next', withoutForm(context)), context: withoutForm(context), replies: told };
    }
    return { question: settle(question, context), context, replies: [] };
  }

  /** The open question of a context whose stored question is gone: where a no-op lands. */
  function settle(question: QuestionId | 'next', context: Context): string {
    if (question !== 'next') return question;
    return context.applying || context.application ? derive(context) : 'lobby';
  }

  function derive(context: Context): string {
    const nowhere: Meta = { now: context.lastAt, channel: '', fresh: { applicationNo: '', phrase: '' } };
    const from = machine.resolveState({ value: 'pickItem', context: { ...context, picking: true } });
    return String(transition(machine, from, { type: 'CHOSE', choice: 'go_back', meta: nowhere })[0].value);
  }

  /** Effects in order become replies; the last one carries the buttons, as only the last can be pressed. */
  function speak(effects: Effect[], state: string, context: Context, words: Wording): { replies: Reply[]; offered: Choice[] } {
    const id = isQuestion(state) ? state : null;
    const replies: Reply[] = [];
    let offered: readonly Choice[] = [];
    for (const effect of effects) {
      if (effect.type === 'say') {
        replies.push(effect.params);
        offered = (effect.params.choices ?? []) as readonly Choice[];
      }
      if (effect.type === 'ask' && id) {
        const asked = askReply(id, context, effect.params.mode, words.has);
        if (asked) replies.push(asked);
        offered = [...new Set([...offered, ...choicesOf(id, context)])];
      }
    }
    if (offered.length === 0 && id && replies.length > 0) offered = choicesOf(id, context);
    const last = replies.at(-1);
    const silent = replies.map(({ key, params }): Reply => (params ? { key, params } : { key }));
    if (last && offered.length > 0) silent[silent.length - 1] = { ...(silent.at(-1) ?? last), choices: offered };
    return { replies: silent, offered: last ? [...offered] : context.offered };
  }
}

type Said = { say: Reply };

/** What happened, as events of the machine; a warning comes before whatever else the message did. */
function actsOf(event: DialogEvent, question: string, context: Context, wording: Wording): (Act | Said)[] {
  switch (event.type) {
    case 'arrived':
      return [{ type: 'ARRIVED' }];
    case 'sent':
      return [{ type: 'REMARKED', key: `sent.${event.what}`, choices: [], params: {} }];
    case 'applicationChanged':
      return [{ type: 'CHANGED', application: event.application }];
    case 'reminderDue':
      return [{ type: 'REMINDED' }];
    case 'answered':
      return [answered(event.answer)];
    case 'said': {
      const { understanding } = event;
      const id = isQuestion(question) ? question : 'lobby';
      const act = interpret(understanding, { question: id, context, now: event.now, choiceOf: wording.choiceOf });
      const secret = understanding.secrets[0];
      if (secret === undefined) return [act];
      const warning = `warn.${secret}`;
      const goesOn = act.type === 'GAVE' && act.judged.accepted.length > 0;
      return goesOn ? [{ say: { key: warning } }, act] : [{ type: 'REMARKED', key: warning, choices: [], params: {} }];
    }
  }
}

function answered(answer: QueryAnswer): Act {
  if (answer.query === 'claim' && answer.outcome === 'taken') return { type: 'CLAIM_TAKEN', application: answer.application };
  return { type: 'CLAIM_FREE' };
}
