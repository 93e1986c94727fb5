import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';
import { FOLDERS, pathOf, root } from './rules.js';

/** Extensions of code. */
const CODE = ['.ts', '.mjs', '.js'];
const CLIENT = 'bot/widget/client/';

/** Paths of all code of nlu, dialogs and bot, widget client and setup scripts included. */
export const codeFiles: readonly string[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => CODE.includes(extname(name)) && !name.endsWith('.d.ts'))
    .map((name) => pathOf(join(root, folder, name)))
    .sort(),
);

/** Those of them that are modules of the server: all TypeScript but the widget client, whose files are joined to one script. */
export const moduleFiles: readonly string[] = codeFiles.filter(
  (path) => path.endsWith('.ts') && !path.startsWith(CLIENT),
);

const parsed = new Map<string, ts.SourceFile>();

/** Syntax tree of one file; parsed once. */
export const parse = (path: string): ts.SourceFile => {
  const known = parsed.get(path);
  if (known) return known;
  const kind = path.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const text = readFileSync(join(root, path), 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  parsed.set(path, file);
  return file;
};

/** Every node of a file, parents before their children. */
export const nodesOf = (path: string): ts.Node[] => {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return nodes;
};

/** Line of a position, counted from 1. */
export const lineAt = (path: string, position: number): number =>
  parse(path).getLineAndCharacterOfPosition(position).line + 1;
