import { rememberPhrases, type Understand } from '../../../nlu';
import { plainUnderstand } from '../../support/scriptedDialog';

const understood: string[] = [];
const understand: Understand = (text, pending) => {
  understood.push(`${pending}: ${text}`);
  return plainUnderstand(text, pending);
};

it('understands what is on a button once for each open question, and keeps nothing else', () => {
  const remembering = rememberPhrases(understand, ['同意']);
  for (const text of ['同意', '同意', '测试用户甲', '测试用户甲']) remembering(text, 'consent');
  expect(remembering('同意', 'none')).toBe(remembering('同意'));
  expect(understood).toEqual(['consent: 同意', 'consent: 测试用户甲', 'consent: 测试用户甲', 'none: 同意']);
});
