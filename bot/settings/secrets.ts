import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Setting } from './setting';
import { StartFault } from './startFault';

/** Secrets as `.env` writes them, by their name in the file. */
type Stored = Record<string, string>;

/** Named keys as earlier releases wrote them: a list of `{id, key}`. */
const namedKeys = z
  .array(z.object({ id: z.string(), key: z.string() }))
  .transform((keys) => keys.map(({ id, key }) => `${id}:${key}`).join(','));
const storedSchema = z.record(z.string(), z.string().or(namedKeys));

/** Path of the file of generated secrets; its mode is 0600. */
export const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json');

/** Name of a setting in the file: STAFF_TOKEN → staffToken. */
export const fieldOf = (name: string): string =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Parsed values of the secrets that are not set. They are read from the file; those missing there are generated and
 * added to it.
 * @throws StartFault where the file cannot be read or written, or lacks a key that stored data depend on
 */
export function loadSecrets(missing: ReadonlyMap<string, Setting>, dataDir: string): Map<string, unknown> {
  if (missing.size === 0) return new Map();
  const file = secretsFile(dataDir);
  const stored = readStored(file);
  const secrets: Stored = { ...stored };
  for (const [name, { generate, irreplaceable }] of missing) {
    if (secrets[fieldOf(name)] !== undefined || !generate) continue;
    if (stored && irreplaceable) throw damaged(file, fieldOf(name));
    secrets[fieldOf(name)] = generate();
  }
  if (Object.keys(secrets).length > Object.keys(stored ?? {}).length) write(file, dataDir, secrets);

  const values = new Map<string, unknown>();
  for (const [name, { schema }] of missing) {
    const result = schema.safeParse(secrets[fieldOf(name)]);
    if (!result.success) throw damaged(file, fieldOf(name));
    values.set(name, result.data);
  }
  return values;
}

const damaged = (file: string, field: string): StartFault =>
  new StartFault(
    `${file}:${field}: not valid; restore the file from a backup (without its keys the stored data cannot be read)`,
  );

/** Undefined where there is no file. */
function readStored(file: string): Stored | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartFault(`${file}: cannot be read; make it readable to the user that runs this program`, {
      cause: error,
    });
  }
  const parsed = storedSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw damaged(file, parsed.error.issues[0]?.path.join('.') || 'content');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function write(file: string, dataDir: string, secrets: Stored): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeDurably(file, `${JSON.stringify(secrets, null, 2)}\n`);
  } catch (error) {
    throw new StartFault(
      `${file}: cannot be written; make DATA_DIR writable, or set the secrets themselves (see .env.example)`,
      { cause: error },
    );
  }
}

/**
 * Replaces the file atomically (write, fsync, rename). The secrets must be on disk before anything is sealed with them.
 */
function writeDurably(file: string, text: string): void {
  const partial = `${file}.${process.pid}`;
  const descriptor = openSync(partial, 'w', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(partial, file);
}
