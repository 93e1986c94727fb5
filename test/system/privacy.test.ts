import { answer, apply, hear, invent, SUMMARY, type Applicant } from '../support/applicant';
import { DeskProcess } from '../support/deskProcess';
import { DirectLineChat } from '../support/directLineChat';
import { Emulator } from '../support/emulator';
import { EmulatorChat } from '../support/emulatorChat';
import { everythingInFiles, everythingInRedis } from '../support/everything';

const ON_THE_SITE: Applicant = { ...invent(50), name: '古丽娜尔·艾合买提' };
const IN_THE_EMULATOR: Applicant = { ...invent(51), name: '诸葛青柠' };

/** What somebody lets slip: answers that do not hold, other ways to be reached, and what nobody should ever send. */
const SLIPS = {
  otherName: '皇甫秋白',
  pinyin: 'Huangfu Qiubai',
  badCheckDigit: '440305199807289841',
  seventeenDigits: '44030519980728984',
  shortPhone: '1590617826',
  otherPhone: '13400005123',
  email: 'qiubai.huangfu@example.com',
  wechatId: 'qiubai_2026wx',
  card: '6217000010001234569',
  password: 'Plum7tree-Qx',
  code: '483920',
};
const PERSONAL = [...Object.values(SLIPS), ...Object.values(ON_THE_SITE), ...Object.values(IN_THE_EMULATOR)];

const desk = new DeskProcess({ LOG_LEVEL: 'trace' });
const emulator = new Emulator();
let chat: DirectLineChat;
let no: string;

/** A whole job on the site with everything going wrong that can, and one in the Emulator; both are decided. */
beforeAll(async () => {
  await Promise.all([desk.start(), emulator.start()]);
  chat = await DirectLineChat.open(desk.url);
  const say = async (...texts: string[]) => {
    for (const text of texts) await chat.say(text);
  };
  await say(`我叫${SLIPS.otherName}，电话${SLIPS.otherPhone}`, `身份证${SLIPS.badCheckDigit}`);
  await answer(chat, ON_THE_SITE, /请填写身份证上的完整姓名/);
  await say(SLIPS.pinyin, `支付密码是${SLIPS.password}`, `验证码 ${SLIPS.code}`, SLIPS.card, ON_THE_SITE.name);
  await answer(chat, ON_THE_SITE, /请填写18位居民身份证号码/);
  await say(SLIPS.badCheckDigit, SLIPS.seventeenDigits, `我的银行卡号是${SLIPS.card}`, ON_THE_SITE.idNumber);
  await hear(chat, /请留一个联系方式/);
  await say(SLIPS.shortPhone, `验证码是${SLIPS.code}`, `微信号 ${SLIPS.wechatId}`);
  await answer(chat, ON_THE_SITE, SUMMARY);
  await say(`邮箱改成${SLIPS.email}`, `改成手机号${ON_THE_SITE.phone}`, '确认提交');
  no = (await hear(chat, /已登记，申请编号 (FF-\d{8}-\w{6})/))[1] ?? '';
  await hear(chat, /【审核中】/);
  await say(`手机号错了，应该是${SLIPS.otherPhone}`);
  await hear(chat, /已更正并转给审核/);
  await say(`还是改成手机号${ON_THE_SITE.phone}`);
  await hear(chat, /已更正并转给审核/);
  await say('转人工', '我的数据', `我的密码是${SLIPS.password}`);
  await desk.decide(no, 'declined');
  await desk.decide(await apply(await EmulatorChat.open(emulator, desk.url), IN_THE_EMULATOR), 'approved');
  await desk.settled();
});

/** Those of `PERSONAL` that can be read in `text`, also as an escape or as base64 would write them. */
const found = (text: string): string[] => {
  const spellings = (plain: string) => [
    plain,
    JSON.stringify(plain)
      .slice(1, -1)
      .replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`),
    Buffer.from(plain).toString('base64').slice(0, -4),
  ];
  return PERSONAL.filter((plain) => spellings(plain).some((spelling) => text.includes(spelling)));
};

it('shows whole data to a reviewer who asks for them, and to no other', async () => {
  const revealed = await desk.api(`/applications/${no}?reveal=true`);
  expect(found(JSON.stringify(revealed))).toEqual(Object.values(ON_THE_SITE));
  expect(found(JSON.stringify(await desk.api(`/applications/${no}`)))).toEqual([]);
});

it('prints nothing personal, however much it prints', () => {
  expect(desk.output).toContain('"level":30');
  expect(found(desk.output)).toEqual([]);
});

it('keeps nothing personal in Redis in clear, neither in a key nor in a job', async () => {
  const everything = await everythingInRedis(desk.redis());
  for (const place of [`fd:no:${no}`, ':app:', ':log:', 'fd:person:', '{fd:listCase}:listCase:', '{fd:deliver}:'])
    expect(everything).toContain(place);
  expect(found(everything)).toEqual([]);
});

it('has never written anything personal to disk in clear', () => {
  const everything = everythingInFiles(desk.dataDirectory, 'secrets.json');
  expect(everything).toContain(no);
  expect(found(everything)).toEqual([]);
});

it('shows neither secrets nor whole numbers in the transcript', async () => {
  const transcript = (await chat.history()).map(({ text }) => text).join('\n');
  const { password, code, card, badCheckDigit, seventeenDigits } = SLIPS;
  for (const secret of [password, code, card, badCheckDigit, seventeenDigits, ON_THE_SITE.idNumber, ON_THE_SITE.phone])
    expect(transcript).not.toContain(secret);
});

it('forgets transcript, data and person when the applicant says so in the chat', async () => {
  await chat.say('删除我的信息');
  await chat.say('确定');
  await hear(chat, /^已删除：/);
  await desk.settled();

  expect(found(JSON.stringify(await chat.history()))).toEqual([]);
  expect((await chat.history())[0]?.text).toMatch(/^确定$|^已删除：/);
  expect(await desk.api(`/applications/${no}?reveal=true`)).toMatchObject({
    erased: true,
    name: null,
    idNumber: null,
    contact: null,
  });
  expect(await desk.redis().keys('fd:person:*')).toHaveLength(1); // the Emulator's
});
