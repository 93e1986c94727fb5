/**
 * The application's questions as the SDK's documentation would have them asked: a waterfall of prompts with validators, its state in
 * Redis through ConversationState. It understands nothing but answers, encrypts nothing and keeps no transcript.
 * argv: Redis' address.
 */
const express = require('express');
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState } = require('botbuilder');
const { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');
const { Redis } = require('ioredis');

const redis = new Redis(process.argv[2]);

/** Storage as the SDK defines it. */
const storage = {
  async read(keys) {
    const values = await redis.mget(keys);
    return Object.fromEntries(keys.flatMap((key, i) => (values[i] === null ? [] : [[key, JSON.parse(values[i])]])));
  },
  async write(changes) {
    await redis.mset(Object.entries(changes).flatMap(([key, value]) => [key, JSON.stringify(value)]));
  },
  async delete(keys) {
    await redis.del(keys);
  },
};

const matching =
  (pattern) =>
  async ({ recognized }) =>
    recognized.succeeded && pattern.test(recognized.value);
const QUESTIONS = [
  ['wish', '您好，我是在线客服。请问想办什么？', matching(/开通|办理|申请/)],
  ['entry', '您能看到“分付”吗？', matching(/看/)],
  ['expectation', '没有收到邀请的申请很少通过。还想登记申请吗？', matching(/继续|了解/)],
  ['consent', '登记需要您的姓名、身份证号码和联系方式，仅用于审核。同意请回复或点“同意”。', matching(/同意/)],
  ['name', '请填写身份证上的完整姓名。', matching(/[\p{Script=Han}·]{2,20}$/u)],
  ['idConsent', '身份证号码属于敏感个人信息。是否同意提供？', matching(/同意/)],
  ['idNumber', '请填写18位居民身份证号码。', matching(/\d{17}[\dXx]$/)],
  ['contact', '请留一个联系方式。', matching(/1\d{10}$/)],
  ['payScore', '支付分大约是多少？', matching(/\d{3}/)],
  ['card', '绑定了储蓄卡吗？', matching(/绑/)],
  ['overdue', '有没有严重逾期的贷款？', matching(/逾期/)],
  ['confirm', '没问题就点“确认提交”。', matching(/确认|提交/)],
];

const conversationState = new ConversationState(storage);
const dialogs = new DialogSet(conversationState.createProperty('dialog'));
for (const [name, , validator] of QUESTIONS) dialogs.add(new TextPrompt(name, validator));
const ask =
  ([name, text]) =>
  async (step) => {
    if (step.result !== undefined) step.values[step.options.last] = step.result;
    step.options.last = name;
    return step.prompt(name, { prompt: text, retryPrompt: text });
  };
dialogs.add(
  new WaterfallDialog('application', [
    ...QUESTIONS.map(ask),
    async (step) => {
      await step.context.sendActivity('已登记，申请编号 FF-20261123-000000。');
      return step.endDialog(step.values);
    },
  ]),
);

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) =>
  adapter.process(request, response, async (context) => {
    const dialog = await dialogs.createContext(context);
    const result = await dialog.continueDialog();
    if (result.status === DialogTurnStatus.empty) await dialog.beginDialog('application', {});
    await conversationState.saveChanges(context);
  }),
);
const server = app.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
