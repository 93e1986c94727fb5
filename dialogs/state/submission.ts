/** The data of an application as it is handed in, and its masked form, which is all that the conversation keeps. */
import { NOTHING } from './context';
import type { Context, MaskedData } from './context';
import { maskContact, maskIdNumber, maskName } from '../speak/mask';
import type { ApplicationData, ApplicationPatch, Facts } from '../types';

const UNANSWERED: Facts = { payScore: 'unsure', debitCard: 'unsure', overdue: 'unsure' };

/** The complete application. Call it in `claiming` only, where no item is missing. */
export const applicationData = ({ draft, consents }: Context): ApplicationData => ({
  name: draft.name ?? '',
  idNumber: draft.idNumber ?? '',
  contact: draft.contact ?? { kind: 'phone', value: '' },
  facts: { ...UNANSWERED, ...draft.facts },
  warnings: Object.values(draft.warnings).flat(),
  consents,
});

/** The item that needs_info asked for; empty where none was. */
export function patchOf({ draft, reopened }: Context): ApplicationPatch {
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
      return { facts: draft.facts };
    case null:
      return {};
  }
}

/** Masked personal data: of the draft, else of the application handed in. */
export function maskedData({ draft, application }: Context): MaskedData {
  const kept = application?.masked;
  return {
    name: draft.name ? maskName(draft.name) : (kept?.name ?? NOTHING),
    idNumber: draft.idNumber ? maskIdNumber(draft.idNumber) : (kept?.idNumber ?? NOTHING),
    contact: draft.contact ? maskContact(draft.contact) : (kept?.contact ?? NOTHING),
  };
}
