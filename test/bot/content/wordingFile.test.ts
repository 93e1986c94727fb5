import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeCheckedWording, readWording } from '../../../bot/content/wordingFile';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const ORIGINAL = readFileSync(join(__dirname, '../../../dialogs/wording/zh-CN.yaml'), 'utf8');

describe('the wording of a start', () => {
  const directory = temporaryDirectory();
  afterAll(() => directory.remove());
  let number = 0;
  /** A build with this wording. */
  const build = (text: string) => {
    const root = join(directory.path, String(++number));
    mkdirSync(join(root, 'dialogs/wording'), { recursive: true });
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
