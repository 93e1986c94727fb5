import { SYSTEM } from '../cases/actor';
import type { Cases } from '../cases/cases';
import { isDeskError } from '../errors';
import { jobOf, type Job, type QueueFacts } from '../queue/job';

/** Applications without an invitation come after whatever else is queued for intake. */
export const INTAKE: QueueFacts<'intake'> = { name: 'intake', on: 'intake', concurrency: 2, priority: 10 };

/** Takes a queued application into review, and tells the applicant. One that has moved on already, or been withdrawn, stays as it is. */
export const intakeJob = ({ cases }: { cases: Cases }): Job =>
  jobOf(INTAKE, async ({ no }) => {
    await cases.change(no, SYSTEM, { type: 'takeIntoReview' }).catch((error: unknown) => {
      if (!isDeskError(error, 'not_found')) throw error;
    });
  });
