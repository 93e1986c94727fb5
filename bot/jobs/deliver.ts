import type { PositionedEntry, Push } from '../conversation';
import { DeskError, isDeskError } from '../errors';
import type { Processor, ProcessorDeps } from '../queue/processors';

/**
 * Pushes what has not been pushed, one entry at a time, each between two marks. Whichever job comes first delivers for all; the others
 * find nothing left. An entry whose fate the channel cannot tell is parked: the conversation goes on, and the job becomes a dead
 * letter, whose retry sends the entry again.
 */
export const createDeliver = ({ store, pushOf }: ProcessorDeps): Processor<'deliver'> => {
  const nextOf = async (conversationKey: string): Promise<{ message: PositionedEntry; ref: unknown } | undefined> => {
    const { delivered, ref } = await store.deliveries.load(conversationKey);
    if (ref === undefined) return undefined;
    const { entries } = await store.transcripts.read(conversationKey, delivered);
    const message = entries.find(({ from }) => from === 'bot');
    return message && { message, ref };
  };

  /** Sends again what staff want sent again, whether or not it arrived the first time. */
  const resend = async (conversationKey: string, positions: number[], push: Push): Promise<void> => {
    const { ref } = await store.deliveries.load(conversationKey);
    for (const position of positions) {
      const { entries } = await store.transcripts.read(conversationKey, position - 1);
      const message = entries.find((entry) => entry.position === position);
      if (message) await push(ref, message, { conversationKey, uncertain: false });
    }
  };

  /** `parked`: nobody can tell whether it arrived. Throws to be called again. */
  const pushOne = async (
    push: Push,
    ref: unknown,
    message: PositionedEntry,
    context: { conversationKey: string; uncertain: boolean; last: boolean },
  ): Promise<'sent' | 'parked'> => {
    try {
      return await push(ref, message, { conversationKey: context.conversationKey, uncertain: context.uncertain });
    } catch (error) {
      if (isDeskError(error, 'delivery_unconfirmed')) return 'parked';
      if (isDeskError(error, 'channel_unavailable') && !context.uncertain)
        await store.deliveries.abandon(context.conversationKey);
      else if (context.last) return 'parked';
      throw error;
    }
  };

  return async (command, job) => {
    const { conversationKey, channel, resend: again = [], ...rest } = command;
    const push = pushOf(channel);
    if (!push) return;
    if (again.length > 0) {
      await resend(conversationKey, again, push);
      await job.update({ ...rest, conversationKey, channel });
    }

    const parked: number[] = [];
    for (let next = await nextOf(conversationKey); next; next = await nextOf(conversationKey)) {
      const { position } = next.message;
      const attempt = await store.deliveries.begin(conversationKey, position, job.id);
      if (attempt === 'done') continue;
      if (attempt === 'busy') throw new DeskError('conversation_busy', 'Another job is delivering');
      const context = { conversationKey, uncertain: attempt === 'uncertain', last: job.last };
      if ((await pushOne(push, next.ref, next.message, context)) === 'parked') parked.push(position);
      await store.deliveries.settle(conversationKey, position);
    }
    if (parked.length > 0) {
      await job.update({ ...rest, conversationKey, channel, resend: parked });
      throw new DeskError('delivery_unconfirmed', `Parked: ${parked.length}`);
    }
  };
};
