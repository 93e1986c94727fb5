import type { ApplicationStatus } from '../../dialogs/types';

/**
 * Every key this program uses in Redis, but for BullMQ's. What one script touches shares a hash tag, so that it lies in one slot of a
 * cluster: a conversation, its transcript, its applications and the outbox of its shard.
 */

export const SHARDS = 64;

/** 0..63, from the conversation key alone, the same on every node and for ever: FNV-1a, whose upper bits are mixed best. */
export const shardOf = (conversationKey: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < conversationKey.length; i++) hash = Math.imul(hash ^ conversationKey.charCodeAt(i), 0x01000193);
  return hash >>> 26;
};

const inShardOf = (conversationKey: string, kind: string, name: string): string =>
  `fd:{s${shardOf(conversationKey)}}:${kind}:${name}`;

export const keys = {
  conversation: (conversationKey: string) => inShardOf(conversationKey, 'conv', conversationKey),
  log: (conversationKey: string) => inShardOf(conversationKey, 'log', conversationKey),
  deliveryMarks: (conversationKey: string) => inShardOf(conversationKey, 'sent', conversationKey),
  application: (conversationKey: string, no: string) => inShardOf(conversationKey, 'app', no),
  void: (conversationKey: string, no: string) => inShardOf(conversationKey, 'void', no),
  audit: (conversationKey: string, no: string) => inShardOf(conversationKey, 'audit', no),
  idempotency: (conversationKey: string, no: string, keyHash: string) =>
    inShardOf(conversationKey, 'idem', `${no}:${keyHash}`),
  outbox: (shard: number) => `fd:{s${shard}}:outbox`,
  due: (shard: number) => `fd:{s${shard}}:due`,

  number: (no: string) => `fd:no:${no}`,
  person: (hash: string) => `fd:person:${hash}`,
  wording: (version: string) => `fd:wording:${version}`,
  throttle: (subject: string) => `fd:throttle:${subject}`,

  listed: (status: ApplicationStatus | 'open') => `fd:{review}:status:${status}`,
  cases: 'fd:{review}:cases',
  handoffs: 'fd:{review}:handoffs',

  /** Pub/Sub channel, not a key. */
  changed: (conversationKey: string) => `fd:changed:${conversationKey}`,
} as const;
