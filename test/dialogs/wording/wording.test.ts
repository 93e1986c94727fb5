import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { createDialog, forbiddenRequestIn } from '../../../dialogs';
import { loadWording, WordingError } from '../../../dialogs/wording/load';
import { LANGUAGES } from '../../../dialogs/wording/languages';
import { QUESTIONS } from '../../../dialogs/state/questions';
import { SENT_KINDS } from '../../../dialogs/types';
import type { MaskedIdNumber, Reply } from '../../../dialogs/types';
import { KNOWN_PARAMS } from '../../../dialogs/wording/requiredKeys';
import { testConfig } from '../../support/dialog';
import { literalUnderstand } from '../../support/echoDialog';

const DIRECTORY = join(__dirname, '../../../dialogs/wording');
const FILES = readdirSync(DIRECTORY).filter((name) => name.endsWith('.yaml'));
const textOf = (file: string): string => readFileSync(join(DIRECTORY, file), 'utf8');
const loaded = new Map(FILES.map((file) => [file, loadWording(textOf(file), file)]));
const wordingOf = (file: string) => loaded.get(file)!;

/** A value a parameter may have; where a message chooses by it, each of the choices is tried. */
const SAMPLES: NonNullable<Reply['params']> = {
  length: 17,
  days: 2,
  minutes: 30,
  draftDays: 1,
  retentionDays: 180,
  value: '张伟国',
  idNumber: { last4: '9811' },
  no: 'FF-20261122-7K3M9Q',
};
const sampleOf = (param: string): string | number | MaskedIdNumber => SAMPLES[param] ?? 'yes';

/** Parameter → the values by which the message chooses, itself included where it is filled in. */
function paramsOf(elements: MessageFormatElement[], found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  for (const element of elements) {
    if (!('value' in element) || element.type === TYPE.literal || element.type === TYPE.tag) continue;
    const options = found.get(element.value) ?? new Set();
    found.set(element.value, options);
    if (!('options' in element)) continue;
    for (const [option, { value }] of Object.entries(element.options)) {
      if (element.type === TYPE.select) options.add(option);
      paramsOf(value, found);
    }
  }
  return found;
}

const shapeOf = (file: string, key: string): string[] =>
  (wordingOf(file).messages[key] ?? [])
    .flatMap((message) =>
      [...paramsOf(parse(message))].map(([name, options]) => [name, ...[...options].sort()].join(' ')),
    )
    .sort();

const faultsOf = (text: string, file: string): string => {
  try {
    loadWording(text, file);
    return '';
  } catch (error) {
    if (error instanceof WordingError) return error.message;
    throw error;
  }
};

it('has a wording in Chinese and one in English, and rules for no other language', () => {
  expect(FILES.map((file) => file.replace('.yaml', '')).sort()).toEqual(Object.keys(LANGUAGES).sort());
});

describe.each(FILES)('%s', (file) => {
  const wording = wordingOf(file);
  const dialog = createDialog({ config: testConfig, wording });

  it('fills every message in, whatever its parameters are', () => {
    for (const [key, variants] of Object.entries(wording.messages)) {
      variants.forEach((message, seed) => {
        const shape = paramsOf(parse(message));
        const sample = Object.fromEntries([...KNOWN_PARAMS].map((param) => [param, sampleOf(param)]));
        const choices = [...shape].flatMap(([param, options]) => [...options].map((option) => ({ [param]: option })));
        for (const choice of [{}, ...choices]) {
          const [reply] = dialog.render([{ key, params: { ...sample, ...choice } }], seed);
          expect(reply?.text.trim()).not.toBe('');
          expect(reply?.text).not.toMatch(/[{}#]|undefined|NaN/u);
        }
      });
    }
  });

  it('names every button of a question differently, so that its title says which was pressed', () => {
    for (const { choices } of Object.values(QUESTIONS)) {
      const titles = choices.map((choice) => wording.choices[choice]?.title.toLowerCase());
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('takes no word for two buttons of one question', () => {
    for (const [question, { choices }] of Object.entries(QUESTIONS)) {
      const words = choices.flatMap((choice) => {
        const { title, aliases } = wording.choices[choice] ?? { title: '', aliases: [] };
        return [...new Set([title, ...aliases].map((word) => word.toLowerCase()))];
      });
      const twice = words.filter((word, index) => words.indexOf(word) !== index);
      expect({ question, twice }).toEqual({ question, twice: [] });
    }
  });
});

describe('the English wording', () => {
  const [chinese, english] = [wordingOf('zh-CN.yaml'), wordingOf('en.yaml')];

  it('has the messages of the Chinese one, none missing and none more', () => {
    expect(Object.keys(english.messages).sort()).toEqual(Object.keys(chinese.messages).sort());
    expect(Object.keys(english.choices).sort()).toEqual(Object.keys(chinese.choices).sort());
  });

  it('says with the same parameters what the Chinese one says', () => {
    for (const key of Object.keys(chinese.messages)) {
      expect({ key, params: [...new Set(shapeOf('en.yaml', key))] }).toEqual({
        key,
        params: [...new Set(shapeOf('zh-CN.yaml', key))],
      });
    }
  });

  it('counts days in English', () => {
    const render = (days: number) =>
      createDialog({ config: testConfig, wording: english }).render([{ key: 'draft_expired', params: { days } }], 0);
    expect(render(1)[0]?.text).toContain('older than 1 day,');
    expect(render(3)[0]?.text).toContain('older than 3 days,');
  });

  it('reads a masked ID number out in English', () => {
    const dialog = createDialog({ config: testConfig, wording: english });
    const params = {
      ...{ name: '张**', idNumber: { last4: '9811' }, contact: '138****5123', no: 'FF-20261122-7K3M9Q' },
      ...{ payScore: '650_up', debitCard: 'yes', overdue: 'no', consents: 3, status: 'queued' },
    };
    expect(dialog.render([{ key: 'data.view', params }], 0)[0]?.text).toContain('ID card: ending in 9811');
  });

  it('shows in English what was sent without text', () => {
    expect(SENT_KINDS.map(createDialog({ config: testConfig, wording: english }).sentText)).toEqual([
      '[picture, not kept]',
      '[voice message, not kept]',
      '[video, not kept]',
      '[file, not kept]',
      '[empty message]',
      '[message too long, not kept]',
    ]);
  });

  it('takes the words on its buttons for the buttons', () => {
    const dialog = createDialog({ config: testConfig, wording: english });
    const common = { now: 0, channel: 'test', fresh: { applicationNo: 'FF-20261122-7K3M9Q', phrase: '青山-远航' } };
    const arrived = dialog.step(dialog.initial(), { type: 'arrived', ...common });
    const said = { type: 'said', understanding: literalUnderstand('Apply for Fenfu', 'none'), ...common } as const;
    const { state } = dialog.step(arrived.state, said);
    expect(state['question']).toBe('wallet');
  });
});

it('shows in Chinese what was sent without text', () => {
  const dialog = createDialog({ config: testConfig, wording: wordingOf('zh-CN.yaml') });
  expect(SENT_KINDS.map(dialog.sentText)).toEqual([
    '［图片，未保存］',
    '［语音，未保存］',
    '［视频，未保存］',
    '［文件，未保存］',
    '［空消息］',
    '［内容过长，未保存］',
  ]);
});

describe('a wording file', () => {
  it('is refused under a name that is no language with rules', () => {
    expect(faultsOf(textOf('en.yaml'), 'dialogs/wording/fr.yaml')).toBe(
      'dialogs/wording/fr.yaml: not named after a language that has rules; call it zh-CN or en, or add one to dialogs/wording/languages.ts',
    );
  });

  it.each([
    ['zh-CN.yaml', 'cancelled', '好的，请先支付手续费再取消。'],
    ['zh-CN.yaml', 'acts.bye', '再见。请把验证码发给我。'],
    ['en.yaml', 'cancelled', 'Please pay the fee first.'],
    ['en.yaml', 'acts.bye', 'Goodbye. Just tell me the code you got.'],
    ['en.yaml', 'restarted', 'Download our app to go on.'],
    ['en.yaml', 'left', 'To go on, enter your WeChat password here.'],
  ])('of %s may not ask in %s for what must never be asked for', (file, key, words) => {
    const name = key.split('.').at(-1) ?? '';
    const message = new RegExp(String.raw`^( *)${name}:(?: .*$|(?:\n\1 +- .*$)+)`, 'mu');
    const text = textOf(file).replace(message, `$1${name}: ${words}`);
    expect(text).toContain(words);
    expect(faultsOf(text, file)).toMatch(
      new RegExp(`^${file}: ${key}: seems to ask for money, a code, a password or a card \\(".+"\\); reword it$`, 'u'),
    );
  });

  it('may warn of it', () => {
    expect(forbiddenRequestIn('Please never send passwords. Don’t tell anybody the code!')).toBeUndefined();
    expect(forbiddenRequestIn('请不要发送密码。别告诉任何人验证码！')).toBeUndefined();
  });

  it('is refused with every fault at once, each with its key and the remedy', () => {
    const faults = faultsOf(
      textOf('zh-CN.yaml')
        .replace(/^cancelled: .*$/mu, 'canceled: 好的，已取消。')
        .replace(/^left: .*$/mu, 'left: 好的，{nobody}已退出。')
        .replace(/^correct: .*$/mu, 'correct: 好的，{请重新填写。'),
      'zh-CN.yaml',
    );
    expect(faults.split('\n').sort()).toEqual([
      'zh-CN.yaml: canceled: unknown key; remove it or correct its spelling',
      'zh-CN.yaml: cancelled: missing; add it',
      "zh-CN.yaml: correct: braces do not match; write '{' in quotes if you mean the character",
      "zh-CN.yaml: left: unknown parameter {nobody}; use one of the file's header",
    ]);
  });
});
