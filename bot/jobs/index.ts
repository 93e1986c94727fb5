import { capability, type Core } from '../core/capability';
import type { GaugeRow } from '../observe/gauges';
import { INTAKE, intakeJob } from './intake';
import { LIST_CASE, listCaseJob } from './listCase';
import { LIST_HANDOFF, listHandoffJob, RELIST_HANDOFF, relistHandoffJob } from './listHandoff';
import { RELEASE_CLAIM, releaseClaimJob } from './releaseClaim';
import { REMIND, remindJob } from './remind';
import { retentionSchedule } from './retention';

/** Capability with the desk's own background work, and the gauges of queues and outbox. */
export const jobs = capability({
  name: 'jobs',
  queues: [INTAKE, LIST_CASE, RELEASE_CLAIM, LIST_HANDOFF, RELIST_HANDOFF, REMIND],
  build: (core) => ({
    jobs: [
      intakeJob(core),
      listCaseJob(core),
      releaseClaimJob(core),
      listHandoffJob(core),
      relistHandoffJob(core),
      remindJob(core),
    ],
    schedules: [retentionSchedule({ ...core, retentionDays: core.config.dialog.retentionDays })],
    gauges: gaugesOf(core),
  }),
});

const gaugesOf = ({ queues, store: { outbox }, clock }: Core): GaugeRow[] => [
  {
    name: 'fenfu_queue_jobs',
    help: 'Jobs by queue and state; failed ones are dead letters',
    labelNames: ['queue', 'state'],
    collect: async () =>
      Object.entries(await queues.counts()).flatMap(([queue, states]) =>
        Object.entries(states).map(([state, value]) => ({ value, labels: { queue, state } })),
      ),
  },
  {
    name: 'fenfu_outbox_commands',
    help: 'Commands that no relay has handed to its queue',
    collect: async () => (await outbox.backlog()).length,
  },
  {
    name: 'fenfu_outbox_oldest_seconds',
    help: 'Age of the oldest command that no relay has handed to its queue',
    collect: async () => Math.max(0, clock.now() - ((await outbox.backlog()).oldestAt ?? clock.now())) / 1_000,
  },
];
