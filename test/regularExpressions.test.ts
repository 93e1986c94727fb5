import { createContext, Script } from 'node:vm';
import { buildersIn, literalsIn, loadAnew, recordBuilt, type Expression } from './architecture/expressions';
import { codeFiles } from './architecture/sources';
import type * as phraseExpressions from '../nlu/phrases/expressions';
import { createPieceReader } from '../nlu/phrases/pieces';

/** Characters of an attack. A linear expression takes microseconds for it, a quadratic one milliseconds, an exponential one years. */
const LENGTH = 1_200;
/** After this an expression is given up; ten times what the slowest takes on a busy machine. */
const PATIENCE_MS = 1_000;

/** Calls of what builds expressions when it is called, not when it is loaded; by the path of its module, which each gets. */
const EXERCISES: Record<string, (module: never) => void> = {
  // The rules themselves are tried in test/nlu/phrases/ownRules.test.ts, all of them at once.
  'nlu/phrases/expressions.ts': ({ indexExpressions, anyOf }: typeof phraseExpressions) => {
    const phrase = { source: '(?:想要|想)开通', needs: [] };
    indexExpressions([{ phrase, owner: 'asking' }], createPieceReader(new Set()));
    anyOf([phrase], createPieceReader(new Set()));
  },
};

const builders = codeFiles.flatMap(buildersIn);
const buildingFiles = [...new Set(builders.map((where) => where.slice(0, where.lastIndexOf(':'))))];
const built = recordBuilt(() => {
  for (const path of buildingFiles.filter((file) => file.endsWith('.ts'))) {
    const module = loadAnew(path) as never;
    EXERCISES[path]?.(module);
  }
});

/** What runs: literals, and what was built; each source once. */
const expressions = [
  ...new Map(
    [...codeFiles.flatMap(literalsIn), ...built].map((expression) => [
      `${expression.source}/${expression.flags}`,
      expression,
    ]),
  ).values(),
];

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
const defeatedBy = ({ source, flags }: Expression): string | undefined => {
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
  expect(expressions.length).toBeGreaterThan(300);
  expect(built.length).toBeGreaterThan(20);
});

it('sees each place that builds an expression build one', () => {
  const seen = new Set(built.map(({ where }) => where));
  expect(
    builders
      .filter((where) => !seen.has(where))
      .map((where) => `${where}: built nothing here: write a literal, or call what builds it in EXERCISES`),
  ).toEqual([]);
});

it('sees what a function builds, and by which call', () => {
  const build = (word: string, flags: string) => [new RegExp(`^(?:${word})*$`, flags), RegExp(word)];
  const seen = recordBuilt(() => void build('想', 'u'));
  expect(seen.map(({ source, flags }) => source + flags)).toEqual(['^(?:想)*$u', '想']);
  for (const { where } of seen) expect(where).toMatch(/^test\/regularExpressions\.test\.ts:\d+$/);
});

it('knows an exponential expression when it sees one', () => {
  expect(defeatedBy({ where: '', source: '^(?:想要?|要|请)*(?:申请|开通)$', flags: '' })).toBeDefined();
  expect(defeatedBy({ where: '', source: String.raw`^(?:\d+,?)+$`, flags: '' })).toBeDefined();
  expect(defeatedBy({ where: '', source: '^(?:想|要|请)*(?:申请|开通)$', flags: '' })).toBeUndefined();
});

it('lets no text make any of them backtrack without end', () => {
  const defeated = expressions.flatMap((expression) => {
    const attack = defeatedBy(expression);
    return attack === undefined
      ? []
      : [`${expression.where}: ${attack}: let no two of its repetitions match the same text`];
  });
  expect(defeated).toEqual([]);
}, 120_000);
