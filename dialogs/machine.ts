/**
 * The statechart. Each question is a state; `next` derives from the context which one is open. Actions are data: `say`, `ask`,
 * `command` and `query` are collected by `step`, never executed.
 */
import { setup } from 'xstate';
import { hasConsent, hasDraft, initialContext, isFilled, withoutForm } from './context';
import type { Context } from './context';
import type { Act, MachineEvent } from './events';
import { confirmValue, fill, giveConsent, reask, setFact, stepBack } from './fill';
import { news } from './news';
import { applicationData, maskedData, patchOf } from './submission';
import { bandOf, FACT_CHOICES, isTopic, ITEM_CHOICES } from './choices';
import { GUIDE_STEPS } from './guide';
import { isOpen } from './types';
import type { Command, ConsentKind, DialogConfig, Item, Query, Reply } from './types';

/** Texts that stand for a version of what was agreed to. */
export type ConsentVersion = (kind: ConsentKind) => string;

/** The replies about the open question: `step` knows which one it is when the transition is done. */
export type AskMode = 'full' | 'short' | 'help' | 'why' | 'refused';

type Args<T extends Act['type'] = Act['type']> = { context: Context; event: MachineEvent & { type: T } };

export function createMachine(config: Pick<DialogConfig, 'operatorName' | 'lenderName' | 'draftDays'>, versionOf: ConsentVersion) {
  const handsOver = config.lenderName !== config.operatorName;

  const base = setup({
    types: { context: {} as Context, events: {} as MachineEvent },
    actions: {
      say: (_, _reply: Reply) => undefined,
      ask: (_, _mode: { mode: AskMode }) => undefined,
      command: (_, _command: Command) => undefined,
      query: (_, _query: Query) => undefined,
    },
    guards: {
      applying: ({ context }) => context.applying,
      wouldLose: ({ context }) => context.applying && hasDraft(context),
      hasOpenApplication: ({ context }) => isOpen(context.application),
      collecting: ({ context }) => context.reopened !== null || (context.applying && hasConsent(context, 'privacy')),
      canGoBack: ({ context }) => (context.applying || context.sure !== null) && stepBack(context) !== null,
    },
  });

  const say = (key: string, more: Omit<Reply, 'key'> = {}) => ({ type: 'say' as const, params: { key, ...more } });
  const ask = (mode: AskMode) => ({ type: 'ask' as const, params: { mode } });
  const command = (params: Command) => ({ type: 'command' as const, params });
  /** Changes the context by a pure function of it and the event. */
  const change = (fn: (context: Context, event: MachineEvent) => Partial<Context>) =>
    base.assign(({ context, event }) => fn(context, event));
  const leaveForm = change(withoutForm);
  const agreeTo = (kind: ConsentKind) => change((context, event) => giveConsent(context, kind, versionOf(kind), event.meta));
  const chose = (...choices: string[]) => ({ event }: { event: MachineEvent }) =>
    event.type === 'CHOSE' && choices.includes(event.choice);

  /** Erases the draft and all that was typed, in the store too; what is known of a submitted application stays. */
  const forgetDraft = [leaveForm, command({ type: 'erase', scope: 'transcript' })];

  const statusReply = ({ context }: Args): Reply =>
    context.application
      ? {
          key: `status.${context.application.status}`,
          params: { no: context.application.no, phrase: context.application.phrase },
        }
      : { key: context.applying ? 'status.draft' : 'status.none' };

  /** One question about a fact: buttons, or the words they stand for. */
  const factState = (fact: 'payScore' | 'debitCard' | 'overdue') => ({
    entry: ask('full'),
    on: {
      CHOSE: {
        guard: ({ event }: { event: MachineEvent }) => event.type === 'CHOSE' && FACT_CHOICES[event.choice]?.fact === fact,
        actions: change((context, event) => {
          const chosen = event.type === 'CHOSE' ? FACT_CHOICES[event.choice] : undefined;
          return chosen ? setFact(context, chosen.fact, chosen.value as never) : {};
        }),
        target: '#desk.next',
      },
    },
  });

  return base.createMachine({
    id: 'desk',
    context: initialContext,
    initial: 'lobby',

    on: {
      ARRIVED: {
        actions: [change((context) => ({ ...withoutForm(context), greeted: true })), say('greeting')],
        target: '.next',
      },
      APPLY: [
        { guard: 'hasOpenApplication', actions: [{ type: 'say', params: statusReply }, ask('short')] },
        { guard: 'applying', actions: ask('full') },
        { actions: change((context) => ({ ...withoutForm(context), applying: true })), target: '.next' },
      ],
      STATUS: { actions: [{ type: 'say', params: statusReply }, ask('short')] },
      HUMAN: {
        actions: [
          say('human'),
          {
            type: 'command',
            params: ({ context }: Args): Command => ({
              type: 'handoff',
              summary: {
                state: context.applying ? 'applying' : 'idle',
                ...(context.application ? { applicationNo: context.application.no } : {}),
              },
            }),
          },
          ask('short'),
        ],
      },
      CANCEL: [
        { guard: ({ context }) => context.sure !== null, actions: change(() => ({ sure: null })), target: '.next' },
        { guard: 'wouldLose', actions: change(() => ({ sure: 'cancel' })), target: '.next' },
        { guard: 'applying', actions: [leaveForm, say('cancelled')], target: '.next' },
        { guard: 'hasOpenApplication', actions: change(() => ({ sure: 'withdraw' })), target: '.next' },
        { actions: [say('nothing_to_cancel'), ask('short')] },
      ],
      RESTART: [
        { guard: 'wouldLose', actions: change(() => ({ sure: 'restart' })), target: '.next' },
        {
          guard: 'applying',
          actions: [change((context) => ({ ...withoutForm(context), applying: true })), say('restarted')],
          target: '.next',
        },
        { actions: [leaveForm, say('greeting')], target: '.next' },
      ],
      BACK: [
        { guard: 'canGoBack', actions: change((context) => ({ ...stepBack(context), attempts: 0 })), target: '.next' },
        { actions: [say('nothing_back'), ask('short')] },
      ],
      REPEAT: { actions: ask('full') },
      HELP: { actions: [ask('help'), ask('short')] },
      WHY: { actions: [ask('why'), ask('short')] },
      REFUSED: { actions: [ask('refused'), ask('short')] },
      LATER: [
        { guard: 'applying', actions: say('later', { choices: ['cancel', 'human'] }) },
        { actions: [say('later_idle'), ask('short')] },
      ],
      VIEW_DATA: {
        actions: [
          { type: 'say', params: ({ context }: Args): Reply => ({ key: 'data.view', params: maskedData(context) }) },
          ask('short'),
        ],
      },
      ERASE: { actions: change(() => ({ sure: 'erase' })), target: '.next' },
      WITHDRAW_CONSENT: [
        { guard: 'hasOpenApplication', actions: change(() => ({ sure: 'withdraw_consent' })), target: '.next' },
        {
          guard: ({ context }) => context.consents.length > 0,
          actions: [...forgetDraft, say('consent.withdrawn')],
          target: '.next',
        },
        { actions: [say('consent.none'), ask('short')] },
      ],
      POLICY: { actions: [say('consent.notice'), ask('short')] },
      INELIGIBLE: [
        {
          guard: 'applying',
          actions: [
            ...forgetDraft,
            { type: 'say', params: ({ event }: Args<'INELIGIBLE'>): Reply => ({ key: `ineligible.${event.reason}` }) },
          ],
          target: '.next',
        },
        {
          actions: [
            { type: 'say', params: ({ event }: Args<'INELIGIBLE'>): Reply => ({ key: `ineligible.${event.reason}_asked` }) },
            ask('short'),
          ],
        },
      ],
      EARLY_DATA: [
        { guard: 'applying', actions: [say('early_data'), ask('short')] },
        { actions: say('early_data_idle', { choices: ['apply', 'conditions'] }) },
      ],
      REMARKED: {
        actions: [
          change(() => ({ misses: 0 })),
          {
            type: 'say',
            params: ({ context, event }: Args<'REMARKED'>): Reply => ({
              key: event.key,
              params: event.params,
              choices: context.applying ? event.choices.filter(isTopic) : event.choices,
            }),
          },
          ask('short'),
        ],
      },
      VAGUE: { actions: ask('short') },
      MISSED: {
        actions: [
          change((context) => ({ misses: context.misses + 1 })),
          {
            type: 'say',
            params: ({ context }: Args): Reply => ({ key: `missed.${Math.min(context.misses, 3)}` }),
          },
          ask('short'),
        ],
      },
      CORRECTED: [
        {
          guard: 'collecting',
          actions: [
            change((context, event) => (event.type === 'CORRECTED' ? reask(context, event.item) : {})),
            say('correct'),
          ],
          target: '.next',
        },
        { guard: 'hasOpenApplication', actions: [say('correct_submitted'), ask('short')] },
        { actions: ask('short') },
      ],
      GAVE: [
        {
          guard: ({ event }) => event.judged.refusal !== null,
          actions: [
            ...forgetDraft,
            {
              type: 'say',
              params: ({ event }: Args<'GAVE'>): Reply => ({ key: `refuse.${event.judged.refusal ?? ''}`, choices: ['human'] }),
            },
          ],
          target: '.next',
        },
        {
          guard: ({ event }) => event.judged.accepted.length > 0 || event.judged.unconfirmed !== null,
          actions: [
            change((context, event) => (event.type === 'GAVE' ? fill(context, event.judged) : {})),
            base.enqueueActions(({ event, enqueue }) => {
              if (event.type !== 'GAVE') return;
              for (const problem of event.judged.problems) enqueue(say(problem.key, { params: problem.params }));
            }),
          ],
          target: '.next',
        },
        {
          actions: [
            change((context) => ({ attempts: context.attempts + 1, misses: 0 })),
            base.enqueueActions(({ context, event, enqueue }) => {
              if (event.type !== 'GAVE') return;
              for (const problem of event.judged.problems) enqueue(say(problem.key, { params: problem.params }));
              const item = event.judged.problems.at(-1)?.item;
              if (item && context.attempts === 2) enqueue(say(`example.${item}`));
              if (context.attempts > 2) enqueue(say('ladder', { choices: ['human', 'cancel'] }));
            }),
          ],
        },
      ],
      CHANGED: {
        actions: [
          base.enqueueActions(({ context, event, enqueue }) => {
            if (event.type !== 'CHANGED') return;
            for (const reply of news(context, event.application)) enqueue({ type: 'say', params: reply });
          }),
          change((context, event) => {
            if (event.type !== 'CHANGED' || context.application?.no !== event.application.no) return {};
            const latest = event.application.history.at(-1);
            return {
              application: { ...event.application, masked: context.application.masked },
              announced: Math.max(context.announced, event.application.version),
              reopened: event.application.status === 'needs_info' ? (latest?.item ?? null) : null,
            };
          }),
        ],
        target: '.next',
      },
      REMINDED: [{ guard: 'applying', actions: [say('reminder'), ask('short')] }],
    },

    states: {
      next: {
        always: [
          { guard: ({ context }) => context.sure !== null, target: 'sure' },
          { guard: ({ context }) => context.unconfirmed !== null, target: 'confirmValue' },
          {
            guard: ({ context }) => context.reopened !== null && isFilled(context.draft, context.reopened),
            target: 'resubmitting',
          },
          ...(['name', 'idNumber', 'contact', 'payScore', 'debitCard', 'overdue'] as const).map((item) => ({
            guard: ({ context }: { context: Context }) => context.reopened === item,
            target: item,
          })),
          { guard: ({ context }) => !context.applying && isOpen(context.application), target: 'applied' },
          { guard: ({ context }) => !context.applying, target: 'lobby' },
          { guard: ({ context }) => context.wallet === null, target: 'wallet' },
          { guard: ({ context }) => context.guide !== null, target: 'guide' },
          { guard: ({ context }) => context.acknowledgedAt === null, target: 'expectation' },
          { guard: ({ context }) => !hasConsent(context, 'privacy'), target: 'consent' },
          { guard: ({ context }) => context.picking, target: 'pickItem' },
          { guard: ({ context }) => context.draft.name === null, target: 'name' },
          { guard: ({ context }) => !hasConsent(context, 'idNumber'), target: 'idConsent' },
          { guard: ({ context }) => context.draft.idNumber === null, target: 'idNumber' },
          { guard: ({ context }) => context.draft.contact === null, target: 'contact' },
          { guard: ({ context }) => handsOver && !hasConsent(context, 'handover'), target: 'handover' },
          ...(['payScore', 'debitCard', 'overdue'] as const).map((fact) => ({
            guard: ({ context }: { context: Context }) => context.draft.facts[fact] === undefined,
            target: fact,
          })),
          { target: 'summary' },
        ],
      },

      lobby: { entry: ask('full') },
      applied: { entry: ask('full') },

      wallet: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('seen'), actions: change(() => ({ wallet: 'seen', guide: 0 })), target: 'next' },
            { guard: chose('not_seen'), actions: change(() => ({ wallet: 'not_seen' })), target: 'next' },
          ],
        },
      },
      guide: {
        entry: ask('full'),
        on: {
          CHOSE: [
            {
              guard: ({ context, event }) =>
                event.type === 'CHOSE' && event.choice === 'next_step' && (context.guide ?? 0) + 1 < GUIDE_STEPS,
              actions: change((context) => ({ guide: (context.guide ?? 0) + 1 })),
              target: 'next',
            },
            { guard: chose('next_step', 'done'), actions: [leaveForm, say('guide_done')], target: 'next' },
            { guard: chose('not_found'), actions: change(() => ({ guide: null, wallet: 'not_seen' })), target: 'next' },
          ],
        },
      },
      expectation: {
        entry: ask('full'),
        on: {
          CHOSE: [
            {
              guard: chose('understood'),
              actions: change((_, event) => ({ acknowledgedAt: event.meta.now })),
              target: 'next',
            },
            { guard: chose('stop'), actions: [leaveForm, say('stopped')], target: 'next' },
          ],
        },
      },
      consent: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('agree'), actions: agreeTo('privacy'), target: 'next' },
            { guard: chose('disagree'), actions: [leaveForm, say('consent.declined')], target: 'next' },
          ],
          VAGUE: { actions: say('consent.vague', { choices: ['agree', 'disagree'] }) },
        },
      },
      name: { entry: ask('full') },
      idConsent: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('agree'), actions: agreeTo('idNumber'), target: 'next' },
            { guard: chose('disagree'), actions: [leaveForm, say('idConsent.declined')], target: 'next' },
          ],
          VAGUE: { actions: say('consent.vague', { choices: ['agree', 'disagree'] }) },
        },
      },
      idNumber: { entry: ask('full') },
      contact: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('use_phone'), actions: change(() => ({ contactKind: 'phone', attempts: 0 })), target: 'next' },
            { guard: chose('use_wechatId'), actions: change(() => ({ contactKind: 'wechatId', attempts: 0 })), target: 'next' },
            { guard: chose('use_email'), actions: change(() => ({ contactKind: 'email', attempts: 0 })), target: 'next' },
          ],
        },
      },
      handover: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('agree'), actions: agreeTo('handover'), target: 'next' },
            { guard: chose('disagree'), actions: [leaveForm, say('handover.declined')], target: 'next' },
          ],
          VAGUE: { actions: say('consent.vague', { choices: ['agree', 'disagree'] }) },
        },
      },
      payScore: {
        ...factState('payScore'),
        on: {
          ...factState('payScore').on,
          SCORED: {
            actions: change((context, event) =>
              event.type === 'SCORED' ? setFact(context, 'payScore', bandOf(event.score)) : {},
            ),
            target: 'next',
          },
        },
      },
      debitCard: factState('debitCard'),
      overdue: factState('overdue'),
      confirmValue: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('right'), actions: change(confirmValue), target: 'next' },
            { guard: chose('wrong'), actions: change(() => ({ unconfirmed: null })), target: 'next' },
          ],
        },
      },
      summary: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('submit'), target: 'claiming' },
            { guard: chose('change'), actions: change(() => ({ picking: true })), target: 'next' },
          ],
        },
      },
      pickItem: {
        entry: ask('full'),
        on: {
          CHOSE: [
            {
              guard: ({ event }) => event.type === 'CHOSE' && ITEM_CHOICES[event.choice] !== undefined,
              actions: change((context, event) => {
                const item: Item | undefined = event.type === 'CHOSE' ? ITEM_CHOICES[event.choice] : undefined;
                return item ? reask(context, item) : {};
              }),
              target: 'next',
            },
            { guard: chose('go_back'), actions: change(() => ({ picking: false })), target: 'next' },
          ],
        },
      },
      sure: {
        entry: ask('full'),
        on: {
          CHOSE: [
            { guard: chose('sure_no'), actions: change(() => ({ sure: null })), target: 'next' },
            {
              guard: ({ context, event }) => chose('sure_yes')({ event }) && context.sure === 'cancel',
              actions: [leaveForm, say('cancelled')],
              target: 'next',
            },
            {
              guard: ({ context, event }) => chose('sure_yes')({ event }) && context.sure === 'restart',
              actions: [leaveForm, change(() => ({ applying: true })), say('restarted')],
              target: 'next',
            },
            {
              guard: ({ context, event }) => chose('sure_yes')({ event }) && context.sure === 'erase',
              actions: [
                command({ type: 'erase', scope: 'everything' }),
                change(() => ({ ...initialContext(), greeted: true })),
                say('erased'),
              ],
              target: 'next',
            },
            {
              guard: ({ context, event }) => chose('sure_yes')({ event }) && context.sure !== null,
              actions: [
                {
                  type: 'command',
                  params: ({ context }: Args): Command => ({
                    type: 'withdraw',
                    no: context.application?.no ?? '',
                    reason: context.sure === 'withdraw' ? 'applicant' : 'consent_withdrawn',
                  }),
                },
                { type: 'say', params: ({ context }: Args): Reply => ({ key: `${context.sure ?? 'withdraw'}.done` }) },
                change((context) => ({
                  ...withoutForm(context),
                  reopened: null,
                  application: context.application && { ...context.application, status: 'withdrawn' },
                })),
              ],
              target: 'next',
            },
          ],
        },
      },

      /** Waits, within one turn, for the store's word on whether this person already has an open application. */
      claiming: {
        entry: {
          type: 'query',
          params: ({ context }: Args): Query => ({ query: 'claim', idNumber: context.draft.idNumber ?? '' }),
        },
        on: {
          CLAIM_FREE: [
            { guard: ({ context }) => context.reopened !== null, target: 'resubmitted' },
            {
              actions: [
                {
                  type: 'command',
                  params: ({ context, event }: Args): Command => ({
                    type: 'submit',
                    application: {
                      no: event.meta.fresh.applicationNo,
                      phrase: event.meta.fresh.phrase,
                      data: applicationData(context),
                    },
                  }),
                },
                {
                  type: 'say',
                  params: ({ event }: Args): Reply => ({
                    key: 'submitted',
                    params: { no: event.meta.fresh.applicationNo, phrase: event.meta.fresh.phrase },
                  }),
                },
                change((context, { meta }) => ({
                  ...withoutForm(context),
                  announced: 0,
                  application: {
                    no: meta.fresh.applicationNo,
                    phrase: meta.fresh.phrase,
                    version: 1,
                    status: 'queued',
                    createdAt: meta.now,
                    updatedAt: meta.now,
                    history: [],
                    masked: maskedData(context),
                  },
                })),
              ],
              target: 'next',
            },
          ],
          CLAIM_TAKEN: {
            actions: [
              ...forgetDraft,
              {
                type: 'say',
                params: ({ event }: Args<'CLAIM_TAKEN'>): Reply => ({
                  key: 'taken',
                  params: { no: event.application.no, status: event.application.status },
                }),
              },
            ],
            target: 'next',
          },
        },
      },
      /** The item the reviewer asked for is answered; a new ID number is claimed first. */
      resubmitting: {
        always: [
          { guard: ({ context }) => context.reopened === 'idNumber', target: 'claiming' },
          { target: 'resubmitted' },
        ],
      },
      resubmitted: {
        entry: [
          {
            type: 'command',
            params: ({ context }: Args): Command => ({
              type: 'resubmit',
              no: context.application?.no ?? '',
              patch: patchOf(context),
            }),
          },
          say('resubmitted'),
          change((context) => ({
            ...withoutForm(context),
            reopened: null,
            application: context.application && {
              ...context.application,
              status: 'in_review',
              masked: { ...context.application.masked, ...patchedMask(context) },
            },
          })),
        ],
        always: 'next',
      },
    },
  });
}

const patchedMask = (context: Context) => {
  const { name, idNumber, contact } = maskedData(context);
  if (context.reopened === 'name') return { name };
  if (context.reopened === 'idNumber') return { idNumber };
  return context.reopened === 'contact' ? { contact } : {};
};
