import { readFileSync } from 'node:fs';
import { dataExport } from '../../../dialogs/speak/dataExport';
import { emptyDraft, initialContext } from '../../../dialogs/state/context';
import { bindWording } from '../../../dialogs/wording/bind';
import { loadWording } from '../../../dialogs/wording/load';
import { REFERENCE_NOW, testConfig, WORDING_FILE } from '../../support/dialog';

const personalDataIn = (locale: string, idNumber: string | null): unknown => {
  const file = WORDING_FILE.replace('zh-CN', locale);
  const wording = bindWording(loadWording(readFileSync(file, 'utf8'), file), testConfig);
  const context = { ...initialContext(), draft: { ...emptyDraft(), name: '张伟国', idNumber } };
  const { content } = dataExport(context, '晴川金融服务', REFERENCE_NOW, wording);
  return (JSON.parse(content) as { personalData: unknown }).personalData;
};

it.each([
  ['zh-CN', '尾号9811'],
  ['en', 'ending in 9811'],
])('shows of an ID number its last four, in the language %s', (locale, shown) => {
  expect(personalDataIn(locale, '130185199003129811')).toEqual({ name: '张**', idNumber: shown, contact: '—' });
});

it('shows a dash for what was not given', () => {
  expect(personalDataIn('en', null)).toEqual({ name: '张**', idNumber: '—', contact: '—' });
});
