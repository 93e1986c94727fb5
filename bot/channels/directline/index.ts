import { SHOWS_EVERYTHING } from '../../channel';
import { capability } from '../../core/capability';
import { cacheTokens } from './auth/tokenCache';
import { createTokens } from './auth/tokens';
import { chatTokenRoutes } from './chatToken';
import type { DirectLineDeps } from './deps';
import { directLineRoutes } from './routes';
import { DIRECT_LINE_SETTINGS } from './settings';
import { createStreams } from './stream';

/**
 * Creates the capability with the self-hosted Direct Line 3.0: HTTP API, streams, and tokens for visitors of a website.
 */
export const createDirectLine = (options: Pick<DirectLineDeps, 'keepAliveMs'> = {}) =>
  capability({
    name: 'directline',
    settings: DIRECT_LINE_SETTINGS,
    channels: [{ name: 'directline', delivery: 'fetched', shows: SHOWS_EVERYTHING }],

    build({ config, clock, log, store, handleTurn, address }, settings) {
      const keys = settings.TOKEN_KEYS;
      const resumeDays = config.dialog.retentionDays;
      const deps: DirectLineDeps = {
        ...{ handleTurn, log, address },
        transcripts: store.transcripts,
        throttle: store.throttle,
        tokens: cacheTokens(createTokens({ keys, clock, resumeDays }), clock),
        secret: settings.DIRECT_LINE_SECRET,
        tokensPerMinute: settings.RATE_TOKENS_PER_MINUTE,
        botName: config.dialog.operatorName,
        locale: config.locale,
        ...options,
      };
      const streams = createStreams(deps);
      return {
        channel: { attach: streams.attach },
        routes: [{ plugin: directLineRoutes(deps) }, { plugin: chatTokenRoutes(deps) }],
        gauges: [
          { name: 'fenfu_websockets', help: 'Direct Line streams open on this node', collect: () => streams.size() },
        ],
        stop: () => streams.close(),
      };
    },
  });

/** Direct Line with default options. */
export const directLine = createDirectLine();
