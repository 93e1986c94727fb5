import { z } from 'zod';
import type { PushOutcome } from '../../channel';
import { POSITION_FIELD } from './outgoing';
import type { Reference } from './reference';

const transcript = z.array(z.object({ channelData: z.record(z.string(), z.unknown()).nullish() }));

/**
 * What became of an earlier attempt at the message of this position, as the Emulator's window shows (GET
 * /v3/conversations/{id}/activities, which only the Emulator has). Undefined: it is not there, and may be sent. `unsent`: the Emulator could
 * not be asked now; it leaves requests about conversations that it has forgotten unanswered.
 */
export async function earlierOutcome(
  { serviceUrl, conversation }: Reference,
  position: number,
  timeoutMs: number,
): Promise<PushOutcome | undefined> {
  const address = `${serviceUrl.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return { is: 'unknown' };
    const window = transcript.parse(await response.json());
    return window.some(({ channelData }) => channelData?.[POSITION_FIELD] === position) ? { is: 'sent' } : undefined;
  } catch {
    return { is: 'unsent', reason: 'The Emulator does not say whether it has the message' };
  }
}
