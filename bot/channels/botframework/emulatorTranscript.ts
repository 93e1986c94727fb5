import { z } from 'zod';
import type { PushOutcome } from '../../channel';
import { POSITION_FIELD } from './outgoing';
import type { Reference } from './reference';

const transcript = z.array(z.object({ channelData: z.record(z.string(), z.unknown()).nullish() }));

/**
 * Outcome of an earlier attempt at the message of this position, read from the Emulator's transcript (GET
 * /v3/conversations/{id}/activities, an endpoint of the Emulator alone). Undefined: the message is not there and may be
 * sent. `unsent`: no answer within `timeoutMs`; the Emulator does not answer for conversations it has forgotten.
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
