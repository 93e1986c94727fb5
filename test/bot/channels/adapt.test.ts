import fc from 'fast-check';
import { SHOWS_EVERYTHING, type Shows } from '../../../bot/channel';
import { adapt, splitText } from '../../../bot/channels/adapt';
import type { Choice, PositionedEntry } from '../../../bot/conversation';

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');
const withoutBlanks = (text: string): string => text.replace(/\s+/gu, '');

/** Texts with long and short sentences, signs of every width in bytes, and blanks anywhere. */
const sign = fc.constantFrom('分', '付', 'a', '7', 'é', '𠮷', '👍🏽', '。', '！', '？', '\n', ' ', '　');
const text = fc.oneof(
  fc.array(sign, { maxLength: 200 }).map((signs) => signs.join('')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(' ', '\n', '　'), maxLength: 60 }),
);
/** Room for at least one sign. */
const limit = fc.integer({ min: 4, max: 120 });

const choice = fc.string({ unit: fc.constantFrom('是', '否', 'a', '1'), minLength: 1, maxLength: 8 });
const choices = fc
  .array(choice, { maxLength: 8 })
  .map((titles): Choice[] => titles.map((title, n) => ({ title, value: `value ${n}` })));
const attachment = fc.record({
  name: fc.constantFrom('data.json', '资料.txt'),
  contentType: fc.constant('application/json'),
  content: fc.string({ unit: fc.constantFrom('{', '"', '分', '}'), maxLength: 60 }),
});
const entry = fc
  .record({ text, choices, attachment }, { requiredKeys: [] })
  .map((said): PositionedEntry => ({ position: 7, from: 'bot', at: 1, type: 'message', replyTo: 6, ...said }));
const shows = fc
  .record({ buttons: fc.constantFrom(0, 1, 3, Infinity), textBytes: limit, files: fc.boolean() })
  .map((some): Shows => ({ ...SHOWS_EVERYTHING, ...some }));

const entryOf = (said: Partial<PositionedEntry>): PositionedEntry => ({
  ...{ position: 7, from: 'bot', at: 1, type: 'message' },
  ...said,
});
const TITLES = ['是的', '不是', '取消'];
const CHOICES = TITLES.map((title) => ({ title, value: `值：${title}` }));
const FILE = { name: 'data.json', contentType: 'application/json', content: '{"name":"苏晴"}' };

describe('a text', () => {
  it('is left as it is where there is room for it', () => {
    fc.assert(
      fc.property(text, limit, (said, room) => {
        fc.pre(bytesOf(said) <= room);
        expect(splitText(said, room)).toEqual([said]);
      }),
    );
  });

  it('becomes pieces none of which is longer than the room there is, or empty where there is something to say', () => {
    fc.assert(
      fc.property(text, limit, (said, room) => {
        const pieces = splitText(said, room);
        expect(pieces.filter((piece) => bytesOf(piece) > room)).toEqual([]);
        if (said.trim() === '') expect(pieces).toHaveLength(1);
        else expect(pieces).not.toContain('');
      }),
    );
  });

  it('loses nothing but blanks between its pieces, and keeps its order', () => {
    fc.assert(
      fc.property(text, limit, (said, room) => {
        let rest = said;
        for (const piece of splitText(said, room)) {
          const at = rest.indexOf(piece);
          expect(rest.slice(0, Math.max(at, 0)).trim()).toBe('');
          expect(at).toBeGreaterThanOrEqual(0);
          rest = rest.slice(at + piece.length);
        }
        expect(rest.trim()).toBe('');
      }),
    );
  });

  it('is nowhere split within a character', () => {
    fc.assert(
      fc.property(text, limit, (said, room) => {
        for (const piece of splitText(said, room)) expect(Buffer.from(piece).toString()).toBe(piece);
      }),
    );
  });

  it('is split at ends of sentences where there are any, and as late as there is room', () => {
    expect(splitText('第一句。第二句！第三句？第四', 24)).toEqual(['第一句。第二句！', '第三句？第四']);
    expect(splitText('第一行\n第二行\n第三行', 20)).toEqual(['第一行\n第二行', '第三行']);
    expect(splitText('什么？！！好的。', 18)).toEqual(['什么？！！', '好的。']);
  });

  it('is split between characters where a sentence is too long', () => {
    expect(splitText('一二三四五', 6)).toEqual(['一二', '三四', '五']);
    expect(splitText('𠮷𠮷𠮷', 9)).toEqual(['𠮷𠮷', '𠮷']);
  });
});

describe('an entry', () => {
  it('is one message, as it is, on a channel that shows everything', () => {
    fc.assert(
      fc.property(entry, (said) => {
        expect(adapt(said, SHOWS_EVERYTHING)).toEqual([{ text: '', choices: [], ...said }]);
      }),
    );
  });

  it('is at least one message, none longer than the channel shows, each with all the rest of the entry', () => {
    fc.assert(
      fc.property(entry, shows, (said, shown) => {
        const messages = adapt(said, shown);
        expect(messages.length).toBeGreaterThan(0);
        for (const { text: piece = '', choices: _, attachment: __, ...rest } of messages) {
          expect(bytesOf(piece)).toBeLessThanOrEqual(shown.textBytes);
          expect(rest).toEqual({ position: 7, from: 'bot', at: 1, type: 'message', replyTo: 6 });
        }
      }),
    );
  });

  it('has as many buttons as the channel shows below one message, all below the last, or none', () => {
    fc.assert(
      fc.property(entry, shows, (said, shown) => {
        const buttons = adapt(said, shown).map((message) => message.choices ?? []);
        const fits = (said.choices ?? []).length <= shown.buttons;
        expect(buttons.at(-1)).toEqual(fits ? (said.choices ?? []) : []);
        expect(buttons.slice(0, -1).flat()).toEqual([]);
      }),
    );
  });

  it('names every choice in its text, numbered from 1, where there are more than the channel has buttons', () => {
    fc.assert(
      fc.property(entry, shows, (said, shown) => {
        const { choices: offered = [] } = said;
        fc.pre(offered.length > shown.buttons);
        const whole = adapt(said, shown)
          .map((message) => message.text)
          .join('');
        const lines = offered.map(({ title }, n) => `${n + 1}. ${title}`).join('');
        expect(withoutBlanks(whole).endsWith(withoutBlanks(lines))).toBe(true);
      }),
    );
  });

  it('loses neither text nor file, wherever that is shown', () => {
    fc.assert(
      fc.property(entry, shows, (said, shown) => {
        const messages = adapt(said, shown);
        const whole = withoutBlanks(messages.map((message) => message.text).join(''));
        const { attachment: file } = said;
        expect(whole.startsWith(withoutBlanks(said.text ?? ''))).toBe(true);
        const shownAsFile = file !== undefined && shown.files;
        expect(messages.map((message) => message.attachment)).toEqual(
          messages.map((_, n) => (shownAsFile && n === messages.length - 1 ? file : undefined)),
        );
        if (file && !shown.files) expect(whole).toContain(withoutBlanks(file.name + file.content));
      }),
    );
  });

  it('is written out where nothing but text is shown', () => {
    const plain = { ...SHOWS_EVERYTHING, buttons: 0, files: false };
    expect(adapt(entryOf({ text: '对吗？', choices: CHOICES, attachment: FILE }), plain)).toEqual([
      entryOf({ text: '对吗？\ndata.json\n{"name":"苏晴"}\n1. 是的\n2. 不是\n3. 取消' }),
    ]);
  });

  it('keeps its buttons where there are exactly as many, and has none where there is one more', () => {
    const asked = entryOf({ text: '对吗？', choices: CHOICES });
    expect(adapt(asked, { ...SHOWS_EVERYTHING, buttons: 3 })).toEqual([asked]);
    expect(adapt(asked, { ...SHOWS_EVERYTHING, buttons: 2 })).toEqual([
      entryOf({ text: '对吗？\n1. 是的\n2. 不是\n3. 取消' }),
    ]);
  });

  it('carries buttons and file at its last message', () => {
    const said = entryOf({ text: '第一句。第二句。', choices: CHOICES, attachment: FILE });
    expect(adapt(said, { ...SHOWS_EVERYTHING, textBytes: 12 })).toEqual([
      entryOf({ text: '第一句。' }),
      entryOf({ text: '第二句。', choices: CHOICES, attachment: FILE }),
    ]);
  });
});
