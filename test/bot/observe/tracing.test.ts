import { createLog } from '../../../bot/log';
import { startTracing } from '../../../bot/observe/startTracing';
import { testConfig } from '../../support/desk';
import { Collector, OTLP_ERROR, OTLP_KIND, type CollectedSpan } from '../../support/collector';
import { APPLICANT, plainUnderstand, scriptedDialog } from '../../support/scriptedDialog';
import { Emulator } from '../../support/emulator';
import { eventually } from '../../support/patience';
import { runDesk, type RunningDesk } from '../../support/runningDesk';

jest.setTimeout(60_000);

const ID_NUMBER = '11010519491231002X';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

let collector: Collector;

beforeEach(async () => {
  collector = await new Collector().start();
});

const run = (settings: Record<string, string> = {}): Promise<RunningDesk> =>
  runDesk(
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, RATE_MESSAGES_PER_MINUTE: '1000', ...settings },
    { dialog: scriptedDialog, understand: plainUnderstand },
  );

/** Stops the node, which sends what is left. */
const spansOf = async (running: RunningDesk): Promise<CollectedSpan[]> => {
  await running.stop();
  return collector.spans;
};

const call = (url: string, token: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });

/** A Direct Line conversation that has begun. */
const visit = async ({ url }: RunningDesk) => {
  const { token } = (await (await fetch(`${url}/chat/token`, { method: 'POST' })).json()) as { token: string };
  const started = await call(`${url}/v3/directline/conversations`, token, {});
  const { conversationId } = (await started.json()) as { conversationId: string };
  const activities = `${url}/v3/directline/conversations/${conversationId}/activities`;
  const texts = async (): Promise<string[]> => {
    const set = (await (await call(activities, token)).json()) as { activities: { text?: string }[] };
    return set.activities.map(({ text }) => text ?? '');
  };
  return {
    conversationId,
    say: (text: string, headers?: Record<string, string>) =>
      call(activities, token, { type: 'message', text }, headers),
    until: (wanted: string): Promise<string[]> =>
      eventually(wanted, async () => {
        const now = await texts();
        return now.includes(wanted) && now;
      }),
  };
};

/** Names from the root of a span's trace, as far as it was collected, down to the span. */
const wayTo = (span: CollectedSpan, spans: CollectedSpan[]): string => {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? `${wayTo(parent, spans)} > ${span.name}` : span.name;
};
const waysOf = (spans: CollectedSpan[]): string[] => [...new Set(spans.map((span) => wayTo(span, spans)))].sort();

describe('a trace', () => {
  it('leads from the message to the notification, below the caller’s own span', async () => {
    const node = await run();
    const { say, until } = await visit(node);
    await say(`apply ${ID_NUMBER}`, { traceparent: `00-${TRACE_ID}-${CALLER}-01` });
    await until('notice.in_review');
    const all = await spansOf(node);

    const spans = all.filter(({ traceId }) => traceId === TRACE_ID);
    const [turn] = spans.filter(({ parentSpanId }) => parentSpanId === CALLER);
    expect(turn).toMatchObject({
      name: 'turn',
      kind: OTLP_KIND.server,
      attributes: {
        'fenfu.channel': 'directline',
        'fenfu.event': 'said',
        'fenfu.outcome': 'answered',
        'fenfu.conversation': expect.stringMatching(/^[0-9a-f]{16}$/),
        'fenfu.conflicts': expect.anything(),
      },
    });
    const notified = 'turn > relay > job intake > turn';
    expect(waysOf(spans)).toEqual(
      expect.arrayContaining([
        ...['load', 'understand', 'step', 'commit'].map((step) => `turn > ${step}`),
        'turn > relay > job listCase',
        `${notified} > commit`,
      ]),
    );
    const last = spans.find((span) => wayTo(span, spans) === notified);
    expect(last).toMatchObject({ kind: OTLP_KIND.consumer, attributes: { 'fenfu.event': 'caseChange' } });
    const kinds = Object.fromEntries(spans.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({ relay: OTLP_KIND.producer, 'job intake': OTLP_KIND.consumer });
    expect(spans.filter(({ attributes }) => attributes['error.type'] !== undefined)).toEqual([]);
    expect(waysOf(all)).toContain('turn > load');
    expect(collector.services).toEqual(['fenfu-desk']);
  });

  it('begins with a reviewer’s decision, too, and holds nothing of whom it is about', async () => {
    const node = await run({ OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b' });
    const { conversationId, say, until } = await visit(node);
    await say(`apply ${ID_NUMBER}`);
    const texts = await until('notice.in_review');
    const no = /FF-\S+/.exec(texts.join('\n'))?.[0] ?? '';
    const body = { decision: 'declined', reasonCode: 'pay_score', note: '备注：测试' };
    const decided = await call(`${node.url}/api/applications/${no}/decision`, 'staff-token-of-a-test-run', body);
    expect(decided.status).toBe(200);
    await until('notice.declined');
    const all = await spansOf(node);

    const decision = all.find(({ name }) => name === 'decision');
    expect(decision).toMatchObject({
      kind: OTLP_KIND.server,
      attributes: { 'http.route': '/api/applications/:no/decision' },
    });
    const spans = all.filter(({ traceId }) => traceId === decision?.traceId);
    expect(waysOf(spans)).toContain('decision > turn > relay > job listCase');

    expect(collector.headers[0]).toMatchObject({ 'x-key': 'a b' });
    const sent = collector.bodies.join('\n');
    const personal = [
      ID_NUMBER,
      APPLICANT.name,
      APPLICANT.contact.value,
      conversationId,
      no,
      '备注',
      'apply',
      'pay_score',
    ];
    for (const value of personal) expect(sent).not.toContain(value);
  });

  it('holds the push of an answer and, of its failure, the code', async () => {
    const emulator = await new Emulator().start();
    const node = await run();
    const window = emulator.open(`${node.url}/api/messages`);
    await window.restart();
    await window.read(1);
    emulator.mood = 'refuses';
    const before = emulator.requests.length;
    await window.type('hello');
    await eventually('a push', () => emulator.requests.length > before);
    await emulator.stop();
    const spans = await spansOf(node);

    const pushes = spans.filter(({ name }) => name === 'push');
    expect(pushes[0]).toMatchObject({ kind: OTLP_KIND.client, attributes: { 'fenfu.channel': 'emulator' } });
    expect(wayTo(pushes[0]!, spans)).toBe('turn > relay > job deliver > push');
    expect(pushes.at(-1)).toMatchObject({
      status: { code: OTLP_ERROR },
      attributes: { 'error.type': 'unsent' },
    });
  });

  it('is not sent where the caller or the sampler keeps it out', async () => {
    const node = await run();
    const unwanted = await visit(node);
    await unwanted.say('hello', { traceparent: `00-${TRACE_ID}-${CALLER}-00` });
    expect((await spansOf(node)).filter(({ traceId }) => traceId === TRACE_ID)).toEqual([]);

    collector.bodies.length = 0;
    const unsampled = await run({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' });
    const { say, until } = await visit(unsampled);
    await say(`apply ${ID_NUMBER}`);
    await until('notice.in_review');
    expect(await spansOf(unsampled)).toEqual([]);
  });
});

describe('a collector', () => {
  // As an operator may set it; the exporter reads it by itself.
  beforeEach(() => void (process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '500'));
  afterEach(() => {
    delete process.env['OTEL_EXPORTER_OTLP_TIMEOUT'];
  });

  it.each(['refuses', 'hangs'] as const)('that %s holds nothing up, neither a turn nor the end', async (mood) => {
    collector.mood = mood;
    const node = await run();
    const { say, until } = await visit(node);
    expect((await say(`apply ${ID_NUMBER}`)).status).toBe(200);
    await until('notice.in_review');
    const asked = collector.asked();
    expect(await spansOf(node)).toEqual([]);
    await asked;
  });

  it('that is away is complained of in one line, without a stack', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(line) });
    const endpoint = collector.endpoint;
    await collector.stop();
    const config = testConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    const tracing = startTracing(config.tracing, log);
    const turn = tracing.turn(async () => ({
      ...{ duplicate: false, channel: 'directline', replies: [], last: 0 },
      claimForResponse: async () => true,
    }));
    await turn({ conversationKey: 'dl-1', channel: 'directline', id: '1', event: { type: 'arrived' } });
    await tracing.close();
    expect(lines).toEqual([expect.stringContaining('spans are lost')]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reason: 'ECONNREFUSED', lost: 1 });
  });
});

it('is off by itself, and every part of the node then its very self', () => {
  const tracing = startTracing(testConfig({}).tracing, createLog('silent'));
  const part = {} as never;
  for (const trace of [tracing.turn, tracing.store, tracing.dialog, tracing.job, tracing.routes])
    expect(trace(part)).toBe(part);
  expect(tracing.push('emulator', part)).toBe(part);
});
