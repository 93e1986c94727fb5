import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import type { Applicant, Chat } from './applicant';
import { releasable } from './release';

/** Headless, and without what a browser says to the rest of the world. */
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** A browser that ends with the tests. */
export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  releasable('a browser', () => browser.close());
  return browser;
};

/** Microsoft's client reconnects after 3 to 15 seconds, as chance will have it; here after about 3. */
const hurryUp = (): void => {
  const random = Math.random;
  Math.random = () => random() / 100;
};

/** A visitor of the page with the widget on it. */
export class BrowserChat implements Chat {
  readonly page: Page;
  readonly #typed: string[];
  #read = 0;

  static async open(context: { newPage(): Promise<Page> }, url: string, applicant: Applicant): Promise<BrowserChat> {
    const page = await context.newPage();
    await page.addInitScript(hurryUp);
    await page.goto(url);
    return new BrowserChat(page, applicant);
  }

  private constructor(page: Page, applicant: Applicant) {
    this.page = page;
    this.#typed = ['开通分付', ...Object.values(applicant)];
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: /^在线客服/ });
  }

  /** Web Chat, inside the panel. */
  get frame(): FrameLocator {
    return this.page.frameLocator('iframe[title="客服对话"]');
  }

  get buttons(): Locator {
    return this.frame.getByRole('toolbar', { name: '建议的操作' }).getByRole('button');
  }

  get field(): Locator {
    return this.frame.locator('[data-id="webchat-sendbox-input"]');
  }

  get #bubbles(): Locator {
    return this.frame.locator('.webchat__bubble:not(.webchat__bubble--from-user) .webchat__bubble__content');
  }

  /** Data are typed; everything else is said by the button that offers it. */
  async say(text: string): Promise<void> {
    if (!this.#typed.includes(text)) return this.press(text);
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  press(title: string): Promise<void> {
    return this.frame.getByRole('toolbar').getByRole('button', { name: title, exact: true }).click();
  }

  async next(): Promise<string> {
    return this.#bubbles.nth(this.#read++).innerText();
  }

  /** What the bot said, as it is on the screen now. */
  heard(): Promise<string[]> {
    return this.#bubbles.allInnerTexts();
  }
}
