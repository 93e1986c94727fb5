/** What an account of staff may do, as the desk's console assigns it. */
export type Role = 'viewer' | 'reviewer' | 'supervisor' | 'administrator';

/** Who makes a change. Every history entry, hand-off event, reveal and audit entry names one. */
export type Actor =
  | { kind: 'applicant' | 'system' }
  | { kind: 'staff'; id: string; roles: readonly Role[] }
  /** The lender's own engine, by the name of its token. */
  | { kind: 'engine'; id: string };

export const APPLICANT: Actor = { kind: 'applicant' };
export const SYSTEM: Actor = { kind: 'system' };

/** Whether the review speaks through this actor: a member of the staff or an engine. */
export const isReviewer = ({ kind }: Actor): boolean => kind === 'staff' || kind === 'engine';
