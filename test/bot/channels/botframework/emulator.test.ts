import { runDesk, type RunningDesk } from '../../../support/runningDesk';
import { Emulator } from '../../../support/emulator';

describe('the Bot Framework Emulator', () => {
  let desk: RunningDesk;
  let emulator: Emulator;
  beforeAll(async () => {
    desk = await runDesk();
  });
  beforeEach(async () => {
    emulator = await new Emulator().start();
  });
  const open = () => emulator.open(`${desk.url}/api/messages`);

  it('is greeted, with choices as buttons that are said when pressed', async () => {
    const window = open();
    expect((await window.restart()).status).toBe(200);
    const [greeting] = await window.read(1);
    expect(greeting).toMatchObject({ text: '您好', from: { id: window.conversation.bot.id } });
    expect(greeting?.suggestedActions?.actions).toEqual([
      { type: 'imBack', title: '申请', value: '申请' },
      { type: 'imBack', title: '人工', value: '人工' },
    ]);
  });

  it('has a conversation answered message by message, each answer to the activity it answers', async () => {
    const window = open();
    await window.restart();
    await window.read(1);
    const message = window.activity({ type: 'message', text: '在吗' });
    expect((await window.post(message)).status).toBe(200);
    expect(await window.read(1)).toMatchObject([{ text: '1: 在吗', replyToId: message.id }]);
    await window.type('开通分付');
    expect(await window.read(1)).toMatchObject([{ text: '2: 开通分付' }]);
  });

  it('is sent a file in the address of an attachment', async () => {
    const window = open();
    await window.type('导出');
    const [message] = await window.read(1);
    const [attachment] = message?.attachments ?? [];
    expect(attachment).toMatchObject({ name: 'my-data.json', contentType: 'application/json' });
    expect(await (await fetch(attachment?.contentUrl ?? '')).json()).toEqual({ 姓名: '王*' });
  });

  it('is asked to wait where one address posts, or one conversation says, too much in a minute', async () => {
    const settings = { RATE_ACTIVITIES_PER_MINUTE: '3', RATE_MESSAGES_PER_MINUTE: '2' };
    const slow = await runDesk(settings);
    const window = emulator.open(`${slow.url}/api/messages`);
    const answers = [];
    for (const text of ['一', '二', '三', '四']) answers.push(await window.type(text));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
    for (const refused of answers.slice(2)) {
      expect(refused.headers.get('retry-after')).toBe('60');
      expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited' } });
    }
  });

  it('is greeted again when the conversation is restarted', async () => {
    const window = open();
    await window.restart();
    await window.type('一');
    await window.restart();
    await window.type('二');
    expect((await window.read(4)).map(({ text }) => text)).toEqual(['您好', '1: 一', '您好', '1: 二']);
  });

  it('delivers a message twice and is answered once', async () => {
    const window = open();
    const message = window.activity({ type: 'message', text: '在吗' });
    const statuses = await Promise.all([window.post(message), window.post(message)]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
    await window.type('还在吗');
    expect((await window.read(2)).map(({ text }) => text)).toEqual(['1: 在吗', '2: 还在吗']);
  });

  it('reads both messages of a double click answered in order', async () => {
    const window = open();
    await Promise.all([window.type('同一句'), window.type('同一句')]);
    expect((await window.read(2)).map(({ text }) => text)).toEqual(['1: 同一句', '2: 同一句']);
  });

  it('receives what the bot says of its own accord, after the answer', async () => {
    const window = open();
    await window.type('提醒我');
    const [answer, reminder] = await window.read(2);
    expect(answer).toMatchObject({ text: '1: 提醒我' });
    expect(reminder).toMatchObject({ text: 'reminderDue' });
  });

  it.each([
    ['a postBack', { value: '申请' }, '1: 申请'],
    ['a messageBack', { text: '申请', value: { x: 1 } }, '1: 申请'],
    ['a submitted card', { value: { text: '申请' } }, '1: 申请'],
    ['a picture', { attachments: [{ contentType: 'image/png', contentUrl: 'http://localhost/x' }] }, '1: [image]'],
    ['a file', { attachments: [{ contentType: 'application/pdf' }] }, '1: [file]'],
    ['nothing', {}, '1: [empty]'],
    ['a text without end', { text: '长'.repeat(10_001) }, '1: [too_long]'],
  ])('sends %s', async (_what, body, answer) => {
    const window = open();
    await window.post(window.activity({ type: 'message', ...body }));
    expect(await window.read(1)).toMatchObject([{ text: answer }]);
  });

  it.each(['typing', 'ping', 'deleteUserData', 'contactRelationUpdate', 'event', 'endOfConversation', 'neverHeardOf'])(
    'sends an activity of type %s, which is accepted without an answer',
    async (type) => {
      const window = open();
      expect((await window.post(window.activity({ type }))).status).toBe(200);
      await window.type('在吗');
      expect(await window.read(1)).toMatchObject([{ text: '1: 在吗' }]);
    },
  );

  it('asks for the answers in the response, and gets them there alone', async () => {
    const window = open();
    const response = await window.post(
      window.activity({ type: 'message', text: '在吗', deliveryMode: 'expectReplies' }),
    );
    expect(await response.json()).toMatchObject({ activities: [{ type: 'message', text: '1: 在吗' }] });
    await window.type('还在吗');
    expect(await window.read(1)).toMatchObject([{ text: '2: 还在吗' }]);
  });

  it('tells two windows apart', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([one.type('甲'), two.type('乙')]);
    expect(await one.read(1)).toMatchObject([{ text: '1: 甲' }]);
    expect(await two.read(1)).toMatchObject([{ text: '1: 乙' }]);
  });

  it('invokes something, which is not implemented', async () => {
    const window = open();
    expect((await window.post(window.activity({ type: 'invoke', name: 'x' }))).status).toBe(501);
  });
});
