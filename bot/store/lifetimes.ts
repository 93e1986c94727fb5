import type { DialogConfig } from '../../dialogs/types';

/** How long what lies in Redis, counted from its last change. */
export interface Lifetimes {
  /** Conversations without an application. */
  draftSeconds: number;
  /** Applications, and conversations that have one. */
  applicationSeconds: number;
}

const DAY_SECONDS = 86_400;

export const toLifetimes = ({
  draftDays,
  retentionDays,
}: Pick<DialogConfig, 'draftDays' | 'retentionDays'>): Lifetimes => ({
  draftSeconds: Math.ceil(draftDays * DAY_SECONDS),
  applicationSeconds: Math.ceil(retentionDays * DAY_SECONDS),
});
