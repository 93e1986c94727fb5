import type { PositionedEntry } from '../conversation';
import type { Store } from '../store';

/** An entry to be pushed, with the fields of the user's entry that it answers. */
export interface Outgoing {
  entry: PositionedEntry;
  reference: unknown;
  repliedTo: Record<string, unknown> | undefined;
}

/** What a conversation has to push: the oldest entry that is due, or none up to a position. */
export type Due = Outgoing | { entry: undefined; upTo: number };

const fieldsAt = (entries: readonly PositionedEntry[], position: number | undefined) =>
  entries.find((entry) => entry.position === position)?.fields;

/** Reads what is to be pushed. */
export const createOutgoing = ({ deliveries, transcripts }: Pick<Store, 'deliveries' | 'transcripts'>) => {
  /** The entry that is answered may lie before those that are read already. */
  const askedOf = async (
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
      return { entry, reference, repliedTo: await askedOf(conversationKey, entry, entries) };
    },

    /** The entry at a position, pushed or not; undefined where it has been forgotten. */
    async at(conversationKey: string, position: number): Promise<Outgoing | undefined> {
      const { reference } = await deliveries.load(conversationKey);
      const { entries } = await transcripts.read(conversationKey, position - 1);
      const entry = entries.find((one) => one.position === position);
      return entry && { entry, reference, repliedTo: await askedOf(conversationKey, entry, entries) };
    },
  };
};
