import type { BlindIndex } from '../store/applications/blindIndex';
import type { CommandOf, OutboxCommand } from '../store/outbox';
import type { Application } from './application';

/** Says that a case has got a new version; committed with it, and heard by every listener once. */
export type CaseEvent = CommandOf<'caseChanged'>;

/** One event for each version of an application. */
export const caseChanged = ({ no, version, conversationKey }: Application): CaseEvent => ({
  id: `changed-${no}-${version}`,
  type: 'caseChanged',
  conversationKey,
  no,
  version,
});

/** An application that has lost its ID number, or got another, no longer stands for the person of the old one. */
export const abandonedClaim = (
  before: Application | undefined,
  { no, version, conversationKey, data }: Application,
  personOf: BlindIndex,
): OutboxCommand[] => {
  const idNumber = before?.data?.idNumber;
  if (idNumber === undefined || idNumber === data?.idNumber) return [];
  return [{ id: `release-${no}-${version}`, type: 'releaseClaim', conversationKey, no, person: personOf(idNumber) }];
};
