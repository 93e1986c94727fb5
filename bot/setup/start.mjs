/** `npm start`: installs what is missing, builds, and starts the desk in this process. */
import { ensurePackages } from './npmPackages.mjs';
import { ensureRedis } from './redis.mjs';
import { build } from './build.mjs';
import { root } from './run.mjs';

process.chdir(root);
ensurePackages();
ensureRedis();
await build();
await import('../../dist/bot/main.js');
