/**
 * Every Redis key but BullMQ's. Keys that one script touches share a hash tag, so they lie in one slot of a cluster: a
 * conversation, its transcript, its applications, and the outbox of its shard.
 */
import type { ApplicationStatus } from '../../dialogs/types';

/** Number of shards; fixed, since keys contain the shard. */
export const SHARDS = 64;

/** Numbers of all shards, from 0. */
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Shard of a conversation, 0 to 63: the upper six bits of the FNV-1a hash of its key. It never changes. */
export const shardOf = (conversationKey: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < conversationKey.length; i++) hash = Math.imul(hash ^ conversationKey.charCodeAt(i), 0x01000193);
  return hash >>> 26;
};

const inShardOf = (conversationKey: string, kind: string, name: string): string =>
  `fd:{s${shardOf(conversationKey)}}:${kind}:${name}`;

/** Key names by purpose. Comments name the type; a string unless said otherwise. */
export const keys = {
  /** See conversationRecord.ts. */
  conversation: (conversationKey: string) => inShardOf(conversationKey, 'conv', conversationKey),
  /** List of the transcript's older pages, see pages.ts. */
  log: (conversationKey: string) => inShardOf(conversationKey, 'log', conversationKey),
  /** Hash, see deliveries.ts. */
  deliveryMarks: (conversationKey: string) => inShardOf(conversationKey, 'sent', conversationKey),
  /** See applicationRecord.ts. */
  application: (conversationKey: string, no: string) => inShardOf(conversationKey, 'app', no),
  /** Present where this application number must not be created, see claims.ts. */
  void: (conversationKey: string, no: string) => inShardOf(conversationKey, 'void', no),
  /** List of audit entries, JSON. */
  audit: (conversationKey: string, no: string) => inShardOf(conversationKey, 'audit', no),
  /** List of commands, JSON, oldest first. */
  outbox: (shard: number) => `fd:{s${shard}}:outbox`,
  /** Sorted set of conversation keys by the time of their reminder. */
  due: (shard: number) => `fd:{s${shard}}:due`,

  /** Conversation key of an application number. */
  number: (no: string) => `fd:no:${no}`,
  /** Claim of a person, JSON; `hash` is the blind index. */
  person: (hash: string) => `fd:person:${hash}`,
  /** Source of a wording, JSON. */
  wording: (version: string) => `fd:wording:${version}`,
  /** Counter of tries. */
  throttle: (subject: string) => `fd:throttle:${subject}`,
  /** Format of the records, see format.ts. */
  format: 'fd:format',

  /** Sorted set of application numbers by creation time. */
  listed: (status: ApplicationStatus | 'open') => `fd:{review}:status:${status}`,
  /** Hash of listed applications: version and conversation key by number. */
  cases: 'fd:{review}:cases',
  /** Sorted set of hand-off ids by the time of the request. */
  handoffs: 'fd:{review}:handoffs',
  /** Those among them that nobody has taken; sorted set like `handoffs`. */
  waiting: 'fd:{review}:waiting',
  /** Hash of machine principals of the API by name. */
  tokens: 'fd:{staff}:tokens',

  /** Pub/Sub channel, not a key. */
  transcriptNews: (conversationKey: string) => `fd:changed:${conversationKey}`,
} as const;

/** Glob patterns for SCAN: all keys of ours, and those that may hold sealed records. */
export const PATTERNS = { all: 'fd:*', sealed: 'fd:{s*' } as const;

/** Kind of the record under a key; undefined where nothing in it is sealed. */
export const sealedKindOf = (key: string): 'conversation' | 'application' | 'log' | undefined => {
  const kind = /^fd:\{s\d+\}:(conv|app|log):/.exec(key)?.[1];
  return kind === 'conv' ? 'conversation' : kind === 'app' ? 'application' : kind === 'log' ? 'log' : undefined;
};
