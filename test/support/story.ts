import type { Push } from '../../bot/channel';
import type { RedisClient } from '../../bot/store/redis/redis';
import { startDesk, type TestDesk } from './desk';
import { eventually } from './patience';
import { decide } from './reviewer';

/**
 * Everything a desk can be asked, told from beginning to end. Every message has an id of its own, so the whole story may be told again
 * after a crash at any place of it, as clients repeat what they have no answer to.
 */
export const APPLICANT = 'dl-0123456789abcdef0123456789abcdef';
export const REGRETTER = 'dl-fedcba9876543210fedcba9876543210';
export const PUSHED_TO = 'bf-emulator-story';

/** After a crash, BullMQ hands out the jobs of the dead only after a while. */
const TOLD_WITHIN_MS = 60_000;

const ID_NUMBERS = { [APPLICANT]: '11010519491231002X', [REGRETTER]: '440524188001010014' };
/** What the applicant corrects the own ID number to, and back. */
const MISTAKEN = '110101199003070134';

/** ID numbers of the story that are claimed in the end, and that are not. */
export const CLAIMED = [ID_NUMBERS[APPLICANT]];
export const FREE = [ID_NUMBERS[REGRETTER], MISTAKEN];

/** What a pushed-to channel has shown, as the channel itself keeps it: one position each time it was sent something. */
const SHOWN = 'story:shown';

export const shownBy = (channel: RedisClient): Promise<string[]> => channel.lrange(SHOWN, 0, -1);

/** A channel that, like the Emulator, can be asked whether a message has arrived. */
const pushTo =
  (channel: RedisClient, around: { before(): void; after(): void }): Push =>
  async ({ position }, { uncertain }) => {
    if (uncertain && (await shownBy(channel)).includes(String(position))) return { is: 'sent' };
    around.before();
    await channel.rpush(SHOWN, position);
    around.after();
    return { is: 'sent' };
  };

/** A desk at work, whose push goes to the channel kept at `channel`. */
export const startStoryDesk = async (
  url: string,
  channel: RedisClient,
  around = { before: (): void => {}, after: (): void => {} },
): Promise<TestDesk> => {
  const desk = await startDesk(url, { pushes: { emulator: pushTo(channel, around) }, sweepMs: 300 });
  desk.relay.start();
  desk.workers.start();
  return desk;
};

const heard = (text: string) => (replies: string[]) => replies.includes(text);

const numberIn = (replies: string[]): string =>
  replies.flatMap((text) => /^submitted (\S+)$/.exec(text)?.[1] ?? [])[0] ?? '';

/** Resolves to the applicant's number once there is nothing left to be done. */
export const tellStory = async (desk: TestDesk, channel: RedisClient): Promise<string> => {
  const { say, until, turn } = desk;
  await say(APPLICANT, '你好', 'm1');
  await say(APPLICANT, `apply ${ID_NUMBERS[APPLICANT]}`, 'm2');
  const no = numberIn(await until(APPLICANT, heard('notice.in_review')));

  await say(APPLICANT, `amend idNumber ${MISTAKEN}`, 'm3');
  await say(APPLICANT, `amend idNumber ${ID_NUMBERS[APPLICANT]}`, 'm4');

  await say(REGRETTER, `apply ${ID_NUMBERS[REGRETTER]}`, 'm1');
  await say(REGRETTER, 'erase', 'm2');

  const emulator = { conversationKey: PUSHED_TO, channel: 'emulator', reference: { to: PUSHED_TO } };
  await turn({ ...emulator, id: 'm1', event: { type: 'said', text: '你好' } });
  await turn({ ...emulator, id: 'm2', event: { type: 'said', text: '在吗' } });

  await decide(desk, no, 'approved');
  await until(APPLICANT, heard('notice.approved'));
  await say(APPLICANT, 'handoff', 'm5');
  await say(APPLICANT, 'cancel', 'm6');
  await say(APPLICANT, 'handoff', 'm7');
  const isTold = async (): Promise<boolean> => (await shownBy(channel)).length >= 2 && (await isIdle(desk));
  await eventually('the end of the story', isTold, TOLD_WITHIN_MS);
  return no;
};

/** Nothing in an outbox, nothing in a queue. */
export const isIdle = async ({ store, queues }: TestDesk): Promise<boolean> => {
  if ((await store.outbox.pendingShards()).length > 0) return false;
  const open = Object.values(await queues.counts()).flatMap(
    ({ wait = 0, prioritized = 0, active = 0, delayed = 0 }) => [wait + prioritized + active + delayed],
  );
  return open.every((count) => count === 0);
};
