import type { BlindIndex } from '../store/applications/blindIndex';
import type { CommandOf, OutboxCommand } from '../store/outbox';
import type { Application } from './application';

/** Event: an application has a new version. It is committed together with it, through the outbox. */
export type CaseEvent = CommandOf<'caseChanged'>;

/** The event for this version; its id is unique by version. */
export const caseChanged = ({ no, version, conversationKey }: Application): CaseEvent => ({
  id: `changed-${no}-${version}`,
  type: 'caseChanged',
  conversationKey,
  no,
  version,
});

/** Command that releases the claim of an ID number which the change removed or replaced; none where it stays. */
export const abandonedClaim = (
  before: Application | undefined,
  { no, version, conversationKey, data }: Application,
  personOf: BlindIndex,
): OutboxCommand[] => {
  const idNumber = before?.data?.idNumber;
  if (idNumber === undefined || idNumber === data?.idNumber) return [];
  const person = personOf(idNumber);
  return [{ id: `release-${no}-${version}`, type: 'releaseClaim', conversationKey, no, version, person }];
};
