/**
 * Who may import what: the one table of it. ESLint reads it for the editor and for `npm run lint` (rule `architecture/imports`), and
 * test/architecture/imports.test.ts for the whole graph.
 */
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, relative, resolve, sep } = require('node:path');

const root = join(__dirname, '../..');
/** The folders of the product. Paths in this file begin with one of them and use slashes. */
const FOLDERS = ['nlu', 'dialogs', 'bot'];

const WORLD =
  /^(?:node:|(?:fs|path|http|crypto)$|ioredis|bullmq|botbuilder|fastify|pino|prom-client|@opentelemetry|ws$|jose)/;
const NLU_FILES_ON_DISK = [
  'nlu/model/model.ts',
  'nlu/model/corpus/corpusFiles.ts',
  'nlu/model/places.ts',
  'nlu/phrases/phraseFiles.ts',
  'nlu/spelling/languageFile.ts',
];
const NLU_FOR_DIALOGS = ['nlu/types.ts', 'nlu/text/text.ts', 'nlu/text/idChecksum.ts', 'nlu/words/notNames.ts'];
const TRACING_FILES = ['exporting', 'seams', 'spans'].map((name) => `bot/observe/${name}.ts`);
const CHANNEL = /^bot\/channels\/([^/]+)\//;

/** Path of a file from the top of the repository, with slashes. */
const pathOf = (file) => relative(root, file).split(sep).join('/');

/** What `specifier` in the file `from` means: the path of a file of ours, or the name of a package. */
const toTarget = (from, specifier) => {
  if (!specifier.startsWith('.')) return specifier;
  const base = resolve(root, dirname(from), specifier);
  const found = [`${base}.ts`, join(base, 'index.ts')].find((file) => existsSync(file));
  return pathOf(found ?? base);
};

/** What bot/capabilities.ts lists; it also imports from core/ and settings/ what it builds the list with. */
const CAPABILITIES = [...readFileSync(join(root, 'bot/capabilities.ts'), 'utf8').matchAll(/from '(\.[^']+)'/g)]
  .map(([, specifier]) => specifier)
  .filter((specifier) => !/^\.\/(?:core|settings)\//.test(specifier))
  .map((specifier) => toTarget('bot/capabilities.ts', specifier));

const within =
  (...folders) =>
  (path) =>
    folders.some((folder) => path.startsWith(`${folder}/`));
const channelOf = (path) => CHANNEL.exec(path)?.[1];

/**
 * `broken` tells the imports that are not allowed. `from` is the path of the importing file; `to` is that of a file of ours, or the
 * name of a package.
 */
const RULES = [
  {
    says: 'nlu imports nothing of dialogs or bot',
    broken: ({ from, to }) => within('nlu')(from) && within('dialogs', 'bot')(to),
    remedy: 'move what both need into nlu, or the using code up',
  },
  {
    says: 'nlu has no I/O but for its model and its training',
    broken: ({ from, to }) => within('nlu')(from) && !NLU_FILES_ON_DISK.includes(from) && WORLD.test(to),
    remedy: 'let bot do it and pass the result in',
  },
  {
    says: 'dialogs imports nothing of bot',
    broken: ({ from, to }) => within('dialogs')(from) && within('bot')(to),
    remedy: 'return a command or a query instead, and let bot carry it out',
  },
  {
    says: 'dialogs imports of nlu only types and pure text functions',
    broken: ({ from, to }) => within('dialogs')(from) && within('nlu')(to) && !NLU_FOR_DIALOGS.includes(to),
    remedy: 'take it from the Understanding, or move it to nlu/text/text.ts',
  },
  {
    says: 'dialogs has no I/O',
    broken: ({ from, to }) => within('dialogs')(from) && WORLD.test(to),
    remedy: 'return a command or a query instead, and let bot carry it out',
  },
  {
    says: 'botbuilder is used in bot/channels/botframework alone',
    broken: ({ from, to }) =>
      /^(?:botbuilder|botframework-(?:connector|schema|streaming))/.test(to) &&
      within(...FOLDERS)(from) &&
      !within('bot/channels/botframework')(from),
    remedy: 'go through bot/channels/botframework/index.ts',
  },
  {
    says: 'OpenTelemetry is used in bot/observe alone, in files that are loaded only where traces are wanted',
    broken: ({ from, to, typeOnly }) =>
      !typeOnly &&
      within(...FOLDERS)(from) &&
      !TRACING_FILES.includes(from) &&
      (to.startsWith('@opentelemetry/') || (TRACING_FILES.includes(to) && from !== 'bot/observe/startTracing.ts')),
    remedy: 'give bot/observe/tracing.ts one seam more',
  },
  {
    says: 'capabilities are known to the list of them alone',
    broken: ({ from, to }) => CAPABILITIES.includes(to) && within(...FOLDERS)(from) && from !== 'bot/capabilities.ts',
    remedy: 'let it bring what is needed as a Part, or move what both need to a room of its own',
  },
  {
    says: 'channels do not know one another',
    broken: ({ from, to }) =>
      channelOf(from) !== undefined && channelOf(to) !== undefined && channelOf(from) !== channelOf(to),
    remedy: 'move what both need to bot/',
  },
  {
    says: 'store, turn and queue know no channel and no HTTP',
    broken: ({ from, to }) =>
      within('bot/store', 'bot/turn', 'bot/queue')(from) && (within('bot/channels')(to) || to === 'fastify'),
    remedy: 'take it as a port (see bot/channel.ts) that bot/desk.ts passes in',
  },
  {
    says: 'only main and the command line read what the environment says',
    broken: ({ from, to }) =>
      to === 'bot/settings/environment.ts' &&
      within(...FOLDERS)(from) &&
      !['bot/main.ts', 'bot/settings/config.ts'].includes(from) &&
      !within('bot/cli')(from),
    remedy: 'take the setting from the Config',
  },
];

module.exports = { FOLDERS, RULES, pathOf, root, toTarget };
