import { z } from 'zod';
import { DeskError } from '../../errors';
import { POSITION_FIELD } from './outgoing';
import type { Reference } from './reference';

const transcript = z.array(z.object({ channelData: z.record(z.string(), z.unknown()).nullish() }));

/**
 * Whether the Emulator's window has the message of this position (GET /v3/conversations/{id}/activities, which only the Emulator has).
 * Rejects where the Emulator does not say; it leaves requests about conversations it has forgotten unanswered.
 */
export async function emulatorHas(
  { serviceUrl, conversation }: Reference,
  position: number,
  timeoutMs: number,
): Promise<boolean> {
  const address = `${serviceUrl.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
  const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new DeskError('delivery_unconfirmed', `The Emulator answered ${response.status}`);
  return transcript.parse(await response.json()).some(({ channelData }) => channelData?.[POSITION_FIELD] === position);
}
