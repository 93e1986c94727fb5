/** A failure with words for the visitor. */
class ShownError extends Error {}

interface Visitor {
  token: string;
  conversationId: string;
  userId: string;
}

interface DeskServer {
  settings(): Promise<ServerSettings>;
  /** A token for the remembered conversation, or for a new one. Throws ShownError. */
  visitor(): Promise<Visitor>;
  /** Follows the remembered conversation without Web Chat; `heard` gets positions of the bot's messages. Undefined if there is none. */
  listen(heard: (position: number) => void): { stop(): void } | undefined;
  /** Address of the Direct Line service. */
  readonly directLine: string;
}

const describeStatus = (status: number): string => (status === 429 ? WORDS.busy : WORDS.unavailable);

/** Position of a message in its conversation, from its id `CONVERSATION|0000012`. */
const positionOf = (activityId: unknown): number => Number(String(activityId).split('|')[1]) || 0;

const createServer = ({ server }: WidgetSettings, memory: Memory): DeskServer => {
  const directLine = `${server}/v3/directline`;

  const call = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(server + path, { credentials: 'omit', ...init }).catch(() => Promise.reject(new ShownError(WORDS.offline)));

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

  /** Address of a stream that begins after what has been seen; undefined where the conversation is gone. */
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
      if (!memory.load()) return undefined;
      const RETRY_MS = 60_000;
      let socket: WebSocket | undefined;
      let retry: number | undefined;
      let stopped = false;

      const connect = async (): Promise<void> => {
        const url = await openStream(memory.load()?.seen ?? 0);
        if (stopped || url === undefined) return;
        socket = new WebSocket(url);
        socket.onmessage = ({ data }) => {
          if (!data) return;
          const { activities } = JSON.parse(String(data)) as { activities: { id: string; from: { role: string } }[] };
          for (const activity of activities) if (activity.from.role === 'bot') heard(positionOf(activity.id));
        };
        socket.onclose = again;
      };
      const again = (): void => {
        if (!stopped) retry = window.setTimeout(() => connect().catch(again), RETRY_MS * (0.5 + Math.random()));
      };
      connect().catch(again);

      return {
        stop() {
          stopped = true;
          clearTimeout(retry);
          socket?.close();
        },
      };
    },
  };
};
