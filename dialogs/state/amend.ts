/** Corrections of an application after it was handed in (PIPL Art. 46), as pure functions. */
import { maskContact, maskIdNumber, maskName } from '../speak/mask';
import type { ApplicationPatch, Facts } from '../types';
import type { Context, KeptApplication } from './context';
import type { Accepted, Told } from './events';

/** What a message corrects of the application; values to confirm wait in `unconfirmed`. */
export const amend = (context: Context, { judged, facts }: Told): Partial<Context> => ({
  amending: patchOf(judged.accepted, factsOf(context, facts, false)),
  unconfirmed: judged.unconfirmed,
  attempts: 0,
  misses: 0,
});

/** Facts that the application has already, as they are told again. */
export const repeatedFacts = (context: Context, { facts }: Told): Partial<Facts> => factsOf(context, facts, true);

const factsOf = ({ application }: Context, facts: Partial<Facts>, known: boolean): Partial<Facts> =>
  Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => (application?.facts?.[name as keyof Facts] === value) === known),
  );

/** Takes the first unconfirmed value as a correction: the applicant says that it is meant so. */
export function confirmAmendment({ unconfirmed }: Context): Partial<Context> {
  const [first, ...others] = unconfirmed;
  return first ? { amending: patchOf([first], {}), unconfirmed: others } : {};
}

function patchOf(accepted: readonly Accepted[], facts: Partial<Facts>): ApplicationPatch | null {
  if (accepted.length === 0 && Object.keys(facts).length === 0) return null;
  const patch: ApplicationPatch = { warnings: accepted.flatMap(({ warnings }) => warnings) };
  for (const { item, value, contactKind } of accepted) {
    if (item === 'contact') patch.contact = { kind: contactKind ?? 'phone', value };
    else patch[item] = value;
  }
  return Object.keys(facts).length === 0 ? patch : { ...patch, facts };
}

/** The application as the conversation keeps it after a correction. */
export function amended(
  application: KeptApplication,
  { name, idNumber, contact, facts }: ApplicationPatch,
): KeptApplication {
  return {
    ...application,
    masked: {
      name: name === undefined ? application.masked.name : maskName(name),
      idNumber: idNumber === undefined ? application.masked.idNumber : maskIdNumber(idNumber),
      contact: contact === undefined ? application.masked.contact : maskContact(contact),
    },
    ...(application.facts || facts ? { facts: { ...application.facts, ...facts } } : {}),
  };
}
