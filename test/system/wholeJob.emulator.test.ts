import { answer, apply, countNotifications, hear, invent } from '../support/applicant';
import { DeskProcess } from '../support/deskProcess';
import { Emulator } from '../support/emulator';
import { EmulatorChat } from '../support/emulatorChat';

const desk = new DeskProcess();
const emulator = new Emulator();
beforeAll(() => Promise.all([desk.start(), emulator.start()]));

describe('somebody with the Emulator', () => {
  it('applies, and is told of receipt, review and decision of the bot’s own accord, each once', async () => {
    const chat = await EmulatorChat.open(emulator, desk.url);
    const no = await apply(chat, invent(30));
    await desk.decide(no, 'declined');
    await hear(chat, new RegExp(`【未通过】编号 ${no}.*支付分`));
    await chat.say('查进度');
    await hear(chat, /没有通过/);
    await desk.settled();
    expect(countNotifications(chat.heard)).toEqual({ 申请已收到: 1, 审核中: 1, 未通过: 1 });
  });

  it('goes on after restarts, half-way and before the decision, in the same window', async () => {
    const chat = await EmulatorChat.open(emulator, desk.url);
    await answer(chat, invent(31), /您能看到“分付”吗/);
    await desk.settled();
    await desk.restart();
    await chat.say('没看到');
    const no = await apply(chat, invent(31));
    await desk.settled();
    await desk.restart();
    await desk.decide(no, 'approved');
    await hear(chat, /【申请通过】/);
    expect(countNotifications(chat.heard)).toEqual({ 申请已收到: 1, 审核中: 1, 申请通过: 1 });
  });

  it('is told once of a decision whose delivery was under way in a crash', async () => {
    const chat = await EmulatorChat.open(emulator, desk.url);
    const no = await apply(chat, invent(32));
    await desk.decide(no, 'approved');
    await desk.restart();
    await hear(chat, /【申请通过】/);
    await desk.settled();
    expect(countNotifications(chat.heard)).toEqual({ 申请已收到: 1, 审核中: 1, 申请通过: 1 });
  });
});
