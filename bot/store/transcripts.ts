import type { PositionedEntry, TranscriptEntry, Transcripts } from '../conversation';
import type { Changes } from './changes';
import { keys } from './keys';
import type { RedisClient } from './redis';
import { createScript } from './script';
import type { Sealer } from './seal';

/** An entry is sealed for its position, so that entries cannot be swapped either. */
export const entryPlace = (conversationKey: string, position: number): string =>
  `${keys.log(conversationKey)}#${position}`;

/** KEYS: conversation, log. Answers {position of the first entry returned, length of the whole transcript, entries}. */
const readScript = createScript<[number, number, string[]]>(`
local asked = cjson.decode(ARGV[1])
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
local trimmed = seq - redis.call('LLEN', KEYS[2])
local start = math.max(asked.after - trimmed, 0)
return { trimmed + start + 1, seq, redis.call('LRANGE', KEYS[2], start, -1) }
`);

export const createTranscripts = (redis: RedisClient, sealer: Sealer, changes: Changes): Transcripts => ({
  async readLog(conversationKey, afterPosition) {
    const [first, last, sealed] = await readScript(
      redis,
      [keys.conversation(conversationKey), keys.log(conversationKey)],
      { after: Math.max(0, Math.trunc(afterPosition)) },
    );
    const entries = sealed.map((entry, i): PositionedEntry => {
      const position = first + i;
      return { ...sealer.open<TranscriptEntry>(entry, entryPlace(conversationKey, position)), position };
    });
    return { entries, last };
  },

  onChange: (conversationKey, changed) => changes.subscribe(conversationKey, changed),
});
