import type { FastifyPluginAsync } from 'fastify';
import type { Push, Transcripts } from '../../conversation';
import type { DeskAdapter } from './deskAdapter';
import { createPush } from './push';
import { botFrameworkRoutes, type BotFrameworkRoutesDeps } from './routes';
import { SERVED_CHANNELS } from './screen';

export interface BotFrameworkChannel {
  /** `POST /api/messages`. */
  routes: FastifyPluginAsync;
  push: Push;
  /** Channel names whose messages `push` delivers. */
  channels: readonly string[];
  /** Loads the SDK (half a second) before the first activity has to wait for it. */
  warmUp(): void;
}

export interface BotFrameworkDeps extends Omit<BotFrameworkRoutesDeps, 'adapter'> {
  transcripts: Pick<Transcripts, 'read'>;
  /** Longest wait for a channel's answer to one message. */
  sendTimeoutMs?: number;
}

/** The Bot Framework Emulator and Azure Bot Service channels. Everything of botbuilder stays in this folder. */
export function createBotFrameworkChannel({
  transcripts,
  sendTimeoutMs = 10_000,
  ...deps
}: BotFrameworkDeps): BotFrameworkChannel {
  let loaded: DeskAdapter | undefined;
  const adapter = (): DeskAdapter => (loaded ??= loadAdapter());
  const loadAdapter = (): DeskAdapter => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- botbuilder takes longer to load than all the rest together
    const { DeskAdapter } = require('./deskAdapter') as typeof import('./deskAdapter');
    return new DeskAdapter(deps.config, sendTimeoutMs);
  };
  return {
    routes: botFrameworkRoutes({ ...deps, adapter }),
    push: createPush({ adapter, transcripts, sendTimeoutMs }),
    channels: SERVED_CHANNELS,
    warmUp: () => void adapter(),
  };
}
