import { ConnectionStatus, DirectLine, type Activity } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { eventually } from '../../../support/patience';
import { releasable } from '../../../support/release';
import { XmlHttpRequest } from '../../../support/xmlHttpRequest';
import { SECRET, startDesk, type TestDesk } from './desk';

Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest, WebSocket });

interface Client {
  directLine: DirectLine;
  /** All activities so far; waits until there are `count`. */
  receive(count: number): Promise<Activity[]>;
  say(text: string, clientActivityID?: string): Promise<string>;
}

describe.each([
  ['over WebSocket', true],
  ['by polling', false],
])('the official client %s', (_name, webSocket) => {
  let desk: TestDesk;

  beforeAll(async () => void (desk = await startDesk()));

  const connect = (options: { token: string } | { secret: string }): Client => {
    const directLine = new DirectLine({ domain: desk.domain, webSocket, pollingInterval: 200, ...options });
    releasable('a client', () => directLine.end());
    const activities: Activity[] = [];
    const ended = (): void => {}; // `end()` is told to subscribers as an error
    directLine.activity$.subscribe((activity) => activities.push(activity), ended);
    return {
      directLine,
      receive: async (count) => {
        await eventually(`${count} activities`, () => activities.length >= count);
        return activities;
      },
      say: (text, clientActivityID = 'a1') =>
        new Promise((resolve, reject) =>
          directLine
            .postActivity({
              type: 'message',
              from: { id: 'forged' },
              text,
              channelData: { clientActivityID },
            })
            .subscribe(resolve, reject),
        ),
    };
  };

  it('is greeted, answered, and gets its own message back under the id that the POST answered', async () => {
    const { token, userId } = await desk.visit();
    const client = connect({ token });
    await client.receive(1);
    const id = await client.say('有什么条件', 'mine');
    const [greeting, echo, answer] = await client.receive(3);
    expect(greeting).toMatchObject({ text: '您好', from: { role: 'bot' }, suggestedActions: { to: [userId] } });
    expect(echo).toMatchObject({
      id,
      text: '有什么条件',
      from: { id: userId, role: 'user' },
      channelData: { clientActivityID: 'mine' },
    });
    expect(answer).toMatchObject({ text: '您说：有什么条件', replyToId: id, from: { role: 'bot' } });
  });

  it('finds the whole conversation again with a resumed token', async () => {
    const first = await desk.visit();
    const before = connect({ token: first.token });
    await before.receive(1);
    await before.say('第一句');
    const seen = await before.receive(3);
    before.directLine.end();

    const response = await fetch(`${desk.url}/chat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: first.resume }),
    });
    const again = (await response.json()) as { token: string };
    const after = connect({ token: again.token });
    expect((await after.receive(3)).map(({ id }) => id)).toEqual(seen.map(({ id }) => id));
  });

  it('starts and talks with the secret, as a server does', async () => {
    const client = connect({ secret: SECRET });
    await client.receive(1);
    await client.say('你好');
    const [, echo] = await client.receive(3);
    expect(echo).toMatchObject({ text: '你好', from: { id: 'forged', role: 'user' } });
  });

  it('is told that pictures are not taken when it uploads one', async () => {
    const client = connect({ token: (await desk.visit()).token });
    await client.receive(1);
    const attachment = { contentType: 'image/png', contentUrl: 'data:image/png;base64,iVBORw0KGgo=', name: 'card.png' };
    await new Promise((resolve, reject) =>
      client.directLine
        .postActivity({
          type: 'message',
          from: { id: 'x' },
          attachments: [attachment],
          channelData: { clientActivityID: 'up' },
        } as unknown as Activity)
        .subscribe(resolve, reject),
    );
    const [, echo, answer] = await client.receive(3);
    expect(echo).toMatchObject({ text: '[image]', attachments: [], channelData: { clientActivityID: 'up' } });
    expect(answer).toMatchObject({ text: '收到：image' });
  });

  it('fails to connect with a forged token', async () => {
    const client = connect({ token: 'forged' });
    const status = await new Promise((resolve) =>
      client.directLine.connectionStatus$.subscribe((now) => now >= ConnectionStatus.ExpiredToken && resolve(now)),
    );
    expect(status).toBe(ConnectionStatus.FailedToConnect);
  });
});
