import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Program } from '../support/program';
import { temporaryDirectory } from '../support/temporaryDirectory';
import { compared, inTurns, type Bench } from './measure';
import { root } from '../support/root';

/** Milliseconds until it says where it is and /readyz agrees; its own Redis is started on the way. */
const startDesk = async (directory: string): Promise<number> => {
  const startedAt = performance.now();
  const program = new Program({}, directory);
  const { ok } = await fetch(`${await program.url()}/readyz`);
  const took = performance.now() - startedAt;
  await program.stop();
  if (!ok) throw new Error('It says that it is ready, and is not');
  return took;
};

const requireSdk = async (): Promise<number> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['-e', "require('botbuilder')"], { cwd: root, stdio: 'ignore' });
  await once(child, 'exit');
  return performance.now() - startedAt;
};

export const start: Bench = {
  name: 'start',
  async run() {
    const directory = temporaryDirectory();
    const measured = await inTurns(() => startDesk(directory.path), requireSdk);
    directory.remove();
    const line = {
      name: 'start to readiness, own Redis included',
      unit: 'ms',
      peer: 'node -e "require(\'botbuilder\')"',
      target: '≤ 1.5 ×',
    };
    return [compared(line, measured, (ratio) => ratio <= 1.5)];
  },
};
