/**
 * The state as it is stored: a version, the open question and the context. A snapshot of an older version is migrated. `step` derives
 * the open question anew from the answers, so a release that changes the questions can continue every conversation.
 */
import { initialContext, NOTHING } from './context';
import type { Context } from './context';
import type { QuestionId } from './questions';
import type { DialogState } from '../types';

/** Raise it when Context changes its shape or its initial values, and add a migration from the version before. */
export const SNAPSHOT_VERSION = 3;

type Stored = { v: number; question: string; context: Record<string, unknown> };

/** Version 1 kept the masked ID number of an application as Chinese text, e.g. 尾号9811. */
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

/** Version 2 had one value to confirm, and the number of a look-up alone. */
function withLists(stored: Stored): Stored {
  const { unconfirmed, proving, ...context } = stored.context;
  return {
    ...stored,
    context: {
      ...context,
      ...(unconfirmed ? { unconfirmed: [unconfirmed] } : {}),
      ...(typeof proving === 'string' ? { lookup: { no: proving, proof: null } } : {}),
    },
  };
}

/** Migrations from version n to n + 1; a version without one needs none. */
const MIGRATIONS: Record<number, (stored: Stored) => Stored> = { 1: withLastFour, 2: withLists };

/** The snapshot is newer than this release: another node already runs the next one. */
export class SnapshotVersionError extends Error {
  constructor(found: number) {
    super(
      `conversation snapshot has version ${found}, this release reads up to ${SNAPSHOT_VERSION}: finish the rolling upgrade`,
    );
    this.name = 'SnapshotVersionError';
  }
}

/** Makes the snapshot to store. Fields with their initial value are omitted. */
export function toState(question: QuestionId, context: Context): DialogState {
  const kept: Record<string, unknown> = {};
  for (const field of FIELDS) if (!isInitial(field, context[field])) kept[field] = context[field];
  return { v: SNAPSHOT_VERSION, question, context: kept };
}

const INITIAL: Readonly<Context> = initialContext();
const FIELDS = Object.keys(INITIAL) as (keyof Context)[];

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const isInitial = (field: keyof Context, value: unknown): boolean =>
  value === INITIAL[field] || (isEmpty(value) && isEmpty(INITIAL[field]));

/**
 * Reads a stored snapshot; omitted fields get their initial value.
 * @throws SnapshotVersionError
 */
export function fromState(state: DialogState): Context {
  let stored = state as unknown as Stored;
  if (stored.v > SNAPSHOT_VERSION) throw new SnapshotVersionError(stored.v);
  while (stored.v < SNAPSHOT_VERSION) {
    const migrate = MIGRATIONS[stored.v];
    stored = { ...(migrate ? migrate(stored) : stored), v: stored.v + 1 };
  }
  return { ...initialContext(), ...stored.context };
}
