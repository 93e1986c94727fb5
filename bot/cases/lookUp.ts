import type { ApplicationView, Contact, Proof } from '../../dialogs/types';
import { equalSecrets } from '../equalSecrets';
import type { Store } from '../store';
import { toView, type Application } from './application';

/** Answer to a look-up. */
export type LookedUp = { outcome: 'found'; application: ApplicationView } | { outcome: 'not_found' | 'throttled' };

type LookUpStore = Pick<Store, 'applications' | 'claims' | 'throttle'>;

/**
 * Tries an hour, against guessing: the last four digits of a phone have 10,000 possibilities. What one conversation
 * tries counts together, whatever it looks up; tries for one number or person count over all conversations.
 */
const HOUR_SECONDS = 3_600;
const TRIES_PER_ASKER = 5;
const TRIES_PER_SUBJECT = 10;

const mayTry = async ({ throttle }: LookUpStore, conversationKey: string, subject: string): Promise<boolean> =>
  (await throttle(`asker:${conversationKey}`, TRIES_PER_ASKER, HOUR_SECONDS)) &&
  (await throttle(subject, TRIES_PER_SUBJECT, HOUR_SECONDS));

/** Compared in the place of an application that is not there, so that this takes no less work. */
const NOBODYS: Contact = { kind: 'phone', value: '' };

/** Form in which contacts are compared: WeChat IDs and addresses regardless of case. */
const comparable = ({ kind, value }: Contact): string => `${kind}\n${value.toLowerCase()}`;

const isProof = (contact: Contact, proof: Proof): boolean => {
  if (proof.kind === 'contact') return equalSecrets(comparable(contact), comparable(proof.contact));
  const last4 = contact.kind === 'phone' ? contact.value.slice(-4) : '';
  return equalSecrets(last4, proof.value) && proof.value.length === 4;
};

/** The application for whoever proves to be its applicant. It does not tell a missing one from a wrong proof. */
const answer = (application: Application | undefined, proof: Proof): LookedUp =>
  isProof(application?.data?.contact ?? NOBODYS, proof) && application?.data
    ? { outcome: 'found', application: toView(application) }
    : { outcome: 'not_found' };

/** Looks up an application by its number for the conversation `conversationKey`. */
export const lookUpByNumber = async (
  { no, proof }: { no: string; proof: Proof },
  conversationKey: string,
  store: LookUpStore,
): Promise<LookedUp> => {
  if (!(await mayTry(store, conversationKey, `no:${no}`))) return { outcome: 'throttled' };
  return answer(await store.applications.find(no), proof);
};

/**
 * Looks up the newest application of a person who has lost its number. The blind index leads to it as long as it holds
 * the person's claim: while it is open, and after that until its data are erased or somebody claims the person anew.
 */
export const lookUpByPerson = async (
  { idNumber, contact }: { idNumber: string; contact: Contact },
  conversationKey: string,
  store: LookUpStore,
): Promise<LookedUp> => {
  const { applications, claims } = store;
  const person = claims.personOf(idNumber);
  if (!(await mayTry(store, conversationKey, `person:${person}`))) return { outcome: 'throttled' };
  const holder = (await claims.holderOf(person)) ?? { no: 'none', conversationKey };
  const application = await applications.load(holder.conversationKey, holder.no);
  // A claim comes before the commit that it is for, which may not have happened.
  const isTheirs = equalSecrets(claims.personOf(application?.data?.idNumber ?? ''), person);
  return answer(isTheirs ? application : undefined, { kind: 'contact', contact });
};
