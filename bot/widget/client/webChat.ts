/** The part of Web Chat that the widget uses. Written out here, since its own types need a bundler. */
interface WebChatLibrary {
  createDirectLine(options: { domain: string; token: string }): DirectLineConnection;
  createStore(
    initial: object,
    middleware: () => (next: (action: WebChatAction) => unknown) => (action: WebChatAction) => unknown,
  ): object;
  renderWebChat(props: Record<string, unknown>, element: HTMLElement): void;
}

interface Window {
  /** Defined by Web Chat's script, in the iframe's window. */
  WebChat?: WebChatLibrary;
}

/** The fields of a Direct Line activity that the widget reads. */
interface ChatActivity {
  id?: string;
  type?: string;
  from?: { role?: string };
  channelData?: { clientActivityID?: string };
}

/** An action of Web Chat's Redux store. */
interface WebChatAction {
  type: string;
  payload?: { activity?: ChatActivity };
}

/** The part of the Direct Line client that the widget uses. */
interface DirectLineConnection {
  /** Emits the values of ConnectionStatus below. */
  connectionStatus$: { subscribe(changed: (status: number) => void): unknown };
  postActivity(activity: ChatActivity): { subscribe(sent: () => void, failed: () => void): unknown };
  /** Closes the connection for good. */
  end(): void;
}

/** Values of the Direct Line client's ConnectionStatus. */
const ONLINE = 2;
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;
const ENDED = 5;
/** States that the Direct Line client does not leave by itself. */
const LOST = [EXPIRED_TOKEN, FAILED_TO_CONNECT, ENDED];

/** The system's font, with one for Chinese. */
const FONT =
  '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** Web Chat's `styleOptions`; `color` is the site's. */
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

/** Overrides texts of Web Chat. */
const overrideLocalizedStrings = (strings: Record<string, string>): Record<string, string> => ({
  ...strings,
  TEXT_INPUT_PLACEHOLDER: WORDS.placeholder,
});

/** A conversation on the screen. */
interface Conversation {
  /**
   * Connects and renders; rejects where the first connection fails. Reconnects by itself afterwards, until the page is
   * left: after an expired token, and after an outage of the server.
   */
  start(): Promise<void>;
}

/** Creates the conversation in `container`. Calls `shown` with the position of each bot message that arrives. */
const createConversation = (
  { color, nonce }: WidgetSettings,
  deskServer: DeskServer,
  { library, container }: { library: WebChatLibrary; container: HTMLElement },
  shown: (position: number) => void,
): Conversation => {
  let failures = 0;
  /** Messages that the server has not echoed yet, by client id. */
  const unsent = new Map<string, ChatActivity>();

  /** Updates `unsent` and calls `shown`, from the actions of Web Chat's store. */
  const follow = ({ type, payload }: WebChatAction): void => {
    const activity = payload?.activity;
    const clientId = activity?.channelData?.clientActivityID;
    if (activity?.type !== 'message') return;
    if (type === 'DIRECT_LINE/POST_ACTIVITY_PENDING' && clientId) unsent.set(clientId, activity);
    if (type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return;
    if (clientId) unsent.delete(clientId);
    if (activity.from?.role === 'bot') shown(positionOf(activity.id));
  };

  /** Sends unconfirmed messages again after a reconnect. The server drops a client id that it knows. */
  const sendAgain = (connection: DirectLineConnection): void => {
    const ignore = (): void => {};
    for (const activity of unsent.values()) connection.postActivity(activity).subscribe(ignore, ignore);
  };

  const start = async (): Promise<void> => {
    const { token, userId } = await deskServer.visitor();
    const connection = library.createDirectLine({ domain: deskServer.directLine, token });
    const store = library.createStore({}, () => (next) => (action) => {
      follow(action);
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

  /** Reconnects once where `connection` is lost. */
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

  /**
   * Reconnects with a new token for the same conversation, which Web Chat then renders from the beginning. Exponential
   * back-off with jitter: at most 1 s before the first attempt, at most 60 s before any.
   */
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
