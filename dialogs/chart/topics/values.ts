/** Values, corrections and facts, in every state and any order: all that one message tells is taken, and one receipt names it. */
import { amend, repeatedFacts } from '../../state/amend';
import type { Context } from '../../state/context';
import type { MachineEvent, Told } from '../../state/events';
import { fill, reask, setFacts } from '../../state/fill';
import { receipt } from '../../speak/receipt';
import type { Noted } from '../../speak/receipt';
import { isOpen } from '../../types';
import type { Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '.next';

/** How often the same reason is given before it is left out. */
const MAX_TOLD = 3;

const told = (event: MachineEvent): Told | null => (event.type === 'TOLD' ? event : null);

const takesAnything = ({ judged, facts, doubted }: Told): boolean =>
  judged.accepted.length + judged.unconfirmed.length + doubted.length + Object.keys(facts).length > 0;

/** What is noted of a message: accepted values, and facts. */
export function notedOf({ judged, facts }: Told): Noted {
  const noted: Noted = { facts };
  for (const { item, value, contactKind } of judged.accepted) {
    if (item === 'contact') noted.contact = { kind: contactKind ?? 'phone', value };
    else noted[item] = value;
  }
  return noted;
}

/** Takes all that a message tells into the form. */
function takeAll(context: Context, event: MachineEvent): Partial<Context> {
  const all = told(event);
  if (!all) return {};
  let after: Context = { ...context, ...fill(context, all.judged) };
  if (Object.keys(all.facts).length > 0) after = { ...after, ...setFacts(after, all.facts) };
  for (const item of all.doubted) after = { ...after, ...reask(after, item, all.contactKind) };
  return after;
}

/** Transitions of the root state. */
export function values(kit: Kit) {
  const { say, ask, change } = kit;
  const inCheck = ({ context }: Args) => context.check !== null;
  const isAmending = ({ context, event }: Args<'TOLD'>) =>
    !context.applying && isOpen(context.application) && context.reopened === null && takesAnything(event);
  return {
    TOLD: [
      ...refusals(kit),
      {
        guard: (args: Args<'TOLD'>) => isAmending(args) && args.event.doubted.length > 0 && nothingNew(args.event),
        actions: [say('correct_submitted'), ask('short')],
      },
      {
        guard: isAmending,
        actions: [
          change((context, event) => (event.type === 'TOLD' ? amend(context, event) : {})),
          sayRepeated(kit),
          sayProblems(kit),
        ],
        target: next,
      },
      {
        guard: ({ context, event }: Args<'TOLD'>) =>
          (context.applying || context.reopened !== null) && takesAnything(event) && mayTake(context, event),
        actions: [change(takeAll), sayNoted(kit), sayProblems(kit)],
        target: next,
      },
      {
        guard: inCheck,
        actions: [
          change((context, event) =>
            context.check && event.type === 'TOLD'
              ? { check: { ...context.check, facts: { ...context.check.facts, ...event.facts } } }
              : {},
          ),
          {
            type: 'say' as const,
            params: ({ event }: Args<'TOLD'>): Reply => receipt('receipt', { facts: event.facts }),
          },
        ],
        target: next,
      },
      {
        // Facts before consent are no personal data yet: they are kept like those of the self-check.
        guard: ({ event }: Args<'TOLD'>) => Object.keys(event.facts).length > 0,
        actions: [
          change((context, event) =>
            event.type === 'TOLD' ? { checkedFacts: { ...context.checkedFacts, ...event.facts } } : {},
          ),
          say('facts_early'),
          ask('short'),
        ],
      },
      {
        guard: ({ event }: Args<'TOLD'>) => event.doubted.length > 0,
        actions: [{ type: 'say' as const, params: noneToCorrect }, ask('short')],
      },
      failedAttempt(kit),
    ],
  };
}

const nothingNew = ({ judged, facts }: Told): boolean =>
  judged.accepted.length + judged.unconfirmed.length + Object.keys(facts).length === 0;

const mayTake = (context: Context, event: Told): boolean =>
  context.reopened !== null ||
  context.consents.some(({ kind }) => kind === 'privacy') ||
  (event.doubted.length > 0 && nothingNew(event) && context.draft.changed.length > 0);

const noneToCorrect = ({ context }: Args): Reply => ({
  key: context.application ? 'correct_closed' : 'correct_none',
  params: context.application ? { status: context.application.status } : {},
});

/** A document or an age with which nobody can apply. An application handed in stays as it was. */
function refusals({ leaveForm, forgetTranscript, ask }: Kit) {
  const refuses = ({ event }: Args<'TOLD'>) => event.judged.refusal !== null;
  return [
    {
      guard: ({ context, event }: Args<'TOLD'>) => refuses({ context, event }) && isOpen(context.application),
      actions: [
        {
          type: 'say' as const,
          params: ({ event }: Args<'TOLD'>): Reply => ({
            key: 'refused_kept',
            params: { reason: event.judged.refusal ?? '' },
            choices: ['human'],
          }),
        },
        ask('short'),
      ],
    },
    {
      guard: refuses,
      actions: [
        leaveForm,
        forgetTranscript,
        {
          type: 'say' as const,
          params: ({ event }: Args<'TOLD'>): Reply => ({
            key: `refuse.${event.judged.refusal ?? ''}`,
            choices: ['human'],
          }),
        },
      ],
      target: next,
    },
  ];
}

const sayNoted = ({ base }: Kit) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    const all = told(event);
    if (!all) return;
    const noted = notedOf(all);
    const some = all.judged.accepted.length + Object.keys(all.facts).length > 0;
    if (some && (all.receipt || context.reopened !== null)) enqueue({ type: 'say', params: receipt('receipt', noted) });
    if (all.doubted.length > 0) enqueue({ type: 'say', params: { key: 'correct' } });
  });

/** What the application has already is told so: nothing is corrected by it. */
const sayRepeated = ({ base }: Kit) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    const all = told(event);
    const facts = all ? repeatedFacts(context, all) : {};
    if (Object.keys(facts).length > 0) enqueue({ type: 'say', params: receipt('amend.same', { facts }) });
  });

const sayProblems = ({ base }: Kit) =>
  base.enqueueActions(({ event, enqueue }) => {
    for (const { key, params } of told(event)?.judged.problems ?? []) enqueue({ type: 'say', params: { key, params } });
  });

/** The first attempt is told the reason, the second an example as well, the third and later ones another way (`ladder`). */
const failedAttempt = ({ base, say, change }: Kit) => ({
  actions: [
    change((context) => ({ attempts: context.attempts + 1, misses: 0 })),
    base.enqueueActions(({ context, event, enqueue }) => {
      const all = told(event);
      if (!all) return;
      for (const { key, params } of all.judged.problems) {
        if ((context.told[key] ?? 0) < MAX_TOLD) enqueue({ type: 'say', params: { key, params } });
      }
      const item = all.judged.problems.at(-1)?.item;
      if (item && context.attempts === 2) enqueue(say(`example.${item}`));
      if (context.attempts >= 3) enqueue(say('ladder', { choices: ['human', 'cancel'] }));
    }),
  ],
});
