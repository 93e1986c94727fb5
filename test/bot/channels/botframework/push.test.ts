import type { PushOutcome } from '../../../../bot/channel';
import type { PositionedEntry } from '../../../../bot/conversation';
import { DeskAdapter } from '../../../../bot/channels/botframework/sdk/deskAdapter';
import { createPush } from '../../../../bot/channels/botframework/push';
import type { Reference } from '../../../../bot/channels/botframework/reference';
import { silentLog } from '../../../support/desk';
import { Emulator, type EmulatorWindow } from '../../../support/emulator';

/** Where an answer will come, however slow the machine; and where none will. */
const TIMEOUT_MS = { answered: 15_000, unanswered: 1_000 };
const config = { appId: '', appPassword: '', appType: 'MultiTenant', tenantId: '', allowedServiceUrls: [] } as const;

describe('a push to the Emulator', () => {
  let emulator: Emulator;
  let window: EmulatorWindow;
  const pushWithin = (sendTimeoutMs: number) => {
    const adapter = new DeskAdapter({ ...config, allowedServiceUrls: [] }, sendTimeoutMs);
    return createPush({ adapter: () => adapter, log: silentLog, sendTimeoutMs });
  };
  const push = { answered: pushWithin(TIMEOUT_MS.answered), unanswered: pushWithin(TIMEOUT_MS.unanswered) };

  beforeEach(async () => {
    emulator = await new Emulator().start();
    window = emulator.open('http://localhost/unused');
  });

  const reference = (changes: Partial<Reference> = {}): Reference => ({
    channelId: 'emulator',
    serviceUrl: emulator.serviceUrl,
    conversation: { id: window.conversation.id },
    user: window.conversation.user,
    bot: window.conversation.bot,
    ...changes,
  });
  const message = (changes: Partial<PositionedEntry> = {}): PositionedEntry => ({
    from: 'bot',
    at: 0,
    type: 'message',
    text: '已受理',
    position: 7,
    ...changes,
  });
  const send = (
    to: unknown,
    entry: PositionedEntry,
    { uncertain = false, repliedTo }: { uncertain?: boolean; repliedTo?: Record<string, unknown> } = {},
  ): Promise<PushOutcome> =>
    push[['hangs', 'swallows'].includes(emulator.mood) ? 'unanswered' : 'answered'](entry, {
      conversationKey: 'bf-emulator-x',
      reference: to,
      uncertain,
      ...(repliedTo && { repliedTo }),
    });

  it('appears in the window, from the bot', async () => {
    await expect(send(reference(), message())).resolves.toEqual({ is: 'sent' });
    expect(window.messages).toMatchObject([{ text: '已受理', from: { id: window.conversation.bot.id } }]);
  });

  it('bears a service address with a slash at its end', async () => {
    await send(reference({ serviceUrl: `${emulator.serviceUrl}/` }), message());
    expect(window.messages).toHaveLength(1);
  });

  it('names the activity it answers, if it is an answer', async () => {
    await send(reference(), message({ replyTo: 6 }), { repliedTo: { activityId: 'asked' } });
    expect(window.messages).toMatchObject([{ replyToId: 'asked' }]);
  });

  it('says that nothing was sent when the Emulator is gone', async () => {
    const to = reference();
    await emulator.stop();
    await expect(send(to, message())).resolves.toMatchObject({ is: 'unsent' });
  });

  it.each(['refuses', 'redirects'] as const)(
    'says that nothing was sent when the Emulator %s, and does not insist',
    async (mood) => {
      emulator.mood = mood;
      await expect(send(reference(), message())).resolves.toMatchObject({ is: 'unsent' });
      expect(emulator.requests).toHaveLength(1);
    },
  );

  it.each(['hangs', 'swallows', 'fails'] as const)(
    'says that the outcome is not known when the Emulator %s, and does not repeat itself',
    async (mood) => {
      emulator.mood = mood;
      await expect(send(reference(), message())).resolves.toEqual({ is: 'unknown' });
      expect(emulator.requests).toHaveLength(1);
    },
  );

  it('is not repeated when the window shows that an attempt without an answer got through', async () => {
    emulator.mood = 'swallows';
    await expect(send(reference(), message())).resolves.toEqual({ is: 'unknown' });
    emulator.mood = 'well';
    await expect(send(reference(), message(), { uncertain: true })).resolves.toEqual({ is: 'sent' });
    expect(window.messages).toHaveLength(1);
  });

  it('is repeated when the window shows that an attempt without an answer was lost', async () => {
    emulator.mood = 'hangs';
    await expect(send(reference(), message())).resolves.toEqual({ is: 'unknown' });
    emulator.mood = 'well';
    await expect(send(reference(), message(), { uncertain: true })).resolves.toEqual({ is: 'sent' });
    expect(window.messages).toHaveLength(1);
  });

  it('stays uncertain while the Emulator does not tell', async () => {
    emulator.mood = 'hangs';
    await expect(send(reference(), message(), { uncertain: true })).resolves.toMatchObject({ is: 'unsent' });
    expect(window.messages).toEqual([]);
  });

  it('is parked on a channel that cannot be asked what became of it', async () => {
    const uncertain = send(reference({ channelId: 'msteams' }), message(), { uncertain: true });
    await expect(uncertain).resolves.toEqual({ is: 'unknown' });
  });
});
