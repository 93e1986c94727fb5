import { requireLoopbackSender, screenActivity } from '../../../../bot/channels/botframework/screen';
import { parseInboundActivity } from '../../../../bot/channels/botframework/inboundActivity';
import { runDesk, type RunningDesk } from '../../../support/runningDesk';

const body = {
  type: 'message',
  id: '1',
  channelId: 'emulator',
  serviceUrl: 'http://localhost:5000',
  conversation: { id: 'c|livechat' },
  from: { id: 'u' },
  recipient: { id: 'b' },
  text: '在吗',
};
const activity = (changes: object = {}) => parseInboundActivity({ ...body, ...changes });
const anonymous = { appId: '', allowedServiceUrls: ['https://tunnel.example.com'] };
const forbidden = expect.objectContaining({ code: 'forbidden' }) as unknown;

describe('screenActivity without an app id', () => {
  it.each(['http://localhost:5000', 'http://127.0.0.1:1', 'http://[::1]:5000/', 'https://tunnel.example.com/x'])(
    'lets a bot answer to %s',
    (serviceUrl) => {
      expect(() => screenActivity(activity({ serviceUrl }), anonymous)).not.toThrow();
    },
  );

  it.each([
    'http://169.254.169.254/latest',
    'http://localhost.example.com',
    'http://localhost@example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0:5000',
    'https://tunnel.example.com.evil.example',
  ])('refuses to be sent to %s', (serviceUrl) => {
    expect(() => screenActivity(activity({ serviceUrl }), anonymous)).toThrow(forbidden as Error);
  });

  it.each(['directline', 'webchat', 'msteams', 'Emulator'])('serves no channel named %s', (channelId) => {
    expect(() => screenActivity(activity({ channelId }), anonymous)).toThrow(forbidden as Error);
  });
});

describe('screenActivity with an app id', () => {
  const registered = { appId: 'app', allowedServiceUrls: [] };

  it('leaves the service address to the token and serves the channels of one applicant', () => {
    expect(() =>
      screenActivity(activity({ channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/' }), registered),
    ).not.toThrow();
  });

  it('does not take Azure’s Direct Line for its own', () => {
    expect(() => screenActivity(activity({ channelId: 'directline' }), registered)).toThrow(forbidden as Error);
  });
});

describe('requireLoopbackSender', () => {
  const local = { remoteAddress: '127.0.0.1', host: 'localhost:3978', forwarded: false };

  it.each([
    local,
    { ...local, remoteAddress: '::ffff:127.0.0.1' },
    { ...local, remoteAddress: '::1', host: '[::1]:3978' },
  ])('lets this machine in: %j', (sender) => {
    expect(() => requireLoopbackSender(sender)).not.toThrow();
  });

  it.each([
    { ...local, remoteAddress: '192.168.1.20' },
    { ...local, remoteAddress: undefined },
    { ...local, forwarded: true },
    { ...local, host: 'rebound.example.com:3978' },
    { ...local, host: undefined },
  ])('keeps others out: %j', (sender) => {
    expect(() => requireLoopbackSender(sender)).toThrow(forbidden as Error);
  });
});

describe('POST /api/messages', () => {
  let open: RunningDesk;
  let registered: RunningDesk;
  beforeAll(async () => {
    open = await runDesk();
    registered = await runDesk({ MicrosoftAppId: 'app', MicrosoftAppPassword: 'password' });
  });
  const post = (desk: RunningDesk, content: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: content,
    });

  it.each([
    '{}',
    '[]',
    'null',
    '"x"',
    '{',
    '{"type":"message"}',
    JSON.stringify({ ...body, from: undefined }),
    JSON.stringify({ ...body, serviceUrl: 'file:///etc/passwd' }),
    '{"__proto__":{"x":1}}',
  ])('answers 400 with an error body to %s, and lives on', async (content) => {
    const response = await post(open, content);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_request', message: expect.any(String) } });
    expect((await fetch(`${open.url}/readyz`)).status).toBe(200);
  });

  it('wants JSON, up to a megabyte', async () => {
    expect((await post(open, JSON.stringify(body), { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(open, JSON.stringify({ ...body, value: 'x'.repeat(900_000) }))).status).toBe(200);
    expect((await post(open, JSON.stringify({ ...body, value: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });

  it('is for POST alone', async () => {
    const response = await fetch(`${open.url}/api/messages`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('says who is served when a proxy passes a request on without an app id', async () => {
    const response = await post(open, JSON.stringify(body), { 'x-forwarded-for': '203.0.113.7' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('on this machine') } });
  });

  it.each([{}, { authorization: 'Bearer' }, { authorization: 'Bearer no.jwt.atall' }])(
    'wants a valid token where an app id is set: %j',
    async (headers) => {
      expect((await post(registered, JSON.stringify(body), headers)).status).toBe(401);
    },
  );

  it('does not begin what cannot be kept: without Redis it answers 503', async () => {
    const desk = await runDesk({ ROLE: 'bot', REDIS_URL: 'redis://replaced' });
    await desk.redis.stop();
    const response = await post(desk, JSON.stringify(body));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: { code: 'store_unavailable' } });
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  });
});
