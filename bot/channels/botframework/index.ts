import { SHOWS_EVERYTHING } from '../../channel';
import { capability } from '../../core/capability';
import type { DeskAdapter } from './sdk/deskAdapter';
import { createPush } from './push';
import { botFrameworkRoutes } from './routes';
import { SERVED_CHANNELS } from './screen';
import { BOT_FRAMEWORK_SETTINGS, toBotFrameworkConfig } from './settings';

/** Timeout of one push in milliseconds. */
const SEND_TIMEOUT_MS = 10_000;
/** Delay before the SDK is loaded. Loading blocks the event loop, and readiness is probed right after the start. */
const LOAD_AFTER_MS = 1_000;

/**
 * Capability with the channels of the Bot Framework Emulator and Azure Bot Service. Only this folder uses botbuilder.
 */
export const botFramework = capability({
  name: 'botframework',
  settings: BOT_FRAMEWORK_SETTINGS,
  channels: SERVED_CHANNELS.map((name) => ({ name, delivery: 'pushed', shows: SHOWS_EVERYTHING })),

  build({ log, store, handleTurn, address }, settings) {
    const config = toBotFrameworkConfig(settings);
    let loaded: DeskAdapter | undefined;
    let loading: NodeJS.Timeout | undefined;
    const load = (): DeskAdapter => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- botbuilder is slow to load
      const { DeskAdapter } = require('./sdk/deskAdapter') as typeof import('./sdk/deskAdapter');
      return new DeskAdapter(config, SEND_TIMEOUT_MS);
    };
    const adapter = (): DeskAdapter => (loaded ??= load());
    const activitiesPerMinute = settings.RATE_ACTIVITIES_PER_MINUTE;
    const throttle = store.approximateThrottle;
    return {
      channel: { push: createPush({ adapter, log, sendTimeoutMs: SEND_TIMEOUT_MS }) },
      routes: [{ plugin: botFrameworkRoutes({ config, handleTurn, throttle, activitiesPerMinute, log, adapter }) }],
      lines: () => [
        {
          title: 'Emulator',
          text: `${address.url()}/api/messages${config.appId ? '' : '  (no app id: from this machine only)'}`,
        },
      ],
      start: () => void (loading = setTimeout(adapter, LOAD_AFTER_MS).unref()),
      stop: async () => clearTimeout(loading),
    };
  },
});
