/** A failure whose message is meant for the visitor. */
class ShownError extends Error {}

/** Access to one conversation, as Web Chat needs it. */
interface Visitor {
  /** Direct Line token. */
  token: string;
  conversationId: string;
  userId: string;
}

/** The server's HTTP interface. Its methods reject with ShownError, unless they say otherwise. */
interface DeskServer {
  /** Fetches what the operator has set. */
  settings(): Promise<ServerSettings>;
  /** Fetches a token for the stored conversation, or for a new one where that is gone, and stores the resume ticket. */
  visitor(): Promise<Visitor>;
  /**
   * Follows the stored conversation without Web Chat, and calls `heard` with the position of each bot message.
   * Undefined where no conversation is stored. Never throws: it reconnects about once a minute until it is stopped.
   */
  listen(heard: (position: number) => void): Listening | undefined;
  /** Address of the Direct Line service. */
  readonly directLine: string;
}

/** A running subscription. */
interface Listening {
  /** Closes the stream for good. */
  stop(): void;
}

/** Mean delay before a lost stream is opened again; each is 0.5 to 1.5 times as long. */
const REOPEN_MS = 60_000;

/** Text for the visitor about a response that is not 2xx. */
const describeStatus = (status: number): string => (status === 429 ? WORDS.busy : WORDS.unavailable);

/** Position of a message in its conversation, read from its id `CONVERSATION|0000012`; 0 for any other id. */
const positionOf = (activityId: unknown): number => Number(String(activityId).split('|')[1]) || 0;

/** Calls `heard` with the position of each bot message in `data`, a frame of a stream. Keep-alive frames are empty. */
const readFrame = (data: unknown, heard: (position: number) => void): void => {
  if (typeof data !== 'string' || data === '') return;
  const { activities } = JSON.parse(data) as { activities: { id: string; from: { role: string } }[] };
  for (const activity of activities) if (activity.from.role === 'bot') heard(positionOf(activity.id));
};

/**
 * Keeps a stream open until it is stopped. `open` resolves to its URL, or to undefined where there is nothing to follow
 * any more.
 */
const keepListening = (open: () => Promise<string | undefined>, heard: (position: number) => void): Listening => {
  let socket: WebSocket | undefined;
  let retry: number | undefined;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const url = await open();
    if (stopped || url === undefined) return;
    socket = new WebSocket(url);
    socket.onmessage = ({ data }) => readFrame(data, heard);
    socket.onclose = again;
  };
  const again = (): void => {
    if (!stopped) retry = window.setTimeout(() => connect().catch(again), REOPEN_MS * (0.5 + Math.random()));
  };
  connect().catch(again);

  return {
    stop() {
      stopped = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
};

/** Creates the client of the server that `server` of the settings names; the visit is kept in `memory`. */
const createServer = ({ server }: WidgetSettings, memory: Memory): DeskServer => {
  const directLine = `${server}/v3/directline`;

  /** Sends a request without cookies. A failing network is a ShownError. */
  const call = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(server + path, { credentials: 'omit', ...init }).catch(() => Promise.reject(new ShownError(WORDS.offline)));

  /** Asks for a token: for the conversation of the resume ticket `token`, or for a new one. */
  const askToken = (token?: string): Promise<Response> =>
    call('/chat/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });

  const visitor = async (): Promise<Visitor> => {
    const visit = memory.load();
    let response = await askToken(visit?.resume);
    const refused = visit !== undefined && response.status >= 400 && response.status < 500 && response.status !== 429;
    if (refused) {
      memory.forget();
      response = await askToken();
    }
    if (!response.ok) throw new ShownError(describeStatus(response.status));
    const { resume, ...rest } = (await response.json()) as Visitor & { resume: string };
    memory.save({ resume, seen: memory.load()?.seen ?? 0 });
    return rest;
  };

  /** Fetches the URL of a stream that begins after position `seen`; undefined where the conversation is gone. */
  const openStream = async (seen: number): Promise<string | undefined> => {
    const { token, conversationId } = await visitor();
    const response = await fetch(`${directLine}/conversations/${conversationId}?watermark=${seen}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new ShownError(WORDS.unavailable);
    return ((await response.json()) as { streamUrl: string }).streamUrl;
  };

  return {
    directLine,
    visitor,

    async settings() {
      const response = await call('/widget.json');
      if (!response.ok) throw new ShownError(describeStatus(response.status));
      return (await response.json()) as ServerSettings;
    },

    listen(heard) {
      return memory.load() && keepListening(() => openStream(memory.load()?.seen ?? 0), heard);
    },
  };
};
