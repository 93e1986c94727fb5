/** Says whether a browser page of this origin may call; a request without an Origin comes from no page and is judged by its token. */
export type AllowsOrigin = (origin: string | undefined, trustedOrigins?: readonly string[]) => boolean;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Origins under which one and the same loopback server is opened. */
const withLoopbackNames = (origin: string): string[] => {
  const url = new URL(origin);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((name) => `${url.protocol}//${name}${url.port && `:${url.port}`}`);
};

/**
 * Own origin and ALLOWED_ORIGINS (`*`: any) may call. A token that names trusted origins narrows this further.
 * `settings` is read at each call, since a server on port 0 learns its own address late.
 */
export const createOriginCheck =
  (settings: { readonly publicUrl: string; readonly allowedOrigins: readonly string[] }): AllowsOrigin =>
  (origin, trustedOrigins) => {
    if (origin === undefined) return true;
    if (trustedOrigins && !trustedOrigins.includes(origin)) return false;
    const { allowedOrigins, publicUrl } = settings;
    return (
      allowedOrigins.includes('*') || allowedOrigins.includes(origin) || withLoopbackNames(publicUrl).includes(origin)
    );
  };
