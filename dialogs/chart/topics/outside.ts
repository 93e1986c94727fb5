/** What comes from outside the conversation, in every state: the review, and staff. */
import { news } from '../../speak/news';
import type { Args, Kit } from './kit';
import { personTransitions } from './person';

const next = '.next';

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
