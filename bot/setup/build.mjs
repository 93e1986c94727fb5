/**
 * `npm run build`: compiles to `dist/`, builds the widget and trains the model. Each step is skipped while its sources
 * are unchanged.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveUp, root, runQuietly, say } from './run.mjs';

const dist = join(root, 'dist');
/** All sources of `dist/`. */
const SOURCES = [
  'bot',
  'dialogs',
  'nlu',
  'test/bench',
  'test/statechart',
  'test/chaos',
  'test/support',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** All that the model depends on. A phrase, which is no part of it, is edited without training. */
const TRAINED_FROM = [
  'nlu/corpus',
  'nlu/model',
  'nlu/text',
  'nlu/words/concepts.ts',
  'nlu/topics.yaml',
  'bot/cli/trainModel.ts',
  'package-lock.json',
];

/** All that the language model depends on. */
const LANGUAGE_FROM = [
  'nlu/corpus',
  'nlu/model/corpus',
  'nlu/phrases',
  'nlu/spelling',
  'nlu/text',
  'nlu/words',
  'nlu/topics.yaml',
  'bot/cli/learnLanguage.ts',
];

/** Paths of all files at and below `path`, sorted; none where it does not exist. */
const filesUnder = (path) => {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
};

/** Hash of the names, sizes and modification times of all files at and below `paths`. Contents are not read. */
const stampOf = (...paths) => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

/** Runs the step `make` and records `stamp`. Skipped where this stamp is recorded. */
const once = async (name, stamp, make) => {
  const file = join(dist, `.${name}.stamp`);
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  await make();
  mkdirSync(dist, { recursive: true });
  writeFileSync(file, stamp);
};

const compile = () => {
  say('Compiling …');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const incremental = ['--incremental', '--tsBuildInfoFile', join(dist, '.tsbuildinfo')];
  if (!runQuietly(process.execPath, [compiler, '-p', 'tsconfig.build.json', ...incremental]))
    giveUp('The sources do not compile; correct what is listed above.');
};

const copyWording = () => {
  const isWording = (path) => !path.endsWith('.ts');
  for (const folder of ['dialogs/wording', 'dialogs/answers'])
    cpSync(join(root, folder), join(dist, folder), { recursive: true, filter: isWording });
};

const compilePhrases = () => {
  if (!runQuietly(process.execPath, [join(dist, 'bot/cli/compilePhrases.js')]))
    giveUp('The phrases were not compiled; correct what is listed above in nlu/phrases.');
};

const checkWording = () => {
  if (!runQuietly(process.execPath, [join(dist, 'bot/cli/checkWording.js')]))
    giveUp('The wording could not be checked; see above.');
};

const buildWidget = async () => {
  say('Building the widget …');
  const { buildWidget: build } = await import('../widget/build.mjs');
  await build(join(dist, 'bot/widget/assets'));
};

const trainModel = () => {
  say('Training the model …');
  if (!runQuietly(process.execPath, [join(dist, 'bot/cli/trainModel.js')]))
    giveUp('The model was not trained; correct what is listed above in nlu/corpus.');
};

const learnLanguage = () => {
  if (!runQuietly(process.execPath, [join(dist, 'bot/cli/learnLanguage.js')]))
    giveUp('The language was not learnt; correct what is listed above in nlu/corpus.');
};

/** Builds everything that `npm start` runs. Prints nothing and takes milliseconds where nothing has changed. */
export const build = () =>
  once('build', stampOf(...SOURCES), async () => {
    await once('compiled', stampOf(...SOURCES), compile);
    copyWording();
    compilePhrases();
    checkWording();
    await once('widget', stampOf('bot/widget', 'package-lock.json'), buildWidget);
    await once('language', stampOf(...LANGUAGE_FROM), learnLanguage);
    await once('model', stampOf(...TRAINED_FROM), trainModel);
  });

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { ensurePackages } = await import('./npmPackages.mjs');
  ensurePackages();
  await build();
}
