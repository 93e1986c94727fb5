import { dirname } from 'node:path';
import ts from 'typescript';
import { FOLDERS } from './rules.js';
import { codeFiles, lineAt, nodesOf, parse } from './sources';

const MAX_FILES = 13;
const MAX_FUNCTION_LINES = 80;
/** Least parts of exported declarations that are documented: of all, and of those in any one folder. */
const DOCUMENTED = 0.8;
const DOCUMENTED_IN_A_FOLDER = 0.7;
/** Undocumented ones that a failure lists. */
const LISTED = 20;

const crowdedFolders = (): string[] => {
  const counts = new Map<string, number>();
  for (const path of codeFiles) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MAX_FILES)
    .map(([folder, count]) => `${folder} has ${count} loose code files: gather those of one matter in a folder`);
};

const nameOf = (node: ts.Node): string => {
  const named = [node, node.parent].find(
    (one) => (ts.isFunctionLike(one) || ts.isVariableDeclaration(one) || ts.isPropertyAssignment(one)) && one.name,
  ) as ts.NamedDeclaration | undefined;
  return named?.name?.getText() ?? 'a function';
};

const longFunctionsOf = (path: string): string[] =>
  nodesOf(path)
    .filter((node) => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
    .flatMap((node) => {
      const first = lineAt(path, node.getStart());
      const lines = lineAt(path, node.getEnd()) - first + 1;
      if (lines <= MAX_FUNCTION_LINES) return [];
      return [
        `${path}:${first}: ${nameOf(node)} has ${lines} lines: move what stands for itself to functions of its own`,
      ];
    });

interface Exported {
  where: string;
  name: string;
  documented: boolean;
}

/** Declarations with `export`. A re-export declares nothing; overloads are one declaration. */
const exportedOf = (path: string): Exported[] => {
  const file = parse(path);
  const declarations = file.statements.flatMap((statement): Exported[] => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
    const name = (declared as ts.NamedDeclaration | undefined)?.name?.getText() ?? 'default';
    // A line for a tool, such as prettier-ignore, may stand between.
    const comment = ts
      .getLeadingCommentRanges(file.text, statement.getFullStart())
      ?.findLast(({ kind }) => kind === ts.SyntaxKind.MultiLineCommentTrivia);
    const documented = comment !== undefined && file.text.startsWith('/**', comment.pos);
    return [{ where: `${path}:${lineAt(path, statement.getStart())}`, name, documented }];
  });
  return [...new Map(declarations.map((one) => [one.name, one])).values()];
};

const exported = codeFiles.flatMap(exportedOf);
const isWithin =
  (folder: string) =>
  ({ where }: Exported): boolean =>
    where.startsWith(`${folder}/`);

/** What is to be told where less than `least` of `declarations` is documented. */
const undocumented = (declarations: Exported[], least: number): string[] => {
  const missing = declarations.filter(({ documented }) => !documented);
  if (missing.length <= declarations.length * (1 - least)) return [];
  return [
    `${missing.length} of ${declarations.length} lack a comment, the first ${LISTED} of them:`,
    ...missing.slice(0, LISTED).map(({ where, name }) => `${where}: ${name}: say what it is in a /** comment */`),
  ];
};

describe('the shape of the code', () => {
  it(`has at most ${MAX_FILES} loose code files a folder`, () => {
    expect(crowdedFolders()).toEqual([]);
  });

  it(`has no function longer than ${MAX_FUNCTION_LINES} lines`, () => {
    expect(codeFiles.flatMap(longFunctionsOf)).toEqual([]);
  });

  it(`documents at least ${DOCUMENTED * 100} % of what it exports`, () => {
    expect(undocumented(exported, DOCUMENTED)).toEqual([]);
  });

  it.each(FOLDERS)(`documents at least ${DOCUMENTED_IN_A_FOLDER * 100} %% of what %s exports`, (folder) => {
    expect(undocumented(exported.filter(isWithin(folder)), DOCUMENTED_IN_A_FOLDER)).toEqual([]);
  });
});
