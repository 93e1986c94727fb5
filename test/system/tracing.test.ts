import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Collector } from '../support/collector';
import { startProgram } from '../support/program';
import { temporaryDirectory } from '../support/temporaryDirectory';

jest.setTimeout(60_000);

/** Says at the end which packages of OpenTelemetry the process has loaded. */
const TELL_LOADED = `
process.on('exit', () => {
  const packages = Object.keys(require.cache).map((file) => /node_modules\\/(@opentelemetry\\/[^/]+)/.exec(file)?.[1]);
  process.stderr.write('loaded ' + [...new Set(packages.filter(Boolean))].sort().join(' ') + '\\n');
});
`;

const directory = temporaryDirectory();
let collector: Collector;
beforeAll(async () => {
  collector = await new Collector().start();
  writeFileSync(join(directory.path, 'tellLoaded.cjs'), TELL_LOADED);
});

/** Opens one conversation, stops the program in order, and returns what it had loaded. */
const loadedBy = async (settings: Record<string, string>): Promise<string[]> => {
  const NODE_OPTIONS = `--require ${join(directory.path, 'tellLoaded.cjs')}`;
  const program = startProgram({ NODE_OPTIONS, ...settings }, directory.path);
  const url = await program.url();
  const { token } = (await (await fetch(`${url}/chat/token`, { method: 'POST' })).json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const started = await fetch(`${url}/v3/directline/conversations`, { method: 'POST', headers, body: '{}' });
  expect(started.ok).toBe(true);
  expect(await program.stop()).toBe(0);
  expect(program.stderr).toMatch(/^loaded .*\n$/);
  return program.stderr.trim().split(' ').slice(1);
};

describe('the program', () => {
  it('loads nothing of OpenTelemetry’s SDK as long as no collector is named', async () => {
    const ofPrometheus = '@opentelemetry/api';
    expect((await loadedBy({})).filter((name) => name !== ofPrometheus)).toEqual([]);
    expect(collector.bodies).toEqual([]);
  });

  it('sends what it has traced before it ends, where one is', async () => {
    const loaded = await loadedBy({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_SERVICE_NAME: 'desk-1' });
    expect(loaded).toContain('@opentelemetry/sdk-trace');
    expect(collector.services).toEqual(['desk-1']);
    expect(collector.spans.map(({ name }) => name)).toContain('turn');
  });
});
