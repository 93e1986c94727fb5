import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config, NamedKey, Secrets } from './config';
import { StartFault } from './startFault';

const base64Key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32);
const storedKeys = z.array(z.object({ id: z.string().min(1), key: base64Key })).min(1);
const storedSecrets = z.object({
  staffToken: z.string().min(24),
  directLineSecret: z.string().min(24),
  tokenKeys: storedKeys,
  dataKeys: storedKeys,
  indexKey: base64Key,
});
type StoredSecrets = z.output<typeof storedSecrets>;

export const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json');

/**
 * The configured secrets; whatever is missing comes from `DATA_DIR/secrets.json` (mode 0600), which is made at the first start.
 * Production never comes here with one missing: parseConfig refuses.
 * @throws StartFault where the file cannot be read, written or understood
 */
export function loadSecrets(config: Pick<Config, 'dataDir' | 'secrets'>): Secrets {
  const { staffToken, directLineSecret, tokenKeys, dataKeys, indexKey } = config.secrets;
  if (staffToken && directLineSecret && tokenKeys && dataKeys && indexKey)
    return { staffToken, directLineSecret, tokenKeys, dataKeys, indexKey };
  const stored = readStored(config.dataDir) ?? generate(config.dataDir);
  return {
    staffToken: stored.staffToken,
    directLineSecret: stored.directLineSecret,
    tokenKeys: stored.tokenKeys.map(toNamedKey),
    dataKeys: stored.dataKeys.map(toNamedKey),
    indexKey: Buffer.from(stored.indexKey, 'base64'),
    ...config.secrets,
  };
}

const toNamedKey = ({ id, key }: { id: string; key: string }): NamedKey => ({ id, key: Buffer.from(key, 'base64') });

function readStored(dataDir: string): StoredSecrets | undefined {
  const file = secretsFile(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartFault(`${file}: cannot be read; make it readable to the user that runs this program`, {
      cause: error,
    });
  }
  const parsed = storedSecrets.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'content';
  throw new StartFault(
    `${file}:${where}: not valid; restore the file from a backup (without its keys the stored data cannot be read)`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function generate(dataDir: string): StoredSecrets {
  const key = (): string => randomBytes(32).toString('base64');
  const secrets: StoredSecrets = {
    staffToken: randomBytes(24).toString('base64url'),
    directLineSecret: randomBytes(24).toString('base64url'),
    tokenKeys: [{ id: 'g1', key: key() }],
    dataKeys: [{ id: 'g1', key: key() }],
    indexKey: key(),
  };
  const file = secretsFile(dataDir);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeDurably(file, `${JSON.stringify(secrets, null, 2)}\n`);
  } catch (error) {
    throw new StartFault(
      `${file}: cannot be written; make DATA_DIR writable, or set the secrets themselves (see .env.example)`,
      { cause: error },
    );
  }
  return secrets;
}

/** Whole or not at all: nothing sealed with these keys must ever outlive them. */
function writeDurably(file: string, text: string): void {
  const partial = `${file}.${process.pid}`;
  const descriptor = openSync(partial, 'w', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(partial, file);
}
