import type { SentKind } from '../../../../dialogs/types';
import type { PositionedEntry } from '../../../conversation';
import { toActivityAttachment, type ActivityAttachment } from '../../attachment';

/** What this channel keeps in a user's entry of the transcript, beside the text (which the turn may have redacted). */
export interface EntryFields {
  userId?: string;
  /** Given back unchanged: Web Chat finds its own message by `clientActivityID`. */
  channelData?: Record<string, unknown>;
  /** What was sent instead of text. The thing itself is never stored. */
  sent?: SentKind;
}

/** Activity of Direct Line 3.0 as clients get it. */
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

export interface ActivitySet {
  activities: DirectLineActivity[];
  watermark: string;
}

export interface Viewer {
  conversationId: string;
  /** User id of the token that reads; unknown where a server reads with the secret. */
  userId?: string | undefined;
  /** Shown as the bot's name. */
  botName: string;
  /** Language of the activities. */
  locale: string;
}

export const BOT_ID = 'fenfu-desk';
const UNKNOWN_USER = 'user';

/** Seven digits sort as text; the id of an entry is its position, so nothing has to be known before the commit. */
export const toActivityId = (conversationId: string, position: number): string =>
  `${conversationId}|${String(position).padStart(7, '0')}`;

/** Position after which to read. Anything but a number reads from the beginning: a lost watermark must not lose messages. */
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

/** One line of the transcript as the client of `viewer` is to see it. */
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
 * The set of one answer or one frame: what follows position `after`. The watermark is never empty: clients take an empty one for none
 * and read all again. A reference to a message the client cannot have (erased, or older than what is kept) is left out: Web Chat
 * would hold the reply back for five seconds to wait for it.
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
