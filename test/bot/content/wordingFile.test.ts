import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeCheckedWording, readWording } from '../../../bot/content/wordingFile';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const DIALOGS = join(__dirname, '../../../dialogs');
const ORIGINAL = readFileSync(join(DIALOGS, 'wording/zh-CN.yaml'), 'utf8');

describe('the wording of a start', () => {
  const directory = temporaryDirectory();
  afterAll(() => directory.remove());
  let number = 0;
  /** A build with this wording. */
  const build = (text: string) => {
    const root = join(directory.path, String(++number));
    mkdirSync(join(root, 'dialogs/wording'), { recursive: true });
    cpSync(join(DIALOGS, 'answers'), join(root, 'dialogs/answers'), { recursive: true });
    const edit = (changed: string): void => writeFileSync(join(root, 'dialogs/wording/zh-CN.yaml'), changed);
    edit(text);
    storeCheckedWording('zh-CN', root);
    return { root, edit };
  };

  it('is the same, whether or not the build has checked it', () => {
    const { root } = build(ORIGINAL);
    expect(readWording('zh-CN', root)).toEqual(readWording('zh-CN'));
  });

  it('is what an editor has written since the build', () => {
    const { root, edit } = build(ORIGINAL);
    edit(ORIGINAL.replace(/^restarted:.*$/m, 'restarted: 重新来过。'));
    expect(readWording('zh-CN', root).messages['restarted']).toEqual(['重新来过。']);
  });

  it('has the answers that an editor has written since the build', () => {
    const { root } = build(ORIGINAL);
    const file = join(root, 'dialogs/answers/zh-CN/fees.yaml');
    const key = 'answers.fees.rate.default';
    const [before = ''] = readWording('zh-CN', root).messages[key] ?? [];
    const words = before.slice(0, 4);
    writeFileSync(file, readFileSync(file, 'utf8').replace(words, '改过的话'));
    expect(readWording('zh-CN', root).messages[key]).toEqual([before.replace(words, '改过的话')]);
  });

  it.each([
    ['before the build', true],
    ['after the build', false],
  ])('stops the start in one line where a fault was made %s', (_when, before) => {
    const faulty = `${ORIGINAL}\nnonsense: text\n`;
    const { root, edit } = build(before ? faulty : ORIGINAL);
    edit(faulty);
    expect(() => readWording('zh-CN', root)).toThrow(
      expect.objectContaining({
        faults: [expect.stringMatching(/^dialogs\/wording\/zh-CN\.yaml: nonsense: unknown key;/)],
      }),
    );
  });
});
