import type { Dialog, DialogEvent, Reply } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';

/** Takes every utterance for what it is. */
export const literalUnderstand: Understand = (text) => ({
  text,
  intent: 'out_of_scope',
  confidence: 1,
  alternatives: [],
  topic: null,
  topicAlternatives: [],
  entities: {},
  nearMisses: [],
  corrections: [],
  moves: [],
  question: false,
  secrets: [],
});

const render: Dialog['render'] = (replies) =>
  replies.map(({ key, choices = [], attachment }) => ({
    text: key,
    choices: choices.map((title) => ({ title, value: title })),
    ...(attachment && { attachment }),
  }));

/** For tests of what carries a dialogue: greets with two choices, counts what it is told and says it back, reminds at 提醒我, gives a file at 导出. */
export const echoDialog: Dialog = {
  initial: () => ({ v: 1, heard: 0 }),
  step: (state, event) => {
    const heard = event.type === 'arrived' ? 0 : Number(state.heard) + 1;
    const reminds = event.type === 'said' && event.understanding.text === '提醒我';
    return {
      state: { v: 1, heard },
      replies: [replyTo(event, heard)],
      commands: reminds ? [{ type: 'remind', afterMs: 0 }] : [],
    };
  },
  pendingOf: () => 'none',
  isOwned: () => false,
  render,
  sentText: (what) => `[${what}]`,
  wording: { version: 'echo', source: '', revive: () => render },
  transcriptText: ({ text }) => text,
};

const FILE = { name: 'my-data.json', contentType: 'application/json', content: '{"姓名":"王*"}' };

function replyTo(event: DialogEvent, heard: number): Reply {
  switch (event.type) {
    case 'arrived':
      return { key: '您好', choices: ['申请', '人工'] };
    case 'said':
      if (event.understanding.text === '导出') return { key: '您的文件', attachment: FILE };
      return { key: `${heard}: ${event.understanding.text}` };
    case 'sent':
      return { key: `${heard}: [${event.what}]` };
    default:
      return { key: event.type };
  }
}
