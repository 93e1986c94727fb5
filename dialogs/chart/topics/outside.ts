/** Plays of the review and of staff, in every state. */
import { news } from '../../speak/news';
import type { Args, Kit } from './kit';
import { handoffTransitions, personTransitions } from './person';

const next = '.next';

/** Transitions of the root state. */
export function outside(kit: Kit) {
  const { base, change } = kit;
  const tell = base.enqueueActions(({ context, event, enqueue }) => {
    if (event.type !== 'CHANGED') return;
    for (const reply of news(context, event.application)) enqueue({ type: 'say', params: reply });
  });
  const know = change((context, event) => {
    if (event.type !== 'CHANGED' || context.application?.no !== event.application.no) return {};
    const asked = event.application.history.findLast(({ changed }) => changed === undefined)?.item ?? null;
    return {
      application: { ...context.application, ...event.application },
      announced: Math.max(context.announced, event.application.version),
      reopened: event.application.status === 'needs_info' ? asked : null,
    };
  });
  return {
    ...personTransitions(kit),
    ...handoffTransitions(kit),
    // Only needs_info changes the open question; other news is told and the open question stays.
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
