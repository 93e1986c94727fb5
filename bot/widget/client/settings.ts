/**
 * The widget is one classic script: the build joins these files, in the order that build.mjs gives, inside one function. So they share
 * their names and import nothing.
 */

interface WidgetSettings {
  /** Address of the server, without a slash at the end; where this script was loaded from. */
  server: string;
  title: string;
  /** Any CSS colour that white text can be read on. */
  color: string;
  position: 'left' | 'right';
  /** For sites whose Content-Security-Policy asks for one on styles. */
  nonce: string;
}

/** What the server says of itself, from GET /widget.json. */
interface ServerSettings {
  operatorName: string;
  /** Path of Web Chat, with its version. */
  webChat: string;
}

const DEFAULT_COLOR = '#0f6b5c';

/** Attributes of the script tag: data-title, data-color, data-position. Read while the script runs: later it cannot be told from others. */
const readSettings = (script: HTMLScriptElement): WidgetSettings => {
  const { title = '', color = '', position } = script.dataset;
  return {
    server: new URL('.', script.src).href.replace(/\/$/, ''),
    title: title.trim() || WORDS.title,
    color: CSS.supports('color', color) ? color : DEFAULT_COLOR,
    position: position === 'left' ? 'left' : 'right',
    nonce: script.nonce,
  };
};
