import { SYSTEM } from '../cases/actor';
import type { Cases } from '../cases/cases';
import { isDeskError } from '../errors';
import { jobOf, type Job, type QueueFacts } from '../queue/job';

/**
 * Queue of new applications. Low priority: applications without an invitation come after every other job of this queue.
 */
export const INTAKE: QueueFacts<'intake'> = { name: 'intake', on: 'intake', concurrency: 2, priority: 10 };

/**
 * Takes a queued application into review and tells the applicant. An application in any other status stays unchanged.
 */
export const intakeJob = ({ cases }: { cases: Cases }): Job =>
  jobOf(INTAKE, async ({ no }) => {
    await cases.change(no, SYSTEM, { type: 'takeIntoReview' }).catch((error: unknown) => {
      if (!isDeskError(error, 'not_found')) throw error;
    });
  });
