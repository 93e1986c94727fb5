/** The real dialogue of a made-up deployment, and a conversation with it that needs no server. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDialog } from '../../dialogs';
import type { AnswerFiles, WordingFile } from '../../dialogs';
import { loadWording } from '../../dialogs/wording/load';
import { loadPhrases } from '../../nlu';
import type { Command, DialogConfig, DialogEvent, DialogState, QueryAnswer, Query, Reply } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';

export const WORDING_FILE = join(__dirname, '../../dialogs/wording/zh-CN.yaml');

export const testConfig: DialogConfig = {
  operatorName: '晴川金融服务',
  lenderName: '云杉小贷',
  lenderContact: '400-000-0001',
  officialContact: '400-000-0000',
  operatorLicence: '许可证 0001',
  lenderLicence: '许可证 0002',
  operatorAddress: '示例市示例路1号',
  serviceHours: '每天 9:00–18:00',
  demo: false,
  minPayScore: 600,
  draftDays: 1,
  retentionDays: 180,
  reminderMinutes: 30,
  sessionMinutes: 30,
};

export const wordingText = (): string => readFileSync(WORDING_FILE, 'utf8');

/** The answers of a language. */
export function answerFiles(locale = 'zh-CN'): AnswerFiles {
  const directory = join(__dirname, '../../dialogs/answers', locale);
  return {
    files: readdirSync(directory).map((name) => ({ name, text: readFileSync(join(directory, name), 'utf8') })),
    sources: readFileSync(join(directory, '../sources.yaml'), 'utf8'),
    topics: [...loadPhrases().topics.keys()],
  };
}

/** The whole wording, checked once. */
let loaded: WordingFile | undefined;
export const testWording = (): WordingFile => (loaded ??= loadWording(wordingText(), 'zh-CN.yaml', answerFiles()));

export const testDialog = (overrides: Partial<DialogConfig> = {}) =>
  createDialog({ config: { ...testConfig, ...overrides }, wording: testWording() });

/** 2026-11-22 10:00 in Shanghai, the reference date of the vectors. */
export const REFERENCE_NOW = Date.UTC(2026, 10, 22, 2);

type Happening = DialogEvent extends infer E
  ? E extends DialogEvent
    ? Omit<E, 'now' | 'channel' | 'fresh'>
    : never
  : never;

/** One conversation: what is said to it goes through the real `understand`; queries are answered by `answer`. */
export function converse(
  understand: Understand,
  {
    dialog = testDialog(),
    answer = ({ query }: Query): QueryAnswer =>
      query === 'claim'
        ? { query, outcome: 'free' }
        : query === 'place'
          ? { query, outcome: 'none' }
          : { query, outcome: 'not_found' },
  }: {
    dialog?: ReturnType<typeof testDialog>;
    answer?: (query: Query) => QueryAnswer;
  } = {},
) {
  let state: DialogState = dialog.initial();
  let now = REFERENCE_NOW;
  const commands: Command[] = [];
  const common = () => ({ now, channel: 'test', fresh: { applicationNo: 'FF-20261122-7K3M9Q', phrase: '青山-远航' } });

  const happen = (event: Happening): { texts: string[]; choices: string[]; keys: string[]; replies: Reply[] } => {
    const replies: Reply[] = [];
    let result = dialog.step(state, { ...event, ...common() });
    replies.push(...result.replies);
    commands.push(...result.commands);
    while (result.query) {
      result = dialog.step(result.state, { ...common(), type: 'answered', answer: answer(result.query) });
      replies.push(...result.replies);
      commands.push(...result.commands);
    }
    state = result.state;
    now += 1000;
    const rendered = dialog.render(replies, 0);
    return {
      texts: rendered.map(({ text }) => text),
      choices: rendered.at(-1)?.choices.map(({ title }) => title) ?? [],
      keys: replies.map(({ key }) => key),
      replies,
    };
  };

  return {
    happen,
    say: (text: string) => happen({ type: 'said', understanding: understand(text, dialog.pendingOf(state)) }),
    arrive: () => happen({ type: 'arrived' }),
    commands,
    get question() {
      return String(state['question']);
    },
    get state() {
      return state;
    },
    set state(next: DialogState) {
      state = next;
    },
    passTime: (ms: number) => {
      now += ms;
    },
  };
}
