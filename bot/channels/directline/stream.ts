import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { parseWatermark } from './activity/activities';
import { toConversationKey } from './auth/identity';
import { DIRECT_LINE_PATH, type DirectLineDeps } from './deps';
import { DirectLineFault, FAULTS, toFault } from './faults';
import { follow, type Opening } from './follow';

/** Limit of inbound frames in bytes. Clients send only empty ones. */
const MAX_FRAME = 4 * 1024;
/**
 * Sockets of a conversation on this node. After each 403 the official client opens two more and closes none, so the
 * limit is generous.
 */
const MAX_SOCKETS = 32;
const KEEP_ALIVE_MS = 20_000;
const CLOSE_WITHIN_MS = 2_000;

/** WebSocket close code: going away (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001;

const PATH = new RegExp(`^(?:/.*)?${DIRECT_LINE_PATH}/conversations/([0-9a-f]{32})/stream$`);

/** Open streams of this node. */
export interface Streams {
  /**
   * Serves `GET …/conversations/:id/stream` on `server`. Other upgrades are left to other listeners, or refused where
   * there is none.
   */
  attach(server: Server): void;
  /** Number of open sockets. */
  size(): number;
  /** Closes every socket with 1001, on which the official client reconnects, and refuses new ones. */
  close(): Promise<void>;
}

/**
 * Authorises an upgrade by URL and Origin alone, since browsers set no other header here.
 * @throws DirectLineFault
 */
const authorizeUpgrade = async (request: IncomingMessage, url: URL, deps: DirectLineDeps): Promise<Opening> => {
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
  if (!deps.address.allows(request.headers.origin, grant.trustedOrigins)) throw new DirectLineFault('origin_refused');
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

/** Counter of open sockets by conversation. */
const createCounts = () => {
  const counts = new Map<string, number>();
  return {
    of: (conversationKey: string): number => counts.get(conversationKey) ?? 0,
    add(conversationKey: string, change: 1 | -1): void {
      const count = (counts.get(conversationKey) ?? 0) + change;
      if (count > 0) counts.set(conversationKey, count);
      else counts.delete(conversationKey);
    },
  };
};

/**
 * Pings every socket and terminates those that have not answered the previous ping. The others read again, since a
 * notification may have been lost.
 */
const keepAlive = (sockets: Iterable<WebSocket>, alive: WeakSet<WebSocket>, readAgain: (socket: WebSocket) => void) => {
  for (const socket of sockets) {
    if (!alive.has(socket)) {
      socket.terminate();
      continue;
    }
    alive.delete(socket);
    socket.ping();
    socket.send('');
    readAgain(socket);
  }
};

const closeAll = async (sockets: ReadonlySet<WebSocket>): Promise<void> => {
  const closed = [...sockets].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
  for (const socket of sockets) socket.close(GOING_AWAY, 'the server restarts');
  const deadline = setTimeout(() => sockets.forEach((socket) => socket.terminate()), CLOSE_WITHIN_MS);
  await Promise.all(closed);
  clearTimeout(deadline);
};

/** Streams over WebSocket. Frames are ActivitySets in JSON; empty frames keep proxies from closing idle connections. */
export const createStreams = (deps: DirectLineDeps): Streams => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  const counts = createCounts();
  const alive = new WeakSet<WebSocket>();
  const readers = new WeakMap<WebSocket, () => void>();
  let closing = false;

  const accept = (socket: WebSocket, opening: Opening): void => {
    const { conversationKey } = opening;
    counts.add(conversationKey, 1);
    socket.once('close', () => counts.add(conversationKey, -1));
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    readers.set(socket, follow(socket, opening, deps));
  };

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void> => {
    try {
      if (closing) throw new DirectLineFault('unavailable');
      const opening = await authorizeUpgrade(request, url, deps);
      if (counts.of(opening.conversationKey) >= MAX_SOCKETS) throw new DirectLineFault('too_many');
      sockets.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, opening));
    } catch (error) {
      refuse(socket, toFault(error));
    }
  };

  const onUpgrade = (server: Server) => (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = URL.canParse(request.url ?? '', 'http://host') ? new URL(request.url ?? '', 'http://host') : undefined;
    const isOurs = url !== undefined && PATH.test(url.pathname);
    if (!isOurs && server.listenerCount('upgrade') > 1) return;
    socket.on('error', () => socket.destroy());
    if (isOurs) void upgrade(request, socket, head, url);
    else refuse(socket, new DirectLineFault('unknown_path'));
  };

  const readAgain = (socket: WebSocket): void => readers.get(socket)?.();
  const pings = setInterval(
    () => keepAlive(sockets.clients, alive, readAgain),
    deps.keepAliveMs ?? KEEP_ALIVE_MS,
  ).unref();

  return {
    attach: (server) => void server.on('upgrade', onUpgrade(server)),
    size: () => sockets.clients.size,
    async close() {
      closing = true;
      clearInterval(pings);
      await closeAll(sockets.clients);
      sockets.close();
    },
  };
};
