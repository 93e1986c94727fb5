import type { StaffEvent } from '../conversation';
import { DeskError } from '../errors';
import type { Handoff } from './handoff';

/**
 * Checks that the hand-off allows what staff do, as it is at the commit.
 * @throws DeskError handoff_closed, handoff_taken or handoff_not_owned
 */
export const admit = (event: StaffEvent, handoff: Handoff | undefined): void => {
  if (handoff?.id !== event.handoffId) throw new DeskError('handoff_closed');
  const owned = handoff.status === 'owned';
  if (event.type === 'personTook' && owned) throw new DeskError('handoff_taken');
  if (event.type !== 'personTook' && !owned) throw new DeskError('handoff_not_owned');
};
