import { randomBytes } from 'node:crypto';

/** Of the operating system's generator: a conversation's id must not be guessed, though it opens nothing alone. */
const random = (): string => randomBytes(16).toString('hex');

export const newConversationId = (): string => random();

/** `dl_` marks ids that only a token can carry: Web Chat refuses them from a page. */
export const newUserId = (): string => `dl_${random()}`;

const CONVERSATION_ID = /^[0-9a-f]{32}$/;
const USER_ID = /^dl_[A-Za-z0-9_-]{1,97}$/;

export const isUserId = (value: unknown): value is string => typeof value === 'string' && USER_ID.test(value);

/** Key of the conversation in the store; undefined for what this service cannot have issued. */
export const toConversationKey = (conversationId: string): string | undefined =>
  CONVERSATION_ID.test(conversationId) ? `dl-${conversationId}` : undefined;
