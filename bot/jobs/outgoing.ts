import type { PositionedEntry } from '../conversation';
import type { Store } from '../store';

/** An entry to push, with the fields of the user's entry that it answers. */
export interface Outgoing {
  entry: PositionedEntry;
  reference: unknown;
  repliedTo: Record<string, unknown> | undefined;
}

/** Next entry to push. Without one, every entry up to `upTo` needs no push; 0: nothing to settle. */
export type Due = Outgoing | { entry: undefined; upTo: number };

const fieldsAt = (entries: readonly PositionedEntry[], position: number | undefined) =>
  entries.find((entry) => entry.position === position)?.fields;

/** Reads entries to push. */
export const createOutgoing = ({ deliveries, transcripts }: Pick<Store, 'deliveries' | 'transcripts'>) => {
  /** Fields of the user's entry that is answered; it may be older than `entries`. */
  const repliedToOf = async (
    conversationKey: string,
    { replyTo }: PositionedEntry,
    entries: readonly PositionedEntry[],
  ) => {
    if (replyTo === undefined) return undefined;
    return (
      fieldsAt(entries, replyTo) ?? fieldsAt((await transcripts.read(conversationKey, replyTo - 1)).entries, replyTo)
    );
  };

  return {
    async next(conversationKey: string): Promise<Due> {
      const { delivered, handedOver, reference } = await deliveries.load(conversationKey);
      if (reference === undefined) return { entry: undefined, upTo: 0 };
      const { entries, last } = await transcripts.read(conversationKey, delivered);
      const entry = entries.find(
        ({ from, position, handedOver: withResponse }) => from === 'bot' && !withResponse && !handedOver.has(position),
      );
      if (!entry) return { entry: undefined, upTo: last > delivered ? last : 0 };
      return { entry, reference, repliedTo: await repliedToOf(conversationKey, entry, entries) };
    },

    /** The entry at a position, pushed or not; undefined where it was erased or trimmed. */
    async at(conversationKey: string, position: number): Promise<Outgoing | undefined> {
      const { reference } = await deliveries.load(conversationKey);
      const { entries } = await transcripts.read(conversationKey, position - 1);
      const entry = entries.find((one) => one.position === position);
      return entry && { entry, reference, repliedTo: await repliedToOf(conversationKey, entry, entries) };
    },
  };
};
