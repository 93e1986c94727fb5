import { createHash } from 'node:crypto';
import { z } from 'zod';
import { adapt } from '../../../../bot/channels/adapt';
import type { Push } from '../../../../bot/channel';
import { capability } from '../../../../bot/core/capability';
import { parseRequest } from '../../../../bot/http/problem';
import { jobOf, type QueueFacts } from '../../../../bot/queue/job';
import { httpAddress } from '../../../../bot/settings/schemas';

declare module '../../../../bot/store/outbox' {
  interface Commands {
    /** A pigeon has flown and is to be fed. */
    feedPigeon: { grains: number };
  }
}

const FACTS = {
  name: 'pigeons',
  delivery: 'pushed',
  // A slip at a pigeon's leg: little room, no buttons, no files.
  shows: { buttons: 0, textBytes: 300, files: false, typing: false, proactive: 'always' },
} as const;
const FEED: QueueFacts<'feedPigeon'> = { name: 'feedPigeon', on: 'feedPigeon', concurrency: 1 };

const slipSchema = z.strictObject({
  id: z.string().min(1),
  loft: z.string().min(1),
  text: z.string().min(1),
  /** Milliseconds for which the pigeon waits for an answer to take back. */
  waitsMs: z.number().optional(),
});

/** `pi-<hash>`: the loft's own name may tell who somebody is. */
const toConversationKey = (loft: string): string => `pi-${createHash('sha256').update(loft).digest('base64url')}`;

/** Carrier pigeons: `POST /pigeons` brings a slip; answers fly to PIGEON_LOFT, unless the pigeon takes them back. */
export const pigeons = capability({
  name: 'pigeons',
  settings: {
    title: 'Pigeons',
    rows: { PIGEON_LOFT: { default: 'http://127.0.0.1:1', is: 'Where answers fly to.', schema: httpAddress } },
  },
  channels: [FACTS],
  queues: [FEED],

  build({ handleTurn, queues }, { PIGEON_LOFT }) {
    let fed = 0;
    let inTheAir = 0;

    const push: Push = async ({ text }, { reference }) => {
      inTheAir++;
      try {
        const slip = JSON.stringify({ ...(reference as object), text });
        const { status } = await fetch(PIGEON_LOFT, { method: 'POST', body: slip });
        return status === 200 ? { is: 'sent' } : { is: 'unsent', reason: `The loft answered ${status}` };
      } catch {
        return { is: 'unknown' };
      } finally {
        inTheAir--;
      }
    };

    return {
      channel: { push },
      routes: [
        {
          plugin: async (app) => {
            app.post('/pigeons', async (request) => {
              const { id, loft, text, waitsMs } = parseRequest(slipSchema, request.body);
              const conversationKey = toConversationKey(loft);
              const answer = waitsMs === undefined ? 'pushed' : { within: waitsMs };
              const event = { type: 'said' as const, text };
              const result = await handleTurn({
                conversationKey,
                channel: FACTS.name,
                id,
                event,
                answer,
                reference: { loft },
              });
              await queues.add([{ id: `feed-${id}`, type: 'feedPigeon', conversationKey, grains: 3 }]);
              const takesBack = waitsMs !== undefined && (await result.claimForResponse());
              const slips = takesBack ? result.replies.flatMap((reply) => adapt(reply, FACTS.shows)) : [];
              return { slips: slips.map((slip) => slip.text) };
            });
          },
        },
      ],
      jobs: [jobOf(FEED, async ({ grains }) => void (fed += grains))],
      gauges: [
        { name: 'fenfu_pigeons_in_the_air', help: 'Pigeons on their way', collect: () => inTheAir },
        { name: 'fenfu_pigeon_grains_total', help: 'Grains fed', type: 'counter', collect: () => fed },
      ],
    };
  },
});
