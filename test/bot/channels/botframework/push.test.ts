import type { PositionedEntry } from '../../../../bot/conversation';
import { DeskAdapter } from '../../../../bot/channels/botframework/deskAdapter';
import { OutcomeUnknown } from '../../../../bot/channels/botframework/outcome';
import { createPush } from '../../../../bot/channels/botframework/push';
import type { Reference } from '../../../../bot/channels/botframework/reference';
import { Emulator, type EmulatorWindow } from '../../../support/emulator';

/** Where an answer will come, however slow the machine; and where none will. */
const TIMEOUT_MS = { answered: 15_000, unanswered: 1_000 };
const config = { appId: '', appPassword: '', appType: 'MultiTenant', tenantId: '', allowedServiceUrls: [] } as const;

describe('a push to the Emulator', () => {
  let emulator: Emulator;
  let window: EmulatorWindow;
  let asked: PositionedEntry;
  const transcripts = { read: () => Promise.resolve({ entries: [asked], last: asked.position }) };
  const pushWithin = (sendTimeoutMs: number) => {
    const adapter = new DeskAdapter({ ...config, allowedServiceUrls: [] }, sendTimeoutMs);
    return createPush({ adapter: () => adapter, transcripts, sendTimeoutMs });
  };
  const push = { answered: pushWithin(TIMEOUT_MS.answered), unanswered: pushWithin(TIMEOUT_MS.unanswered) };

  beforeEach(async () => {
    emulator = await new Emulator().start();
    window = emulator.open('http://localhost/unused');
    asked = { from: 'user', at: 0, type: 'message', position: 6, fields: { activityId: 'asked' } };
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
  const send = (ref: unknown, entry: PositionedEntry, uncertain = false) =>
    push[['hangs', 'swallows'].includes(emulator.mood) ? 'unanswered' : 'answered'](ref, entry, {
      conversationKey: 'bf-emulator-x',
      uncertain,
    });

  it('appears in the window, from the bot', async () => {
    await expect(send(reference(), message())).resolves.toBe('sent');
    expect(window.messages).toMatchObject([{ text: '已受理', from: { id: window.conversation.bot.id } }]);
  });

  it('bears a service address with a slash at its end', async () => {
    await send(reference({ serviceUrl: `${emulator.serviceUrl}/` }), message());
    expect(window.messages).toHaveLength(1);
  });

  it('names the activity it answers, if it is an answer', async () => {
    await send(reference(), message({ replyTo: 6 }));
    expect(window.messages).toMatchObject([{ replyToId: 'asked' }]);
  });

  it('is left out where the answer stood in the response', async () => {
    asked.fields = { answersInResponse: true };
    await expect(send(reference(), message({ replyTo: 6 }))).resolves.toBe('sent');
    expect(window.messages).toEqual([]);
  });

  it('says that nothing was sent when the Emulator is gone', async () => {
    const ref = reference();
    await emulator.stop();
    await expect(send(ref, message())).rejects.toMatchObject({ code: 'channel_unavailable' });
  });

  it.each(['refuses', 'redirects'] as const)(
    'says that nothing was sent when the Emulator %s, and does not insist',
    async (mood) => {
      emulator.mood = mood;
      await expect(send(reference(), message())).rejects.toMatchObject({ code: 'channel_unavailable' });
      expect(emulator.requests).toHaveLength(1);
    },
  );

  it.each(['hangs', 'swallows', 'fails'] as const)(
    'says that the outcome is not known when the Emulator %s, and does not repeat itself',
    async (mood) => {
      emulator.mood = mood;
      await expect(send(reference(), message())).rejects.toBeInstanceOf(OutcomeUnknown);
      expect(emulator.requests).toHaveLength(1);
    },
  );

  it('is not repeated when the window shows that an attempt without an answer got through', async () => {
    emulator.mood = 'swallows';
    await expect(send(reference(), message())).rejects.toBeInstanceOf(OutcomeUnknown);
    emulator.mood = 'well';
    await expect(send(reference(), message(), true)).resolves.toBe('sent');
    expect(window.messages).toHaveLength(1);
  });

  it('is repeated when the window shows that an attempt without an answer was lost', async () => {
    emulator.mood = 'hangs';
    await expect(send(reference(), message())).rejects.toBeInstanceOf(OutcomeUnknown);
    emulator.mood = 'well';
    await expect(send(reference(), message(), true)).resolves.toBe('sent');
    expect(window.messages).toHaveLength(1);
  });

  it('stays uncertain while the Emulator does not tell', async () => {
    emulator.mood = 'hangs';
    await expect(send(reference(), message(), true)).rejects.not.toMatchObject({ code: 'channel_unavailable' });
  });

  it('is parked on a channel that cannot be asked what became of it', async () => {
    await expect(send(reference({ channelId: 'msteams' }), message(), true)).rejects.toMatchObject({
      code: 'delivery_unconfirmed',
    });
  });
});
