import { CAPABILITIES } from '../../bot/capabilities';
import { DELIVER } from '../../bot/jobs/deliver';

/** Names of all queues of a desk. */
export const QUEUE_NAMES: readonly string[] = [DELIVER, ...CAPABILITIES.flatMap(({ queues }) => queues)].map(
  ({ name }) => name,
);
