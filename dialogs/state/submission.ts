/** What leaves the dialogue when an application is handed in, and what it may keep of it. */
import { NOTHING } from './context';
import type { Context, MaskedData } from './context';
import { maskContact, maskIdNumber, maskName } from '../speak/mask';
import type { ApplicationData, Facts } from '../types';

const UNANSWERED: Facts = { payScore: 'unsure', debitCard: 'unsure', overdue: 'unsure' };

/** The complete application. Called in `claiming` only, which is reached when nothing is missing. */
export const applicationData = ({ draft, consents }: Context): ApplicationData => ({
  name: draft.name ?? '',
  idNumber: draft.idNumber ?? '',
  contact: draft.contact ?? { kind: 'phone', value: '' },
  facts: { ...UNANSWERED, ...draft.facts },
  warnings: Object.values(draft.warnings).flat(),
  consents,
});

/** Only the item that needs_info asked for. */
export function patchOf({ draft, reopened }: Context): Partial<ApplicationData> {
  switch (reopened) {
    case 'name':
      return { name: draft.name ?? '' };
    case 'idNumber':
      return { idNumber: draft.idNumber ?? '' };
    case 'contact':
      return draft.contact ? { contact: draft.contact } : {};
    case 'payScore':
    case 'debitCard':
    case 'overdue':
      return { facts: { ...UNANSWERED, ...draft.facts } };
    case null:
      return {};
  }
}

/** What the chat may show: of the draft where there is one, else of the application handed in. */
export function maskedData({ draft, application }: Context): MaskedData {
  const kept = application?.masked;
  return {
    name: draft.name ? maskName(draft.name) : (kept?.name ?? NOTHING),
    idNumber: draft.idNumber ? maskIdNumber(draft.idNumber) : (kept?.idNumber ?? NOTHING),
    contact: draft.contact ? maskContact(draft.contact) : (kept?.contact ?? NOTHING),
  };
}
