/**
 * The widget is one classic script. The build joins the files of this folder in one function, in the order of
 * build.mjs. So they share their top-level names and import nothing.
 */

/** Language of this script; the build defines it and makes one script a language. */
declare const LOCALE: 'zh-CN' | 'en';

/** Every text of the widget but those of Web Chat and of the server. */
interface Words {
  /** Default of the launcher's label. */
  title: string;
  chat: string;
  robot: string;
  close: string;
  warning: string;
  retry: string;
  connecting: string;
  placeholder: string;
  offline: string;
  busy: string;
  unavailable: string;
  /** Label of the launcher for screen readers while `count` messages are unread. */
  unread(title: string, count: number): string;
}

/** Texts by language. */
const ALL_WORDS: Record<typeof LOCALE, Words> = {
  'zh-CN': {
    title: '在线客服',
    chat: '客服对话',
    robot: '自动客服（机器人）',
    close: '关闭对话窗口',
    warning: '我们不会向您索要密码、验证码或任何费用',
    retry: '重试',
    connecting: '正在连接客服…',
    placeholder: '请输入您的问题',
    offline: '暂时连接不上客服，请检查网络后重试。',
    busy: '当前请求较多，请稍等一分钟再试。',
    unavailable: '客服系统暂时不可用，请稍后再试。',
    unread: (title, count) => `${title}，${count} 条未读消息`,
  },
  en: {
    title: 'Chat with us',
    chat: 'Chat',
    robot: 'Automated assistant (a bot)',
    close: 'Close the chat',
    warning: 'We never ask for passwords, codes or any fee',
    retry: 'Try again',
    connecting: 'Connecting…',
    placeholder: 'Type your question',
    offline: 'Can’t connect at the moment. Please check your network and try again.',
    busy: 'There are many requests right now. Please try again in a minute.',
    unavailable: 'The chat is not available at the moment. Please try again later.',
    unread: (title, count) => `${title}, ${count} unread ${count === 1 ? 'message' : 'messages'}`,
  },
};
/** Texts of this script's language. */
const WORDS = ALL_WORDS[LOCALE];
