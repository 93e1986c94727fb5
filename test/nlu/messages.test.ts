import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createUnderstand } from '../../nlu/understand';
import type { Act, EntitySlot, Pending, Understanding } from '../../nlu/types';

/** Every message of the shared vectors, read by the rules alone: this classifier knows nothing. */
const understand = createUnderstand({
  classify: () => ({ intents: [{ intent: 'out_of_scope', confidence: 0.2 }], topics: [] }),
});

const PENDING: Record<string, Pending> = {
  name: 'name',
  id: 'idNumber',
  phone: 'phone',
  confirm: 'confirm',
  consent: 'consent',
  none: 'none',
};
const SLOT: Record<string, EntitySlot> = {
  name: 'name',
  id: 'idNumber',
  phone: 'phone',
  email: 'email',
  wechat: 'wechatId',
};
const SLOTS = Object.values(SLOT);

/** Reasons of which nothing without a clock can know: the number is sound, the validators refuse it. */
const KNOWN_LATER = new Set(['underage']);
const ACT_OF_FLAG: Record<string, Act> = {
  ask_why: 'ask_why',
  refuse_slot: 'refuse',
  later: 'later',
  not_an_answer: 'not_an_answer',
  third_party: 'third_party',
  id_photo: 'send_photo',
  correction: 'correct',
  consent_no: 'deny',
  consent_unclear: 'consent_unclear',
  ask_policy: 'ask_policy',
  delete_request: 'privacy_erase',
  withdraw_consent: 'withdraw_consent',
  cancel: 'cancel',
  fraud_question: 'fraud_report',
  stop_not_prc: 'foreigner',
};

interface Row {
  no: string;
  pending: Pending;
  utterance: string;
  slots: Record<string, string>;
  extra: { invalid?: Record<string, string>; confirm?: Record<string, string>; flags?: string[] };
}

const rows: Row[] = readFileSync(path.join(__dirname, '../vectors/messages.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [no = '', , pending = '', utterance = '', slots = '{}', extra = '{}'] = line.split('\t');
    return {
      no,
      pending: PENDING[pending] ?? 'none',
      utterance: utterance.replaceAll('\\n', '\n'),
      slots: JSON.parse(slots) as Row['slots'],
      extra: JSON.parse(extra) as Row['extra'],
    };
  });

const slotsOf = ({ entities }: Understanding): Record<string, string> =>
  Object.fromEntries(SLOTS.flatMap((slot) => (entities[slot] === undefined ? [] : [[slot, entities[slot]]])));

describe('every shared message', () => {
  it('is there', () => expect(rows.length).toBeGreaterThan(80));

  it.each(rows)('gives exactly its values: $no $utterance', ({ pending, utterance, slots, extra }) => {
    const expected = Object.fromEntries(Object.entries(slots).map(([key, value]) => [SLOT[key], value]));
    const found = slotsOf(understand(utterance, pending));
    for (const [key, reason] of Object.entries(extra.invalid ?? {})) {
      if (KNOWN_LATER.has(reason)) delete found[SLOT[key] ?? ''];
    }
    expect(found).toEqual(expected);
  });

  it.each(rows.filter(({ extra }) => extra.invalid ?? extra.confirm))(
    'keeps what its validator must name: $no $utterance',
    ({ pending, utterance, extra }) => {
      const understanding = understand(utterance, pending);
      for (const [key, reason] of Object.entries({ ...extra.invalid, ...extra.confirm })) {
        if (KNOWN_LATER.has(reason) || extra.flags?.includes('payment_code_suspect')) continue;
        expect(understanding.nearMisses).toContainEqual({ slot: SLOT[key], text: expect.any(String) as string });
      }
    },
  );

  it.each(rows.filter(({ extra }) => extra.flags?.some((flag) => flag in ACT_OF_FLAG)))(
    'does what it does: $no $utterance',
    ({ pending, utterance, extra }) => {
      const acts = (extra.flags ?? []).flatMap((flag) => ACT_OF_FLAG[flag] ?? []);
      const { act, intent } = understand(utterance, pending);
      if (extra.flags?.includes('restart')) expect(act).toBe('restart');
      else expect(acts).toContain(act);
      if (act === 'correct') expect(intent).toBe('correct');
    },
  );

  it.each(rows.filter(({ extra }) => extra.flags?.some((flag) => flag.startsWith('ask_again:'))))(
    'says which value is wrong: $no $utterance',
    ({ pending, utterance, extra }) => {
      const slots = (extra.flags ?? []).flatMap((flag) =>
        flag.startsWith('ask_again:') ? [{ slot: SLOT[flag.slice(10)] }] : [],
      );
      expect(understand(utterance, pending).corrections).toEqual(slots);
    },
  );
});
