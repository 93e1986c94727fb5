import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The repository, seen from the source as from what was compiled of it. */
export const root =
  [join(__dirname, '../..'), join(__dirname, '../../..')].find((path) => existsSync(join(path, 'package.json'))) ?? '.';
