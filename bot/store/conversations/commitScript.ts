import { createScript, VERSION_AT } from '../redis/script';
import { ETAG_BYTES } from '../sealed/conversationRecord';

/** See `Conversations.commit`. */
export type CommitOutcome = 'ok' | 'conflict' | 'void';

/**
 * Commits a turn: checks everything, then writes everything. KEYS: conversation, log, outbox, due, then for each
 * application its key and its void key. ARGV[1]: the turn, see `commit`. ARGV[2]: etag of the record as it was read.
 * ARGV[3]: the new record. Then the record of each application and, where a page is full, that page.
 */
export const commitScript = createScript<CommitOutcome>(`${VERSION_AT}
local turn = cjson.decode(ARGV[1])
local conversation, log, outbox, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local function applicationKey(i) return KEYS[3 + 2 * i] end
local function voidKey(i) return KEYS[4 + 2 * i] end

if redis.call('GETRANGE', conversation, -${ETAG_BYTES}, -1) ~= ARGV[2] then return 'conflict' end
for i, from in ipairs(turn.applications) do
  if from == 0 and redis.call('EXISTS', voidKey(i)) == 1 then return 'void' end
  if versionAt(applicationKey(i)) ~= from then return 'conflict' end
end

redis.call('SET', conversation, ARGV[3], 'EX', turn.ttlSeconds)
if turn.erase then redis.call('DEL', log) end
if turn.full then
  redis.call('RPUSH', log, ARGV[#ARGV])
  redis.call('LTRIM', log, -turn.pages, -1)
end
redis.call('EXPIRE', log, turn.ttlSeconds)
for i in ipairs(turn.applications) do redis.call('SET', applicationKey(i), ARGV[3 + i], 'EX', turn.applicationSeconds) end
for _, command in ipairs(turn.commands) do redis.call('RPUSH', outbox, command) end
if turn.remindAt ~= '' then redis.call('ZADD', due, turn.remindAt, turn.conversationKey) else redis.call('ZREM', due, turn.conversationKey) end
if turn.channel ~= '' then redis.call('PUBLISH', turn.channel, turn.news) end
return 'ok'
`);
