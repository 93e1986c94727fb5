/** An icon of 24 by 24 units, drawn in the colour of the text. */
const svg = (paths: string): string =>
  `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
const BUBBLE = svg(
  '<path d="M4 5.5h16v11H12l-4.5 3.5v-3.5H4z"/><path d="M8.5 11h.01M12 11h.01M15.5 11h.01" stroke-width="2.4"/>',
);
const CROSS = svg('<path d="M6 6l12 12M18 6L6 18"/>');
const SHIELD = svg('<path d="M12 3l7 3v5c0 4.6-2.9 8.2-7 10-4.1-1.8-7-5.4-7-10V6z"/><path d="M12 8v5M12 16h.01"/>');

/** Markup of the shell. It is constant: variable values are set as text. */
const SHELL_HTML = `
<div class="frame">
  <button type="button" class="launcher" aria-haspopup="dialog" aria-expanded="false">${BUBBLE}<span class="title"></span><span class="badge" hidden></span></button>
  <section class="panel" role="dialog" aria-labelledby="who" tabindex="-1" hidden>
    <header>
      <span class="mark">${BUBBLE}</span>
      <div class="who"><h2 id="who"></h2><p class="role">${WORDS.robot}</p></div>
      <button type="button" class="close" aria-label="${WORDS.close}">${CROSS}</button>
    </header>
    <p class="warning">${SHIELD}<span>${WORDS.warning}</span></p>
    <div class="body">
      <div class="notice" role="status"><div class="spinner"></div><span class="words"></span><button type="button" class="retry" hidden>${WORDS.retry}</button></div>
    </div>
  </section>
</div>`;

/** The launcher, and the panel that it opens. */
interface Shell {
  isOpen(): boolean;
  /** Opens the panel and focuses it; does nothing while it is open. */
  open(): void;
  /** Closes the panel and focuses the launcher; does nothing while it is closed. */
  close(): void;
  /** Puts the operator's name into the header. */
  name(operator: string): void;
  /** Shows the number of unread messages on the launcher; 0 hides it. */
  badge(unread: number): void;
  /** Covers the chat with a spinner. */
  loading(): void;
  /** Covers the chat with `words` and a button to retry. */
  failed(words: string): void;
  /** Uncovers the chat. */
  ready(): void;
}

/** What the visitor does with the shell. */
interface ShellEvents {
  opened(): void;
  closed(): void;
  retry(): void;
}

/** The elements of SHELL_HTML that change, and the custom element that holds them. */
interface ShellElements {
  /** Root of everything; belongs into the page's body. */
  host: HTMLElement;
  launcher: HTMLElement;
  panel: HTMLElement;
  /** Parent of the chat's iframe. */
  body: HTMLElement;
  badge: HTMLElement;
  /** Heading of the panel. */
  who: HTMLElement;
  closeButton: HTMLElement;
  /** Cover of the chat, with the following three in it. */
  notice: HTMLElement;
  spinner: HTMLElement;
  words: HTMLElement;
  retry: HTMLElement;
}

/** Creates the elements in a shadow root, not yet in the page. */
const createElements = ({ title, color, position }: WidgetSettings): ShellElements => {
  const host = document.createElement('fenfu-desk');
  host.lang = LOCALE;
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = SHELL_HTML;
  const style = new CSSStyleSheet();
  style.replaceSync(SHELL_CSS);
  root.adoptedStyleSheets = [style];

  const find = (selector: string): HTMLElement => {
    const element = root.querySelector<HTMLElement>(selector);
    if (!element) throw new TypeError(`SHELL_HTML has no ${selector}`);
    return element;
  };
  find('.frame').classList.add(position);
  find('.frame').style.setProperty('--color', color);
  find('.title').textContent = title;
  find('h2').textContent = title;
  return {
    host,
    launcher: find('.launcher'),
    panel: find('.panel'),
    body: find('.body'),
    badge: find('.badge'),
    who: find('h2'),
    closeButton: find('.close'),
    notice: find('.notice'),
    spinner: find('.spinner'),
    words: find('.words'),
    retry: find('.retry'),
  };
};

/** Calls `close` on Escape in the shell or in the chat's iframe. */
const closeOnEscape = (host: HTMLElement, chat: HTMLIFrameElement, close: () => void): void => {
  const onKey = (event: KeyboardEvent): void => {
    // While an input method composes, Escape ends the composition alone.
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    close();
  };
  host.addEventListener('keydown', onKey);
  chat.addEventListener('load', () => chat.contentDocument?.addEventListener('keydown', onKey));
};

/** Creates the shell around `frame` and puts it into the page. The panel is closed. */
const createShell = (settings: WidgetSettings, frame: ChatFrame, events: ShellEvents): Shell => {
  const { host, launcher, panel, body, badge, who, closeButton, notice, spinner, words, retry } =
    createElements(settings);
  const hasFinePointer = matchMedia('(hover: hover) and (pointer: fine)');

  /** Focuses the panel, and with a mouse the input field. On a phone the keyboard would cover the greeting. */
  const focus = (): void => {
    panel.focus({ preventScroll: true });
    if (hasFinePointer.matches && notice.hidden) frame.focusSendBox();
  };

  const show = (open: boolean): void => {
    panel.hidden = !open;
    launcher.hidden = open;
    launcher.setAttribute('aria-expanded', String(open));
  };

  const open = (): void => {
    if (!panel.hidden) return;
    show(true);
    focus();
    events.opened();
  };
  const close = (): void => {
    if (panel.hidden) return;
    show(false);
    launcher.focus({ preventScroll: true });
    events.closed();
  };

  const cover = (text: string, failed: boolean): void => {
    notice.hidden = false;
    words.textContent = text;
    retry.hidden = !failed;
    spinner.hidden = failed;
    if (failed && !panel.hidden) retry.focus();
  };

  launcher.addEventListener('click', open);
  closeButton.addEventListener('click', close);
  retry.addEventListener('click', () => events.retry());
  closeOnEscape(host, frame.element, close);
  body.prepend(frame.element);
  document.body.append(host);

  return {
    isOpen: () => !panel.hidden,
    open,
    close,
    name: (operator) => void (who.textContent = operator),
    badge(unread) {
      badge.hidden = unread === 0;
      badge.textContent = unread > 99 ? '99+' : String(unread);
      launcher.setAttribute('aria-label', unread ? WORDS.unread(settings.title, unread) : settings.title);
    },
    loading: () => cover(WORDS.connecting, false),
    failed: (text) => cover(text, true),
    ready() {
      notice.hidden = true;
      if (!panel.hidden) focus();
    },
  };
};
