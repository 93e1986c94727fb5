import ts from 'typescript';
import { type Import, FOLDERS, RULES, toTarget } from './rules.js';
import { moduleFiles, nodesOf } from './sources';

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  const bindings = clause.namedBindings;
  const allTypes =
    bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly);
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && allTypes);
};

/** The specifier that a node imports from, be it an import, a re-export, import(), require() or the type import('…'). */
const specifierOf = (node: ts.Node): ts.Node | undefined => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isCallExpression(node) && /^(?:require|import)$/.test(node.expression.getText())) return node.arguments[0];
  return undefined;
};

const importsOf = (from: string): Import[] =>
  nodesOf(from).flatMap((node) => {
    const specifier = specifierOf(node);
    if (!specifier || !ts.isStringLiteral(specifier)) return [];
    const isStatement = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const typeOnly = isStatement ? isTypeOnly(node) : ts.isImportTypeNode(node);
    return [{ from, to: toTarget(from, specifier.text), typeOnly }];
  });

const imports = moduleFiles.flatMap(importsOf);

/** Circles of imports, those of types included, as the files on the way round. Each file that closes one is told once. */
const findCircles = (): string[][] => {
  const known = new Set(moduleFiles);
  const next = new Map<string, Set<string>>(moduleFiles.map((file) => [file, new Set()]));
  for (const { from, to } of imports) if (known.has(to)) next.get(from)?.add(to);
  const done = new Set<string>();
  const circles: string[][] = [];
  const walk = (file: string, way: string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of moduleFiles) walk(file, []);
  return circles;
};

describe('imports', () => {
  it('are checked in all three folders', () => {
    expect(imports.length).toBeGreaterThan(100);
    for (const folder of FOLDERS) expect(moduleFiles.some((path) => path.startsWith(`${folder}/`))).toBe(true);
  });

  it.each(RULES)('$says', ({ broken, remedy }) => {
    expect(imports.filter(broken).map(({ from, to }) => `${from} imports ${to}: ${remedy}`)).toEqual([]);
  });

  it('make no circle, not even of types', () => {
    expect(
      findCircles().map(
        (circle) => `${circle.join(' → ')}: move what the first and the last share to a file of its own`,
      ),
    ).toEqual([]);
  });
});
