/** The applicant's copy of their data (PIPL Art. 45), as a file. It is masked: others may see the chat. */
import type { Context } from '../state/context';
import { maskedData } from '../state/submission';
import type { Attachment, EpochMs } from '../types';
import type { Wording } from '../wording/bind';

const iso = (at: EpochMs): string => new Date(at).toISOString();

/** Makes the file my-data.json. */
export function dataExport(
  context: Context,
  operatorName: string,
  now: EpochMs,
  { inWords }: Pick<Wording, 'inWords'>,
): Attachment {
  const { application, draft, consents } = context;
  const copy = {
    operator: operatorName,
    exportedAt: iso(now),
    personalData: inWords({ ...maskedData(context) }),
    facts: { ...application?.facts, ...draft.facts },
    consents: [...(application?.consents ?? []), ...consents].map(({ at, ...consent }) => ({
      ...consent,
      at: iso(at),
    })),
    application: application && {
      no: application.no,
      status: application.status,
      submittedAt: iso(application.createdAt),
      history: application.history.map(({ at, status, by }) => ({ at: iso(at), status, by })),
    },
  };
  return { name: 'my-data.json', contentType: 'application/json', content: JSON.stringify(copy, null, 2) };
}
