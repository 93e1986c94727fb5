import { startDesk, type TestDesk } from '../../support/desk';
import { startRedis, type TestRedis } from '../../support/redis';

let redis: TestRedis;
let desk: TestDesk;

beforeAll(async () => {
  redis = await startRedis();
  desk = await startDesk(redis.url);
});

const logOf = async (conversationKey: string) => (await desk.store.transcripts.read(conversationKey, 0)).entries;

describe('a turn', () => {
  it('answers, and keeps question and answer in the transcript, in order', async () => {
    const result = await desk.say('dl-plain', '你好');
    expect(result).toMatchObject({
      duplicate: false,
      echoPosition: 1,
      last: 2,
      replies: [{ position: 2, text: 'heard 1' }],
    });
    expect(await logOf('dl-plain')).toMatchObject([
      { position: 1, from: 'user', text: '你好', type: 'message' },
      { position: 2, from: 'bot', text: 'heard 1', replyTo: 1 },
    ]);
  });

  it('is never earlier than the one before, though the clock is set back', async () => {
    await desk.say('dl-clock', '一');
    desk.clock.advance(-60_000);
    await desk.say('dl-clock', '二');
    desk.clock.advance(60_000);
    const [first, , second] = await logOf('dl-clock');
    expect(second?.at).toBe(first?.at);
  });

  it('answers a message delivered twice the same twice, and hears it once', async () => {
    const first = await desk.say('dl-twice', '你好', 'm1');
    await desk.say('dl-twice', '在吗', 'm2');
    const again = await desk.say('dl-twice', '你好', 'm1');
    expect(again).toMatchObject({ duplicate: true, echoPosition: first.echoPosition, replies: first.replies });
    expect(await desk.replies('dl-twice')).toEqual(['heard 1', 'heard 2']);
  });

  it('hears a message once though it is delivered on two nodes at the same moment', async () => {
    const other = await startDesk(redis.url);
    const results = await Promise.all([desk, other].map((node) => node.say('dl-race', '你好', 'm1')));
    expect(results.map(({ replies }) => replies.map(({ text }) => text))).toEqual([['heard 1'], ['heard 1']]);
    expect(results.filter(({ duplicate }) => duplicate)).toHaveLength(1);
    expect(await logOf('dl-race')).toHaveLength(2);
  });

  it('handles different messages of one conversation at the same moment one after the other', async () => {
    const other = await startDesk(redis.url);
    await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? desk : other).say('dl-many', '你好', `m${n}`)));
    expect(await desk.replies('dl-many')).toEqual(['heard 1', 'heard 2', 'heard 3', 'heard 4']);
    for (const entry of await logOf('dl-many')) {
      expect(entry.from === 'user' || entry.replyTo === entry.position - 1).toBe(true);
    }
  });

  it('keeps what a secret was replaced by, not the secret', async () => {
    await desk.say('dl-secret', '我的密码是 secret-hunter2');
    expect((await logOf('dl-secret'))[0]?.text).toBe('我的密码是 ▇');
  });

  it('tells readers on other nodes that something was said', async () => {
    const other = await startDesk(redis.url);
    const heard = other.until('dl-nudge', (replies) => replies.length === 1);
    await desk.say('dl-nudge', '你好');
    expect(await heard).toEqual(['heard 1']);
  });

  it('draws another application number where the first belongs to somebody else', async () => {
    const numbers = ['FF-20261123-AAAAAA', 'FF-20261123-AAAAAA', 'FF-20261123-BBBBBB'];
    const other = await startDesk(redis.url, {
      ids: { applicationNo: () => numbers.shift() ?? '', phrase: () => '松风·明月' },
    });
    await other.say('dl-first', 'apply 11010519491231002X');
    const second = await other.say('dl-second', 'apply 440524188001010014');
    expect(second.replies[0]?.text).toBe('submitted FF-20261123-BBBBBB');
  });

  it('erases what was said and whom the application was about, and still knows which messages it handled', async () => {
    const submitted = await desk.say('dl-erase', 'apply 110101199003070extra', 'm1');
    const no = submitted.replies[0]?.text?.split(' ')[1] ?? '';
    await desk.say('dl-erase', 'erase');
    expect((await logOf('dl-erase')).map(({ text }) => text)).toEqual(['erase', 'erased']);
    expect(await desk.store.applications.find(no)).toMatchObject({ status: 'withdrawn', data: null });
    expect(await desk.say('dl-erase', 'apply 110101199003070extra', 'm1')).toMatchObject({
      duplicate: true,
      replies: [],
    });
  });

  it('tells how an application stands only to who knows the end of its phone number, and not for long', async () => {
    const submitted = await desk.say('dl-owner', 'apply 110101199003074extra');
    const no = submitted.replies[0]?.text?.split(' ')[1] ?? '';
    const ask = async (last4: string) => (await desk.say('dl-asker', `status ${no} ${last4}`)).replies[0]?.text;
    expect(await ask('8000')).toBe('found');
    expect(await ask('0000')).toBe('not_found');
    expect(await ask('')).toBe('not_found');
    await ask('1');
    await ask('2');
    expect(await ask('8000')).toBe('throttled');
  });
});
