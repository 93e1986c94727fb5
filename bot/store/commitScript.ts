import { createScript } from './script';

export interface ApplicationArgument {
  /** Version the change was made from; 0 creates. */
  from: number;
  to: number;
  status: string;
  record: string;
  conv: string;
}

export interface CommitArgument {
  /** Version of the conversation the turn was computed from. */
  from: number;
  to: number;
  seq: number;
  state: string;
  /** Empty leaves the one stored. */
  ref: string;
  /** Milliseconds since the epoch, in digits: Lua would round them. */
  at: string;
  /** JSON of the open hand-off; empty for none. */
  handoff: string;
  /** Application numbers of the conversation, comma-separated. */
  nos: string;
  /** Sealed transcript entries, in order. */
  entries: string[];
  transcriptLimit: number;
  messageId: string;
  /** What `done` keeps of this message: `ECHO FIRST LAST`, three positions. */
  answered: string;
  doneLimit: number;
  erase: boolean;
  applications: ApplicationArgument[];
  /** JSON of outbox commands. */
  commands: string[];
  ttlSeconds: number;
  retentionSeconds: number;
}

/** Writes one application; shared by the turn's commit and by changes from outside (intake, reviewer). */
export const WRITE_APPLICATION = `
local function versionAt(key) return tonumber(redis.call('HGET', key, 'version') or '0') end

local function writeApplication(key, change, retentionSeconds)
  redis.call('HSET', key, 'version', change.to, 'status', change.status, 'record', change.record, 'conv', change.conv)
  redis.call('EXPIRE', key, retentionSeconds)
end
`;

/**
 * KEYS: conversation, log, done, outbox, then for each application its key and its void key.
 * Answers `ok`, `conflict` (conversation or application has moved on: compute again) or `void` (the number may not be created).
 * Checks everything before it writes anything.
 */
export const commitScript = createScript<'ok' | 'conflict' | 'void'>(`${WRITE_APPLICATION}
local turn = cjson.decode(ARGV[1])
local conv, log, done, outbox = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local firstApplication = 5

local function forgetOldestDone()
  local all, byLast = redis.call('HGETALL', done), {}
  for i = 1, #all, 2 do
    byLast[#byLast + 1] = { id = all[i], last = tonumber(string.match(all[i + 1], '%d+$')) }
  end
  table.sort(byLast, function(a, b) return a.last < b.last end)
  for i = 1, math.floor(#byLast / 2) do redis.call('HDEL', done, byLast[i].id) end
end

if versionAt(conv) ~= turn.from then return 'conflict' end
for i, change in ipairs(turn.applications) do
  local app = KEYS[firstApplication + 2 * (i - 1)]
  local void = KEYS[firstApplication + 2 * (i - 1) + 1]
  if change.from == 0 and redis.call('EXISTS', void) == 1 then return 'void' end
  if versionAt(app) ~= change.from then return 'conflict' end
end

if turn.erase then redis.call('DEL', log) end
redis.call('HSET', conv, 'version', turn.to, 'state', turn.state, 'seq', turn.seq, 'nos', turn.nos, 'at', turn.at)
if turn.handoff ~= '' then redis.call('HSET', conv, 'handoff', turn.handoff) else redis.call('HDEL', conv, 'handoff') end
if turn.ref ~= '' then redis.call('HSET', conv, 'ref', turn.ref) end
for _, entry in ipairs(turn.entries) do redis.call('RPUSH', log, entry) end
redis.call('LTRIM', log, -turn.transcriptLimit, -1)
redis.call('HSET', done, turn.messageId, turn.answered)
if redis.call('HLEN', done) > turn.doneLimit then forgetOldestDone() end
for i, change in ipairs(turn.applications) do
  writeApplication(KEYS[firstApplication + 2 * (i - 1)], change, turn.retentionSeconds)
end
for _, command in ipairs(turn.commands) do redis.call('RPUSH', outbox, command) end
for _, key in ipairs({ conv, log, done }) do redis.call('EXPIRE', key, turn.ttlSeconds) end
return 'ok'
`);
