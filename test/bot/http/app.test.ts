import { once } from 'node:events';
import { connect } from 'node:net';
import { api } from '../../../bot/api';
import { startDesk } from '../../support/desk';
import { startRedis } from '../../support/redis';

const TOKEN = 'staff-token-of-this-test';
const withApi = async () =>
  startDesk((await startRedis()).url, { capabilities: [api], settings: { STAFF_TOKEN: TOKEN } });

describe('the server', () => {
  it('gives a client half a minute for its request', async () => {
    expect((await withApi()).app.server.requestTimeout).toBe(30_000);
  });

  it('closes in spite of a request whose body never ends', async () => {
    const { app } = await withApi();
    const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const client = connect(Number(port), '127.0.0.1');
    await once(client, 'connect');
    const arrived = once(app.server, 'request');
    client.write(
      'POST /api/applications/x/decision HTTP/1.1\r\nHost: x\r\n' +
        `Authorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    await arrived;
    const ended = once(client, 'close');
    client.on('error', () => {});
    await app.close();
    await ended;
  });

  it.each([
    ['that cannot be decoded', '/api/applications/%E0%A4', 404],
    ['with an id longer than any', `/api/handoffs/${'x'.repeat(301)}/transcript`, 404],
    ['with an id that is long and unknown', `/api/handoffs/${'x'.repeat(150)}/transcript`, 404],
  ])('answers a URL %s with a problem document that does not repeat it', async (_, url, status) => {
    const response = await (await withApi()).app.inject({ url, headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toMatchObject({ status, code: 'not_found', detail: expect.any(String) });
    expect(response.body).not.toMatch(/E0|xxx/);
  });
});
