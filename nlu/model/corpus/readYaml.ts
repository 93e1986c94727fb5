import { parse } from 'yaml';
import type { z } from 'zod';
import type { CorpusFile } from './corpusFiles';

/** A fault in a corpus file or in `topics.yaml`; the message names file, key and remedy in one line. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
}

/** Parses a file by a schema. @throws CorpusError that names file and key */
export function readYaml<T>(file: CorpusFile, schema: z.ZodType<T>): T {
  let document: unknown;
  try {
    document = parse(file.content);
  } catch (cause) {
    const [firstLine] = (cause as Error).message.split('\n');
    throw new CorpusError(`${file.name}: not valid YAML: ${firstLine}`, { cause });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CorpusError(`${file.name}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'wrong shape'}`);
}
