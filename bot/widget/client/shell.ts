const svg = (paths: string): string =>
  `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
const BUBBLE = svg(
  '<path d="M4 5.5h16v11H12l-4.5 3.5v-3.5H4z"/><path d="M8.5 11h.01M12 11h.01M15.5 11h.01" stroke-width="2.4"/>',
);
const CROSS = svg('<path d="M6 6l12 12M18 6L6 18"/>');
const SHIELD = svg('<path d="M12 3l7 3v5c0 4.6-2.9 8.2-7 10-4.1-1.8-7-5.4-7-10V6z"/><path d="M12 8v5M12 16h.01"/>');

/** Constant markup only: whatever is not our own goes in as text. */
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

/** The button and the panel around the chat's frame. */
interface Shell {
  isOpen(): boolean;
  open(): void;
  close(): void;
  /** Who answers, in the panel's head. */
  name(operator: string): void;
  badge(unread: number): void;
  loading(): void;
  failed(words: string): void;
  ready(): void;
}

interface ShellEvents {
  opened(): void;
  closed(): void;
  retry(): void;
}

const createShell = ({ title, color, position }: WidgetSettings, frame: ChatFrame, events: ShellEvents): Shell => {
  const host = document.createElement('fenfu-desk');
  host.lang = LOCALE;
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = SHELL_HTML;
  const style = new CSSStyleSheet();
  style.replaceSync(SHELL_CSS);
  root.adoptedStyleSheets = [style];

  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => root.querySelector<T>(selector)!;
  const launcher = find('.launcher');
  const panel = find('.panel');
  const badgeMark = find('.badge');
  const notice = find('.notice');
  const words = find('.words');
  const retry = find('.retry');
  const who = find('h2');
  find('.frame').classList.add(position);
  find('.frame').style.setProperty('--color', color);
  find('.title').textContent = title;
  who.textContent = title;

  const pointsFinely = matchMedia('(hover: hover) and (pointer: fine)');

  /** On a phone the keyboard would cover the greeting, so the field is left to the finger. */
  const focus = (): void => {
    panel.focus({ preventScroll: true });
    if (pointsFinely.matches && notice.hidden) frame.focusSendBox();
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

  launcher.addEventListener('click', open);
  find('.close').addEventListener('click', close);
  retry.addEventListener('click', () => events.retry());
  /** Escape of an input method only ends the composition. */
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    close();
  };
  host.addEventListener('keydown', onKey);
  frame.element.addEventListener('load', () => frame.element.contentDocument?.addEventListener('keydown', onKey));
  find('.body').prepend(frame.element);
  document.body.append(host);

  const say = (text: string, failed: boolean): void => {
    notice.hidden = false;
    words.textContent = text;
    retry.hidden = !failed;
    find('.spinner').hidden = failed;
    if (failed && !panel.hidden) retry.focus();
  };

  return {
    isOpen: () => !panel.hidden,
    open,
    close,
    name: (operator) => void (who.textContent = operator),
    badge(unread) {
      badgeMark.hidden = unread === 0;
      badgeMark.textContent = unread > 99 ? '99+' : String(unread);
      launcher.setAttribute('aria-label', unread ? WORDS.unread(title, unread) : title);
    },
    loading: () => say(WORDS.connecting, false),
    failed: (text) => say(text, true),
    ready() {
      notice.hidden = true;
      if (!panel.hidden) focus();
    },
  };
};
