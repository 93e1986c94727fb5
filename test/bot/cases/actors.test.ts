import { api } from '../../../bot/api';
import { APPLICANT, SYSTEM, type Actor } from '../../../bot/cases/actor';
import type { PositionedEntry, StaffEvent } from '../../../bot/conversation';
import { createUnderstand, loadModel } from '../../../nlu';
import { apply, hear, invent, type Chat } from '../../support/applicant';
import { startDesk, type TestDesk } from '../../support/desk';
import { chatWith } from '../../support/deskChat';
import { testDialog } from '../../support/dialog';
import { issueToken } from '../../support/machineToken';
import { startRedis } from '../../support/redis';
import { decisionOf, REVIEWER } from '../../support/reviewer';
import { WAYS_TO } from '../../support/waysTo';

const CHAT = 'dl-applicant';
const ENGINE: Actor = { kind: 'engine', id: 'scoring' };
const understand = createUnderstand(loadModel());

let desk: TestDesk;
let token: string;
let chat: Chat;
let no: string;

/** An application that has been taken into review. */
beforeEach(async () => {
  const dialog = testDialog();
  desk = await startDesk((await startRedis()).url, { dialog, understand, capabilities: [api] });
  desk.relay.start();
  desk.workers.start();
  token = await issueToken(desk.store.machineTokens, 'scoring', ['read', 'reveal', 'decide', 'handoffs']);
  chat = chatWith(desk, CHAT);
  await chat.say('开通分付');
  no = await apply(chat, invent(21));
});

const headers = () => ({ authorization: `Bearer ${token}` });
const record = async () => (await desk.app.inject({ url: `/api/applications/${no}`, headers: headers() })).json();
const decideByEngine = (payload: object) =>
  desk.app.inject({ method: 'POST', url: `/api/applications/${no}/decision`, headers: headers(), payload });
const decideAs = (by: Actor, status: string, details?: { item?: string }) =>
  desk.cases.change(no, by, { type: 'decide', decision: decisionOf(status, details) });

/** Who made each change of the case, and what it became. */
const history = async (): Promise<[Actor, string][]> =>
  (await record()).history.map(({ by, status }: { by: Actor; status: string }) => [by, status]);

const happen = async (event: StaffEvent): Promise<void> => {
  await desk.turn({ conversationKey: CHAT, id: `${event.type}-1`, event });
};

const transcript = async (): Promise<PositionedEntry[]> => (await desk.store.transcripts.read(CHAT, 0)).entries;

/** Who brought about what the bot said, each as long as it was the same. */
const speakers = async (): Promise<Actor[]> => {
  const all = (await transcript()).filter(({ from }) => from === 'bot').map(({ by = APPLICANT }) => by);
  return all.filter((by, n) => JSON.stringify(by) !== JSON.stringify(all[n - 1]));
};

it('names who made each change of a case, from the applicant to the decision', async () => {
  const made: [Actor, string][] = [
    [APPLICANT, 'queued'],
    [SYSTEM, 'in_review'],
  ];
  expect(await history()).toEqual(made);

  await decideAs(SYSTEM, 'needs_info', { item: 'name' });
  made.push([SYSTEM, 'needs_info']);
  expect(await history()).toEqual(made);
  await hear(chat, /请填写身份证上的完整姓名/);
  await chat.say('张卫国');
  made.push([APPLICANT, 'in_review']);
  expect(await history()).toEqual(made);

  await desk.app.inject({ url: `/api/applications/${no}?reveal=true`, headers: headers() });
  const asked = await decideByEngine({ decision: 'needs_info', reasonCode: 'incomplete', item: 'overdue' });
  expect(asked.json()).toMatchObject({ decidedBy: ENGINE, status: 'needs_info' });
  made.push([ENGINE, 'needs_info']);
  expect(await history()).toEqual(made);
  await hear(chat, /严重逾期/);
  await chat.say('没有逾期');
  made.push([APPLICANT, 'in_review']);
  expect(await history()).toEqual(made);

  await chat.say('转人工');
  const handoffId = (await desk.store.conversations.handoff(CHAT))?.id ?? '';
  expect(await desk.store.conversations.handoff(CHAT)).not.toHaveProperty('owner');
  await happen({ type: 'personTook', handoffId, by: REVIEWER });
  expect(await desk.store.conversations.handoff(CHAT)).toMatchObject({ status: 'owned', owner: REVIEWER });
  await happen({ type: 'personWrote', handoffId, by: REVIEWER, text: '您好' });
  expect((await transcript()).at(-1)).toMatchObject({ text: '【人工客服】您好', by: REVIEWER });
  await happen({ type: 'personLeft', handoffId, by: REVIEWER });

  await desk.cases.reveal(no, REVIEWER);
  await decideAs(REVIEWER, 'declined');
  made.push([REVIEWER, 'declined']);
  expect(await history()).toEqual(made);

  expect(await speakers()).toEqual([APPLICANT, SYSTEM, APPLICANT, ENGINE, APPLICANT, REVIEWER]);
  expect((await record()).audit.map(({ by }: { by: Actor }) => by)).toEqual([ENGINE, REVIEWER]);
});

it('tells the applicant nobody’s name', async () => {
  await decideByEngine({ decision: 'needs_info', reasonCode: 'incomplete', item: 'overdue' });
  await chat.say('没有逾期');
  await decideAs(REVIEWER, 'declined');
  for (const text of ['查进度', '导出我的数据']) await chat.say(text);
  const shown = (await transcript()).map(({ by: _, ...entry }) => entry);
  expect(shown.some(({ attachment }) => attachment !== undefined)).toBe(true);
  for (const name of ['scoring', 'anna', 'staff', 'engine']) expect(JSON.stringify(shown)).not.toContain(name);
});

it('names the system for a refusal of its own, over which no engine decides', async () => {
  await decideAs(SYSTEM, 'declined');
  await hear(chat, /【未通过】/);
  const refused = await decideByEngine({ decision: 'approved' });
  expect(refused.json()).toMatchObject({ status: 409, code: 'not_decidable' });
  expect((await history()).slice(2)).toEqual([[SYSTEM, 'declined']]);
  expect((await transcript()).at(-1)).toMatchObject({ by: SYSTEM });
});

it('names the applicant for a withdrawal and an erasure', async () => {
  await chat.say('删除我的信息');
  await chat.say('确定');
  expect((await history()).slice(2)).toEqual([[APPLICANT, 'withdrawn']]);
});

it('names the system for a reminder', async () => {
  const conversationKey = 'dl-silent';
  for (const text of WAYS_TO['身份证'] ?? []) await desk.say(conversationKey, text);
  await desk.turn({ conversationKey, id: 'reminder', event: { type: 'reminderDue' } });
  const { entries } = await desk.store.transcripts.read(conversationKey, 0);
  expect(entries.at(-1)).toMatchObject({ from: 'bot', by: SYSTEM });
  expect(entries.filter(({ by }) => by === undefined).length).toBeGreaterThan(0);
});
