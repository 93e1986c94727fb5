import { maskContact, maskName } from '../../dialogs/speak/mask';
import type { ApplicationData, EpochMs } from '../../dialogs/types';
import type { Application, HistoryEntry } from '../cases/application';
import type { AuditEntry } from '../store/applications/audit';

const toIso = (at: EpochMs): string => new Date(at).toISOString();

/** `contact.value` is what the applicant gave, masked or in clear; null throughout where the data has been erased. */
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

/** One line of the reviewer's list; always masked. */
export const toListItem = ({ no, status, createdAt, updatedAt, data }: Application) => ({
  no,
  status,
  createdAt: toIso(createdAt),
  updatedAt: toIso(updatedAt),
  ...toPerson(data, false),
  facts: data?.facts ?? null,
  warnings: data?.warnings ?? [],
});

/** The whole record, for one case; personal data in clear only where `revealed`. */
export const toRecord = (application: Application, audit: AuditEntry[], revealed: boolean) => ({
  ...toListItem(application),
  ...toPerson(application.data, revealed),
  version: application.version,
  channel: application.channel,
  phrase: application.phrase,
  revealed,
  erased: application.data === null,
  consents: application.data?.consents.map((consent) => ({ ...consent, at: toIso(consent.at) })) ?? [],
  history: application.history.map(({ request: _, ...entry }) => ({ ...entry, at: toIso(entry.at) })),
  audit: audit.map((entry) => ({ ...entry, at: toIso(entry.at) })),
});

/** The answer to a decision: the entry it made, so that the same request is answered the same for ever. */
export const toDecisionBody = (no: string, { status, version, reason, item, note, by, at }: HistoryEntry) => ({
  no,
  status,
  version,
  decision: status,
  ...(reason !== undefined && { reasonCode: reason }),
  ...(item !== undefined && { item }),
  ...(note !== undefined && { note }),
  decidedBy: by,
  decidedAt: toIso(at),
});
