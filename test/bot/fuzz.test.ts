import fc from 'fast-check';
import { runDesk, type RunningDesk } from '../support/runningDesk';

/** `npm run fuzz` tries far more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);
jest.setTimeout(60_000 + RUNS * 100);

let node: RunningDesk;
let token: string;
let conversationId: string;
beforeAll(async () => {
  const unlimited = { RATE_TOKENS_PER_MINUTE: '1000000', RATE_MESSAGES_PER_MINUTE: '1000000' };
  node = await runDesk(unlimited);
  const visitor = await (await fetch(`${node.url}/chat/token`, { method: 'POST' })).json();
  ({ token, conversationId } = visitor as { token: string; conversationId: string });
  await node.desk.app.inject({
    method: 'POST',
    url: '/v3/directline/conversations',
    headers: bearer(token),
    payload: {},
  });
});

const bearer = (credential: string): Record<string, string> => ({ authorization: `Bearer ${credential}` });
const STAFF = 'staff-token-of-a-test-run';
const SECRET = 'direct-line-secret-of-a-test';

/** Half a character cannot be sent. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', '__proto__', 'constructor', '../../etc/passwd', '%00', '\u0000', '\ud800', 'NaN', '-1', '1e999'),
  fc.integer({ min: 1, max: 20_000 }).map((length) => '分'.repeat(length)),
);

/** JSON of any shape, with the keys that pollute prototypes, and those that our routes look at. */
const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length'),
  fc.constantFrom('type', 'text', 'from', 'channelData', 'clientActivityID', 'attachments', 'decision', 'user', 'id'),
  nasty,
);
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(key, fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 8 }),
);
const activity = fc.record(
  {
    type: fc.oneof(fc.constant('message'), fc.constantFrom('event', 'typing', 'invoke', 'conversationUpdate'), anyJson),
    text: fc.oneof(nasty, anyJson),
    from: fc.oneof(fc.constant({ id: '' }), anyJson),
    channelData: fc.oneof(fc.record({ clientActivityID: fc.oneof(nasty, anyJson) }), anyJson),
    attachments: fc.oneof(fc.array(fc.record({ contentType: fc.oneof(nasty, anyJson) })), anyJson),
    value: anyJson,
    serviceUrl: fc.oneof(fc.constant('http://localhost:1'), nasty),
    conversation: fc.oneof(fc.record({ id: nasty }), anyJson),
    recipient: fc.oneof(fc.record({ id: nasty }), anyJson),
    channelId: fc.oneof(fc.constant('emulator'), nasty),
  },
  { requiredKeys: [] },
);
const decision = fc.record(
  {
    decision: fc.oneof(fc.constantFrom('approved', 'declined', 'needs_info'), anyJson),
    reasonCode: fc.oneof(nasty, anyJson),
    item: fc.oneof(nasty, anyJson),
    note: fc.oneof(nasty, anyJson),
    text: nasty,
    trustedOrigins: anyJson,
    token: fc.oneof(nasty, anyJson),
  },
  { requiredKeys: [] },
);

const body = fc.oneof(
  activity.map((value) => JSON.stringify(value)),
  decision.map((value) => JSON.stringify(value)),
  anyJson.map((value) => JSON.stringify(value)),
  nasty,
  fc.integer({ min: 1, max: 30_000 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: 1, max: 5_000 }).map((depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)),
  fc.constant('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
);

/** Every route; `*` is replaced by something from outside. */
const ROUTES: [method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS', path: string][] = [
  ['POST', '/chat/token'],
  ['POST', '/v3/directline/tokens/generate'],
  ['POST', '/v3/directline/tokens/refresh'],
  ['POST', '/v3/directline/conversations'],
  ['GET', '/v3/directline/conversations/ID?watermark=*'],
  ['GET', '/v3/directline/conversations/ID/activities?watermark=*'],
  ['GET', '/v3/directline/conversations/*/activities'],
  ['POST', '/v3/directline/conversations/ID/activities'],
  ['POST', '/v3/directline/conversations/*/activities'],
  ['POST', '/v3/directline/conversations/ID/upload'],
  ['GET', '/v3/directline/session/getsessionid'],
  ['OPTIONS', '/v3/directline/conversations'],
  ['POST', '/api/messages'],
  ['PUT', '/api/messages'],
  ['GET', '/api/applications?status=*&page=*'],
  ['GET', '/api/applications/*?reveal=*'],
  ['POST', '/api/applications/*/decision'],
  ['GET', '/api/handoffs'],
  ['POST', '/api/handoffs/*/messages'],
  ['POST', '/api/handoffs/*/take'],
  ['POST', '/api/handoffs/*/release'],
  ['GET', '/api/dead-letters'],
  ['POST', '/api/dead-letters/deliver/*/retry'],
  ['GET', '/'],
  ['GET', '/widget.js?v=*'],
  ['GET', '/healthz'],
  ['GET', '/readyz'],
  ['DELETE', '/*'],
  ['GET', '/*'],
];

const request = fc.record({
  route: fc.constantFrom(...ROUTES),
  filling: nasty,
  body,
  contentType: fc.oneof(
    { weight: 6, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'multipart/form-data; boundary=x', 'multipart/form-data', ''),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }).filter((text) => /^[\x20-\x7e]*$/.test(text)) },
  ),
  credential: fc.constantFrom('token', 'staff', 'secret', 'none', 'Bearer'),
  origin: fc.option(fc.constantFrom('null', 'https://evil.example', 'x', 'http://127.0.0.1')),
});

it('answers whatever is sent to whatever route without failing, and lives on', async () => {
  const credentials: Record<string, string> = { token, staff: STAFF, secret: SECRET, none: '', Bearer: 'Bearer' };
  await fc.assert(
    fc.asyncProperty(request, async ({ route: [method, path], filling, contentType, credential, origin, ...sent }) => {
      const filled = path.replaceAll('*', encodeURIComponent(wellFormed(filling))).replace('ID', conversationId);
      const { statusCode, headers } = await node.desk.app.inject({
        method,
        url: filled,
        headers: {
          ...bearer(credentials[credential] ?? ''),
          ...(contentType && { 'content-type': contentType }),
          ...(origin !== null && { origin }),
        },
        ...(method === 'POST' && { payload: wellFormed(sent.body) }),
      });
      expect(statusCode === 503 || statusCode < 500).toBe(true);
      if (statusCode === 503) expect(headers['retry-after']).toBeDefined();
    }),
    { numRuns: RUNS },
  );
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
});
