/** `npm run bench`: each benchmark against its peer in the same run; see docs/benchmarks.md. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCHES } from './benches';
import { say, type Bench, type BenchOptions, type Result } from './measure';
import { root } from '../support/root';
import { toTable } from './table';

const USAGE = `usage: npm run bench -- [--json] [--only NAME] [--nlu-file FILE] [--conversations N] [--sockets N]
names: ${BENCHES.map(({ name }) => name).join(', ')}`;

interface Settings extends BenchOptions {
  json: boolean;
  benches: readonly Bench[];
}

const parseSettings = (args: string[]): Settings | undefined => {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      'nlu-file': { type: 'string', default: join(root, 'test/nlu/utterances.tsv') },
      conversations: { type: 'string', default: '1000000' },
      sockets: { type: 'string', default: '10000' },
    },
  });
  if (!values.only.every((name) => BENCHES.some((bench) => bench.name === name))) return undefined;
  return {
    json: values.json,
    benches: BENCHES.filter(({ name }) => values.only.length === 0 || values.only.includes(name)),
    nluFile: values['nlu-file'],
    conversations: Number(values.conversations),
    sockets: Number(values.sockets),
  };
};

async function main(): Promise<void> {
  const settings = parseSettings(process.argv.slice(2));
  if (!settings) {
    say(USAGE);
    process.exitCode = 2;
    return;
  }
  const results: Result[] = [];
  for (const bench of settings.benches) {
    say(`${bench.name} …`);
    results.push(...(await bench.run(settings)));
  }
  process.stdout.write(settings.json ? `${JSON.stringify(results)}\n` : toTable(results));
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  },
);
