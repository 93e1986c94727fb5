import type { FastifyInstance, InjectOptions } from 'fastify';
import { api } from '../../../bot/api';
import { APPLICANT as THE_APPLICANT } from '../../../bot/cases/actor';
import { advance } from '../../../bot/cases/record';
import { issueToken } from '../../support/machineToken';
import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis, type TestRedis } from '../../support/redis';
import { APPLICANT } from '../../support/scriptedDialog';

const ID_NUMBER = '11010519491231002X';
const TOKEN = 'staff-token-of-this-test';

let redis: TestRedis;
let desk: TestDesk;
let app: FastifyInstance;

beforeEach(async () => {
  redis = await startRedis();
  desk = await startDesk(redis.url, { capabilities: [api], settings: { STAFF_TOKEN: TOKEN } });
  app = desk.app;
});

const call = (options: InjectOptions) =>
  app.inject({ ...options, headers: { authorization: `Bearer ${TOKEN}`, ...options.headers } });
const get = (url: string) => call({ url: `/api${url}` });
const decide = (no: string, payload: unknown, headers: Record<string, string> = {}) =>
  call({
    method: 'POST',
    url: `/api/applications/${no}/decision`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

/** An application in the list, without the workers: what they would have done to it by now. */
const submit = async (conversationKey: string, idNumber = ID_NUMBER): Promise<string> => {
  const { replies } = await desk.say(conversationKey, `apply ${idNumber}`);
  const no = replies[0]?.text?.split(' ')[1] ?? '';
  const application = await desk.store.applications.find(no);
  if (application) await desk.store.reviewList.project(application);
  return no;
};

/** Whom STAFF_TOKEN stands for. */
const THE_ENGINE = { kind: 'engine', id: 'staff-token' };

const APPROVED = { decision: 'approved' };
const DECLINED = { decision: 'declined', reasonCode: 'credit_record' };
const NEEDS_ID = { decision: 'needs_info', reasonCode: 'incomplete', item: 'idNumber' };

describe('the list', () => {
  it('shows open applications masked, oldest first', async () => {
    const first = await submit('dl-1');
    desk.clock.advance(1_000);
    const second = await submit('dl-2', '440524188001010014');
    const response = await get('/applications');
    expect(response.statusCode).toBe(200);
    const { items, ...paging } = response.json();
    expect(paging).toEqual({ page: 1, pages: 1, total: 2 });
    expect(items.map(({ no }: { no: string }) => no)).toEqual([first, second]);
    expect(items[0]).toEqual({
      no: first,
      status: 'queued',
      createdAt: '2026-11-23T04:00:00.000Z',
      updatedAt: '2026-11-23T04:00:00.000Z',
      name: '测**',
      idNumber: '****002X',
      contact: { kind: 'phone', value: '138****8000' },
      facts: { payScore: '650_up', debitCard: 'yes', overdue: 'no' },
      warnings: [],
    });
  });

  it('is paged by twenty, and told apart by status', async () => {
    for (let i = 0; i < 21; i++) {
      desk.clock.advance(1);
      await submit(`dl-${i}`, `person-${i}`);
    }
    expect((await get('/applications?page=2')).json()).toMatchObject({ page: 2, pages: 2, total: 21, items: [{}] });
    expect((await get('/applications?status=approved')).json()).toEqual({ items: [], page: 1, pages: 1, total: 0 });
    expect((await get('/applications?status=queued&page=1')).json().items).toHaveLength(20);
  });

  it('drops an application that has expired', async () => {
    const no = await submit('dl-gone');
    const keys = await desk.redis.keys(`*:app:${no}`);
    await desk.redis.del(...keys);
    expect((await get('/applications')).json().items).toEqual([]);
    expect((await get('/applications')).json().total).toBe(0);
  });
});

describe('a record', () => {
  it('is masked by default', async () => {
    const no = await submit('dl-1');
    const response = await get(`/applications/${no}`);
    expect(response.json()).toMatchObject({ no, version: 1, revealed: false, erased: false, name: '测**', audit: [] });
    expect(response.json().history).toMatchObject([{ version: 1, by: { kind: 'applicant' }, status: 'queued' }]);
    for (const personal of [ID_NUMBER, APPLICANT.name, APPLICANT.contact.value])
      expect(response.body).not.toContain(personal);
  });

  it('shows personal data only when asked to, and remembers that', async () => {
    const no = await submit('dl-1');
    const revealed = (await get(`/applications/${no}?reveal=true`)).json();
    expect(revealed).toMatchObject({
      revealed: true,
      name: APPLICANT.name,
      idNumber: ID_NUMBER,
      contact: APPLICANT.contact,
    });
    expect((await get(`/applications/${no}`)).json().audit).toEqual([
      { at: '2026-11-23T04:00:00.000Z', by: THE_ENGINE, action: 'revealed' },
    ]);
  });

  it('has nothing personal left after erasure', async () => {
    const no = await submit('dl-1');
    await desk.say('dl-1', 'erase');
    expect((await get(`/applications/${no}?reveal=true`)).json()).toMatchObject({
      status: 'withdrawn',
      erased: true,
      name: null,
      idNumber: null,
      contact: null,
      facts: null,
    });
  });
});

describe('a decision', () => {
  it('is written into the record, with the reason and the note', async () => {
    const no = await submit('dl-1');
    const response = await decide(no, { ...DECLINED, note: '内部备注' });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      no,
      status: 'declined',
      version: 2,
      decision: 'declined',
      reasonCode: 'credit_record',
      note: '内部备注',
      decidedBy: THE_ENGINE,
      decidedAt: '2026-11-23T04:00:00.000Z',
    });
    expect((await get(`/applications/${no}`)).json().history).toMatchObject([
      {},
      { by: THE_ENGINE, status: 'declined' },
    ]);
    expect((await get('/applications?status=declined')).json().total).toBe(1);
  });

  it('made twice is answered the same twice, and told to the applicant once', async () => {
    const no = await submit('dl-1');
    const responses = await Promise.all([decide(no, APPROVED), decide(no, APPROVED), decide(no, APPROVED)]);
    desk.clock.advance(1_000);
    responses.push(await decide(no, APPROVED));
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(new Set(responses.map(({ body }) => body)).size).toBe(1);

    desk.relay.start();
    desk.workers.start();
    const replies = await desk.until('dl-1', (texts) => texts.includes('notice.approved'));
    expect(replies.filter((text) => text === 'notice.approved')).toHaveLength(1);
  });

  it('cannot be changed once it has closed the case', async () => {
    const no = await submit('dl-1');
    await decide(no, APPROVED);
    expect((await decide(no, DECLINED)).json()).toMatchObject({ status: 409, code: 'already_decided' });
    expect((await decide(no, NEEDS_ID)).statusCode).toBe(409);
  });

  it('lets one of two different ones through that come at the same moment', async () => {
    const no = await submit('dl-1');
    const codes = (await Promise.all([decide(no, APPROVED), decide(no, DECLINED)])).map(({ statusCode }) => statusCode);
    expect(codes.sort()).toEqual([200, 409]);
  });

  it('cannot be made about an application that was withdrawn', async () => {
    const no = await submit('dl-1');
    await desk.say('dl-1', 'withdraw');
    expect((await decide(no, APPROVED)).json()).toMatchObject({ status: 409, code: 'not_decidable' });
  });

  it('may ask for an item, and be made after that', async () => {
    const no = await submit('dl-1');
    expect((await decide(no, NEEDS_ID)).json()).toMatchObject({ status: 'needs_info', item: 'idNumber' });
    expect((await decide(no, NEEDS_ID)).json()).toMatchObject({ version: 2 });
    expect((await decide(no, APPROVED)).statusCode).toBe(200);
  });

  it('under an Idempotency-Key is answered as it was then, whatever has happened since', async () => {
    const no = await submit('dl-1');
    const key = { 'idempotency-key': 'k-1' };
    const first = await decide(no, NEEDS_ID, key);
    await desk.store.applications.changeQuietly('dl-1', no, (before) => ({
      application: advance(before, { at: 1, by: THE_APPLICANT, status: 'in_review' }),
      commands: [],
    }));
    const again = await decide(no, NEEDS_ID, key);
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    expect((await desk.store.applications.find(no))?.status).toBe('in_review');
    expect((await decide(no, APPROVED, key)).json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  });

  it('under a key of its own is remembered where the same was decided before, and not carried out later', async () => {
    const no = await submit('dl-1');
    const first = await decide(no, NEEDS_ID, { 'idempotency-key': 'k-1' });
    const same = await decide(no, NEEDS_ID, { 'idempotency-key': 'k-2' });
    await desk.store.applications.changeQuietly('dl-1', no, (before) => ({
      application: advance(before, { at: 1, by: THE_APPLICANT, status: 'in_review' }),
      commands: [],
    }));
    const again = await decide(no, NEEDS_ID, { 'idempotency-key': 'k-2' });
    expect([same.body, again.body]).toEqual([first.body, first.body]);
    expect((await desk.store.applications.find(no))?.status).toBe('in_review');
    expect((await decide(no, APPROVED, { 'idempotency-key': 'k-2' })).statusCode).toBe(422);
  });

  it('of one engine is not answered by the key of another, nor with its note', async () => {
    const no = await submit('dl-1');
    const key = { 'idempotency-key': 'k-1' };
    await decide(no, { ...APPROVED, note: 'a private note' }, key);
    const token = await issueToken(desk.store.machineTokens, 'other', ['decide']);
    const authorization = { authorization: `Bearer ${token}` };
    const same = await decide(no, APPROVED, { ...key, ...authorization });
    expect(same.json()).toMatchObject({ status: 'approved', decidedBy: THE_ENGINE });
    expect(same.body).not.toContain('private');
    const different = await decide(no, DECLINED, { ...key, ...authorization });
    expect(different.json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    const another = await decide(no, DECLINED, { 'idempotency-key': 'k-9', ...authorization });
    expect(another.json()).toMatchObject({ status: 409, code: 'already_decided' });
  });

  it.each([
    ['nothing', '{}', ['decision']],
    ['an unknown decision', { decision: 'maybe' }, ['decision']],
    ['a declination without reason', { decision: 'declined' }, ['reasonCode']],
    ['a reason that is no code', { decision: 'declined', reasonCode: 'bad mood' }, ['reasonCode']],
    ['a question for nothing', { decision: 'needs_info', reasonCode: 'incomplete' }, ['item']],
    ['two faults at once', { decision: 'needs_info', reasonCode: '', item: 'photo' }, ['reasonCode', 'item']],
    ['an unknown field', { ...APPROVED, amount: 1 }, ['body']],
    ['a note that is no text', { ...APPROVED, note: 7 }, ['note']],
    ['no JSON', '{', ['body']],
    ['an array', '[]', ['body']],
    ['null', 'null', ['body']],
  ])('of %s is refused with the list of faults', async (_, payload, paths) => {
    const no = await submit('dl-1');
    const response = await decide(no, payload);
    expect(response.statusCode).toBe(400);
    expect(response.json().faults.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect((await desk.store.applications.find(no))?.status).toBe('queued');
  });
});

describe('a refusal', () => {
  const noToken = (url: string, authorization?: string) =>
    app.inject({ url, headers: authorization ? { authorization } : {} });

  it.each([
    ['without a token', () => noToken('/api/applications'), 401],
    ['with a wrong token', () => noToken('/api/applications', 'Bearer wrong'), 401],
    ['with another scheme', () => noToken('/api/applications', `Basic ${TOKEN}`), 401],
    ['without a token, for an address that does not exist', () => noToken('/api/nothing'), 401],
    ['for an address that does not exist', () => get('/nothing'), 404],
    ['for an unknown number', () => get('/applications/FF-20261123-AAAAAA'), 404],
    ['for a decision about an unknown number', () => decide('FF-20261123-AAAAAA', APPROVED), 404],
    ['for an unknown dead letter', () => call({ method: 'POST', url: '/api/dead-letters/listCase/x/retry' }), 404],
    ['for an unknown queue', () => call({ method: 'POST', url: '/api/dead-letters/x/x/retry' }), 400],
    ['for an unknown status', () => get('/applications?status=odd'), 400],
    ['for a page before the first', () => get('/applications?page=0'), 400],
    ['for a body that is too large', () => decide('FF-1', { ...APPROVED, note: 'x'.repeat(20_000) }), 413],
    ['for a body that is no JSON', () => decide('FF-1', 'approved', { 'content-type': 'text/plain' }), 415],
    ['for a form', () => decide('FF-1', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
  ])('%s is a problem document', async (_, refused, status) => {
    const response = await refused();
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toMatchObject({
      status,
      type: expect.stringMatching(/^urn:/),
      title: expect.any(String),
      detail: expect.any(String),
    });
  });

  it('while the store is away says so', async () => {
    await redis.stop();
    const response = await get('/applications');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'store_unavailable' });
  });
});

describe('staff', () => {
  it('see who asked for a person', async () => {
    desk.relay.start();
    desk.workers.start();
    await desk.say('dl-1', 'handoff');
    const handoffs = async () => (await get('/handoffs')).json().items;
    await eventually('a hand-off', async () => (await handoffs()).length > 0);
    expect(await handoffs()).toMatchObject([
      { conversationKey: 'dl-1', state: 'waiting', since: '2026-11-23T04:00:00.000Z', summary: { state: 'lobby' } },
    ]);
  });

  it('see no dead letters while all is well', async () => {
    expect((await get('/dead-letters')).json()).toEqual({ items: [] });
  });
});
