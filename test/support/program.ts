import { connect } from 'node:net';
import { join } from 'node:path';
import { Child } from './child';
import { eventually, within } from './patience';
import { releasable } from './release';
import { root } from './root';

/** The built program as a process of its own; `npm test` builds before it tests. */
export class Program extends Child {
  readonly #redis: string;

  /** `cwd` is where `.env` is looked for. */
  constructor(settings: Record<string, string>, cwd: string) {
    const { PATH, HOME } = process.env;
    const env = {
      ...(PATH && { PATH }),
      ...(HOME && { HOME }),
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: 'data',
      LOG_LEVEL: 'warn',
      ...settings,
    };
    super(process.execPath, [join(root, 'dist/bot/main.js')], { cwd, env });
    this.#redis = join(cwd, env.DATA_DIR, 'redis.sock');
  }

  /** The address of the chat page, once it has been printed. */
  url(): Promise<string> {
    return eventually('the address of the chat page', () => {
      const url = /^Chat page: +(\S+)\/$/m.exec(this.stdout)?.[1];
      if (url === undefined && !this.isRunning) throw new Error(`The program ended: ${this.stderr}`);
      return url;
    });
  }

  /** Its exit code. */
  async exit(): Promise<number | null> {
    return (await within('the end of the program', this.ended())).code;
  }

  /** Stops it, and the Redis that it has left behind where it was killed. */
  async end(): Promise<void> {
    await this.stop();
    const left = connect(this.#redis).on('error', () => {}); // most often nobody is there
    left.resume().write('SHUTDOWN NOSAVE\r\n');
    await within('the end of the Redis left behind', new Promise((resolve) => left.once('close', resolve)));
  }
}

/** A program that ends with the test. */
export const startProgram = (...args: ConstructorParameters<typeof Program>): Program => {
  const program = new Program(...args);
  releasable('the program', () => program.end());
  return program;
};
