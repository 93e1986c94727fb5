import { hash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StartFault } from '../settings/startFault';

/** Limit of a path in `sockaddr_un.sun_path`, its zero byte excluded: 107 on Linux, 103 on macOS. */
const MAX_BYTES = 103;

/**
 * Path of the Unix socket `name` of a data directory: in the directory, or, where that path is too long, in a private
 * directory under the system's temporary one. It is the same at every start.
 * @throws StartFault where that directory is not private to this user
 */
export function socketPath(dataDir: string, name: string): string {
  const inside = join(dataDir, name);
  if (Buffer.byteLength(inside) <= MAX_BYTES) return inside;
  const directory = join(tmpdir(), `fenfu-desk-${hash('sha256', resolve(dataDir)).slice(0, 16)}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw new StartFault(
      `environment:DATA_DIR: its path is too long for a socket and ${directory} is not private to this user; shorten DATA_DIR`,
    );
  return join(directory, name);
}
