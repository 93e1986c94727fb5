import type { DialogConfig } from '../../dialogs/types';

/** Times to live in seconds, counted from the last write. */
export interface Lifetimes {
  /** For conversations without an application: DRAFT_DAYS. */
  draftSeconds: number;
  /** For applications, and conversations with one: RETENTION_DAYS. */
  applicationSeconds: number;
}

const DAY_SECONDS = 86_400;

/** Converts DRAFT_DAYS and RETENTION_DAYS to seconds, rounded up. */
export const toLifetimes = ({
  draftDays,
  retentionDays,
}: Pick<DialogConfig, 'draftDays' | 'retentionDays'>): Lifetimes => ({
  draftSeconds: Math.ceil(draftDays * DAY_SECONDS),
  applicationSeconds: Math.ceil(retentionDays * DAY_SECONDS),
});
