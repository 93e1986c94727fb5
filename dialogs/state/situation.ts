/** The situations that answers tell apart. */
import type { ApplicationStatus } from '../types';
import type { Context } from './context';

/** Situations in the order of an application's life. */
export const SITUATIONS = [
  'default',
  'form',
  'waiting',
  'queued',
  'in_review',
  'needs_info',
  'approved',
  'declined',
  'withdrawn',
  'person',
] as const;
/** A situation. `waiting` stands for queued and in_review where these are not told apart. */
export type Situation = (typeof SITUATIONS)[number];

/** Situations that fit, the closest first; the last is always `default`. */
export function situationsOf({ personSince, applying, reopened, application, found }: Context): Situation[] {
  if (personSince !== null) return ['person', 'default'];
  if (applying) return ['form', 'default'];
  // Of a case of another chat only the decision is spoken of: notices of one that waits go there.
  if (!application) return found && isDecided(found.status) ? [found.status, 'default'] : ['default'];
  if (reopened !== null || application.status === 'needs_info') return ['needs_info', 'default'];
  const waits = application.status === 'queued' || application.status === 'in_review';
  return [application.status, ...(waits ? (['waiting'] as const) : []), 'default'];
}

const isDecided = (status: ApplicationStatus): status is 'approved' | 'declined' =>
  status === 'approved' || status === 'declined';
