import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Program } from '../support/program';
import { freePort, startRedis, type TestRedis } from '../support/redis';
import { root } from '../support/root';
import { temporaryDirectory } from '../support/temporaryDirectory';

/** A peer or a probe of ours in a process of its own, spoken to by messages. */
export class Child {
  readonly process: ChildProcess;

  constructor(file: string, args: string[] = []) {
    this.process = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  /** What it says next. */
  async next<Answer>(): Promise<Answer> {
    const [answer] = (await once(this.process, 'message')) as [Answer];
    return answer;
  }

  async ask<Answer>(message: object): Promise<Answer> {
    const answer = this.next<Answer>();
    this.process.send(message);
    return answer;
  }

  async stop(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await exited;
  }
}

export const peerFile = (name: string): string => join(root, 'test/bench/peers', name);

/** A Redis of its own that the built program can be told of; `args` go to its command line. */
export const startTcpRedis = async (args: string[] = []): Promise<TestRedis> => {
  const port = await freePort();
  const redis = await startRedis(['--port', `${port}`, '--bind', '127.0.0.1', ...args]);
  return { ...redis, url: `redis://127.0.0.1:${port}` };
};

/** As operators run it: every write in the append-only file, synced each second. */
export const startDurableRedis = (): Promise<TestRedis> =>
  startTcpRedis(['--appendonly', 'yes', '--appendfsync', 'everysec']);

export interface BenchDesk {
  url: string;
  secret: string;
  pid: number;
  stop(): Promise<void>;
}

const SECRET = 'direct-line-secret-of-a-benchmark';

/** The built program on the Redis at `redisUrl`, with no limit on how much may be said. */
export const startBuiltDesk = async (redisUrl: string, settings: Record<string, string> = {}): Promise<BenchDesk> => {
  const directory = temporaryDirectory();
  const program = new Program(
    {
      REDIS_URL: redisUrl,
      DIRECT_LINE_SECRET: SECRET,
      RATE_TOKENS_PER_MINUTE: '1000000',
      RATE_MESSAGES_PER_MINUTE: '1000000',
      RATE_ACTIVITIES_PER_MINUTE: '1000000',
      ...settings,
    },
    directory.path,
  );
  const url = await program.url();
  return {
    url,
    secret: SECRET,
    pid: program.process.pid!,
    stop: async () => {
      await program.stop();
      directory.remove();
    },
  };
};

/** Resident memory of a process in bytes (Linux). */
export const residentBytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
