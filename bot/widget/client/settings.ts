/** Settings of the site that embeds the widget. */
interface WidgetSettings {
  /** Address of the server this script was loaded from, without a trailing slash. */
  server: string;
  /** Label of the launcher. */
  title: string;
  /** Background of launcher and header, a CSS colour; white text lies on it. */
  color: string;
  /** Side of the window the widget is on. */
  position: 'left' | 'right';
  /** Nonce for styles and scripts, for sites whose Content-Security-Policy asks for one; else empty. */
  nonce: string;
}

/** Body of GET /widget.json. */
interface ServerSettings {
  /** Who answers; shown in the panel's header. */
  operatorName: string;
  /** Path of Web Chat's script, its version included. */
  webChat: string;
}

/** Used where data-color is missing or no CSS colour. */
const DEFAULT_COLOR = '#0f6b5c';

/**
 * Reads the attributes of the script tag: data-title, data-color, data-position, nonce. Missing or invalid ones get
 * their default.
 */
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
