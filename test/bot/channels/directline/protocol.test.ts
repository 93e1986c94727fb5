import { SignJWT } from 'jose';
import { SECRET, startDesk, type TestDesk } from './desk';

interface ActivitySet {
  activities: {
    id: string;
    type: string;
    text: string;
    timestamp: string;
    replyToId?: string;
    from: { id: string; role: string };
  }[];
  watermark: string;
}

let desk: TestDesk;
beforeAll(async () => void (desk = await startDesk({ allowedOrigins: ['https://shop.example'] })));

const read = async (path: string, token: string): Promise<ActivitySet> =>
  (await (await desk.call('GET', path, { token })).json()) as ActivitySet;
const faultOf = async (response: Response): Promise<[number, string]> => {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  expect(error.message).not.toBe('');
  return [response.status, error.code];
};
const message = (text: string, more: object = {}) => ({ type: 'message', from: { id: 'me' }, text, ...more });

describe('tokens', () => {
  it('are generated with the secret, for a new conversation and a user of our naming', async () => {
    const response = await desk.call('POST', '/tokens/generate', { token: SECRET });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const answer = (await response.json()) as { token: string; conversationId: string; expires_in: number };
    expect(answer).toMatchObject({ conversationId: expect.stringMatching(/^[0-9a-f]{32}$/), expires_in: 3600 });
    const claims = JSON.parse(Buffer.from(answer.token.split('.')[1] ?? '', 'base64url').toString()) as {
      user: string;
    };
    expect(claims.user).toMatch(/^dl_/);
  });

  it.each([{ user: { id: 'dl_alice', name: 'Alice' } }, { User: { Id: 'dl_alice' } }])(
    'bind the user a server names: %j',
    async (body) => {
      const { token } = (await (await desk.call('POST', '/tokens/generate', { token: SECRET, body })).json()) as {
        token: string;
      };
      const { conversationId } = (await (
        await desk.call('POST', '/conversations', { token, body: { user: { id: 'dl_bob' } } })
      ).json()) as { conversationId: string };
      await desk.call('POST', `/conversations/${conversationId}/activities`, { token, body: message('你好') });
      const { activities } = await read(`/conversations/${conversationId}/activities`, token);
      expect(activities[1]?.from).toEqual({ id: 'dl_alice', role: 'user' });
    },
  );

  it('are refreshed without a body, for the same conversation, and the old one stays valid', async () => {
    const { token, conversationId } = await desk.start();
    const response = await desk.call('POST', '/tokens/refresh', { token });
    expect(await response.json()).toMatchObject({ conversationId, expires_in: 3600 });
    expect((await desk.call('POST', '/tokens/refresh', { token })).status).toBe(200);
  });

  it('name trusted origins, and no other page can then use them', async () => {
    const body = { trustedOrigins: ['https://shop.example'] };
    const { token } = (await (await desk.call('POST', '/tokens/generate', { token: SECRET, body })).json()) as {
      token: string;
    };
    const start = (origin: string) => desk.call('POST', '/conversations', { token, headers: { origin } });
    expect((await start('https://shop.example')).status).toBe(201);
    expect(await faultOf(await start(desk.url))).toEqual([403, 'BadArgument']);
  });
});

describe('a request is refused', () => {
  const signed = (claims: object, key: Uint8Array, alg = 'HS256') =>
    new SignJWT({ conv: 'a'.repeat(32), user: 'dl_x', ...claims })
      .setProtectedHeader({ alg, kid: 't1' })
      .setIssuer('fenfu-desk')
      .setAudience('directline')
      .setExpirationTime('1h')
      .sign(key);
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(`{"conv":"${'a'.repeat(32)}","exp":9999999999,"aud":"directline","iss":"fenfu-desk"}`).toString('base64url')}.`;
  const routes = [
    ['POST', '/tokens/generate'],
    ['POST', '/tokens/refresh'],
    ['POST', '/conversations'],
    ['GET', `/conversations/${'a'.repeat(32)}`],
    ['POST', `/conversations/${'a'.repeat(32)}/activities`],
    ['GET', `/conversations/${'a'.repeat(32)}/activities`],
    ['POST', `/conversations/${'a'.repeat(32)}/upload`],
    ['GET', '/session/getsessionid'],
  ] as const;

  it.each(routes)('with 401 where nobody shows anything: %s %s', async (method, path) => {
    expect(await faultOf(await desk.call(method, path))).toEqual([401, 'BadArgument']);
    expect((await desk.call(method, path, { headers: { authorization: 'Basic abc' } })).status).toBe(401);
  });

  it.each(routes)('with 403 where the token is forged, unsigned, or for another use: %s %s', async (method, path) => {
    const stream = new URL((await desk.start()).streamUrl).searchParams.get('t') ?? '';
    const { resume } = await desk.visit();
    for (const token of ['forged', unsigned, await signed({}, new Uint8Array(32)), stream, resume])
      expect(await faultOf(await desk.call(method, path, { token }))).toEqual([403, 'BadArgument']);
  });

  it('with 403 where a token asks for tokens', async () => {
    const { token } = await desk.visit();
    expect(await faultOf(await desk.call('POST', '/tokens/generate', { token }))).toEqual([403, 'BadArgument']);
  });

  it('with 403 where the token is of another conversation, on every path of the conversation', async () => {
    const mine = await desk.start();
    const { token } = await desk.start();
    const path = `/conversations/${mine.conversationId}`;
    for (const [method, end] of [
      ['GET', ''],
      ['GET', '/activities'],
      ['POST', '/activities'],
      ['POST', '/upload'],
    ] as const)
      expect((await desk.call(method, path + end, { token })).status).toBe(403);
  });

  it('with 404 where the conversation was never started, or the path is unknown', async () => {
    const { token, conversationId } = await desk.visit();
    for (const path of [`/conversations/${conversationId}`, `/conversations/${conversationId}/activities`, '/nothing'])
      expect(await faultOf(await desk.call('GET', path, { token }))).toEqual([404, 'BadArgument']);
    const post = await desk.call('POST', `/conversations/${conversationId}/activities`, {
      token,
      body: message('你好'),
    });
    expect(post.status).toBe(404);
    expect((await desk.call('GET', '/conversations/no-such-conversation', { token: SECRET })).status).toBe(404);
  });

  it.each([
    ['a conversationUpdate', { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }],
    ['an invoke', { type: 'invoke', name: 'x' }],
    ['a message in the role of the bot', message('您已通过', { from: { id: 'fenfu-desk', role: 'bot' } })],
    ['no type', { text: 'x' }],
    ['a text that is no text', message('', { text: { a: 1 } })],
    ['a list', []],
    ['nothing', undefined],
  ])('with 400 where the activity is %s', async (_name, body) => {
    const { token, conversationId } = await desk.start();
    expect(
      await faultOf(await desk.call('POST', `/conversations/${conversationId}/activities`, { token, body })),
    ).toEqual([400, 'BadArgument']);
    expect((await read(`/conversations/${conversationId}/activities`, token)).activities).toHaveLength(1);
  });

  it.each([
    ['cut off', '{"type":"message"', 400, 'BadSyntax'],
    [
      '65 levels deep',
      `{"type":"message","text":"x","channelData":${'{"a":'.repeat(64)}1${'}'.repeat(64)}}`,
      400,
      'BadSyntax',
    ],
    [
      'a hundred thousand levels deep',
      `{"type":"message","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      400,
      'BadSyntax',
    ],
    ['300 KB long', JSON.stringify(message('x'.repeat(300_000))), 413, 'MessageSizeTooBig'],
    [
      'heavy with channelData',
      JSON.stringify(message('x', { channelData: { a: 'x'.repeat(20_000) } })),
      413,
      'MessageSizeTooBig',
    ],
  ])('where the JSON is %s, and the conversation stays readable', async (_name, raw, status, code) => {
    const { token, conversationId } = await desk.start();
    const path = `/conversations/${conversationId}/activities`;
    expect(await faultOf(await desk.call('POST', path, { token, raw }))).toEqual([status, code]);
    expect((await read(path, token)).activities).toHaveLength(1);
  });
});

describe('a conversation', () => {
  it('is started once: 201, then 200 with token and stream, and one greeting', async () => {
    const { token } = await desk.visit();
    const starts = await Promise.all(
      [1, 2, 3].map(() => desk.call('POST', '/conversations', { token, body: { user: {} } })),
    );
    expect(starts.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const again = await desk.call('POST', '/conversations', { token });
    expect(again.status).toBe(200);
    const { conversationId, ...answer } = (await again.json()) as { conversationId: string; streamUrl: string };
    expect(answer).toMatchObject({
      token: expect.any(String),
      expires_in: 3600,
      streamUrl: expect.stringMatching(/^ws:\/\//),
    });
    expect((await read(`/conversations/${conversationId}/activities`, token)).activities).toHaveLength(1);
  });

  it('is found again with the watermark in the address of the stream', async () => {
    const { token, conversationId } = await desk.start();
    const answer = (await (
      await desk.call('GET', `/conversations/${conversationId}?watermark=1`, { token })
    ).json()) as { streamUrl: string; token: string };
    expect(new URL(answer.streamUrl).searchParams.get('watermark')).toBe('1');
    expect(
      (await desk.call('GET', `/conversations/${conversationId}/activities`, { token: answer.token })).status,
    ).toBe(200);
  });

  it('is read as often as one likes from any watermark, a nonsensical one meaning the beginning', async () => {
    const { token, conversationId } = await desk.start();
    const path = `/conversations/${conversationId}/activities`;
    await desk.call('POST', path, { token, body: message('一') });
    const all = await read(`${path}?watermark=`, token);
    expect(all).toMatchObject({ watermark: '3', activities: [{ text: '您好' }, { text: '一' }, { text: '您说：一' }] });
    expect(await read(`${path}?watermark=`, token)).toEqual(all);
    for (const nonsense of ['-1', 'abc', '1e3', '99999'])
      expect(await read(`${path}?watermark=${nonsense}`, token)).toEqual(all);
    expect(await read(`${path}?watermark=3`, token)).toEqual({ activities: [], watermark: '3' });
    expect((await read(`${path}?watermark=2`, token)).activities.map(({ text }) => text)).toEqual(['您说：一']);
    const times = all.activities.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort());
  });

  it('goes on counting after an erasure, and names no message that is gone', async () => {
    const { token, conversationId } = await desk.start();
    const path = `/conversations/${conversationId}/activities`;
    await desk.call('POST', path, { token, body: message('一') });
    await desk.call('POST', path, { token, body: message('删除') });
    const { activities } = await read(`${path}?watermark=`, token);
    const ids = activities.map(({ id }) => id);
    expect(activities.every(({ id }) => Number(id.split('|')[1]) > 3)).toBe(true);
    expect(activities.every(({ replyToId }) => replyToId === undefined || ids.includes(replyToId))).toBe(true);
  });
});

describe('a message', () => {
  const post = async (body: object) => {
    const { token, conversationId } = await desk.start();
    const path = `/conversations/${conversationId}/activities`;
    const response = await desk.call('POST', path, { token, body });
    return { response, path, token, conversationId, set: await read(`${path}?watermark=1`, token) };
  };

  it('keeps nothing of what the client says about sender, time, id and place', async () => {
    const forged = {
      id: 'x',
      timestamp: '2000-01-01T00:00:00Z',
      serviceUrl: 'http://169.254.169.254/',
      channelId: 'webchat',
      conversation: { id: 'other' },
      recipient: { id: 'x' },
      from: { id: 'dl_other' },
    };
    const { response, conversationId, set } = await post({ ...message('你好'), ...forged });
    const { id } = (await response.json()) as { id: string };
    expect(id).toBe(`${conversationId}|0000002`);
    expect(set.activities[0]).toMatchObject({
      id,
      channelId: 'directline',
      conversation: { id: conversationId },
      from: { id: expect.stringMatching(/^dl_[0-9a-f]{32}$/) },
    });
    expect(set.activities[0]).not.toHaveProperty('serviceUrl');
    expect(set.activities[0]?.timestamp).not.toMatch(/^2000/);
  });

  it('that is sent twice with one clientActivityID is taken once and answered with one id', async () => {
    const body = message('你好', { channelData: { clientActivityID: 'c1', extra: [1] } });
    const { response, path, token, set } = await post(body);
    const again = await desk.call('POST', path, { token, body });
    expect(await again.json()).toEqual(await response.json());
    expect(await read(`${path}?watermark=1`, token)).toEqual(set);
    expect(set.activities[0]).toMatchObject({ channelData: { clientActivityID: 'c1', extra: [1] } });
  });

  it('with a secret in it comes back without', async () => {
    const { set } = await post(message('密码abc123'));
    expect(JSON.stringify(set)).not.toContain('abc123');
  });

  it.each([
    ['a pressed button', { text: '开通分付', channelData: { postBack: true } }, '您说：开通分付'],
    ['a posted value', { value: '开通分付', channelData: { messageBack: {} } }, '您说：开通分付'],
    ['no text', {}, '收到：empty'],
    ['only blanks', { text: ' \n ' }, '收到：empty'],
    ['a form', { value: { a: 1 } }, '收到：empty'],
    ['too much text', { text: '字'.repeat(10_001) }, '收到：too_long'],
    ['a picture', { attachments: [{ contentType: 'image/jpeg', contentUrl: 'http://127.0.0.1/x' }] }, '收到：image'],
    ['a file', { text: '看', attachments: [{ contentType: 'application/pdf' }] }, '收到：file'],
  ])('with %s is understood as such', async (_name, body, answer) => {
    const { response, set } = await post({ type: 'message', ...body });
    expect(response.status).toBe(200);
    expect(set.activities.at(-1)?.text).toBe(answer);
    expect(JSON.stringify(set).length).toBeLessThan(2_000);
  });

  it.each(['typing', 'event', 'endOfConversation', 'messageReaction'])(
    'of type %s is accepted without effect',
    async (type) => {
      const { response, set } = await post({ type, name: 'x' });
      expect([response.status, typeof ((await response.json()) as { id: string }).id]).toEqual([200, 'string']);
      expect(set.activities).toEqual([]);
    },
  );

  it('that the bot fails at is answered with 5xx and leaves the conversation as it was', async () => {
    const { response, set } = await post(message('出错'));
    expect(await faultOf(response)).toEqual([500, 'ServiceError']);
    expect(set.activities).toEqual([]);
  });

  it('beyond the limit of a minute is answered with 429 and how long to wait', async () => {
    const slow = await startDesk({ messagesPerMinute: 2 });
    const { token, conversationId } = await slow.start();
    const send = () => slow.call('POST', `/conversations/${conversationId}/activities`, { token, body: message('x') });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    const refused = await send();
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await faultOf(refused)).toEqual([429, 'TooManyRequests']);
  });
});

describe('an upload', () => {
  const upload = async (body: FormData | string, headers: Record<string, string> = {}) => {
    const { token, conversationId } = await desk.start();
    const response = await fetch(`${desk.domain}/conversations/${conversationId}/upload?userId=x`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    });
    return { response, set: await read(`/conversations/${conversationId}/activities?watermark=1`, token) };
  };

  it('of one raw picture is answered, and nothing of it is kept', async () => {
    const { response, set } = await upload('PIXELS', {
      'content-type': 'image/png',
      'content-disposition': 'name="file"; filename="card.png"',
    });
    expect(response.status).toBe(200);
    expect(set.activities.map(({ text }) => text)).toEqual(['[image]', '收到：image']);
    expect(JSON.stringify(set)).not.toMatch(/PIXELS|card\.png/);
  });

  it('in parts without an activity goes by its files', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x'], { type: 'audio/amr' }), 'a.amr');
    expect((await upload(form)).set.activities.at(-1)?.text).toBe('收到：audio');
  });

  it('beyond 4 MB is refused with 413, a broken form with 400', async () => {
    const large = await upload('x'.repeat(4 * 1024 * 1024 + 1), { 'content-type': 'image/png' });
    expect(await faultOf(large.response)).toEqual([413, 'MessageSizeTooBig']);
    const broken = await upload('not a form', { 'content-type': 'multipart/form-data; boundary=x' });
    expect(await faultOf(broken.response)).toEqual([400, 'BadArgument']);
  });
});

describe('pages of other sites', () => {
  it('of an allowed origin pass the preflight with all the headers of the official client', async () => {
    const response = await desk.call('OPTIONS', '/conversations', {
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
    for (const name of ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with'])
      expect(response.headers.get('access-control-allow-headers')).toContain(name);
  });

  it('may read error answers, too', async () => {
    for (const [token, path] of [
      ['forged', '/conversations'],
      [SECRET, '/nothing'],
    ] as const) {
      const response = await desk.call('POST', path, { token, headers: { origin: 'https://shop.example' } });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    }
  });

  it('of any other origin are refused, preflight and call', async () => {
    const { token } = await desk.visit();
    for (const method of ['OPTIONS', 'POST']) {
      const response = await desk.call(method, '/conversations', {
        token,
        headers: { origin: 'https://evil.example' },
      });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
