import { api } from '../../../bot/api';
import { amended, resubmitted } from '../../../bot/cases/amend';
import type { Application } from '../../../bot/cases/application';
import { createApplication } from '../../../bot/cases/record';
import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis, type TestRedis } from '../../support/redis';
import { decide, decisionOf, REVIEWER } from '../../support/reviewer';
import { dataOf } from '../../support/scriptedDialog';
import { isIdle } from '../../support/story';

const CHAT = 'dl-1';
const FIRST = '11010519491231002X';
const SECOND = '440524188001010014';
const TOKEN = 'staff-token-of-this-test';

let redis: TestRedis;
let desk: TestDesk;
let no: string;

/** An application in the queue; relay and workers stand still. */
beforeEach(async () => {
  redis = await startRedis();
  desk = await startDesk(redis.url, { capabilities: [api], settings: { STAFF_TOKEN: TOKEN } });
  const [submitted] = (await desk.say(CHAT, `apply ${FIRST}`)).replies;
  no = submitted?.text?.split(' ')[1] ?? '';
});

const stored = async (): Promise<Application> => {
  const application = await desk.store.applications.find(no);
  if (!application) throw new Error('No application');
  return application;
};

const record = async () => {
  const response = await desk.app.inject({
    url: `/api/applications/${no}`,
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  return { body: response.body, ...response.json() };
};

const work = async (): Promise<void> => {
  desk.relay.start();
  desk.workers.start();
  await eventually('an end of the jobs', () => isIdle(desk));
};

const answerTo = async (conversationKey: string, text: string): Promise<string> =>
  (await desk.say(conversationKey, text)).replies[0]?.text?.split(' ')[0] ?? '';

describe('a correction after submission', () => {
  it('changes the items, leaves the status, and shows staff which items it was and no value', async () => {
    await desk.say(CHAT, 'amend name 王芳');
    await desk.say(CHAT, 'amend overdue unsure');
    expect(await stored()).toMatchObject({
      version: 3,
      status: 'queued',
      data: { ...dataOf(FIRST), name: '王芳', facts: { payScore: '650_up', debitCard: 'yes', overdue: 'unsure' } },
    });
    const { history, body } = await record();
    expect(history).toMatchObject([
      { version: 1, status: 'queued' },
      { version: 2, status: 'queued', by: { kind: 'applicant' }, changed: ['name'] },
      { version: 3, status: 'queued', by: { kind: 'applicant' }, changed: ['overdue'] },
    ]);
    expect(body).not.toContain('王芳');
  });

  it('is an event like every change, once however often the message comes and on however many nodes', async () => {
    const other = await startDesk(redis.url);
    await Promise.all([desk, other, desk].map((node) => node.say(CHAT, 'amend name 王芳', 'm1')));
    await desk.say(CHAT, 'amend name 王芳', 'm1');
    expect((await stored()).version).toBe(2);
    const pending = await desk.redis.lrange((await desk.redis.keys('*:outbox'))[0] ?? '', 0, -1);
    expect(pending.filter((command) => command.includes(`changed-${no}-2`))).toHaveLength(1);
    await work();
    expect(await stored()).toMatchObject({ status: 'in_review', version: 3, data: { name: '王芳' } });
    expect(JSON.parse((await desk.redis.hget('fd:{review}:cases', no)) ?? '')).toMatchObject({ version: 3 });
  });

  it('makes no entry where nothing is different', async () => {
    await desk.say(CHAT, 'amend debitCard yes');
    expect(await stored()).toMatchObject({ version: 1, history: [{ version: 1 }] });
  });

  it.each(['decided', 'withdrawn', 'erased'])('changes nothing of an application that is %s', async (closed) => {
    if (closed === 'decided') await decide(desk, no, 'approved');
    else await desk.say(CHAT, closed === 'erased' ? 'erase' : 'withdraw');
    const before = await stored();
    for (const item of ['name 王芳', 'phone 17012345678', 'overdue unsure']) await desk.say(CHAT, `amend ${item}`);
    expect(await stored()).toEqual(before);
  });

  it('leaves a decision standing that asks for more, which is then not told again', async () => {
    await decide(desk, no, 'needs_info');
    await desk.say(CHAT, 'amend name 王芳');
    expect(await stored()).toMatchObject({ status: 'needs_info', version: 3 });
    const again = await decide(desk, no, 'needs_info');
    expect(again.entry).toMatchObject({ version: 2, by: REVIEWER });

    const request = { keyHash: 'k', fingerprint: 'f' };
    const decision = { type: 'decide' as const, decision: decisionOf('needs_info') };
    expect((await desk.cases.change(no, REVIEWER, decision, request)).entry.version).toBe(2);
    expect((await desk.cases.change(no, REVIEWER, decision, request)).entry.version).toBe(2);
    expect((await stored()).history.map(({ status }) => status)).toEqual(['queued', 'needs_info', 'needs_info']);
  });
});

describe('a corrected ID number', () => {
  const holderOf = async (idNumber: string): Promise<string | undefined> => {
    const claim = await desk.redis.get(`fd:person:${desk.store.claims.personOf(idNumber)}`);
    return claim === null ? undefined : (JSON.parse(claim) as { no: string }).no;
  };

  it('is claimed with it, and the one before is free again', async () => {
    expect(await answerTo(CHAT, `amend idNumber ${SECOND}`)).toBe('amended');
    expect(await stored()).toMatchObject({ data: { idNumber: SECOND }, history: [{}, { changed: ['idNumber'] }] });
    expect(await answerTo('dl-2', `apply ${SECOND}`)).toBe('taken');
    await work();
    expect(await holderOf(FIRST)).toBeUndefined();
    expect(await answerTo('dl-3', `apply ${FIRST}`)).toBe('submitted');
  });

  it('of somebody who has an open application changes nothing', async () => {
    await desk.say('dl-2', `apply ${SECOND}`);
    const before = await stored();
    expect(await answerTo(CHAT, `amend idNumber ${SECOND}`)).toBe('taken');
    expect(await stored()).toEqual(before);
    await work();
    expect(await holderOf(FIRST)).toBe(no);
  });

  it('may be put back before the workers have given up the claim; it then stays', async () => {
    for (const idNumber of [SECOND, FIRST, SECOND, FIRST]) await desk.say(CHAT, `amend idNumber ${idNumber}`);
    await work();
    expect((await stored()).data?.idNumber).toBe(FIRST);
    expect(await holderOf(FIRST)).toBe(no);
    expect(await holderOf(SECOND)).toBeUndefined();
    expect(await answerTo('dl-2', `apply ${FIRST}`)).toBe('taken');
    await desk.say(CHAT, 'erase');
    await eventually('a free person', async () => (await holderOf(FIRST)) === undefined);
  });

  it('is not a second application: who wants one is told of the own', async () => {
    expect(await answerTo(CHAT, `apply ${SECOND}`)).toBe('taken');
    expect(await holderOf(SECOND)).toBeUndefined();
  });
});

describe('data', () => {
  const data = { ...dataOf(FIRST), warnings: ['virtual', 'region_unlisted', 'made_up'] };
  const queued = createApplication(
    { no: 'FF-1', phrase: '松风·明月', data },
    { conversationKey: CHAT, channel: 'directline' },
    0,
  );

  it('loses the warnings of changed items alone, and gets those of the new values', () => {
    const contact = { kind: 'phone', value: '17012345678' } as const;
    expect(amended(queued, { contact, warnings: ['data_sim'] }, 1)?.data?.warnings).toEqual([
      'region_unlisted',
      'made_up',
      'data_sim',
    ]);
    expect(amended(queued, { idNumber: SECOND }, 1)?.data?.warnings).toEqual(['virtual', 'made_up']);
    expect(amended(queued, { contact: data.contact, name: '王芳' }, 1)?.data?.warnings).toEqual(data.warnings);
  });

  it('keeps the consents there were', () => {
    const [consent] = data.consents;
    const more = { ...consent!, kind: 'handover' as const };
    expect(amended(queued, { name: '王芳', consents: [more] }, 1)?.data?.consents).toEqual([consent, more]);
  });

  it('that a reviewer asked for goes back into review, merged in the same way', () => {
    const again = resubmitted(queued, { facts: { overdue: 'yes' } }, 1);
    expect(again).toMatchObject({
      status: 'in_review',
      data: { facts: { payScore: '650_up', debitCard: 'yes', overdue: 'yes' } },
    });
    expect(again.history.at(-1)).toMatchObject({ changed: ['overdue'] });
    expect(resubmitted(queued, { name: data.name }, 1).history.at(-1)).not.toHaveProperty('changed');
  });
});
