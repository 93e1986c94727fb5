import { isOpen } from '../../dialogs/types';
import type { Application } from '../cases/application';
import { abandonedClaim, caseChanged } from '../cases/events';
import { expired } from '../cases/record';
import type { Clock } from '../clock';
import { isDeskError } from '../errors';
import { conversationOf } from '../handoff/handoff';
import { listAsItIs } from '../handoff/listing';
import type { Logger } from '../log';
import type { Schedule } from '../queue/job';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { Listed } from '../store/applications/reviewList';

/** Dependencies of the retention schedule. */
export interface RetentionDeps {
  store: Store;
  queues: Pick<Queues, 'forgetDeadLetters'>;
  clock: Clock;
  /** RETENTION_DAYS. */
  retentionDays: number;
  log: Logger;
}

const HOUR_SECONDS = 3_600;
const DAY_MS = 86_400_000;

/**
 * Hourly erasure of what no TTL covers. A closed application loses its personal data RETENTION_DAYS after its last
 * change, and its conversation all older entries; a shorter setting applies to old data too. An open application is
 * kept until it is decided. Closed hand-offs and old dead letters leave their lists.
 * Law: PIPL Art. 19 (storage no longer than necessary) and Art. 47 (deletion).
 */
export const retentionSchedule = (deps: RetentionDeps): Schedule => {
  const { store, queues, clock, retentionDays, log } = deps;

  const eraseFinished = async ({ no, conversationKey }: Listed, before: number): Promise<void> => {
    await store.applications.changeQuietly(conversationKey, no, (application) => {
      const after = expired(application, before, clock.now());
      return (
        after && {
          application: after,
          commands: [caseChanged(after), ...abandonedClaim(application, after, store.claims.personOf)],
        }
      );
    });
  };

  const keepOpen = async (application: Application): Promise<void> => {
    await store.expiry.keep(application);
    if (application.data) await store.claims.keep(store.claims.personOf(application.data.idNumber));
  };

  const applyTo = async (listed: Listed, before: number): Promise<void> => {
    const { no, conversationKey } = listed;
    const application = await store.applications.load(conversationKey, no);
    if (!application) return store.reviewList.remove(no);
    if (isOpen(application)) return keepOpen(application);
    await eraseFinished(listed, before);
    if (application.updatedAt < before) await store.expiry.forget(conversationKey, before);
  };

  /** Logs an error of one application and goes on, so that an unreadable record does not keep others from expiring. */
  const applySafely = (listed: Listed, before: number): Promise<void> =>
    applyTo(listed, before).catch((error: unknown) => {
      if (isDeskError(error, 'store_unavailable')) throw error;
      log.error({ err: error, no: listed.no }, 'retention passed over an application');
    });

  const closeHandoffs = async (): Promise<void> => {
    for (const id of await store.reviewList.handoffs(Number.MAX_SAFE_INTEGER)) {
      const conversationKey = conversationOf(id);
      if (conversationKey === undefined) await store.reviewList.listHandoff(id, undefined);
      else await listAsItIs(store, conversationKey, id);
    }
  };

  return {
    name: 'retention',
    everySeconds: HOUR_SECONDS,
    async run() {
      const before = clock.now() - retentionDays * DAY_MS;
      for (const listed of await store.expiry.listed()) await applySafely(listed, before);
      await closeHandoffs();
      await queues.forgetDeadLetters(before);
    },
  };
};
