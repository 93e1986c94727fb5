import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');

interface Import {
  /** Path of the importing file from the top, e.g. dialogs/step.ts. */
  from: string;
  /** The same for a file of ours, or the name of a package. */
  to: string;
  /** Leaves nothing behind in the compiled code. */
  typeOnly: boolean;
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .filter((path) => !path.startsWith(join('bot', 'widget', 'client')));

const files = ['nlu', 'dialogs', 'bot'].flatMap(sources);
const known = new Set(files);

const toTarget = (from: string, specifier: string): string => {
  if (!specifier.startsWith('.')) return specifier;
  const base = relative(root, resolve(root, dirname(from), specifier));
  return [`${base}.ts`, join(base, 'index.ts')].find((path) => known.has(path)) ?? base;
};

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  const bindings = clause.namedBindings;
  const allTypes =
    bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly);
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && allTypes);
};

/** Imports, re-exports, import() and require() of one file. */
const importsOf = (from: string): Import[] => {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      found.push({ from, to: toTarget(from, node.moduleSpecifier.text), typeOnly: isTypeOnly(node) });
    const [argument] = ts.isCallExpression(node) ? node.arguments : [];
    if (
      ts.isCallExpression(node) &&
      argument &&
      ts.isStringLiteral(argument) &&
      /^(?:require|import)$/.test(node.expression.getText())
    )
      found.push({ from, to: toTarget(from, argument.text), typeOnly: false });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, readFileSync(join(root, from), 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
};

const imports = files.flatMap(importsOf);
const within = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const isWorld = (name: string): boolean =>
  /^(?:node:|ioredis|bullmq|botbuilder|botframework|fastify|pino|prom-client|@opentelemetry|ws$|jose)/.test(name);

/** A rule names the imports that break it and what to do about each. */
interface Rule {
  says: string;
  broken(one: Import): boolean;
  remedy: string;
}

const MODEL_FILES = ['nlu/model/model.ts', 'nlu/model/corpusFiles.ts', 'nlu/model/places.ts'];
const TRACING_FILES = ['exporting', 'seams', 'spans'].map((name) => `bot/observe/${name}.ts`);
const RULES: Rule[] = [
  {
    says: 'nlu imports nothing of dialogs or bot',
    broken: ({ from, to }) => within('nlu')(from) && (within('dialogs')(to) || within('bot')(to)),
    remedy: 'move what both need into nlu, or the using code up',
  },
  {
    says: 'nlu has no I/O but for its model and its training',
    broken: ({ from, to }) => within('nlu')(from) && !MODEL_FILES.includes(from) && isWorld(to),
    remedy: 'let bot do it and pass the result in',
  },
  {
    says: 'dialogs imports nothing of bot',
    broken: ({ from, to }) => within('dialogs')(from) && within('bot')(to),
    remedy: 'return a command or a query instead, and let bot carry it out',
  },
  {
    says: 'dialogs imports of nlu only types and pure text functions',
    broken: ({ from, to, typeOnly }) =>
      within('dialogs')(from) &&
      within('nlu')(to) &&
      !typeOnly &&
      !['nlu/types.ts', 'nlu/text/text.ts', 'nlu/text/idChecksum.ts', 'nlu/words/notNames.ts'].includes(to),
    remedy: 'take it from the Understanding, or move it to nlu/text/text.ts',
  },
  {
    says: 'dialogs has no I/O',
    broken: ({ from, to }) => within('dialogs')(from) && isWorld(to),
    remedy: 'return a command or a query instead, and let bot carry it out',
  },
  {
    says: 'botbuilder is used in bot/channels/botframework alone',
    broken: ({ from, to }) =>
      /^(?:botbuilder|botframework-(?:connector|schema|streaming))/.test(to) &&
      !within('bot/channels/botframework')(from),
    remedy: 'go through bot/channels/botframework/index.ts',
  },
  {
    says: 'OpenTelemetry is used in bot/observe alone, in files that are loaded only where traces are wanted',
    broken: ({ from, to, typeOnly }) =>
      !typeOnly &&
      !TRACING_FILES.includes(from) &&
      (to.startsWith('@opentelemetry/') || (TRACING_FILES.includes(to) && from !== 'bot/observe/tracing.ts')),
    remedy: 'give bot/observe/tracing.ts one seam more',
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
      ['bot/store', 'bot/turn', 'bot/queue'].some((folder) => within(folder)(from)) &&
      (within('bot/channels')(to) || to === 'fastify'),
    remedy: 'take it as a port (see bot/conversation.ts) that bot/desk.ts passes in',
  },
  {
    says: 'only main and the command line read what the environment says',
    broken: ({ from, to }) =>
      to === 'bot/settings/environment.ts' &&
      from !== 'bot/main.ts' &&
      from !== 'bot/settings/config.ts' &&
      !within('bot/cli')(from),
    remedy: 'take the setting from the Config',
  },
];

function channelOf(path: string): string | undefined {
  return /^bot\/channels\/([^/]+)\//.exec(path)?.[1];
}

/** Circles of imports that remain in the compiled code, each once, as the files on the way round. */
const findCircles = (): string[][] => {
  const next = new Map(
    files.map((file) => [
      file,
      imports.filter(({ from, to, typeOnly }) => from === file && known.has(to) && !typeOnly).map(({ to }) => to),
    ]),
  );
  const done = new Set<string>();
  const circles: string[][] = [];
  const walk = (file: string, way: string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  files.forEach((file) => walk(file, []));
  return circles;
};

describe('the architecture', () => {
  it('is checked on all three folders', () => {
    expect(imports.length).toBeGreaterThan(100);
    for (const folder of ['nlu', 'dialogs', 'bot']) expect(files.some(within(folder))).toBe(true);
  });

  it.each(RULES)('$says', ({ broken, remedy }) => {
    expect(imports.filter(broken).map(({ from, to }) => `${from} imports ${to}: ${remedy}`)).toEqual([]);
  });

  it('has no circular imports', () => {
    expect(
      findCircles().map(
        (circle) => `${circle.join(' → ')}: move what the first and the last share to a file of its own`,
      ),
    ).toEqual([]);
  });
});
