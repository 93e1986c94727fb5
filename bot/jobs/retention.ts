import { isOpen, type Application } from '../../dialogs/types';
import { erased } from '../cases/record';
import type { Clock } from '../clock';
import { isDeskError } from '../errors';
import { conversationOf } from '../handoff/handoff';
import type { Logger } from '../log';
import type { Store } from '../store';
import type { Listed } from '../store/applications/reviewList';
import { abandonedClaim } from '../turn/effects';
import type { Queues } from '../queue/queues';

export interface RetentionDeps {
  store: Store;
  queues: Pick<Queues, 'forgetDeadLetters'>;
  clock: Clock;
  /** RETENTION_DAYS. */
  retentionDays: number;
  nudgeRelay(conversationKey: string): void;
  log: Logger;
}

export interface RetentionJob {
  /** Everything once, now. */
  run(): Promise<void>;
  /** Once an hour, on one of all the nodes that have started it. */
  start(): void;
  stop(): Promise<void>;
}

const HOUR_SECONDS = 3_600;
const DAY_MS = 86_400_000;

/**
 * Erases on schedule what time to live does not cover. A finished application loses its data RETENTION_DAYS after the decision, and
 * its chat what is older, also where the setting was shortened later; an open one stays until it is decided, however long that takes;
 * lists and dead letters lose what is gone.
 */
export const createRetention = (deps: RetentionDeps): RetentionJob => {
  const { store, queues, clock, retentionDays, log } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const eraseFinished = async ({ no, conversationKey }: Listed, before: number): Promise<void> => {
    const expire = (application: Application) => {
      if (isOpen(application) || !application.data || application.updatedAt >= before) return undefined;
      const after = erased(application, clock.now());
      return { application: after, commands: abandonedClaim(application, after, store.claims.personOf) };
    };
    await store.applications.change(conversationKey, no, expire);
    deps.nudgeRelay(conversationKey);
  };

  const keepOpen = async (application: Application): Promise<void> => {
    await store.expiry.keep(application);
    if (application.data) await store.claims.keep(store.claims.personOf(application.data.idNumber));
  };

  const look = async (listed: Listed, before: number): Promise<void> => {
    const { no, conversationKey } = listed;
    const application = await store.applications.load(conversationKey, no);
    if (!application) return store.reviewList.remove(no);
    if (isOpen(application)) return keepOpen(application);
    await eraseFinished(listed, before);
    if (application.updatedAt < before) await store.expiry.forget(conversationKey, before);
  };

  /** One unreadable record must not keep the others from being erased. */
  const lookSafely = (listed: Listed, before: number): Promise<void> =>
    look(listed, before).catch((error: unknown) => {
      if (isDeskError(error, 'store_unavailable')) throw error;
      log.error({ err: error, no: listed.no }, 'retention passed over an application');
    });

  const closeHandoffs = async (): Promise<void> => {
    for (const id of await store.reviewList.handoffs(Number.MAX_SAFE_INTEGER)) {
      const conversationKey = conversationOf(id);
      const open = conversationKey === undefined ? undefined : await store.conversations.handoff(conversationKey);
      if (open?.id !== id) await store.reviewList.removeHandoff(id);
    }
  };

  const run = async (): Promise<void> => {
    const before = clock.now() - retentionDays * DAY_MS;
    for (const listed of await store.expiry.listed()) await lookSafely(listed, before);
    await closeHandoffs();
    await queues.forgetDeadLetters(before);
  };

  const runIfDue = async (): Promise<void> => {
    try {
      if (await store.throttle('retention', 1, HOUR_SECONDS)) await run();
    } catch (error) {
      log.warn({ err: error }, 'retention failed; it is repeated within the hour');
    }
  };

  const wake = (): void => {
    running ??= runIfDue().finally(() => (running = undefined));
  };

  return {
    run,
    start() {
      timer ??= setInterval(wake, HOUR_SECONDS * 1_000);
      wake();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running;
    },
  };
};
