import type { Config } from '../settings/config';

/** How browsers and channels reach the server. With PORT=0 the port is known only once the server listens. */
export interface Address {
  /** No slash at the end. */
  url(): string;
  /**
   * Whether a browser page of this origin may call. A request without an Origin comes from no page and is judged by its token. A token that
   * names trusted origins narrows this further.
   */
  allows(origin: string | undefined, trustedOrigins?: readonly string[]): boolean;
  /** Tells the port that the system chose. */
  listensOn(port: number): void;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Origins under which one and the same loopback server is opened. */
const withLoopbackNames = (origin: string): string[] => {
  const url = new URL(origin);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((name) => `${url.protocol}//${name}${url.port && `:${url.port}`}`);
};

/** Own origin and ALLOWED_ORIGINS (`*`: any) may call. */
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
