/** Parses and checks the answers by topic and situation: dialogs/answers/<language>/*.yaml. */
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { SITUATIONS } from '../state/situation';
import { CHOICES } from '../state/questions';
import { LANGUAGES } from './languages';

/** Texts that answers are made of. */
export interface AnswerFiles {
  /** Name and text of each file of a language, e.g. `fees.yaml`. */
  files: readonly { name: string; text: string }[];
  /** Text of sources.yaml: key → what a fact rests on. */
  sources: string;
  /** Every topic that can be asked; each needs an answer. */
  topics: readonly string[];
}

/** What a topic's answer offers; its texts are messages. */
export interface AnswerEntry {
  /** Situations with a text of their own; `default` is always among them. */
  situations: readonly string[];
  /** Next steps: topics or buttons. */
  next: readonly string[];
}

/** Answers as messages of the wording, titles of topic buttons, and what answers offer. */
export interface Answers {
  messages: Map<string, string[]>;
  titles: Map<string, string>;
  entries: Record<string, AnswerEntry>;
  faults: string[];
}

const MAX_NEXT = 3;
const TIMES_TOLD_AGAIN = 2;

const textSchema = z.union([
  z.string().min(1),
  z.partialRecord(z.enum(SITUATIONS), z.string().min(1)).refine((texts) => texts.default !== undefined, {
    message: 'default is missing; write the text that holds where no situation fits better',
  }),
]);
const entrySchema = z.strictObject({
  question: z.string().min(1),
  sources: z.array(z.string()).min(1, 'is empty; name what the facts rest on, `own`, or `none` where nothing is known'),
  text: textSchema,
  again: z.array(z.string().min(1)).length(TIMES_TOLD_AGAIN, 'needs two texts: for the second time, and for the third'),
  next: z.array(z.string()).max(MAX_NEXT, `offers more than ${MAX_NEXT} steps; keep the likeliest`).default([]),
});
type Entry = z.infer<typeof entrySchema>;

/** Collects all answers of a language, and every fault with file, key and remedy. */
export function readAnswers({ files, sources, topics }: AnswerFiles, locale: string): Answers {
  const answers: Answers = { messages: new Map(), titles: new Map(), entries: {}, faults: [] };
  const known = new Set(Object.keys(recordOf('sources.yaml', sources, answers.faults)));
  for (const { name, text } of files) {
    const file = `dialogs/answers/${locale}/${name}`;
    for (const [topic, value] of Object.entries(recordOf(file, text, answers.faults))) {
      const parsed = entrySchema.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        answers.faults.push(
          `${file}: ${[topic, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'wrong shape'}`,
        );
        continue;
      }
      const faults = faultsOf(topic, parsed.data, known, new Set(topics), locale);
      answers.faults.push(...faults.map((fault) => `${file}: ${topic}.${fault}`));
      if (answers.entries[topic]) answers.faults.push(`${file}: ${topic}: stands in another file too; keep one`);
      addEntry(answers, topic, parsed.data);
    }
  }
  const missing = topics.filter((topic) => !answers.entries[topic]);
  answers.faults.push(...missing.map((topic) => `dialogs/answers/${locale}: ${topic}: has no answer; write one`));
  return answers;
}

function addEntry({ messages, titles, entries }: Answers, topic: string, { question, text, again, next }: Entry): void {
  const texts = typeof text === 'string' ? { default: text } : text;
  for (const [situation, one] of Object.entries(texts)) messages.set(`answers.${topic}.${situation}`, [one]);
  messages.set(`answers.${topic}.again`, again);
  titles.set(`topic_${topic}`, question);
  entries[topic] = { situations: Object.keys(texts), next };
}

function faultsOf(
  topic: string,
  { question, sources, next }: Entry,
  known: ReadonlySet<string>,
  topics: ReadonlySet<string>,
  locale: string,
): string[] {
  const limit = LANGUAGES[locale]?.maxQuestion ?? 0;
  const isTopic = (step: string): boolean => topics.has(step) && step.includes('.');
  const isStep = (step: string): boolean => isTopic(step) || (CHOICES as readonly string[]).includes(step);
  return [
    ...(topics.has(topic)
      ? []
      : ['question: is of no topic of nlu/topics.yaml; add the topic there, or correct its name']),
    ...([...question].length > limit ? [`question: longer than ${limit} characters; it is the title of a button`] : []),
    ...sources
      .filter((source) => !known.has(source))
      .map((source) => `sources: "${source}" is not in sources.yaml; add it there, or correct it`),
    ...next
      .filter((step) => !isStep(step))
      .map((step) => `next: "${step}" is neither a topic nor a button; correct it`),
  ];
}

function recordOf(file: string, text: string, faults: string[]): Record<string, unknown> {
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(parse(text));
    if (parsed.success) return parsed.data;
    faults.push(`${file}: expected topics with their answers; correct its shape`);
  } catch (error) {
    const where = error instanceof YAMLParseError ? ` line ${error.linePos?.[0].line ?? '?'}` : '';
    faults.push(`${file}: not valid YAML${where}; check indentation and quotes there`);
  }
  return {};
}
