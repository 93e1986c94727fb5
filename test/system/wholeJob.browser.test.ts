import type { Browser, BrowserContext } from 'playwright-core';
import { answer, apply, countNotifications, hear, invent } from '../support/applicant';
import { BrowserChat, launchBrowser } from '../support/browserChat';
import { DeskProcess } from '../support/deskProcess';
import { releasable } from '../support/release';

jest.setTimeout(60_000);

const desk = new DeskProcess();
let browser: Browser;
let context: BrowserContext;
const complaints: string[] = [];
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), desk.start()]);
});

const visit = async (size: Parameters<Browser['newContext']>[0]) => {
  context = await browser.newContext(size);
  releasable('a visitor', () => context.close());
  context.setDefaultTimeout(30_000);
};
const open = async (person: number) => {
  const chat = await BrowserChat.open(context, desk.url, invent(person));
  chat.page.on('pageerror', ({ message }) => complaints.push(message));
  return chat;
};

const ID_NUMBER = /请填写18位居民身份证号码/;
const PAY_SCORE = /支付分大约是多少/;
const RECEIPT_AND_REVIEW = { 申请已收到: 1, 审核中: 1 };

describe('a visitor of the site at a desk', () => {
  beforeEach(() => visit({ viewport: { width: 1280, height: 800 } }));

  it('applies by typing and pressing, through a reload and a crash of the server, and sees the decision come in', async () => {
    const applicant = invent(40);
    const chat = await open(40);
    await chat.launcher.click();
    await answer(chat, applicant, ID_NUMBER);

    const before = await chat.heard();
    await chat.page.reload();
    await chat.say(applicant.idNumber);
    await answer(chat, applicant, PAY_SCORE);
    expect((await chat.heard()).slice(0, before.length)).toEqual(before);

    await desk.restart();
    await chat.press('650分以上');
    const no = await apply(chat, applicant);
    await desk.decide(no, 'approved');
    await hear(chat, /【申请通过】/);
    await desk.settled();
    expect(countNotifications(await chat.heard())).toEqual({ ...RECEIPT_AND_REVIEW, 申请通过: 1 });
    expect(complaints).toEqual([]);
  });

  it('who was away at the decision is shown that there is news, and finds it once in the history', async () => {
    const away = await open(41);
    await away.launcher.click();
    const no = await apply(away, invent(41));
    await away.page.close();
    await desk.decide(no, 'declined');
    await desk.settled();

    const back = await open(41);
    await back.page.getByRole('button', { name: '在线客服，1 条未读消息' }).click();
    await hear(back, /【未通过】/);
    expect(countNotifications(await back.heard())).toEqual({ ...RECEIPT_AND_REVIEW, 未通过: 1 });
  });
});

describe('a visitor on a phone', () => {
  beforeEach(() => visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }));

  it('can reach each button and the field, and nothing has to be moved sideways', async () => {
    const chat = await open(42);
    await chat.launcher.tap();
    for (const [question, choice] of [
      [/请问想办什么/, '我要开通'],
      [/您能看到“分付”吗/, '没看到'],
      [/还想登记申请吗/, '我了解，继续'],
      [/同意请回复或点“同意”/, '同意'],
    ] as const) {
      await hear(chat, question);
      const button = chat.buttons.filter({ hasText: new RegExp(`^${choice}$`) });
      await button.waitFor();
      for (const box of await Promise.all((await chat.buttons.all()).map((each) => each.boundingBox()))) {
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
        expect(box?.height).toBeGreaterThanOrEqual(32);
      }
      for (const root of [chat.page.locator('html'), chat.frame.locator('html')])
        expect(await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      await button.tap();
    }
    await hear(chat, /请填写身份证上的完整姓名/);
    await chat.field.tap();
    await expect(chat.field.evaluate((field) => field === field.ownerDocument.activeElement)).resolves.toBe(true);
  });
});
