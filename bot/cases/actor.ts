/** Role of a staff account, as the console assigns it. */
export type Role = 'viewer' | 'reviewer' | 'supervisor' | 'administrator';

/** Who makes a change. Every history entry, hand-off event and audit entry names one. */
export type Actor =
  | { kind: 'applicant' | 'system' }
  | { kind: 'staff'; id: string; roles: readonly Role[] }
  /** The lender's engine; `id` is the name of its token. */
  | { kind: 'engine'; id: string };

/** The applicant of the conversation. */
export const APPLICANT: Actor = { kind: 'applicant' };
/** The desk itself: jobs and schedules. */
export const SYSTEM: Actor = { kind: 'system' };

/** One name for one actor, e.g. `engine scoring`. */
export const nameOf = (actor: Actor): string => ('id' in actor ? `${actor.kind} ${actor.id}` : actor.kind);

/** Whether the actor acts for the reviewer: staff or an engine. */
export const isReviewer = ({ kind }: Actor): boolean => kind === 'staff' || kind === 'engine';
