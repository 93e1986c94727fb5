import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { releasable } from '../support/release';

/** A program that is started again whenever it ends, as a service manager does. */
export class Supervised {
  #child: ChildProcess | undefined;
  #stopping = false;
  /** How often it was killed by us. */
  kills = 0;
  stderr = '';

  constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly env: Record<string, string> = {},
  ) {
    this.#start();
    releasable(program, () => this.stop('SIGKILL'));
  }

  #start(): void {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(this.program, this.args, {
      env: { PATH, HOME, ...this.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr = (this.stderr + text).slice(-4_000)));
    this.#child = child;
    child.once('exit', () => void this.#restart());
  }

  async #restart(): Promise<void> {
    await delay(50);
    if (!this.#stopping) this.#start();
  }

  /** As a power cut. */
  kill(): void {
    if (this.#child?.kill('SIGKILL')) this.kills++;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    const forced = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(forced);
  }
}
