/**
 * `npm run understand`: one message a line on stdin, plain or as `{"text", "pending"}`; one `Understanding` as JSON a line on stdout.
 * Nothing is kept.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createUnderstand, loadClassifier, type Pending, type Understanding } from '../../nlu';
import { ModelError } from '../../nlu/model/model';

const PENDING = [
  'name',
  'idNumber',
  'phone',
  'contact',
  'consent',
  'confirm',
  'none',
] as const satisfies readonly Pending[];
const questionSchema = z.object({ text: z.string(), pending: z.enum(PENDING).default('none') });

/** Reads one input line; what is not such an object is a message itself, braces and all. */
export function parseLine(line: string): { text: string; pending: Pending } {
  const plain = { text: line, pending: 'none' as const };
  if (!line.trimStart().startsWith('{')) return plain;
  try {
    const parsed = questionSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : plain;
  } catch {
    return plain;
  }
}

/** The documented keys first; `act` and `nearMisses` follow them. */
export function toOutput({
  text,
  intent,
  confidence,
  alternatives,
  entities,
  corrections,
  secrets,
  act,
  nearMisses,
}: Understanding): string {
  return JSON.stringify({ text, intent, confidence, alternatives, entities, corrections, secrets, act, nearMisses });
}

async function main(): Promise<void> {
  const understand = createUnderstand({ classify: loadClassifier() });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line === '') continue;
    const { text, pending } = parseLine(line);
    process.stdout.write(`${toOutput(understand(text, pending))}\n`);
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof ModelError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
