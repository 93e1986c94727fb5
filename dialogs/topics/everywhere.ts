/** What can be said in every state: help, side questions, corrections, the ways out, and what the world tells. */
import { hasDraft, withoutForm } from '../context';
import { isTopic } from '../choices';
import { fill, reask, setFacts, stepBack } from '../fill';
import { news } from '../news';
import { dataExport } from '../dataExport';
import { humanReply } from '../serviceHours';
import { maskedData } from '../submission';
import { isOpen } from '../types';
import type { Command, Item, Reply } from '../types';
import type { Args, Kit } from './kit';
import { personTransitions } from './person';

const next = '.next';

export const statusReply = ({ context }: Args): Reply =>
  context.application
    ? {
        key: `status.${context.application.status}`,
        params: { no: context.application.no, phrase: context.application.phrase },
      }
    : { key: context.applying ? 'status.draft' : 'status.none' };

/** Questions, remarks and help: answered, then the open question comes back in its short form. */
export function answers({ say, ask, change, config }: Kit) {
  return {
    STATUS: { actions: [{ type: 'say' as const, params: statusReply }, ask('short')] },
    HUMAN: {
      actions: [
        { type: 'say' as const, params: ({ event }: Args): Reply => humanReply(config.serviceHours, event.meta.now) },
        {
          type: 'command' as const,
          params: ({ context }: Args): Command => ({
            type: 'handoff',
            summary: {
              state: context.applying ? 'applying' : context.reopened ? 'needs_info' : 'idle',
              ...(context.reopened ? { item: context.reopened } : {}),
              ...(context.application ? { applicationNo: context.application.no } : {}),
            },
          }),
        },
        ask('short'),
      ],
    },
    REPEAT: { actions: ask('full') },
    HELP: { actions: [ask('help'), ask('short')] },
    WHY: { actions: [ask('why'), ask('short')] },
    REFUSED: [
      {
        guard: ({ context }: Args) => context.attempts >= 2,
        actions: [
          change((context) => ({ attempts: context.attempts + 1 })),
          say('ladder', { choices: ['human', 'cancel'] }),
        ],
      },
      { actions: [change((context) => ({ attempts: context.attempts + 1 })), ask('refused'), ask('short')] },
    ],
    LATER: [
      { guard: 'applying' as const, actions: say('later', { choices: ['cancel', 'human'] }) },
      { actions: [say('later_idle'), ask('short')] },
    ],
    VIEW_DATA: {
      actions: [
        {
          type: 'say' as const,
          params: ({ context }: Args): Reply => ({
            key: 'data.view',
            params: maskedData(context),
            choices: context.applying ? [] : ['export_data', 'erase'],
          }),
        },
        ask('short'),
      ],
    },
    EXPORT_DATA: {
      actions: [
        {
          type: 'say' as const,
          params: ({ context, event }: Args): Reply => ({
            key: 'data.export',
            attachment: dataExport(context, config.operatorName, event.meta.now),
          }),
        },
        ask('short'),
      ],
    },
    POLICY: { actions: [say('consent.notice'), ask('short')] },
    EARLY_DATA: [
      { guard: 'applying' as const, actions: [say('early_data'), ask('short')] },
      { guard: 'hasOpenApplication' as const, actions: [say('correct_submitted'), ask('short')] },
      { actions: say('early_data_idle', { choices: ['apply', 'conditions'] }) },
    ],
    REMARKED: {
      actions: [
        change(() => ({ misses: 0 })),
        {
          type: 'say' as const,
          params: ({ context, event }: Args<'REMARKED'>): Reply => ({
            key: event.key,
            params: event.params,
            choices: context.applying
              ? event.choices.filter(isTopic)
              : event.choices.filter((choice) => choice !== 'apply' || !isOpen(context.application)),
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
          type: 'say' as const,
          params: ({ context }: Args): Reply => ({
            key: `missed.${Math.min(context.misses, 3)}`,
            choices: context.misses > 2 ? ['human'] : [],
          }),
        },
        ask('short'),
      ],
    },
    RETURNED: { actions: change(() => ({ returned: true })), target: next },
    REMINDED: {
      guard: ({ context }: Args) => context.applying && hasDraft(context) && !context.reminded,
      actions: [change(() => ({ reminded: true })), say('reminder'), ask('short')],
    },
  };
}

/** The same reason is given so often, then it is no help any more. */
const MAX_TOLD = 3;

/** Values and corrections, in whatever order they come. */
export function values({ base, say, ask, change, leaveForm, forgetTranscript }: Kit) {
  const sayOutcome = base.enqueueActions(({ event, enqueue }) => {
    if (event.type !== 'GAVE') return;
    const got = (item: Item) => (event.judged.accepted.some((value) => value.item === item) ? 'yes' : 'no');
    if (event.judged.aside) {
      enqueue(say('got', { params: { name: got('name'), idNumber: got('idNumber'), contact: got('contact') } }));
    }
    for (const { key, params } of event.judged.problems) enqueue(say(key, { params }));
  });
  return {
    CORRECTED: [
      {
        guard: 'collecting' as const,
        actions: [
          change((context, event) => (event.type === 'CORRECTED' ? reask(context, event.item, event.contactKind) : {})),
          say('correct'),
        ],
        target: next,
      },
      { guard: 'hasOpenApplication' as const, actions: [say('correct_submitted'), ask('short')] },
      { actions: [say('correct_none'), ask('short')] },
    ],
    STATED: [
      {
        guard: 'collecting' as const,
        actions: change((context, event) => (event.type === 'STATED' ? setFacts(context, event.facts) : {})),
        target: next,
      },
      { actions: ask('short') },
    ],
    GAVE: [
      {
        guard: ({ event }: Args<'GAVE'>) => event.judged.refusal !== null,
        actions: [
          leaveForm,
          forgetTranscript,
          {
            type: 'say' as const,
            params: ({ event }: Args<'GAVE'>): Reply => ({
              key: `refuse.${event.judged.refusal ?? ''}`,
              choices: ['human'],
            }),
          },
        ],
        target: next,
      },
      {
        guard: ({ event }: Args<'GAVE'>) => event.judged.accepted.length > 0 || event.judged.unconfirmed !== null,
        actions: [change((context, event) => (event.type === 'GAVE' ? fill(context, event.judged) : {})), sayOutcome],
        target: next,
      },
      {
        // The ladder: the reason, then an example, then another way; from there on no reason is repeated.
        actions: [
          change((context) => ({ attempts: context.attempts + 1, misses: 0 })),
          base.enqueueActions(({ context, event, enqueue }) => {
            if (event.type !== 'GAVE') return;
            for (const { key, params } of event.judged.problems) {
              if ((context.told[key] ?? 0) < MAX_TOLD) enqueue(say(key, { params }));
            }
            const item = event.judged.problems.at(-1)?.item;
            if (item && context.attempts === 2) enqueue(say(`example.${item}`));
            if (context.attempts >= 3) enqueue(say('ladder', { choices: ['human', 'cancel'] }));
          }),
        ],
      },
    ],
  };
}

/** Beginning, going back, and every way out. */
export function ways({ say, ask, change, leaveForm, forgetTranscript }: Kit) {
  return {
    // Opening the chat again is no reason to lose what was filled in.
    ARRIVED: [
      {
        guard: 'wouldLose' as const,
        actions: [change(() => ({ greeted: true, returned: true })), say('greeting')],
        target: next,
      },
      { actions: [change((context) => ({ ...withoutForm(context), greeted: true })), say('greeting')], target: next },
    ],
    APPLY: [
      { guard: 'hasOpenApplication' as const, actions: [{ type: 'say' as const, params: statusReply }, ask('short')] },
      { guard: 'applying' as const, actions: ask('full') },
      { actions: change((context) => ({ ...withoutForm(context), applying: true })), target: next },
    ],
    CHECK: [
      { guard: 'applying' as const, actions: [say('check.later'), ask('short')] },
      { actions: change(() => ({ check: { age: null, idCard: null, facts: {} } })), target: next },
    ],
    STATUS_OF: {
      actions: change((_, event) => (event.type === 'STATUS_OF' ? { proving: event.no } : {})),
      target: next,
    },
    CANCEL: [
      { guard: ({ context }: Args) => context.sure !== null, actions: change(() => ({ sure: null })), target: next },
      {
        guard: ({ context }: Args) => context.check !== null || context.proving !== null,
        actions: [change(() => ({ check: null, proving: null })), say('left')],
        target: next,
      },
      { guard: 'wouldLose' as const, actions: change(() => ({ sure: 'cancel' })), target: next },
      { guard: 'applying' as const, actions: [leaveForm, say('cancelled')], target: next },
      { guard: 'hasOpenApplication' as const, actions: change(() => ({ sure: 'withdraw' })), target: next },
      { actions: [say('nothing_to_cancel'), ask('short')] },
    ],
    RESTART: [
      { guard: 'wouldLose' as const, actions: change(() => ({ sure: 'restart' })), target: next },
      {
        guard: 'applying' as const,
        actions: [change((context) => ({ ...withoutForm(context), applying: true })), say('restarted')],
        target: next,
      },
      { actions: [leaveForm, say('greeting')], target: next },
    ],
    BACK: [
      {
        guard: 'canGoBack' as const,
        actions: change((context) => ({ ...stepBack(context), attempts: 0 })),
        target: next,
      },
      { actions: [say('nothing_back'), ask('short')] },
    ],
    ERASE: { actions: change(() => ({ sure: 'erase' })), target: next },
    WITHDRAW_CONSENT: [
      { guard: 'hasOpenApplication' as const, actions: change(() => ({ sure: 'withdraw_consent' })), target: next },
      {
        guard: ({ context }: Args) => context.consents.length > 0,
        actions: [leaveForm, forgetTranscript, say('consent.withdrawn')],
        target: next,
      },
      { actions: [say('consent.none'), ask('short')] },
    ],
    INELIGIBLE: [
      {
        guard: 'applying' as const,
        actions: [
          leaveForm,
          forgetTranscript,
          {
            type: 'say' as const,
            params: ({ event }: Args<'INELIGIBLE'>): Reply => ({ key: `ineligible.${event.reason}` }),
          },
        ],
        target: next,
      },
      {
        actions: [
          {
            type: 'say' as const,
            params: ({ event }: Args<'INELIGIBLE'>): Reply => ({ key: `ineligible.${event.reason}_asked` }),
          },
          ask('short'),
        ],
      },
    ],
  };
}

/** What comes from outside the conversation: the review, and staff. */
export function outside(kit: Kit) {
  const { base, change } = kit;
  const tell = base.enqueueActions(({ context, event, enqueue }) => {
    if (event.type !== 'CHANGED') return;
    for (const reply of news(context, event.application)) enqueue({ type: 'say', params: reply });
  });
  const know = change((context, event) => {
    if (event.type !== 'CHANGED' || context.application?.no !== event.application.no) return {};
    const asked = event.application.history.at(-1)?.item ?? null;
    return {
      application: { ...event.application, masked: context.application.masked },
      announced: Math.max(context.announced, event.application.version),
      reopened: event.application.status === 'needs_info' ? asked : null,
    };
  });
  return {
    ...personTransitions(kit),
    // Only an item asked for again changes the open question; any other news is told, and the conversation goes on where it was.
    CHANGED: [
      {
        guard: ({ context, event }: Args<'CHANGED'>) =>
          event.application.status === 'needs_info' && event.application.version > context.announced,
        actions: [tell, know],
        target: next,
      },
      { actions: [tell, know] },
    ],
  };
}
