/** `npm run settings`: writes `.env.example` and the README's table of settings, generated from the settings. */
import { readFileSync, writeFileSync } from 'node:fs';
import { SETTINGS } from '../capabilities';
import { toEnvExample, toTable } from '../settings/documents';

/** The generated table, as the README holds it. */
const TABLE = /\| setting \| default \| is \|\n(?:\|.*\n)*/;

const rewrite = (file: string, change: (text: string) => string): void => {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  process.stdout.write(`${file}: written\n`);
};

rewrite('.env.example', () => toEnvExample(SETTINGS));
rewrite('README.md', (text) => text.replace(TABLE, `${toTable(SETTINGS)}\n`));
