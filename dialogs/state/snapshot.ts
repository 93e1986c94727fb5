/**
 * The state as it is stored. It carries a version, and a snapshot of an older shape is migrated. The open question is stored to be
 * read (by `pendingOf`, by people), but never trusted: it is derived again from the collected answers, so that a release which
 * changes the questions finds its place in every running conversation.
 */
import { initialContext, NOTHING } from './context';
import type { Context } from './context';
import type { QuestionId } from './questions';
import type { DialogState } from '../types';

/** Raise it when Context changes its shape or how it begins, and add the way from the version before to MIGRATIONS. */
export const SNAPSHOT_VERSION = 2;

type Stored = { v: number; question: string; context: Record<string, unknown> };

/** Version 1 kept the ID number of an application handed in as Chinese text: 尾号9811. */
function withLastFour(stored: Stored): Stored {
  const application = stored.context['application'] as { masked: { idNumber: string } } | null | undefined;
  if (!application) return stored;
  const { masked } = application;
  const last4 = /^尾号(.{4})$/u.exec(masked.idNumber)?.[1];
  const idNumber = last4 === undefined ? NOTHING : { last4 };
  return {
    ...stored,
    context: { ...stored.context, application: { ...application, masked: { ...masked, idNumber } } },
  };
}

/** From version n to n + 1. */
const MIGRATIONS: Record<number, (stored: Stored) => Stored> = { 1: withLastFour };

/** Thrown for a snapshot newer than this code: another node is already running the next release. */
export class SnapshotVersionError extends Error {
  constructor(found: number) {
    super(
      `conversation snapshot has version ${found}, this release reads up to ${SNAPSHOT_VERSION}: finish the rolling upgrade`,
    );
    this.name = 'SnapshotVersionError';
  }
}

/** What is as it is at the beginning is left out: most of it, most of the time. */
export function toState(question: QuestionId, context: Context): DialogState {
  const kept: Record<string, unknown> = {};
  for (const field of FIELDS) if (!isInitial(field, context[field])) kept[field] = context[field];
  const state = { v: SNAPSHOT_VERSION, question, context: kept };
  contexts.set(state, context);
  return state;
}

/** Of states that were made here and have not been stored and read since. */
const contexts = new WeakMap<DialogState, Context>();

const INITIAL: Readonly<Context> = initialContext();
const FIELDS = Object.keys(INITIAL) as (keyof Context)[];

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const isInitial = (field: keyof Context, value: unknown): boolean =>
  value === INITIAL[field] || (isEmpty(value) && isEmpty(INITIAL[field]));

export function fromState(state: DialogState): Context {
  const known = contexts.get(state);
  if (known) return known;
  let stored = state as unknown as Stored;
  if (stored.v > SNAPSHOT_VERSION) throw new SnapshotVersionError(stored.v);
  while (stored.v < SNAPSHOT_VERSION) {
    const migrate = MIGRATIONS[stored.v];
    stored = { ...(migrate ? migrate(stored) : stored), v: stored.v + 1 };
  }
  return { ...initialContext(), ...stored.context };
}
