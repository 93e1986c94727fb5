import { SYSTEM } from '../../bot/cases/actor';
import type { TurnResult } from '../../bot/conversation';
import type { DialogState } from '../../dialogs/types';
import type { TestDesk } from './desk';
import { eventually, InVain } from './patience';
import { decide, REVIEWER } from './reviewer';
import { WAYS_TO } from './waysTo';
import { asLine, matches } from './transcript';
import type { Line, Said, Transcript } from './transcript';

/** A transcript that the desk does not play as it is written; the message shows where, and what was said instead. */
export class TranscriptDiffers extends Error {}

const MINUTES: Record<string, number> = { 分钟: 1, 小时: 60, 天: 1440 };
const ATTACHED: Record<string, 'image' | 'audio' | 'video' | 'file' | 'empty' | 'too_long'> = {
  '[图片]': 'image',
  '[语音]': 'audio',
  '[视频]': 'video',
  '[文件]': 'file',
  '[空白]': 'empty',
  '[太长]': 'too_long',
};

const nothing = (error: unknown): undefined => {
  if (!(error instanceof InVain)) throw error;
};

/** Plays one transcript; with `record`, the bot's lines are taken from the desk instead of compared. */
export function createPlayer(desk: TestDesk, { record = false }: { record?: boolean } = {}) {
  const recorded: string[] = [];
  const read = new Map<string, number>();
  let chat = 'dl-1';
  let last: { text: string; id: string; answer: TurnResult } | undefined;
  let messages = 0;
  let together: Extract<Line, { kind: 'user' }>[] = [];
  let burst = 0;

  const log = async () => (await desk.store.transcripts.read(chat, 0)).entries;

  /** What the bot has said and no line has named yet. */
  const unread = async (): Promise<Said[]> => {
    const from = read.get(chat) ?? 0;
    return (await log())
      .filter((entry) => entry.from === 'bot' && entry.position > from)
      .map(({ text = '', choices = [] }) => ({ text, choices: choices.map(({ title }) => title) }));
  };

  const next = async (): Promise<Said | undefined> => {
    const from = read.get(chat) ?? 0;
    const isNext = (entry: { from: string; position: number }) => entry.from === 'bot' && entry.position > from;
    const entry = await eventually('the next line', async () => (await log()).find(isNext)).catch(nothing);
    if (!entry) return undefined;
    read.set(chat, entry.position);
    return { text: entry.text ?? '', choices: (entry.choices ?? []).map(({ title }) => title) };
  };

  const send = (text: string, id: string): Promise<TurnResult> => {
    const what = ATTACHED[text];
    return desk.turn({
      conversationKey: chat,
      channel: 'directline',
      id,
      event: what ? { type: 'sent', what } : { type: 'said', text },
      echo: { type: 'message', fields: {} },
      reference: { to: chat },
    });
  };

  const happen = (event: Parameters<TestDesk['turn']>[0]['event']) =>
    desk.turn({ conversationKey: chat, channel: 'directline', id: `outside-${++messages}`, event });

  const newest = async () => {
    const { applicationNos } = await desk.store.conversations.load(chat, 'none');
    const no = applicationNos.at(-1);
    const application = no === undefined ? undefined : await desk.store.applications.find(no);
    if (!application) throw new TranscriptDiffers('There is no application in this chat');
    return application;
  };

  const say = async (line: Extract<Line, { kind: 'user' }>): Promise<void> => {
    const id = `message-${++messages}`;
    desk.clock.advance(1000);
    last = { text: line.text, id, answer: await send(line.text, id) };
  };

  const directives: Record<string, (rest: string) => Promise<void>> = {
    at: async (place) => {
      const way = WAYS_TO[place];
      if (!way) throw new TranscriptDiffers(`@at ${place}: no such place`);
      for (const text of way) await send(text, `way-${++messages}`);
      read.set(chat, (await log()).at(-1)?.position ?? 0);
    },
    chat: (name) => {
      chat = `dl-${name}`;
      return Promise.resolve();
    },
    arrive: async () => {
      await happen({ type: 'arrived' });
    },
    wait: (time) => {
      const [, amount = '', unit = ''] = /^(\d+)(分钟|小时|天)$/u.exec(time) ?? [];
      desk.clock.advance(Number(amount) * (MINUTES[unit] ?? 0) * 60_000);
      return Promise.resolve();
    },
    hour: (hour) => {
      const day = 24 * 3_600_000;
      const local = (desk.clock.now() + 8 * 3_600_000) % day;
      desk.clock.advance((Number(hour) * 3_600_000 - local + day) % day);
      return Promise.resolve();
    },
    again: async () => {
      if (!last) throw new TranscriptDiffers('@again: nothing has been said');
      const answer = await send(last.text, last.id);
      if (!answer.duplicate) throw new TranscriptDiffers('@again: was handled a second time');
      const words = (result: TurnResult) => JSON.stringify(result.replies);
      if (words(answer) !== words(last.answer)) throw new TranscriptDiffers('@again: was answered otherwise');
    },
    burst: (count) => {
      burst = Number(count);
      return Promise.resolve();
    },
    reminder: async () => {
      await happen({ type: 'reminderDue' });
    },
    workers: () => {
      desk.relay.start();
      desk.workers.start();
      return Promise.resolve();
    },
    /** Waits for what the workers tell; needed only where nothing the bot says next is written. */
    until: async (words) => {
      const isSaid = async () => (await log()).some(({ text }) => text?.includes(words));
      if (!(await eventually(words, isSaid).catch(nothing)))
        throw new TranscriptDiffers(`@until ${words}: it is not said`);
    },
    review: async (decision) => {
      const [status = '', detail] = decision.split(' ');
      const application = await newest();
      await (status === 'in_review'
        ? desk.cases.change(application.no, SYSTEM, { type: 'takeIntoReview' })
        : decide(desk, application.no, status, { reason: detail, item: detail }));
    },
    /** The stored snapshot becomes what an earlier release left: another version, a question of another name. */
    older: async (question) => {
      const conversation = await desk.store.conversations.load(chat, 'none');
      const state = { ...conversation.state, v: 0, question } as DialogState;
      await desk.store.conversations.commit({
        ...{ conversation, state, channel: 'directline', messageId: `older-${++messages}` },
        turn: { at: desk.clock.now(), replies: [], wording: '' },
        rate: conversation.rate,
        ...{ applications: [], commands: [], erase: false },
      });
    },
    person: async (what) => {
      const [act = '', ...words] = what.split(' ');
      const handoffId = (await desk.store.conversations.handoff(chat))?.id ?? 'none';
      const by = REVIEWER;
      const text = words.join(' ');
      if (act === 'took') await happen({ type: 'personTook', handoffId, by });
      else if (act === 'left') await happen({ type: 'personLeft', handoffId, by });
      else await happen({ type: 'personWrote', handoffId, by, text });
    },
    /** The newest application holds this: `status=withdrawn`, `name=张伟国`, `data=null`. */
    record: async (fact) => {
      const [name = '', value = ''] = fact.split('=');
      const { data, ...application } = await newest();
      const flat: Record<string, unknown> = {
        ...application,
        data: data === null ? 'null' : 'kept',
        ...data,
        ...data?.facts,
        contact: data?.contact.value,
        reason: application.history.at(-1)?.reason,
      };
      if (String(flat[name]) !== value) throw new TranscriptDiffers(`@record ${fact}: it is ${String(flat[name])}`);
    },
    /** Neither transcript nor state of the chat hold this text. */
    nowhere: async (text) => {
      const { state } = await desk.store.conversations.load(chat, 'none');
      if (JSON.stringify([state, await log()]).includes(text))
        throw new TranscriptDiffers(`@nowhere ${text}: it is kept`);
    },
    /** The chat has asked for a person, or not. */
    handoff: async (wanted) => {
      const there = (await desk.store.conversations.handoff(chat)) !== undefined;
      if (there !== (wanted === 'yes')) throw new TranscriptDiffers(`@handoff ${wanted}: it is not so`);
    },
  };

  const nothingUnread = async (): Promise<void> => {
    const more = await unread();
    if (record) {
      for (let said = more.length; said > 0; said--) recorded.push(asLine((await next()) as Said));
    } else if (more.length > 0)
      throw new TranscriptDiffers(`was not expected:\n${more.map((said) => `  + ${asLine(said)}`).join('\n')}`);
  };

  const play = async (line: Line): Promise<void> => {
    if (line.kind === 'bot') {
      if (record) return;
      const said = await next();
      if (!said || !matches(line.expected, said))
        throw new TranscriptDiffers(`\n  - 客服：${line.expected}\n  + ${said ? asLine(said) : '(nothing)'}`);
      return;
    }
    // What is waited for may have come already.
    if (line.kind !== 'directive' || line.name !== 'until') await nothingUnread();
    if (line.kind === 'directive') {
      const directive = directives[line.name];
      if (!directive) throw new TranscriptDiffers(`@${line.name}: no such directive`);
      return directive(line.rest);
    }
    if (burst === 0) return say(line);
    together.push(line);
    if (together.length < burst) return;
    const sending = together.map(say);
    [together, burst] = [[], 0];
    await Promise.all(sending);
  };

  return async ({ lines }: Transcript, source: readonly string[]): Promise<string[]> => {
    for (const line of lines) {
      try {
        await play(line);
      } catch (error) {
        if (!(error instanceof TranscriptDiffers)) throw error;
        throw new TranscriptDiffers(`line ${line.at + 1} (${source[line.at] ?? ''}): ${error.message}`);
      }
      if (line.kind !== 'bot') recorded.push(source[line.at] ?? '');
    }
    try {
      await nothingUnread();
    } catch (error) {
      throw new TranscriptDiffers(`at the end: ${(error as Error).message}`);
    }
    return recorded;
  };
}
