import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createUnderstand } from '../../nlu/understand';
import type { Pending } from '../../nlu/types';

/** Messages of invented people in many more wordings; an empty act column leaves the act open. */
const understand = createUnderstand({
  classify: () => ({ intents: [{ intent: 'out_of_scope', confidence: 0.2 }], topics: [] }),
});

const rows = readFileSync(path.join(__dirname, '../vectors/messages.own.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [pending = 'none', utterance = '', slots = '{}', act = '', secrets = ''] = line.split('\t');
    return {
      pending: pending as Pending,
      utterance: utterance.replaceAll('\\n', '\n'),
      slots: JSON.parse(slots) as object,
      act,
      secrets: secrets ? secrets.split(',') : [],
    };
  });

describe('the values, acts and secrets of our own messages', () => {
  it.each(rows)('$pending: $utterance', ({ pending, utterance, slots, act, secrets }) => {
    const understanding = understand(utterance, pending);
    const { name, idNumber, phone, email, wechatId } = understanding.entities;
    const found = Object.fromEntries(
      Object.entries({ name, idNumber, phone, email, wechatId }).filter(([, value]) => value !== undefined),
    );
    expect({ slots: found, secrets: understanding.secrets }).toEqual({ slots, secrets });
    if (act) expect(understanding.act).toBe(act);
  });
});
