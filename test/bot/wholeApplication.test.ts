import { createUnderstand, type Classify } from '../../nlu';
import { startDesk, type TestDesk } from '../support/desk';
import { testDialog } from '../support/dialog';
import { startRedis } from '../support/redis';
import { decide } from '../support/reviewer';

/** Everything said here is understood by rule; the one product intent needed is told by its word. */
const classify: Classify = (text) => ({
  intents: [{ intent: text.includes('开通') ? 'apply' : 'out_of_scope', confidence: 0.99 }],
  topics: [],
});

/** What an applicant answers, by what the question is about; the first that fits. */
const ANSWERS: [RegExp, string][] = [
  [/能看到/, '没看到'],
  [/还想登记/, '我了解，继续'],
  [/是否同意|同意请回复/, '同意'],
  [/完整姓名/, '王芳'],
  [/18位居民身份证/, '120101197911309828'],
  [/联系方式：11位手机号/, '13912345670'],
  [/支付分大约/, '650分以上'],
  [/储蓄卡/, '有'],
  [/逾期/, '没有逾期'],
  [/核对|确认/, '确认提交'],
];

const MAX_ANSWERS = 20;

let desk: TestDesk;

beforeEach(async () => {
  desk = await startDesk((await startRedis()).url, {
    dialog: testDialog(),
    understand: createUnderstand({ classify }),
  });
  desk.relay.start();
  desk.workers.start();
});

/** Goes through the conversation until the application is handed in, and returns its number. */
const apply = async (conversationKey: string): Promise<string> => {
  let said = '开通分付';
  for (let i = 0; i < MAX_ANSWERS; i++) {
    const { replies } = await desk.say(conversationKey, said);
    const texts = replies.map(({ text }) => text);
    const no = /申请编号 (FF-\d{8}-\w{6})/.exec(texts.join('\n'))?.[1];
    if (no) return no;
    const question = texts.at(-1) ?? '';
    const buttons = (replies.at(-1)?.choices ?? []).map(({ value }) => value) ?? [];
    const answer = ANSWERS.find(([asked]) => asked.test(question))?.[1] ?? '';
    said = buttons.find((button) => button.startsWith(answer)) ?? answer;
    if (said === '') throw new Error(`No answer to: ${question}`);
  }
  throw new Error('The conversation does not come to an end');
};

const told = (notice: string) => (texts: string[]) => texts.some((text) => text.includes(notice));

it('tells an applicant of the real dialogue everything once, in order, from the receipt to the decision', async () => {
  const no = await apply('dl-1');
  await desk.until('dl-1', told('【审核中】'));
  await decide(desk, no, 'approved');
  const texts = await desk.until('dl-1', told('【申请通过】'));
  expect(texts.flatMap((text) => /^【.+?】/.exec(text)?.[0] ?? [])).toEqual([
    '【申请已收到】',
    '【审核中】',
    '【申请通过】',
  ]);
});

it('has one item corrected on a reviewer’s request', async () => {
  const no = await apply('dl-1');
  await desk.until('dl-1', told('【审核中】'));
  await decide(desk, no, 'needs_info', { item: 'idNumber' });
  await desk.until('dl-1', told('【需要补充】'));
  await desk.say('dl-1', '130102199306079830');
  expect(await desk.store.applications.find(no)).toMatchObject({
    status: 'in_review',
    data: { name: '王芳', idNumber: '130102199306079830' },
  });
});

it('takes one application only from a person who applies in two chats, and tells nothing of it in the other', async () => {
  const no = await apply('dl-1');
  await expect(apply('dl-2')).rejects.toThrow();
  const told = (await desk.replies('dl-2')).join('\n');
  expect(told).toContain('没能自动登记');
  expect(told).not.toContain('进行中的申请');
  expect(told).not.toContain('已提交成功');
  expect(told).not.toContain(no);
});

it('keeps no ID number in the transcript that the applicant typed', async () => {
  await apply('dl-1');
  const { entries } = await desk.store.transcripts.read('dl-1', 0);
  expect(entries.map(({ text }) => text).join('\n')).not.toContain('120101197911309828');
});
