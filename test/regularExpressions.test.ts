import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';

const root = join(__dirname, '..');

/** Characters of an attack. A linear expression takes microseconds for it, a quadratic one milliseconds, an exponential one years. */
const LENGTH = 1_200;
/** After this an expression is given up; ten times what the slowest takes on a busy machine. */
const PATIENCE_MS = 1_000;

interface Literal {
  where: string;
  source: string;
  flags: string;
}

const sources = ['nlu', 'dialogs', 'bot'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name)),
);

const literalsOf = (path: string): Literal[] => {
  const found: Literal[] = [];
  const file = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ where: `${path}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

const literals = sources.flatMap(literalsOf);

/** Stand in for character classes, which the words of an expression do not name. */
const ANY = ['1', 'a', ' ', '王', 'x1', '1 ', 'a.', '1-', '的', ',', '是', '嗯'];

/** What an expression may be made to repeat: each of its own words, and each two that stand next to one another in a choice. */
const pumpsOf = (source: string): string[] => {
  const words = source
    .replace(/\(\?<?[:=!]|\(\?<\w+>/g, '|')
    .replace(/\\[pP]\{[^}]*\}|\\.|\{[\d,]*\}/g, '|')
    .split(/[^\p{L}\p{N}?]+/u)
    .flatMap((word) => [word.replaceAll('?', ''), word.replaceAll(/.\?/gu, '')])
    .filter((word) => word.length > 0 && word.length < 12);
  const distinct = [...new Set(words)];
  const pairs = distinct.flatMap((word, i) => (distinct[i + 1] === undefined ? [] : [word + (distinct[i + 1] ?? '')]));
  return [...new Set([...distinct, ...pairs, ...ANY])];
};

/** Words that come first in an expression may have to be there before anything is repeated. */
const prefixesOf = (source: string): string[] => {
  const [first = ''] = source.match(/[\p{Script=Han}a-z]+/u) ?? [];
  return [...new Set(['', first])];
};

/** The first attack that takes longer than our patience. V8 lets go of an expression when its script's time is over. */
const defeatedBy = ({ source, flags }: Literal): string | undefined => {
  const pumps = pumpsOf(source);
  const attacks = prefixesOf(source).flatMap((prefix) =>
    pumps.map((pump) => `${prefix}${pump.repeat(Math.ceil(LENGTH / pump.length))}\u0001`),
  );
  const context = createContext({ attacks, source, flags: flags.replace('y', ''), at: 0 });
  try {
    new Script(
      'const re = new RegExp(source, flags); for (; at < attacks.length; at++) { re.lastIndex = 0; re.test(attacks[at]); }',
    ).runInContext(context, { timeout: PATIENCE_MS + attacks.length * 5 });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return attacks[Number((context as { at: unknown }).at)]?.slice(0, 40);
  }
};

it('finds the regular expressions', () => {
  expect(literals.length).toBeGreaterThan(300);
});

it('knows an exponential expression when it sees one', () => {
  expect(defeatedBy({ where: '', source: '^(?:想要?|要|请)*(?:申请|开通)$', flags: '' })).toBeDefined();
  expect(defeatedBy({ where: '', source: String.raw`^(?:\d+,?)+$`, flags: '' })).toBeDefined();
  expect(defeatedBy({ where: '', source: '^(?:想|要|请)*(?:申请|开通)$', flags: '' })).toBeUndefined();
});

it('lets no text make any of them backtrack without end', () => {
  const defeated = literals.flatMap((literal) => {
    const attack = defeatedBy(literal);
    return attack === undefined ? [] : [`${literal.where}: ${attack}`];
  });
  expect(defeated).toEqual([]);
}, 120_000);
