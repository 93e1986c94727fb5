import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { HttpConnection } from './httpConnection';
import { bounded, say, type Bench } from './measure';
import { residentBytes, startBuiltDesk, startDurableRedis, type BenchDesk } from './processes';

const CONNECTIONS = 32;

/** Each conversation is started, its stream opened, its greeting read. */
const openStreams = async ({ url, secret }: BenchDesk, count: number): Promise<WebSocket[]> => {
  const streams: WebSocket[] = [];
  let begun = 0;
  const openSome = async (): Promise<void> => {
    const http = new HttpConnection(url);
    while (begun++ < count) {
      const { body } = await http.post('/v3/directline/conversations', {}, `Authorization: Bearer ${secret}\r\n`);
      const { streamUrl } = JSON.parse(body) as { streamUrl: string };
      const stream = new WebSocket(streamUrl, { perMessageDeflate: false });
      await once(stream, 'message');
      streams.push(stream);
    }
    http.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, openSome));
  return streams;
};

/** Memory of the process for each visitor who has the chat open and says nothing. */
export const idleSockets: Bench = {
  name: 'idle-sockets',
  async run({ sockets }) {
    const redis = await startDurableRedis();
    const desk = await startBuiltDesk(redis.url, { ROLE: 'bot' });
    const warmUp = await openStreams(desk, 500);
    for (const stream of warmUp) stream.terminate();
    await delay(2_000);
    const before = residentBytes(desk.pid);
    const streams = await openStreams(desk, sockets);
    await delay(2_000);
    const value = (residentBytes(desk.pid) - before) / sockets / 1024;
    const open = streams.filter(({ readyState, OPEN }) => readyState === OPEN).length;
    say(`  ${open} sockets are open`);
    for (const stream of streams) stream.terminate();
    await desk.stop();
    await redis.stop();
    const line = {
      name: `idle WebSocket, ${open.toLocaleString('en')} at once`,
      value,
      unit: 'KB',
      target: `≤ 30, ${sockets.toLocaleString('en')} at once`,
    };
    return [bounded(line, (kilobytes) => kilobytes <= 30 && open === sockets)];
  },
};
