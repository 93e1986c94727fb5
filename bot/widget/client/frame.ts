/**
 * Same-origin iframe that Web Chat runs in. It isolates the site from Web Chat's global styles and polyfills, and the
 * chat from the site's.
 */
interface ChatFrame {
  readonly element: HTMLIFrameElement;
  /** Loads the script at `url`, and resolves to Web Chat and the element to render into. Rejects with ShownError. */
  load(url: string): Promise<{ library: WebChatLibrary; container: HTMLElement }>;
  /** Focuses Web Chat's input field, or does so once it is rendered. */
  focusSendBox(): void;
}

/** The iframe's document. `nonce` must hold no character that ends an attribute. */
const frameHtml = (nonce: string): string => `<!doctype html><html lang="${LOCALE}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${WORDS.chat}</title><style nonce="${nonce}">
html, body, #chat { height: 100%; margin: 0; overflow: hidden; background: #f5f7f8; }
button { cursor: pointer; } .webchat__suggested-actions__button-text { font-weight: 500; }
.webchat__bubble__content { line-height: 1.6; }
</style></head><body><div id="chat"></div></body></html>`;

/** Creates the iframe. `nonce` goes on its styles and scripts, for sites whose Content-Security-Policy asks for one. */
const createFrame = (nonce: string): ChatFrame => {
  const element = document.createElement('iframe');
  element.title = WORDS.chat;
  element.className = 'chat';
  const loaded = new Promise<void>((resolve) => element.addEventListener('load', () => resolve(), { once: true }));
  element.srcdoc = frameHtml(nonce.replace(/[^\w+/=-]/g, ''));

  const loadScript = (page: Document, url: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const script = page.createElement('script');
      script.src = url;
      script.nonce = nonce;
      script.onload = () => resolve();
      script.onerror = () => {
        script.remove();
        reject(new ShownError(WORDS.offline));
      };
      page.head.append(script);
    });

  return {
    element,
    async load(url) {
      await loaded;
      const page = element.contentDocument;
      const view = element.contentWindow;
      const container = page?.getElementById('chat');
      if (!page || !view || !container) throw new ShownError(WORDS.unavailable);
      if (!view.WebChat) await loadScript(page, url);
      if (!view.WebChat) throw new ShownError(WORDS.unavailable);
      return { library: view.WebChat, container };
    },
    focusSendBox() {
      const page = element.contentDocument;
      const focus = (): boolean => {
        const field = page?.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]');
        field?.focus({ preventScroll: true });
        return field !== null && field !== undefined;
      };
      if (!page || focus()) return;
      const observer = new MutationObserver(() => focus() && observer.disconnect());
      observer.observe(page.body, { childList: true, subtree: true });
    },
  };
};
