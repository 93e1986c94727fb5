import fastify, { type FastifyInstance } from 'fastify';
import { api } from '../../../bot/api';
import { createPrincipals } from '../../../bot/api/principal';
import { listAsItIs } from '../../../bot/handoff/listing';
import { RIGHTS, type Right } from '../../../bot/store/machineTokens';
import { createUnderstand, loadModel } from '../../../nlu';
import { answer, invent } from '../../support/applicant';
import { startDesk, type TestDesk } from '../../support/desk';
import { chatWith } from '../../support/deskChat';
import { testDialog } from '../../support/dialog';
import { everythingInRedis } from '../../support/everything';
import { issueToken } from '../../support/machineToken';
import { startRedis } from '../../support/redis';

const STAFF_TOKEN = 'staff-token-of-this-test';
const understand = createUnderstand(loadModel());

let desk: TestDesk;
beforeEach(async () => {
  const settings = { STAFF_TOKEN };
  const dialog = testDialog();
  desk = await startDesk((await startRedis()).url, { dialog, understand, capabilities: [api], settings });
});

interface Call {
  method: 'GET' | 'POST' | 'HEAD';
  url: string;
  payload?: object;
}

const call = ({ method, url, payload }: Call, token: string) =>
  desk.app.inject({
    ...{ method, url: `/api${url}`, headers: { authorization: `Bearer ${token}` } },
    ...(payload && { payload }),
  });

/** An application that waits for a decision. */
const submit = async (): Promise<string> => {
  const chat = chatWith(desk, 'dl-applicant');
  await chat.say('开通分付');
  const [, no = ''] = await answer(chat, invent(1), /已登记，申请编号 (FF-\d{8}-\w{6})/);
  const application = await desk.store.applications.find(no);
  if (application) await desk.store.reviewList.project(application);
  return no;
};

/** A conversation that waits for a person. */
const askForPerson = async (): Promise<string> => {
  await desk.say('dl-asker', '转人工');
  const { id = '' } = (await desk.store.conversations.handoff('dl-asker')) ?? {};
  await listAsItIs(desk.store, 'dl-asker', id);
  return id;
};

/** All that is kept; BullMQ notes something of its own when it comes to it. */
const everythingKept = async (): Promise<unknown[]> => {
  const kept = JSON.parse(await everythingInRedis(desk.redis)) as [string, unknown][];
  return kept.filter(([key]) => key.startsWith('fd:')).sort(([a], [b]) => (a < b ? -1 : 1));
};

const take = (id: string) => call({ method: 'POST', url: `/handoffs/${id}/take` }, STAFF_TOKEN);
const askAndTake = async (): Promise<string> => {
  const id = await askForPerson();
  await take(id);
  return id;
};

const APPROVED = { decision: 'approved' };

interface Row {
  /** As the API registers it. */
  route: string;
  /** A query that makes another right needed. */
  query?: string;
  right: Right;
  /** What a token with that right is answered. */
  answered: number;
  /** Makes what the route is about; resolves to its id. */
  about?: () => Promise<string>;
  payload?: object;
}

/** Every route of the API, and the right it needs. */
const ROUTES: Row[] = [
  { route: 'GET /applications', right: 'read', answered: 200 },
  { route: 'GET /applications/:no', right: 'read', answered: 200, about: submit },
  { route: 'GET /applications/:no', query: '?reveal=false', right: 'read', answered: 200, about: submit },
  { route: 'GET /applications/:no', query: '?reveal=true', right: 'reveal', answered: 200, about: submit },
  { route: 'POST /applications/:no/decision', right: 'decide', answered: 200, about: submit, payload: APPROVED },
  { route: 'GET /handoffs', right: 'handoffs', answered: 200, about: askForPerson },
  { route: 'GET /handoffs/:id/transcript', right: 'handoffs', answered: 200, about: askForPerson },
  { route: 'POST /handoffs/:id/take', right: 'handoffs', answered: 200, about: askForPerson },
  {
    ...{ route: 'POST /handoffs/:id/messages', right: 'handoffs', answered: 200, about: askAndTake },
    payload: { text: '您好' },
  },
  { route: 'POST /handoffs/:id/release', right: 'handoffs', answered: 200, about: askAndTake },
  { route: 'GET /dead-letters', right: 'operate', answered: 200 },
  { route: 'POST /dead-letters/:queue/:id/retry', right: 'operate', answered: 404 },
];

const callOf = ({ route, query = '', payload }: Row, id: string): Call => {
  const [method, path = ''] = route.split(' ') as [Call['method'], string?];
  const url = path.replace(':queue', 'deliver').replace(/:(no|id)/, id || 'none');
  return { method, url: url + query, ...(payload && { payload }) };
};

/** Routes as the API registers them, but for the HEAD beside each GET. */
const registeredRoutes = async (): Promise<string[]> => {
  const routes: string[] = [];
  const app: FastifyInstance = fastify();
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
  });
  for (const { plugin } of (await api.build(desk.core)).routes ?? []) await app.register(plugin);
  return routes;
};

it('needs a right for every route that there is', async () => {
  expect([...new Set(ROUTES.map(({ route }) => route))].sort()).toEqual((await registeredRoutes()).sort());
});

describe.each(ROUTES.map((row) => [`${row.route}${row.query ?? ''}`, row] as const))('%s', (_, row) => {
  const { right, answered } = row;

  it(`is answered ${answered} to a token whose only right is ${right}`, async () => {
    const id = (await row.about?.()) ?? '';
    const token = await issueToken(desk.store.machineTokens, 'one-right', [right]);
    expect((await call(callOf(row, id), token)).statusCode).toBe(answered);
  });

  it(`is refused to a token that has every right but ${right}, and changes nothing`, async () => {
    const id = (await row.about?.()) ?? '';
    const others = RIGHTS.filter((one) => one !== right);
    const token = await issueToken(desk.store.machineTokens, 'all-but-one', others);
    const before = await everythingKept();
    const asked = callOf(row, id);
    const response = await call(asked, token);
    expect(response.statusCode).toBe(403);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.json()).toEqual({
      type: 'urn:fenfu-desk:problem:forbidden',
      title: 'The token does not allow this',
      status: 403,
      detail: expect.any(String),
      code: 'forbidden',
      faults: [{ path: 'authorization', problem: `the token lacks the right ${right}` }],
    });
    if (asked.method === 'GET') expect((await call({ ...asked, method: 'HEAD' }, token)).statusCode).toBe(403);
    expect(await everythingKept()).toEqual(before);
  });

  it('is refused to whom nobody knows, and changes nothing', async () => {
    const id = (await row.about?.()) ?? '';
    const before = await everythingKept();
    const response = await call(callOf(row, id), `fdt_nobody_${'x'.repeat(43)}`);
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toMatch(/^Bearer /);
    expect(response.json()).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(await everythingKept()).toEqual(before);
  });
});

describe('a named token', () => {
  const list = { method: 'GET', url: '/applications' } as const;

  it('is refused from the moment it is removed', async () => {
    const token = await issueToken(desk.store.machineTokens, 'scoring', ['read']);
    expect((await call(list, token)).statusCode).toBe(200);
    await desk.store.machineTokens.remove('scoring');
    expect((await call(list, token)).statusCode).toBe(401);
  });

  it('is not that of the same name that came before it', async () => {
    const before = await issueToken(desk.store.machineTokens, 'scoring', ['read']);
    await desk.store.machineTokens.remove('scoring');
    const after = await issueToken(desk.store.machineTokens, 'scoring', ['read']);
    expect((await call(list, before)).statusCode).toBe(401);
    expect((await call(list, after)).statusCode).toBe(200);
  });

  it.each([
    ['with another secret', (token: string) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')],
    ['with a piece missing', (token: string) => token.slice(0, -1)],
    ['with more behind it', (token: string) => `${token}A`],
    ['under another name', (token: string) => token.replace('scoring', 'archive')],
    ['without its prefix', (token: string) => token.replace('fdt_', '')],
    ['without its secret', () => 'fdt_scoring_'],
    ['by its digest', (_: string, digest: string) => digest],
    ['by its digest as a secret', (_: string, digest: string) => `fdt_scoring_${digest}`],
  ])('is none %s', async (_, spoil) => {
    const token = await issueToken(desk.store.machineTokens, 'scoring', [...RIGHTS]);
    await issueToken(desk.store.machineTokens, 'archive', [...RIGHTS]);
    const { digest = '' } = (await desk.store.machineTokens.find('scoring')) ?? {};
    expect((await call(list, token)).statusCode).toBe(200);
    expect((await call(list, spoil(token, digest))).statusCode).toBe(401);
  });

  it('leaves nothing of its secret in Redis, neither when it is made nor when it is used', async () => {
    const no = await submit();
    const token = await issueToken(desk.store.machineTokens, 'scoring', [...RIGHTS]);
    await call({ method: 'GET', url: `/applications/${no}?reveal=true` }, token);
    await call({ method: 'POST', url: `/applications/${no}/decision`, payload: APPROVED }, token);
    const secret = token.slice('fdt_scoring_'.length);
    const everything = await everythingInRedis(desk.redis);
    const { digest } = (await desk.store.machineTokens.find('scoring')) ?? {};
    expect(everything).toContain(digest);
    expect(everything).toContain(no);
    for (const piece of [secret, secret.slice(0, 16), Buffer.from(token).toString('base64').slice(0, 40)])
      expect(everything).not.toContain(piece);
    expect(everything).not.toContain(STAFF_TOKEN);
  });
});

describe('what an engine does', () => {
  const engines: [string, () => Promise<string>, string][] = [
    ['with a token of its own', () => issueToken(desk.store.machineTokens, 'scoring', [...RIGHTS]), 'scoring'],
    ['with STAFF_TOKEN', async () => STAFF_TOKEN, 'staff-token'],
  ];

  it.each(engines)('%s is done in its name', async (_, tokenOf, name) => {
    const engine = { kind: 'engine', id: name };
    const no = await submit();
    const handoffId = await askForPerson();
    const token = await tokenOf();
    const get = async (url: string) => (await call({ method: 'GET', url }, token)).json();
    const post = async (url: string, payload?: object) =>
      (await call({ method: 'POST', url, ...(payload && { payload }) }, token)).json();

    await get(`/applications/${no}?reveal=true`);
    expect(await post(`/applications/${no}/decision`, APPROVED)).toMatchObject({ decidedBy: engine });
    const record = await get(`/applications/${no}`);
    expect(record.history.map(({ by }: { by: unknown }) => by)).toEqual([{ kind: 'applicant' }, engine]);
    expect(record.audit).toMatchObject([{ action: 'revealed', by: engine }]);

    await post(`/handoffs/${handoffId}/take`);
    await post(`/handoffs/${handoffId}/messages`, { text: '您好' });
    expect((await get('/handoffs')).items).toMatchObject([{ id: handoffId, owner: engine }]);
    const { items } = await get(`/handoffs/${handoffId}/transcript`);
    const lines = (items as { text?: string; by?: unknown }[]).filter(({ by }) => by !== undefined);
    expect(lines).toMatchObject([{ by: engine }, { text: '【人工客服】您好', by: engine }]);
  });

  it('is in the name of STAFF_TOKEN where that looks like a named token', async () => {
    const shaped = `fdt_scoring_${'s'.repeat(43)}`;
    const principalOf = createPrincipals(shaped, desk.store.machineTokens);
    expect(await principalOf(shaped)).toEqual({ actor: { kind: 'engine', id: 'staff-token' }, rights: RIGHTS });
  });
});
