import { join } from 'node:path';
import ts from 'typescript';
import { root } from './rules.js';
import { lineAt, nodesOf } from './sources';

/** A regular expression of the product. */
export interface Expression {
  /** Place in the source, as path:line. */
  where: string;
  source: string;
  flags: string;
}

/** Every expression that a file writes as a literal. */
export const literalsIn = (path: string): Expression[] =>
  nodesOf(path)
    .filter(ts.isRegularExpressionLiteral)
    .map((node) => {
      const end = node.text.lastIndexOf('/');
      const where = `${path}:${lineAt(path, node.getStart())}`;
      return { where, source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
    });

/** Whether `RegExp` stands there as the constructor: not as a type, not in `instanceof`, not as in `RegExp.prototype`. */
const isConstructor = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isTypeNode(parent) || ts.isTypeQueryNode(parent)) return false;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword;
  return !(ts.isPropertyAccessExpression(parent) && parent.expression === node);
};

/** Places where a file builds expressions with the constructor, or passes it on, as path:line. */
export const buildersIn = (path: string): string[] =>
  nodesOf(path)
    .filter((node) => ts.isIdentifier(node) && node.text === 'RegExp' && isConstructor(node))
    .map(
      (node) => `${path}:${lineAt(path, ts.isNewExpression(node.parent) ? node.parent.getStart() : node.getStart())}`,
    );

/** Place of the code, outside this file, that an error's stack leads to first. Jest maps stacks back to the sources. */
const callerOf = ({ stack = '' }: Error): string | undefined => {
  const frames = stack.split('\n').flatMap((frame) => {
    const [, file, line] = /^\s+at (?:.*\()?(\/.+?):(\d+):\d+\)?$/.exec(frame) ?? [];
    return file === undefined || line === undefined || file === __filename ? [] : [{ file, line }];
  });
  const [caller] = frames;
  return caller?.file.startsWith(`${root}/`) ? `${caller.file.slice(root.length + 1)}:${caller.line}` : undefined;
};

/** Runs `action` and returns every expression that code of the repository builds with the constructor meanwhile. */
export const recordBuilt = (action: () => void): Expression[] => {
  const built: Expression[] = [];
  const original = globalThis.RegExp;
  const record = (expression: RegExp): RegExp => {
    const where = callerOf(new Error());
    if (where !== undefined) built.push({ where, source: expression.source, flags: expression.flags });
    return expression;
  };
  globalThis.RegExp = new Proxy(original, {
    construct: (target, args: [string, string?]) => record(new target(...args)),
    apply: (target, _this, args: [string, string?]) => record(target(...args)),
  });
  try {
    action();
  } finally {
    globalThis.RegExp = original;
  }
  return built;
};

/** Loads a module anew, as if for the first time. */
export const loadAnew = (path: string): unknown => {
  let loaded: unknown;
  jest.isolateModules(() => {
    loaded = jest.requireActual(join(root, path));
  });
  return loaded;
};
