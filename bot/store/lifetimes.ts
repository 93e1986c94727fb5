import type { DialogConfig } from '../../dialogs/types';

/** Time to live of what lies in Redis, counted from its last write. */
export interface Lifetimes {
  /** Of conversations without an application. */
  draftSeconds: number;
  /** Of applications, and of conversations that have one. */
  applicationSeconds: number;
}

const DAY_SECONDS = 86_400;

/** Lifetimes of DRAFT_DAYS and RETENTION_DAYS. */
export const toLifetimes = ({
  draftDays,
  retentionDays,
}: Pick<DialogConfig, 'draftDays' | 'retentionDays'>): Lifetimes => ({
  draftSeconds: Math.ceil(draftDays * DAY_SECONDS),
  applicationSeconds: Math.ceil(retentionDays * DAY_SECONDS),
});
