import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { releasable } from './release';

const OBEY_WITHIN_MS = 10_000;

/** A process with pipes of its own, so that it keeps nobody's terminal open. */
export class Child {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  stdout = '';
  stderr = '';
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(program: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
    this.process = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.#ended = once(this.process, 'close').then(([code, signal]) => ({ code, signal }) as never);
    this.#ended.catch(() => {}); // told to who asks
  }

  /** Its end, of itself or by `stop`, with everything it had to say read. */
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return this.#ended;
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Kills it where it does not obey. Resolves to its exit code. May be called again. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    const forced = setTimeout(() => this.process.kill('SIGKILL'), OBEY_WITHIN_MS);
    try {
      return (await this.#ended).code;
    } finally {
      clearTimeout(forced);
    }
  }
}

/** A process that ends with the test. */
export const startChild = (...args: ConstructorParameters<typeof Child>): Child => {
  const child = new Child(...args);
  releasable(args[0], () => child.stop());
  return child;
};
