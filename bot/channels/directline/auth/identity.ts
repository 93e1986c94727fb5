import { randomBytes } from 'node:crypto';

/**
 * 128 random bits in hex, from the cryptographic generator: ids must not be guessable, although an id alone gives no
 * access.
 */
const random = (): string => randomBytes(16).toString('hex');

/** A new conversation id of 32 hexadecimal digits. */
export const newConversationId = (): string => random();

/** A new user id. Only tokens carry ids with the prefix `dl_`; Web Chat refuses them from a page. */
export const newUserId = (): string => `dl_${random()}`;

const CONVERSATION_ID = /^[0-9a-f]{32}$/;
const USER_ID = /^dl_[A-Za-z0-9_-]{1,97}$/;

/** Whether `value` has the form of a token's user id. */
export const isUserId = (value: unknown): value is string => typeof value === 'string' && USER_ID.test(value);

/** Key of the conversation in the store; undefined for an id that this server cannot have issued. */
export const toConversationKey = (conversationId: string): string | undefined =>
  CONVERSATION_ID.test(conversationId) ? `dl-${conversationId}` : undefined;
