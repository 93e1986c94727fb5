import { apply, countNotifications, hear, invent } from '../support/applicant';
import { DeskProcess } from '../support/deskProcess';
import { DirectLineChat } from '../support/directLineChat';

const desk = new DeskProcess();
beforeAll(() => desk.start());

const open = (options?: Parameters<typeof DirectLineChat.open>[1]) => DirectLineChat.open(desk.url, options);
const texts = async (chat: DirectLineChat) => (await chat.history()).map(({ text }) => text ?? '');

describe.each([
  ['over WebSocket', { webSocket: true }, 0],
  ['by polling', { webSocket: false }, 10],
])('somebody with the official client %s', (_how, options, person) => {
  it('applies, and is told of receipt, review and decision in the same chat, each once', async () => {
    const chat = await open(options);
    const no = await apply(chat, invent(person));
    await desk.decide(no, 'approved');
    await hear(chat, new RegExp(`【申请通过】编号 ${no}`));
    await desk.settled();
    await chat.say('查进度');
    await hear(chat, /已通过/);

    const once = { 申请已收到: 1, 审核中: 1, 申请通过: 1 };
    expect(countNotifications(chat.heard)).toEqual(once);
    expect(countNotifications(await texts(chat))).toEqual(once);
    expect(chat.activities.map(({ id }) => id)).toEqual((await chat.history()).map(({ id }) => id));
  });

  it('finds the decision once in the chat when coming back after it', async () => {
    const first = await open(options);
    const no = await apply(first, invent(person + 1));
    first.leave();
    await desk.decide(no, 'declined');
    await desk.settled();

    const second = await open({ ...options, resume: first.visitor.resume });
    await hear(second, new RegExp(`【未通过】编号 ${no}.*支付分`));
    expect(countNotifications(second.heard)).toEqual({ 申请已收到: 1, 审核中: 1, 未通过: 1 });
    expect(countNotifications(await texts(second))).toEqual({ 申请已收到: 1, 审核中: 1, 未通过: 1 });
  });
});

it('tells a client that stays connected across a crash of the decision made after it, once', async () => {
  const chat = await open();
  const no = await apply(chat, invent(20));
  await desk.restart();
  await desk.decide(no, 'approved');
  await hear(chat, /【申请通过】/);
  await desk.settled();
  expect(countNotifications(chat.heard)).toEqual({ 申请已收到: 1, 审核中: 1, 申请通过: 1 });
  expect(countNotifications(await texts(chat))).toEqual({ 申请已收到: 1, 审核中: 1, 申请通过: 1 });
});

it('does not lose a decision with the process that had just taken it', async () => {
  const first = await open();
  const no = await apply(first, invent(21));
  first.leave();
  await desk.decide(no, 'approved');
  await desk.restart();
  await desk.settled();

  const second = await open({ resume: first.visitor.resume });
  await hear(second, /【申请通过】/);
  expect(countNotifications(await texts(second))).toEqual({ 申请已收到: 1, 审核中: 1, 申请通过: 1 });
});
