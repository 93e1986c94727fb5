import type { ApplicationData, ApplicationPatch, EpochMs, Item } from '../../dialogs/types';
import type { Verdict } from '../../dialogs/validators';
import { APPLICANT } from './actor';
import type { Application } from './application';
import { advance } from './record';

type Warning = Extract<Verdict, { warnings: unknown }>['warnings'][number];

/** Item of each warning of the validators. The application keeps them in one list. */
const ITEM_OF_WARNING: Readonly<Record<Warning, Item>> = {
  region_unlisted: 'idNumber',
  region_not_county: 'idNumber',
  born_after_region_abolished: 'idNumber',
  seq000: 'idNumber',
  age_over_100: 'idNumber',
  legacy15: 'idNumber',
  virtual: 'contact',
  data_sim: 'contact',
};

const itemOf = (warning: string): Item | undefined => (ITEM_OF_WARNING as Partial<Record<string, Item>>)[warning];

/** Items of which the patch has another value than the data. */
const changedItems = (data: ApplicationData, { name, idNumber, contact, facts = {} }: ApplicationPatch): Item[] => {
  const differs: Record<Item, boolean> = {
    name: name !== undefined && name !== data.name,
    idNumber: idNumber !== undefined && idNumber !== data.idNumber,
    contact: contact !== undefined && (contact.kind !== data.contact.kind || contact.value !== data.contact.value),
    payScore: facts.payScore !== undefined && facts.payScore !== data.facts.payScore,
    debitCard: facts.debitCard !== undefined && facts.debitCard !== data.facts.debitCard,
    overdue: facts.overdue !== undefined && facts.overdue !== data.facts.overdue,
  };
  return (Object.keys(differs) as Item[]).filter((item) => differs[item]);
};

/**
 * The data with the patch in it, and the items that are different now. Facts are merged item by item; earlier warnings
 * of changed items give way to the patch's; consents are added, as the earlier ones stay on record.
 */
const patched = (data: ApplicationData, patch: ApplicationPatch): { data: ApplicationData; changed: Item[] } => {
  const changed = changedItems(data, patch);
  const kept = data.warnings.filter((warning) => {
    const item = itemOf(warning);
    return item === undefined || !changed.includes(item);
  });
  return {
    changed,
    data: {
      ...data,
      ...patch,
      facts: { ...data.facts, ...patch.facts },
      warnings: [...new Set([...kept, ...(patch.warnings ?? [])])],
      consents: [...data.consents, ...(patch.consents ?? [])],
    },
  };
};

/**
 * The open application with items that its applicant has corrected; its status stays. Undefined where no item is
 * different.
 * Law: PIPL Art. 46 (correction).
 */
export const amended = (application: Application, patch: ApplicationPatch, at: EpochMs): Application | undefined => {
  if (!application.data) return undefined;
  const { data, changed } = patched(application.data, patch);
  if (changed.length === 0) return undefined;
  return { ...advance(application, { at, by: APPLICANT, status: application.status, changed }), data };
};

/** The open application back in review, with what a reviewer asked its applicant for. */
export const resubmitted = (application: Application, patch: ApplicationPatch, at: EpochMs): Application => {
  const { data, changed = [] } = application.data ? patched(application.data, patch) : { data: null };
  const entry = { at, by: APPLICANT, status: 'in_review' as const, ...(changed.length > 0 && { changed }) };
  return { ...advance(application, entry), data };
};
