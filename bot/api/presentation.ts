import { maskContact, maskName } from '../../dialogs/speak/mask';
import type { ApplicationData, EpochMs } from '../../dialogs/types';
import { nameOf, type Actor } from '../cases/actor';
import type { Application, HistoryEntry } from '../cases/application';
import type { AuditEntry } from '../store/applications/audit';

/** ISO 8601 in UTC, as the API writes times. */
export const toIso = (at: EpochMs): string => new Date(at).toISOString();

/** Personal data, masked or in clear; null after erasure. */
const toPerson = (data: ApplicationData | null, revealed: boolean) => {
  if (!data) return { name: null, idNumber: null, contact: null };
  const { name, idNumber, contact } = data;
  if (revealed) return { name, idNumber, contact };
  return {
    name: maskName(name),
    idNumber: `****${idNumber.slice(-4)}`,
    contact: { kind: contact.kind, value: maskContact(contact) },
  };
};

/** Item of the case list; always masked. */
export const toListItem = ({ no, status, createdAt, updatedAt, data }: Application) => ({
  no,
  status,
  createdAt: toIso(createdAt),
  updatedAt: toIso(updatedAt),
  ...toPerson(data, false),
  facts: data?.facts ?? null,
  warnings: data?.warnings ?? [],
});

/** Full record of one case. Personal data is in clear only where `revealed`. */
export const toRecord = (application: Application, audit: AuditEntry[], revealed: boolean) => ({
  ...toListItem(application),
  ...toPerson(application.data, revealed),
  version: application.version,
  channel: application.channel,
  phrase: application.phrase,
  revealed,
  erased: application.data === null,
  consents: application.data?.consents.map((consent) => ({ ...consent, at: toIso(consent.at) })) ?? [],
  history: application.history.map(({ requests: _, ...entry }) => ({ ...entry, at: toIso(entry.at) })),
  audit: audit.map((entry) => ({ ...entry, at: toIso(entry.at) })),
});

/**
 * Response to a decision, built from its history entry, so that a repeated request gets the same response. The note is
 * shown to its author alone: the right to decide is none to read.
 */
export const toDecisionBody = (
  no: string,
  { status, version, reason, item, note, by, at }: HistoryEntry,
  caller: Actor,
) => ({
  no,
  status,
  version,
  decision: status,
  ...(reason !== undefined && { reasonCode: reason }),
  ...(item !== undefined && { item }),
  ...(note !== undefined && nameOf(by) === nameOf(caller) && { note }),
  decidedBy: by,
  decidedAt: toIso(at),
});
