/**
 * `npm run understand`: reads one message a line from stdin, as text or as `{"text", "pending"}`, and prints one
 * `Understanding` a line as JSON; `-- --why` names the rule or the evidence behind every move, and says how spelling was put right. Nothing is stored.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createUnderstand, loadModel, type Pending, type Understanding } from '../../nlu';
import { ModelError } from '../../nlu/model/model';
import { loadLanguage } from '../../nlu/spelling/languageFile';
import { createSpelling } from '../../nlu/spelling/spelling';
import { normalize } from '../../nlu/text/normalize';

const PENDING = [
  'name',
  'idNumber',
  'phone',
  'contact',
  'consent',
  'confirm',
  'age',
  'proof',
  'none',
] as const satisfies readonly Pending[];
const questionSchema = z.object({ text: z.string(), pending: z.enum(PENDING).default('none') });

/** Parses one line. Anything but such an object is a message itself, braces included. */
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

/**
 * One line of JSON: the documented keys, then `act` and `nearMisses`.
 * @param why with the rule or evidence behind each move
 * @param spelled the text as rules and the classifier read it, where its spelling was put right
 */
export function toOutput(
  {
    text,
    intent,
    confidence,
    alternatives,
    topic,
    topicAlternatives,
    moves,
    entities,
    corrections,
    secrets,
    act,
    nearMisses,
  }: Understanding,
  why = false,
  spelled?: string,
): string {
  const shown = why ? moves : moves.map(({ why: _, ...move }) => move);
  const asked = { text, intent, confidence, alternatives, topic, topicAlternatives };
  return JSON.stringify({ ...asked, spelled, moves: shown, entities, corrections, secrets, act, nearMisses });
}

async function main(): Promise<void> {
  const why = process.argv.includes('--why');
  const spelling = createSpelling(loadLanguage());
  const understand = createUnderstand({ ...loadModel(), spelling });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line === '') continue;
    const { text, pending } = parseLine(line);
    const understood = understand(text, pending);
    const typed = normalize(understood.text);
    const spelled = spelling.mend(typed);
    process.stdout.write(`${toOutput(understood, why, why && spelled !== typed ? spelled : undefined)}\n`);
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof ModelError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
