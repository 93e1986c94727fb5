import { DIRECT_LINE_PATH, type DirectLineDeps } from './deps';
import { DirectLineFault } from './faults';
import { toConversationKey } from './auth/identity';
import { isStarted } from './reading';
import type { Grant } from './auth/tokens';

/** Answer of tokens/generate and tokens/refresh. */
export interface TokenAnswer {
  conversationId: string;
  token: string;
  /** Seconds. */
  expires_in: number;
}

/** Answer of a start and of a reconnect. The client takes the address as it is, so the watermark is in it. */
export interface StartAnswer extends TokenAnswer {
  streamUrl: string;
}

export const issueToken = async (grant: Grant, { tokens }: Pick<DirectLineDeps, 'tokens'>): Promise<TokenAnswer> => ({
  conversationId: grant.conversationId,
  token: await tokens.sign('directline', grant),
  expires_in: tokens.lifetime('directline'),
});

/** `watermark` is given back as it came; the stream reads it as polling does. */
export const issueStart = async (grant: Grant, watermark: string, deps: DirectLineDeps): Promise<StartAnswer> => {
  const query = new URLSearchParams({ watermark, t: await deps.tokens.sign('stream', grant) });
  const base = deps.address.url().replace(/^http/, 'ws');
  return {
    ...(await issueToken(grant, deps)),
    streamUrl: `${base}${DIRECT_LINE_PATH}/conversations/${grant.conversationId}/stream?${query.toString()}`,
  };
};

/**
 * Lets the user arrive, once in the life of the conversation; the greeting is in the transcript before the client can read it. Throws
 * what the turn throws: a start that is not committed is none, and the client repeats it.
 */
export const arrive = async (conversationId: string, deps: DirectLineDeps): Promise<{ created: boolean }> => {
  const conversationKey = toConversationKey(conversationId);
  if (conversationKey === undefined) throw new DirectLineFault('unknown_conversation');
  if (await isStarted(deps.transcripts, conversationKey)) return { created: false };
  const { duplicate } = await deps.handleTurn({
    conversationKey,
    channel: 'directline',
    id: 'arrived',
    event: { type: 'arrived' },
  });
  return { created: !duplicate };
};
