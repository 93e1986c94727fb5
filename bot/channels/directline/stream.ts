import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { News } from '../../conversation';
import { parseWatermark, toActivitySet } from './activity/activities';
import { DIRECT_LINE_PATH, type DirectLineDeps } from './deps';
import { DirectLineFault, FAULTS, toFault } from './faults';
import { toConversationKey } from './auth/identity';
import { createOriginCheck } from './auth/origins';
import { readSince } from './reading';
import type { Grant } from './auth/tokens';

/** Bytes. Clients send nothing but empty frames. */
const MAX_FRAME = 4 * 1024;
/** Entries. A frame is sent when the one before has left, so a slow reader costs the memory of one, and none is lost to it. */
const MAX_ENTRIES = 50;
/** The official client opens two more sockets after each 403 and closes none; none may be closed for that, but it must end. */
const MAX_SOCKETS = 32;
const KEEP_ALIVE_MS = 20_000;

const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

const PATH = new RegExp(`^(?:/.*)?${DIRECT_LINE_PATH}/conversations/([0-9a-f]{32})/stream$`);

export interface DirectLineStream {
  /** Sockets that are open. */
  size(): number;
  /** Closes every socket with 1001 (the official client connects again, elsewhere) and lets no more in. */
  close(): Promise<void>;
}

interface Opening {
  grant: Grant;
  conversationKey: string;
  watermark: number;
}

/** Judges an upgrade request by its URL and Origin alone: a browser can set no header here. Throws `DirectLineFault`. */
const judge = async (request: IncomingMessage, url: URL, deps: DirectLineDeps): Promise<Opening> => {
  const conversationId = PATH.exec(url.pathname)?.[1] ?? '';
  const conversationKey = toConversationKey(conversationId);
  if (conversationKey === undefined) throw new DirectLineFault('unknown_path');
  const token = url.searchParams.get('t');
  if (!token) throw new DirectLineFault('no_authorization');
  const verified = await deps.tokens.verify('stream', token);
  if (verified.outcome !== 'valid')
    throw new DirectLineFault(verified.outcome === 'expired' ? 'token_expired' : 'invalid_token');
  const { grant } = verified;
  if (grant.conversationId !== conversationId) throw new DirectLineFault('foreign_conversation');
  if (!createOriginCheck(deps)(request.headers.origin, grant.trustedOrigins))
    throw new DirectLineFault('origin_refused');
  return { grant, conversationKey, watermark: parseWatermark(url.searchParams.get('watermark')) };
};

const refuse = (socket: Duplex, fault: DirectLineFault): void => {
  const { status, code, message } = FAULTS[fault.fault];
  const body = JSON.stringify({ error: { code, message } });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};

/**
 * Sends what follows `opening.watermark`, then what is added, each entry once and in order. A nudge only says that there is
 * something to read; nudges that come while reading make one more reading.
 */
const follow = (socket: WebSocket, opening: Opening, deps: DirectLineDeps): (() => void) => {
  const viewer = { conversationId: opening.grant.conversationId, userId: opening.grant.userId, botName: deps.botName };
  let sent = opening.watermark;
  let added: News['added'];
  let reading = false;
  let again = false;

  const send = (frame: string): Promise<void> =>
    new Promise((resolve, reject) => socket.send(frame, (error) => (error ? reject(error) : resolve())));

  /** What a turn of this node has just added, if it is what comes next. */
  const takeAdded = () => {
    const next = added?.after === sent ? added.entries : undefined;
    added = undefined;
    return next && { entries: next, last: next.at(-1)?.position ?? sent };
  };

  const readOnce = async (): Promise<void> => {
    const { entries, last } = takeAdded() ?? (await readSince(deps.transcripts, opening.conversationKey, sent));
    for (let from = 0; from < entries.length; from += MAX_ENTRIES) {
      const some = entries.slice(from, from + MAX_ENTRIES);
      const reached = some.at(-1)?.position ?? last;
      await send(JSON.stringify(toActivitySet({ entries: some, last: reached }, sent, viewer)));
      sent = reached;
    }
  };

  const read = async (): Promise<void> => {
    again = true;
    if (reading) return;
    reading = true;
    try {
      while (again && socket.readyState === socket.OPEN) {
        again = false;
        await readOnce();
      }
    } catch (error) {
      if (socket.readyState !== socket.OPEN) return;
      deps.log.warn(
        { err: error, conversationKey: opening.conversationKey },
        'stream cannot read the transcript; the client is asked to connect again',
      );
      socket.close(TRY_AGAIN_LATER, 'the transcript cannot be read');
    } finally {
      reading = false;
    }
  };

  const unsubscribe = deps.transcripts.onChange(opening.conversationKey, (news) => {
    if (news?.last === sent) return;
    if (news?.added) added = news.added;
    void read();
  });
  socket.once('close', unsubscribe);
  void read();
  return () => void read();
};

/**
 * Serves `GET …/conversations/:id/stream` on `server`: ActivitySets as JSON, and empty frames to keep proxies awake. Upgrades to
 * other paths are left to other listeners, or refused where there is none.
 */
export const attachDirectLineStream = (
  server: Server,
  deps: DirectLineDeps,
  options: { keepAliveMs?: number } = {},
): DirectLineStream => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  const open = new Map<string, number>();
  const alive = new WeakSet<WebSocket>();
  const readAgain = new WeakMap<WebSocket, () => void>();
  let closing = false;

  const accept = (socket: WebSocket, opening: Opening): void => {
    const { conversationKey } = opening;
    open.set(conversationKey, (open.get(conversationKey) ?? 0) + 1);
    socket.once('close', () => {
      const left = (open.get(conversationKey) ?? 1) - 1;
      if (left > 0) open.set(conversationKey, left);
      else open.delete(conversationKey);
    });
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    readAgain.set(socket, follow(socket, opening, deps));
  };

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void> => {
    try {
      if (closing) throw new DirectLineFault('unavailable');
      const opening = await judge(request, url, deps);
      if ((open.get(opening.conversationKey) ?? 0) >= MAX_SOCKETS) throw new DirectLineFault('too_many');
      sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, opening));
    } catch (error) {
      refuse(socket, toFault(error));
    }
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = URL.canParse(request.url ?? '', 'http://host') ? new URL(request.url ?? '', 'http://host') : undefined;
    const ours = url !== undefined && PATH.test(url.pathname);
    if (!ours && server.listenerCount('upgrade') > 1) return;
    socket.on('error', () => socket.destroy());
    if (url && ours) void upgrade(request, socket, head, url);
    else refuse(socket, new DirectLineFault('unknown_path'));
  };
  server.on('upgrade', onUpgrade);

  /** Also reads again, in case a nudge was lost with a connection to Redis. */
  const keepAlive = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.has(socket)) {
        socket.terminate();
        continue;
      }
      alive.delete(socket);
      socket.ping();
      socket.send('');
      readAgain.get(socket)?.();
    }
  }, options.keepAliveMs ?? KEEP_ALIVE_MS);
  keepAlive.unref();

  return {
    size: () => sockets.clients.size,

    async close() {
      closing = true;
      clearInterval(keepAlive);
      server.off('upgrade', onUpgrade);
      const closed = [...sockets.clients].map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'the server restarts');
      const deadline = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 2_000);
      await Promise.all(closed);
      clearTimeout(deadline);
      sockets.close();
    },
  };
};
