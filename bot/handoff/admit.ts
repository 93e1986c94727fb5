import type { StaffEvent } from '../conversation';
import { DeskError } from '../errors';
import type { Handoff } from './handoff';

/**
 * Lets staff do what the hand-off allows as it stands at the commit. Throws handoff_closed, handoff_taken or handoff_not_owned.
 */
export const admit = (event: StaffEvent, handoff: Handoff | undefined): void => {
  if (handoff?.id !== event.handoffId) throw new DeskError('handoff_closed');
  const owned = handoff.status === 'owned';
  if (event.type === 'personTook' && owned) throw new DeskError('handoff_taken');
  if (event.type !== 'personTook' && !owned) throw new DeskError('handoff_not_owned');
};
