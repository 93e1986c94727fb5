/** The part of Web Chat that is used; its own types need a bundler. */
interface WebChatLibrary {
  createDirectLine(options: { domain: string; token: string }): DirectLineConnection;
  createStore(
    initial: object,
    middleware: () => (next: (action: WebChatAction) => unknown) => (action: WebChatAction) => unknown,
  ): object;
  renderWebChat(props: Record<string, unknown>, element: HTMLElement): void;
}

interface ChatActivity {
  id?: string;
  type?: string;
  from?: { role?: string };
  channelData?: { clientActivityID?: string };
}

interface WebChatAction {
  type: string;
  payload?: { activity?: ChatActivity };
}

interface DirectLineConnection {
  connectionStatus$: { subscribe(changed: (status: number) => void): unknown };
  postActivity(activity: ChatActivity): { subscribe(sent: () => void, failed: () => void): unknown };
  end(): void;
}

/** Values of the client's ConnectionStatus. */
const ONLINE = 2;
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;
const ENDED = 5;
/** States out of which the official client does not come by itself. */
const LOST = [EXPIRED_TOKEN, FAILED_TO_CONNECT, ENDED];

const FONT =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

const styleOptions = (color: string): Record<string, unknown> => ({
  primaryFont: FONT,
  accent: color,
  subtle: '#5f6b76',
  backgroundColor: '#f5f7f8',
  bubbleBackground: '#fff',
  bubbleBorderColor: '#e3e8eb',
  bubbleBorderRadius: 12,
  bubbleBorderWidth: 1,
  bubbleTextColor: '#1c2429',
  bubbleFromUserBackground: color,
  bubbleFromUserBorderColor: color,
  bubbleFromUserBorderRadius: 12,
  bubbleFromUserTextColor: '#fff',
  bubbleMaxWidth: 320,
  bubbleMinHeight: 20,
  paddingRegular: 12,
  hideUploadButton: true,
  sendBoxTextWrap: true,
  sendBoxHeight: 48,
  sendBoxMaxHeight: 120,
  sendBoxBackground: '#fff',
  sendBoxBorderTop: '1px solid #e3e8eb',
  sendBoxButtonColor: color,
  sendBoxButtonColorOnHover: color,
  sendBoxPlaceholderColor: '#6b7780',
  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: '#fff',
  suggestedActionBorderColor: color,
  suggestedActionBorderRadius: 18,
  suggestedActionBorderWidth: 1,
  suggestedActionTextColor: color,
  suggestedActionHeight: 36,
  timestampColor: '#5f6b76',
  timestampFormat: 'absolute',
  groupTimestamp: 300_000,
});

/** Words of Web Chat's own that say too little. */
const overrideLocalizedStrings = (strings: Record<string, string>): Record<string, string> => ({
  ...strings,
  TEXT_INPUT_PLACEHOLDER: WORDS.placeholder,
});

interface Conversation {
  /** Runs until the page is left; comes back by itself from an expired token and a server that was away. */
  start(): Promise<void>;
}

/** Shows the conversation in `container`; `shown` gets the position of each message of the bot as it comes. */
const createConversation = (
  { color, nonce }: WidgetSettings,
  deskServer: DeskServer,
  { library, container }: { library: WebChatLibrary; container: HTMLElement },
  shown: (position: number) => void,
): Conversation => {
  let failures = 0;
  const unsent = new Map<string, ChatActivity>();

  const notice = ({ type, payload }: WebChatAction): void => {
    const activity = payload?.activity;
    const clientId = activity?.channelData?.clientActivityID;
    if (activity?.type !== 'message') return;
    if (type === 'DIRECT_LINE/POST_ACTIVITY_PENDING' && clientId) unsent.set(clientId, activity);
    if (type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return;
    if (clientId) unsent.delete(clientId);
    if (activity.from?.role === 'bot') shown(positionOf(activity.id));
  };

  /** What was written on a connection that was lost. The server knows each message by its client id and takes none twice. */
  const sendAgain = (connection: DirectLineConnection): void => {
    const ignore = (): void => {};
    for (const activity of unsent.values()) connection.postActivity(activity).subscribe(ignore, ignore);
  };

  const start = async (): Promise<void> => {
    const { token, userId } = await deskServer.visitor();
    const connection = library.createDirectLine({ domain: deskServer.directLine, token });
    const store = library.createStore({}, () => (next) => (action) => {
      notice(action);
      return next(action);
    });
    library.renderWebChat(
      {
        directLine: connection,
        store,
        userID: userId,
        locale: LOCALE,
        nonce: nonce || undefined,
        styleOptions: styleOptions(color),
        overrideLocalizedStrings,
      },
      container,
    );
    watch(connection);
  };

  const watch = (connection: DirectLineConnection): void => {
    let lost = false;
    connection.connectionStatus$.subscribe((status) => {
      if (status === ONLINE) {
        failures = 0;
        sendAgain(connection);
      }
      if (lost || !LOST.includes(status)) return;
      lost = true;
      comeBack(connection);
    });
  };

  /** Takes a fresh token for the same conversation and shows it from the beginning; waits longer each time, at most a minute. */
  const comeBack = (lost?: DirectLineConnection): void => {
    failures += 1;
    const waitMs = Math.min(60_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
    window.setTimeout(() => {
      lost?.end();
      start().catch(() => comeBack());
    }, waitMs);
  };

  return { start };
};
