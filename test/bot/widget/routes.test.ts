import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { renderPage } from '../../../bot/widget/page';
import { widgetRoutes } from '../../../bot/widget/routes';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const operator = {
  name: '<b>某某</b>小贷 & "客服"',
  officialContact: '400-000-0000',
  serviceHours: '工作日 9:00–18:00',
  demo: false,
};

let directory: string;
let app: FastifyInstance;
beforeAll(async () => {
  directory = temporaryDirectory().path;
  for (const name of ['widget.zh-CN.js', 'widget.en.js', 'webchat.js', 'webchat-minimal.js.LICENSE.txt']) {
    await writeFile(join(directory, name), name);
    await writeFile(join(directory, `${name}.br`), brotliCompressSync(name));
    await writeFile(join(directory, `${name}.gz`), gzipSync(name));
  }
  app = fastify();
  await app.register(
    widgetRoutes({ locale: 'zh-CN', operator, publicUrl: () => 'https://desk.example', assetsDirectory: directory }),
  );
});

it('serves a page with one script tag and a policy that lets in nothing foreign', async () => {
  const { body, headers } = await app.inject('/');
  expect(body.match(/<script/g)).toHaveLength(1);
  expect(body).toContain('<script src="/widget.js" defer></script>');
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers['content-security-policy']).toContain("connect-src 'self' wss://desk.example");
});

it('writes the operator into the page as text, and says whose bot this is not', () => {
  const page = renderPage(operator, 'zh-CN');
  expect(page).not.toContain('<b>');
  expect(page).toContain('&lt;b&gt;某某&lt;/b&gt;小贷 &amp; &quot;客服&quot;');
  expect(page).toContain('不是微信或腾讯的官方客服');
  expect(page).not.toContain('演示站点');
  expect(renderPage({ ...operator, demo: true }, 'zh-CN')).toContain('这是演示站点，不受理真实申请');
});

it('speaks English, page and widget, where that is set', async () => {
  const english = fastify();
  await english.register(
    widgetRoutes({ locale: 'en', operator, publicUrl: () => 'https://desk.example', assetsDirectory: directory }),
  );
  expect((await english.inject('/widget.js')).body).toBe('widget.en.js');
  const { body } = await english.inject('/');
  expect(body).toContain('<html lang="en">');
  expect(body).toContain('not the official service of WeChat or Tencent');
  expect(body.match(/<script/g)).toHaveLength(1);
});

it.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', undefined],
])('sends the smallest form that a browser takes (%s)', async (accepted, encoding) => {
  const { headers } = await app.inject({ url: '/widget.js', headers: { 'accept-encoding': accepted } });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers.vary).toBe('accept-encoding');
});

it('lets other sites load the script, and answers 304 to who has it', async () => {
  const { headers, rawPayload } = await app.inject({ url: '/widget.js', headers: { 'accept-encoding': 'br' } });
  expect(brotliDecompressSync(rawPayload).toString()).toBe('widget.zh-CN.js');
  expect(headers).toMatchObject({
    'cross-origin-resource-policy': 'cross-origin',
    'content-type': 'text/javascript; charset=utf-8',
  });
  const again = await app.inject({ url: '/widget.js', headers: { 'if-none-match': String(headers.etag) } });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

it('names Web Chat by its version, which browsers keep for good, and keeps no other version', async () => {
  const { operatorName, webChat } = (await app.inject('/widget.json')).json<{
    operatorName: string;
    webChat: string;
  }>();
  expect(operatorName).toBe(operator.name);
  expect((await app.inject(webChat)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await app.inject('/webchat.js?v=old')).headers['cache-control']).toBe('public, no-cache');
});

it('refuses to start where the build has not been run', async () => {
  const unbuilt = fastify();
  const routes = widgetRoutes({
    locale: 'zh-CN',
    operator,
    publicUrl: () => 'https://desk.example',
    assetsDirectory: join(directory, 'none'),
  });
  await expect(unbuilt.register(routes)).rejects.toThrow('run npm run build');
});
