import type { SentKind } from '../../../../dialogs/types';
import type { PositionedEntry } from '../../../conversation';
import { toActivityAttachment, type ActivityAttachment } from '../../attachment';

/** `Echo.fields` of this channel. */
export interface EntryFields {
  userId?: string;
  /** Given back unchanged. Web Chat recognises its own message by `clientActivityID`. */
  channelData?: Record<string, unknown>;
  /** Kind of a message without text. Its content is never stored. */
  sent?: SentKind;
}

/** Activity of Direct Line 3.0, as clients receive it. */
export interface DirectLineActivity {
  type: string;
  id: string;
  timestamp: string;
  channelId: 'directline';
  from: { id: string; name?: string; role: 'user' | 'bot' };
  recipient: { id: string };
  conversation: { id: string };
  locale: string;
  text?: string;
  textFormat?: 'plain';
  inputHint?: 'acceptingInput';
  replyToId?: string;
  attachments?: ActivityAttachment[];
  channelData?: Record<string, unknown>;
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
}

/** ActivitySet of Direct Line 3.0. `watermark` is the position of the last entry. */
export interface ActivitySet {
  activities: DirectLineActivity[];
  watermark: string;
}

/** The client that reads the transcript. */
export interface Viewer {
  conversationId: string;
  /** User id of the client's token; undefined where a server reads with the secret. */
  userId?: string | undefined;
  /** Name of the bot in its activities. */
  botName: string;
  /** Language of the activities. */
  locale: string;
}

/** Account id of the bot. */
export const BOT_ID = 'fenfu-desk';
const UNKNOWN_USER = 'user';

/** `<conversation id>|<position>`, as Direct Line writes ids. Seven digits, so that ids sort as text. */
export const toActivityId = (conversationId: string, position: number): string =>
  `${conversationId}|${String(position).padStart(7, '0')}`;

/** Position after which to read. Anything but a number reads from the beginning, so that no message is lost. */
export const parseWatermark = (watermark: unknown): number =>
  typeof watermark === 'string' && /^\d{1,15}$/.test(watermark) ? Number(watermark) : 0;

const toUserActivity = (
  entry: PositionedEntry,
  viewer: Viewer,
): Partial<DirectLineActivity> & Pick<DirectLineActivity, 'from' | 'recipient'> => {
  const { userId, channelData } = (entry.fields ?? {}) as EntryFields;
  return {
    from: { id: userId ?? viewer.userId ?? UNKNOWN_USER, role: 'user' },
    recipient: { id: BOT_ID },
    text: entry.text ?? '',
    textFormat: 'plain',
    attachments: [],
    ...(channelData && { channelData }),
  };
};

const toBotActivity = (
  entry: PositionedEntry,
  viewer: Viewer,
): Partial<DirectLineActivity> & Pick<DirectLineActivity, 'from' | 'recipient'> => ({
  from: { id: BOT_ID, name: viewer.botName, role: 'bot' },
  recipient: { id: viewer.userId ?? UNKNOWN_USER },
  text: entry.text ?? '',
  textFormat: 'plain',
  inputHint: 'acceptingInput',
  ...(entry.attachment && { attachments: [toActivityAttachment(entry.attachment)] }),
  ...(entry.replyTo !== undefined && { replyToId: toActivityId(viewer.conversationId, entry.replyTo) }),
  ...(entry.choices?.length && {
    suggestedActions: {
      to: viewer.userId === undefined ? [] : [viewer.userId],
      actions: entry.choices.map(({ title, value }) => ({ type: 'imBack' as const, title, value })),
    },
  }),
});

/** Converts a transcript entry to an activity for `viewer`. */
export const toActivity = (entry: PositionedEntry, viewer: Viewer): DirectLineActivity => ({
  type: entry.type,
  id: toActivityId(viewer.conversationId, entry.position),
  timestamp: new Date(entry.at).toISOString(),
  channelId: 'directline',
  conversation: { id: viewer.conversationId },
  locale: viewer.locale,
  ...(entry.from === 'user' ? toUserActivity(entry, viewer) : toBotActivity(entry, viewer)),
});

/**
 * ActivitySet of the entries after position `after`. The watermark is never empty, since clients would then read
 * everything again. A replyTo that the client cannot have, because the entry was erased or trimmed, is left out: Web
 * Chat would hold the reply back for five seconds.
 */
export const toActivitySet = (
  { entries, last }: { entries: readonly PositionedEntry[]; last: number },
  after: number,
  viewer: Viewer,
): ActivitySet => {
  const first = entries[0]?.position ?? 0;
  const isKnown = (position: number): boolean => position >= first || position <= after;
  const known = entries.map(({ replyTo, ...entry }) =>
    replyTo !== undefined && isKnown(replyTo) ? { ...entry, replyTo } : entry,
  );
  return { activities: known.map((entry) => toActivity(entry, viewer)), watermark: String(last) };
};
