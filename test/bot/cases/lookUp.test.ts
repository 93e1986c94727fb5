import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis } from '../../support/redis';
import { decide } from '../../support/reviewer';
import { isIdle } from '../../support/story';

const FIRST = '11010519491231002X';
const SECOND = '440524188001010014';
const PHONE = '13800138000';

let desk: TestDesk;
let no: string;
let chats = 0;

beforeEach(async () => {
  desk = await startDesk((await startRedis()).url);
  no = await apply('dl-owner', FIRST);
});

const apply = async (conversationKey: string, idNumber: string): Promise<string> =>
  (await desk.say(conversationKey, `apply ${idNumber}`)).replies[0]?.text?.split(' ')[1] ?? '';

/** Asked in a chat of its own, so that no chat comes to its limit. */
const ask = async (text: string, conversationKey = `dl-asker-${++chats}`): Promise<string | undefined> =>
  (await desk.say(conversationKey, text)).replies[0]?.text;

const work = async (): Promise<void> => {
  desk.relay.start();
  desk.workers.start();
  await eventually('an end of the jobs', () => isIdle(desk));
};

describe('an application asked for by its number', () => {
  it('is told by the end of its phone number, or by the whole', async () => {
    expect(await ask(`status ${no} 8000`)).toBe('found');
    expect(await ask(`status ${no} phone ${PHONE}`)).toBe('found');
    for (const wrong of ['0000', '', '138000', 'phone 13800138001', `wechatId ${PHONE}`, 'phone 8000'])
      expect(await ask(`status ${no} ${wrong}`)).toBe('not_found');
    expect(await ask('status FF-20261123-AAAAAA 8000')).toBe('not_found');
  });

  it.each([
    ['wechatId', 'Zhang_Wei88', 'zhang_wei88'],
    ['email', 'Wei@example.com', 'wei@example.com'],
  ])('with a %s is told by the whole of it, in whatever case, and by no four digits', async (kind, value, typed) => {
    await desk.say('dl-owner', `amend ${kind} ${value}`);
    expect(await ask(`status ${no} ${kind} ${typed}`)).toBe('found');
    expect(await ask(`status ${no} ${value.slice(-4)}`)).toBe('not_found');
    expect(await ask(`status ${no} phone ${PHONE}`)).toBe('not_found');
  });

  it('is not told to a chat that tries for long, nor to many chats that try the same number', async () => {
    for (let i = 0; i < 5; i++) await ask(`status ${no} 000${i}`, 'dl-guesser');
    expect(await ask(`status ${no} 8000`, 'dl-guesser')).toBe('throttled');
    for (let i = 0; i < 5; i++) await ask(`status ${no} 000${i}`);
    expect(await ask(`status ${no} 8000`)).toBe('throttled');
  });
});

describe('an application asked for by the person', () => {
  const mine = (idNumber: string, phone = PHONE): Promise<string | undefined> => ask(`mine ${idNumber} phone ${phone}`);

  it('is told while it is open and after it was decided or withdrawn', async () => {
    expect(await mine(FIRST)).toBe('found');
    expect(await mine(FIRST.toLowerCase())).toBe('found');
    await decide(desk, no, 'declined');
    expect(await mine(FIRST)).toBe('found');
    await apply('dl-2', SECOND);
    await desk.say('dl-2', 'withdraw');
    expect(await mine(SECOND)).toBe('found');
  });

  it('is the newest', async () => {
    await decide(desk, no, 'declined');
    await apply('dl-2', FIRST);
    await desk.say('dl-2', 'amend phone 13912345670');
    expect(await mine(FIRST, '13912345670')).toBe('found');
    expect(await mine(FIRST)).toBe('not_found');
  });

  it('answers the same where nobody has the ID number and where the contact is another', async () => {
    expect(await mine(SECOND)).toBe('not_found');
    expect(await mine(FIRST, '13912345670')).toBe('not_found');
    expect(await ask(`mine ${FIRST} phone `)).toBe('not_found');
    expect(await ask(`mine ${SECOND} phone `)).toBe('not_found');
  });

  it('follows a corrected ID number', async () => {
    await desk.say('dl-owner', `amend idNumber ${SECOND}`);
    expect(await mine(SECOND)).toBe('found');
    expect(await mine(FIRST)).toBe('not_found');
  });

  it('is not told by a claim that no application followed, nor after erasure', async () => {
    await desk.store.claims.claim(SECOND, { no: 'FF-20261123-BBBBBB', version: 0 }, 'dl-2');
    expect(await mine(SECOND)).toBe('not_found');
    await desk.store.claims.claim('stray', { no, version: 1 }, 'dl-owner');
    expect(await mine('stray')).toBe('not_found');
    await desk.say('dl-owner', 'erase');
    expect(await mine(FIRST)).toBe('not_found');
    await work();
    expect(await mine(FIRST)).toBe('not_found');
  });

  it('is throttled by chat together with the look-up by number, and by person whether there is one or not', async () => {
    for (let i = 0; i < 3; i++) await ask(`mine ${FIRST} phone 1391234567${i}`, 'dl-guesser');
    for (let i = 0; i < 2; i++) await ask(`status ${no} 000${i}`, 'dl-guesser');
    expect(await ask(`mine ${FIRST} phone ${PHONE}`, 'dl-guesser')).toBe('throttled');
    for (const idNumber of [FIRST, SECOND]) {
      for (let i = 0; i < 10; i++) await ask(`mine ${idNumber} phone 1391234567${i}`);
      expect(await mine(idNumber)).toBe('throttled');
    }
    const throttles = (await desk.redis.keys('fd:throttle:*')).join('\n');
    expect(throttles).not.toMatch(new RegExp(`${FIRST}|${SECOND}|1391234567`));
  });
});
