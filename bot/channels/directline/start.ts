import { DIRECT_LINE_PATH, type DirectLineDeps } from './deps';
import { DirectLineFault } from './faults';
import { toConversationKey } from './auth/identity';
import { isStarted } from './reading';
import type { Grant } from './auth/tokens';

/** Response of tokens/generate and tokens/refresh. */
export interface TokenAnswer {
  conversationId: string;
  token: string;
  /** Lifetime in seconds. */
  expires_in: number;
}

/** Response of a start or reconnect. The client opens `streamUrl` unchanged, so it contains the watermark. */
export interface StartAnswer extends TokenAnswer {
  streamUrl: string;
}

/** Issues a token for `grant`. */
export const issueToken = async (grant: Grant, { tokens }: Pick<DirectLineDeps, 'tokens'>): Promise<TokenAnswer> => ({
  conversationId: grant.conversationId,
  token: await tokens.sign('directline', grant),
  expires_in: tokens.lifetime('directline'),
});

/** Issues token and stream URL for `grant`. The stream parses `watermark` as polling does. */
export const issueStart = async (grant: Grant, watermark: string, deps: DirectLineDeps): Promise<StartAnswer> => {
  const query = new URLSearchParams({ watermark, t: await deps.tokens.sign('stream', grant) });
  const base = deps.address.url().replace(/^http/, 'ws');
  return {
    ...(await issueToken(grant, deps)),
    streamUrl: `${base}${DIRECT_LINE_PATH}/conversations/${grant.conversationId}/stream?${query.toString()}`,
  };
};

/**
 * Runs the `arrived` turn, once for each conversation, so that the greeting is committed before the client reads.
 * `created` is false where the conversation had been started.
 * @throws DirectLineFault unknown_conversation, and what the turn throws; the client then repeats the start
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
