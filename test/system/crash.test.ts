import { setTimeout as delay } from 'node:timers/promises';
import { answer, countNotifications, hear, invent, SUMMARY } from '../support/applicant';
import { DeskProcess } from '../support/deskProcess';
import { DirectLineChat, isBots } from '../support/directLineChat';

jest.setTimeout(90_000);

/** Half of them just after a first answer, among the jobs that it has left behind; half at any moment of the turn. */
const CRASHES = 10;
const APPLICANTS_PER_CRASH = 3;
const RECEIPT_AND_REVIEW = { 申请已收到: 1, 审核中: 1 };

const desk = new DeskProcess();
beforeAll(() => desk.start());

/** Everything is filled in; only 确认提交 is left to say. */
const readyToSubmit = async (number: number): Promise<DirectLineChat> => {
  const chat = await DirectLineChat.open(desk.url);
  await answer(chat, invent(number), SUMMARY);
  return chat;
};

/** One POST as the client makes it; a server that dies during it is what this is about. */
const submit = async ({ visitor }: DirectLineChat): Promise<void> => {
  await fetch(`${desk.url}/v3/directline/conversations/${visitor.conversationId}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${visitor.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', text: '确认提交', channelData: { clientActivityID: 'the-submission' } }),
  });
};

it('makes exactly one application and one notification of each kind of a submission repeated after a crash', async () => {
  const numbers = Array.from({ length: CRASHES * APPLICANTS_PER_CRASH }, (_, number) => number);
  const chats = await Promise.all(numbers.map(readyToSubmit));
  chats.forEach((chat) => chat.leave());

  let turnMs = 0;
  for (let crash = 0; crash < CRASHES; crash++) {
    const submitting = chats.slice(crash * APPLICANTS_PER_CRASH, (crash + 1) * APPLICANTS_PER_CRASH);
    const requests = submitting.map((chat) => submit(chat).catch(() => 'the server is gone'));
    if (crash % 2 === 0) {
      const sentAt = performance.now();
      await Promise.race(requests);
      turnMs = performance.now() - sentAt;
    }
    await delay(Math.random() * 2 * turnMs);
    await desk.restart();
    await Promise.all(requests);
    await Promise.all(submitting.map(submit));
  }
  await desk.settled();

  for (const chat of chats) {
    const said = (await chat.history()).filter(isBots).map(({ text }) => text ?? '');
    expect(countNotifications(said)).toEqual(RECEIPT_AND_REVIEW);
    expect(said.filter((text) => text.startsWith('已登记'))).toHaveLength(1);
  }
  const { total } = await desk.api('/applications');
  expect(total).toBe(chats.length);
});

it('handles what is said while Redis dies once, however often the client has to repeat it', async () => {
  const chat = await readyToSubmit(101);
  const redis = desk.redis();
  const [, pid] = /process_id:(\d+)/.exec(await redis.info('server')) ?? [];
  process.kill(Number(pid), 'SIGKILL');
  await chat.say('确认提交');
  chat.leave();
  const again = await DirectLineChat.open(desk.url, { resume: chat.visitor.resume });
  await hear(again, /【审核中】/);
  await desk.settled();
  expect(countNotifications((await again.history()).map(({ text }) => text ?? ''))).toEqual(RECEIPT_AND_REVIEW);
});

it('has kept no trace of it that would stand in the way of the next applicant', async () => {
  const chat = await readyToSubmit(100);
  await chat.say('确认提交');
  await hear(chat, /【审核中】/);
  expect(await desk.api('/dead-letters')).toEqual({ items: [] });
});
