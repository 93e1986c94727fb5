import type { ApplicationStatus } from '../../dialogs/types';

/**
 * Every key of Redis but BullMQ's. Keys that one script touches share a hash tag and so lie in one slot of a cluster: a conversation,
 * its transcript, its applications and the outbox of its shard.
 */

export const SHARDS = 64;

/** Numbers of all shards. */
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Shard of a conversation, 0 to 63: FNV-1a of its key, the same on every node and for ever. The upper bits are mixed best. */
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
  outbox: (shard: number) => `fd:{s${shard}}:outbox`,
  due: (shard: number) => `fd:{s${shard}}:due`,

  number: (no: string) => `fd:no:${no}`,
  person: (hash: string) => `fd:person:${hash}`,
  wording: (version: string) => `fd:wording:${version}`,
  throttle: (subject: string) => `fd:throttle:${subject}`,
  format: 'fd:format',

  listed: (status: ApplicationStatus | 'open') => `fd:{review}:status:${status}`,
  cases: 'fd:{review}:cases',
  handoffs: 'fd:{review}:handoffs',
  /** Machine principals of the API by name. */
  tokens: 'fd:{staff}:tokens',

  /** Pub/Sub channel, not a key. */
  transcriptNews: (conversationKey: string) => `fd:changed:${conversationKey}`,
} as const;

/** Glob patterns for SCAN: every key of ours, and those that may hold sealed records. */
export const PATTERNS = { all: 'fd:*', sealed: 'fd:{s*' } as const;

/** Kind of record that lies under a key of a shard; undefined for anything that is not sealed. */
export const sealedKindOf = (key: string): 'conversation' | 'application' | 'log' | undefined => {
  const kind = /^fd:\{s\d+\}:(conv|app|log):/.exec(key)?.[1];
  return kind === 'conv' ? 'conversation' : kind === 'app' ? 'application' : kind === 'log' ? 'log' : undefined;
};
