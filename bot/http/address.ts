import type { Config } from '../settings/config';

/**
 * Public address of the server and the origins that may call it. With PORT=0 the port is known only once the server
 * listens.
 */
export interface Address {
  /** Public URL, without a trailing slash. */
  url(): string;
  /**
   * Whether a page of this origin may call. A request without Origin comes from no page; its token decides.
   * `trustedOrigins` of a token narrow the set further.
   */
  allows(origin: string | undefined, trustedOrigins?: readonly string[]): boolean;
  /** Replaces port 0 by the port that the system chose. */
  listensOn(port: number): void;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Origins of the same loopback server: localhost, 127.0.0.1 and [::1]. */
const withLoopbackNames = (origin: string): string[] => {
  const url = new URL(origin);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((name) => `${url.protocol}//${name}${url.port && `:${url.port}`}`);
};

/** Creates the address. The own origin and ALLOWED_ORIGINS (`*`: any) may call. */
export const createAddress = (config: Pick<Config, 'publicUrl' | 'allowedOrigins'>): Address => {
  let { publicUrl } = config;
  let allowedOrigins: readonly string[] = config.allowedOrigins;

  return {
    url: () => publicUrl,

    allows(origin, trustedOrigins) {
      if (origin === undefined) return true;
      if (trustedOrigins && !trustedOrigins.includes(origin)) return false;
      return (
        allowedOrigins.includes('*') || allowedOrigins.includes(origin) || withLoopbackNames(publicUrl).includes(origin)
      );
    },

    listensOn(port) {
      const withPort = (url: string): string => url.replace(/:0$/, `:${port}`);
      publicUrl = withPort(publicUrl);
      allowedOrigins = allowedOrigins.map(withPort);
    },
  };
};
