import { answer, apply, hear, invent, SUMMARY } from '../support/applicant';
import { DeskProcess } from '../support/deskProcess';
import { DirectLineChat } from '../support/directLineChat';

const desk = new DeskProcess();
beforeAll(() => desk.start());

it('keeps applications, transcripts, tokens and half-filled forms when it is stopped in order and started again', async () => {
  const applied = await DirectLineChat.open(desk.url);
  const no = await apply(applied, invent(60));
  const applying = await DirectLineChat.open(desk.url);
  await answer(applying, invent(61), SUMMARY);
  await desk.settled();
  [applied, applying].forEach((chat) => chat.leave());
  const record = await desk.api(`/applications/${no}`);
  const transcript = await applied.history();

  expect(await desk.stop()).toBe(0);
  await desk.start();

  expect(await desk.api(`/applications/${no}`)).toEqual(record);
  expect(await applied.history()).toEqual(transcript);
  const again = await DirectLineChat.open(desk.url, { resume: applying.visitor.resume });
  await hear(again, SUMMARY);
  await again.say('确认提交');
  await hear(again, /【审核中】/);
  expect(await desk.api('/applications')).toMatchObject({ total: 2 });
});

it('lets nobody apply a second time after a restart with an application under way', async () => {
  const chat = await DirectLineChat.open(desk.url);
  await answer(chat, invent(60), /没能自动登记，需要人工核对/);
  expect(await desk.api('/applications')).toMatchObject({ total: 2 });
});
