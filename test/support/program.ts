import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './root';

/** The built program as a process of its own; `npm test` builds before it tests. */
export class Program {
  readonly process: ChildProcessWithoutNullStreams;
  stdout = '';
  stderr = '';
  readonly #exited: Promise<number | null>;

  /** `cwd` is where `.env` is looked for. */
  constructor(settings: Record<string, string>, cwd: string) {
    const { PATH, HOME } = process.env;
    this.process = spawn(process.execPath, [join(root, 'dist/bot/main.js')], {
      cwd,
      env: {
        ...(PATH && { PATH }),
        ...(HOME && { HOME }),
        HOST: '127.0.0.1',
        PORT: '0',
        DATA_DIR: 'data',
        LOG_LEVEL: 'warn',
        ...settings,
      },
    });
    this.process.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.#exited = once(this.process, 'close').then(([code]) => code as number | null);
  }

  /** The address of the chat page, once it has been printed. */
  async url(): Promise<string> {
    for (;;) {
      const url = /^Chat page: +(\S+)\/$/m.exec(this.stdout)?.[1];
      if (url) return url;
      await Promise.race([once(this.process.stdout, 'data'), this.#exited]);
      if (this.process.exitCode !== null) throw new Error(`The program ended: ${this.stderr}`);
    }
  }

  exit(): Promise<number | null> {
    return this.#exited;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    return this.#exited;
  }
}
