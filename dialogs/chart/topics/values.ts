/** Values and corrections, in every state and any order. */
import { fill, reask, setFacts } from '../../state/fill';
import type { Item, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '.next';

/** How often the same reason is given before it is left out. */
const MAX_TOLD = 3;

/** Transitions of the root state. */
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
        // The first attempt is told the reason, the second an example as well, the third and later ones another way (`ladder`).
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
