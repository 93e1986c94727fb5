import type { Dialog, DialogConfig } from '../../dialogs/types';
import type { Transcripts } from '../conversation';
import { createApplications, type Applications } from './applications/applications';
import { createBlindIndex } from './applications/blindIndex';
import { createTranscriptNews, type TranscriptNews } from './conversations/transcriptNews';
import { createClaims, type Claims } from './applications/claims';
import { createConversations, type Conversations } from './conversations/conversations';
import { createDeliveries, type Deliveries } from './conversations/deliveries';
import { createExpiry, type Expiry } from './expiry';
import { withStoreErrors } from './redis/failures';
import { createOutbox, type Outbox } from './outbox';
import type { RedisClient } from './redis/redis';
import { toLifetimes } from './lifetimes';
import { createReminders, type Reminders } from './conversations/reminders';
import { createReviewList, type ReviewList } from './applications/reviewList';
import { createSealer, type DataKey } from './sealed/seal';
import { createTallyingThrottle, createThrottle, type Throttle } from './throttle';
import { createTranscripts } from './conversations/transcripts';
import { createWordings, type Wordings } from './conversations/wordings';

/** Everything kept, by what it is about. Where Redis is away, every method fails with DeskError store_unavailable. */
export interface Store {
  conversations: Conversations;
  transcripts: Transcripts;
  transcriptNews: TranscriptNews;
  applications: Applications;
  claims: Claims;
  deliveries: Deliveries;
  outbox: Outbox;
  reminders: Reminders;
  reviewList: ReviewList;
  expiry: Expiry;
  throttle: Throttle;
  /** For what happens with every message; between nodes a moment late. */
  tallyingThrottle: Throttle;
  wordings: Wordings;
  /** Resolves if Redis answers. */
  ping(): Promise<void>;
}

export interface StoreOptions {
  /** A connection of purpose `store`, ready. The store does not close it. */
  redis: RedisClient;
  /** A connection of purpose `subscriber`, used for nothing else. */
  subscriber: RedisClient;
  /** Newest first. */
  dataKeys: readonly [DataKey, ...DataKey[]];
  indexKey: Buffer;
  retention: Pick<DialogConfig, 'draftDays' | 'retentionDays'>;
  /** What it says is read again from transcripts. */
  dialog: Pick<Dialog, 'wording' | 'render'>;
}

export const createStore = ({ redis, subscriber, dataKeys, indexKey, retention, dialog }: StoreOptions): Store => {
  const sealer = createSealer(dataKeys);
  const periods = toLifetimes(retention);
  const transcriptNews = createTranscriptNews(subscriber);
  const wordings = createWordings(redis, dialog);

  return withStoreErrors<Store>({
    conversations: withStoreErrors(createConversations({ redis, sealer, lifetimes: periods, transcriptNews })),
    transcripts: withStoreErrors(createTranscripts({ redis, sealer, transcriptNews, wordings })),
    transcriptNews: withStoreErrors(transcriptNews),
    applications: withStoreErrors(createApplications(redis, sealer, periods)),
    claims: withStoreErrors(createClaims(redis, createBlindIndex(indexKey), periods)),
    deliveries: withStoreErrors(createDeliveries(redis, sealer)),
    outbox: withStoreErrors(createOutbox(redis)),
    reminders: withStoreErrors(createReminders(redis, sealer)),
    reviewList: withStoreErrors(createReviewList(redis)),
    expiry: withStoreErrors(createExpiry(redis, sealer, periods)),
    throttle: createThrottle(redis),
    tallyingThrottle: createTallyingThrottle(redis),
    wordings: withStoreErrors(wordings),
    async ping() {
      await redis.ping();
    },
  });
};
