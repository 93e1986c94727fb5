import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../content/dialogSettings';
import { ASSETS, loadAsset, negotiate, type Asset } from './assets';
import { renderPage, type Operator } from './page';

/** What the widget's routes need. */
export interface WidgetDeps {
  locale: Locale;
  /** Named on the page and in the panel's header. */
  operator: Operator;
  /** Public URL without a trailing slash; known once the server listens. */
  publicUrl(): string;
  /** Directory of the built scripts. Default: ASSETS. */
  assetsDirectory?: string;
}

const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;

/**
 * Content-Security-Policy of the page: what Web Chat needs, i.e. inline styles, images as data or blobs, and HTTP and
 * WebSocket to this server.
 */
const contentSecurityPolicy = (publicUrl: string): string => {
  const stream = new URL(publicUrl).origin.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${stream}`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

const sendAsset = (
  request: FastifyRequest,
  reply: FastifyReply,
  asset: Asset,
  type: string,
  maxAge: string,
): FastifyReply => {
  const etag = `"${asset.version}"`;
  reply
    .header('cache-control', `public, ${maxAge}`)
    .header('etag', etag)
    .header('vary', 'accept-encoding')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const { body, encoding } = negotiate(asset, request.headers['accept-encoding']);
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(type).send(body);
};

/**
 * Routes of the widget. `/widget.js`: the script that a website embeds. `/webchat.js`: loaded when the panel is first
 * opened. `/widget.json`: settings of the operator. `/`: a page that embeds the widget.
 * @throws StartFault at registration, where the build is missing
 */
export const widgetRoutes =
  (deps: WidgetDeps): FastifyPluginAsync =>
  async (app) => {
    const { locale, operator, assetsDirectory = ASSETS } = deps;
    const script = 'text/javascript; charset=utf-8';
    const widget = await loadAsset(assetsDirectory, `widget.${locale}.js`);
    const webChat = await loadAsset(assetsDirectory, 'webchat.js');
    const license = await loadAsset(assetsDirectory, 'webchat-minimal.js.LICENSE.txt');
    const page = renderPage(operator, locale);

    app.get('/', async (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', contentSecurityPolicy(deps.publicUrl()))
        .header('referrer-policy', 'strict-origin-when-cross-origin')
        .header('x-content-type-options', 'nosniff')
        .type('text/html; charset=utf-8')
        .send(page),
    );

    app.get('/widget.js', async (request, reply) => sendAsset(request, reply, widget, script, `max-age=${DAY / 24}`));

    app.get<{ Querystring: { v?: string } }>('/webchat.js', async (request, reply) =>
      sendAsset(
        request,
        reply,
        webChat,
        script,
        request.query.v === webChat.version ? `max-age=${YEAR}, immutable` : 'no-cache',
      ),
    );

    app.get('/webchat-minimal.js.LICENSE.txt', async (request, reply) =>
      sendAsset(request, reply, license, 'text/plain; charset=utf-8', `max-age=${DAY}`),
    );

    app.get('/widget.json', async (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=300')
        .header('access-control-allow-origin', '*')
        .send({ operatorName: operator.name, webChat: `/webchat.js?v=${webChat.version}` }),
    );
  };
