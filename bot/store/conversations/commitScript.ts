import { ETAG_BYTES } from '../sealed/conversationRecord';
import { createScript } from '../redis/script';

/** Records of conversations and applications begin with their version in digits; 0 where there is none. */
export const VERSION_AT = `
local function versionAt(key) return tonumber(string.match(redis.call('GETRANGE', key, 0, 15), '^%d+') or '0') end
`;

/** See `Conversations.commit`. */
export type CommitOutcome = 'ok' | 'conflict' | 'void';

/**
 * KEYS: conversation, log, outbox, due, then for each application its key and its void key. ARGV: what `commit` says of the turn, how the
 * conversation's record ended when it was read, its new record, each application's record and, where a page is full, that page.
 * Answers `ok`, `conflict` (conversation or application has moved on: compute again) or `void` (the number may not be created).
 * Checks everything before it writes anything.
 */
export const commitScript = createScript<CommitOutcome>(`${VERSION_AT}
local turn = cjson.decode(ARGV[1])
local conv, log, outbox, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local function applicationKey(i) return KEYS[3 + 2 * i] end
local function voidKey(i) return KEYS[4 + 2 * i] end

if redis.call('GETRANGE', conv, -${ETAG_BYTES}, -1) ~= ARGV[2] then return 'conflict' end
for i, from in ipairs(turn.applications) do
  if from == 0 and redis.call('EXISTS', voidKey(i)) == 1 then return 'void' end
  if versionAt(applicationKey(i)) ~= from then return 'conflict' end
end

redis.call('SET', conv, ARGV[3], 'EX', turn.ttlSeconds)
if turn.erase then redis.call('DEL', log) end
if turn.full then
  redis.call('RPUSH', log, ARGV[#ARGV])
  redis.call('LTRIM', log, -turn.pages, -1)
end
redis.call('EXPIRE', log, turn.ttlSeconds)
for i in ipairs(turn.applications) do redis.call('SET', applicationKey(i), ARGV[3 + i], 'EX', turn.retentionSeconds) end
for _, command in ipairs(turn.commands) do redis.call('RPUSH', outbox, command) end
if turn.remindAt ~= '' then redis.call('ZADD', due, turn.remindAt, turn.conversationKey) else redis.call('ZREM', due, turn.conversationKey) end
if turn.changed ~= '' then redis.call('PUBLISH', turn.changed, turn.news) end
return 'ok'
`);
