import type { Dialog, DialogConfig } from '../../dialogs/types';
import type { Transcripts } from '../conversation';
import { createApplications, type Applications } from './applications/applications';
import { createAudit, type Audit } from './applications/audit';
import { createBlindIndex } from './applications/blindIndex';
import { createClaims, type Claims } from './applications/claims';
import { createReviewList, type ReviewList } from './applications/reviewList';
import { createConversations, type Conversations } from './conversations/conversations';
import { createDeliveries, type Deliveries } from './conversations/deliveries';
import { createReminders, type Reminders } from './conversations/reminders';
import { createTranscriptNews, type TranscriptNews } from './conversations/transcriptNews';
import { createTranscripts } from './conversations/transcripts';
import { createWordings, type Wordings } from './conversations/wordings';
import { createExpiry, type Expiry } from './expiry';
import { ensureFormat } from './format';
import { toLifetimes } from './lifetimes';
import { createMachineTokens, type MachineTokens } from './machineTokens';
import { createOutbox, type Outbox } from './outbox';
import { withStoreErrors } from './redis/failures';
import type { RedisClient } from './redis/redis';
import { createSealer, type DataKey } from './sealed/seal';
import { createApproximateThrottle, createThrottle, type Throttle } from './throttle';

/**
 * Everything that is stored, by subject. Where Redis does not answer, every asynchronous method rejects with DeskError
 * store_unavailable.
 */
export interface Store {
  conversations: Conversations;
  transcripts: Transcripts;
  transcriptNews: TranscriptNews;
  applications: Applications;
  audit: Audit;
  claims: Claims;
  deliveries: Deliveries;
  outbox: Outbox;
  reminders: Reminders;
  reviewList: ReviewList;
  expiry: Expiry;
  machineTokens: MachineTokens;
  throttle: Throttle;
  /** Throttle for per-message limits: nodes learn of each other's tries within 200 ms. */
  approximateThrottle: Throttle;
  /**
   * Prepares the store for a node: checks the format and stores the wording.
   * @throws StartFault
   */
  prepare(): Promise<void>;
  /** Resolves if Redis answers. */
  ping(): Promise<void>;
}

/** Dependencies of the store. */
export interface StoreOptions {
  /** A ready connection of purpose `store`. The store does not close it. */
  redis: RedisClient;
  /** A connection of purpose `subscriber`, for Pub/Sub alone. */
  subscriber: RedisClient;
  /** Newest first. */
  dataKeys: readonly [DataKey, ...DataKey[]];
  /** 32 bytes, for the blind index. */
  indexKey: Buffer;
  retention: Pick<DialogConfig, 'draftDays' | 'retentionDays'>;
  /** Renders transcripts, which hold wording keys. */
  dialog: Pick<Dialog, 'wording' | 'render'>;
}

/** Composes the store of one node. */
export const createStore = ({ redis, subscriber, dataKeys, indexKey, retention, dialog }: StoreOptions): Store => {
  const sealer = createSealer(dataKeys);
  const lifetimes = toLifetimes(retention);
  const transcriptNews = createTranscriptNews(subscriber);
  const wordings: Wordings = withStoreErrors(createWordings(redis, dialog));
  const outbox = withStoreErrors(createOutbox(redis));

  return withStoreErrors<Store>({
    conversations: withStoreErrors(createConversations({ redis, sealer, lifetimes, transcriptNews, outbox })),
    transcripts: withStoreErrors(createTranscripts({ redis, sealer, transcriptNews, wordings })),
    transcriptNews: withStoreErrors(transcriptNews),
    applications: withStoreErrors(createApplications({ redis, sealer, lifetimes, outbox })),
    audit: withStoreErrors(createAudit(redis, lifetimes)),
    claims: withStoreErrors(createClaims(redis, createBlindIndex(indexKey), lifetimes)),
    deliveries: withStoreErrors(createDeliveries(redis, sealer)),
    outbox,
    reminders: withStoreErrors(createReminders(redis, outbox)),
    reviewList: withStoreErrors(createReviewList(redis)),
    expiry: withStoreErrors(createExpiry(redis, sealer, lifetimes)),
    machineTokens: withStoreErrors(createMachineTokens(redis)),
    throttle: createThrottle(redis),
    approximateThrottle: createApproximateThrottle(redis),
    async prepare() {
      await ensureFormat(redis);
      await wordings.keep();
    },
    async ping() {
      await redis.ping();
    },
  });
};
