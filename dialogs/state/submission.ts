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

/** All that was given since the reviewer asked: the item asked for, and whatever else was said with it. */
export const patchOf = ({ draft: { name, idNumber, contact, facts } }: Context): ApplicationPatch => ({
  ...(name !== null && { name }),
  ...(idNumber !== null && { idNumber }),
  ...(contact !== null && { contact }),
  ...(Object.keys(facts).length > 0 && { facts }),
});

/** Masked personal data: of the draft, else of the application handed in. */
export function maskedData({ draft, application }: Context): MaskedData {
  const kept = application?.masked;
  return {
    name: draft.name ? maskName(draft.name) : (kept?.name ?? NOTHING),
    idNumber: draft.idNumber ? maskIdNumber(draft.idNumber) : (kept?.idNumber ?? NOTHING),
    contact: draft.contact ? maskContact(draft.contact) : (kept?.contact ?? NOTHING),
  };
}
