/** Phrase files: what words mean, as rules in YAML. Checked and compiled at the build; nothing of them is decided in code. */
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { compilePhrase } from './compile';
import type { CompiledPhrase } from './compile';
import { PhrasePatternError } from './pattern';
import type { WordLists } from './pattern';

/** Files of rules. A file is a kind of meaning; its rules are the meanings. */
export const RULE_KINDS = [
  'requests',
  'answers',
  'courtesies',
  'statements',
  'topics',
  'corrections',
  'marks',
] as const;
/** Kind of meaning. */
export type RuleKind = (typeof RULE_KINDS)[number];

const ruleSchema = z.strictObject({
  whole: z.array(z.coerce.string()).default([]),
  within: z.array(z.string().min(1)).default([]),
  unless: z.array(z.string().min(1)).default([]),
  asks: z.string().optional(),
  polite: z.literal('wish').optional(),
  question: z.literal('wish').optional(),
  when: z.enum(['asked', 'value', 'alone']).optional(),
});

/** A rule as it is matched; plain data, so that the build can keep it. */
export interface Rule {
  kind: RuleKind;
  /** Meaning, e.g. `human`, `overdue.no`, `desk.trust`. */
  name: string;
  /** Clauses that mean it as a whole. */
  whole: readonly string[];
  within: readonly CompiledPhrase[];
  unless: readonly CompiledPhrase[];
  /** Topic that the same words ask about when they are a question. */
  asks?: string;
  /** A polite question (能帮我…吗) is the wish itself. */
  polite?: 'wish';
  /** Any question (…可以吗) is the wish itself. */
  question?: 'wish';
  /** `asked`: only while a question is open; `value`: while a name, number or contact is; `alone`: where the message says nothing else. */
  when?: 'asked' | 'value' | 'alone';
}

/** Languages of phrases: `requests.yaml` is Chinese, `requests.en.yaml` adds English to the same rules. */
export const PHRASE_LANGUAGES = ['', '.en'] as const;

/** Texts of the phrase files: the word lists, the list of topics, and the files of each kind, by name. */
export interface PhraseFiles {
  words: string;
  topics: string;
  rules: readonly { kind: RuleKind; name: string; text: string }[];
}

/** Phrase files have faults; the message has a line for each, with file, key and remedy. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
}

/** Parses, checks and compiles all files. @throws PhraseError with every fault */
export function compileRules(files: PhraseFiles): Rule[] {
  const faults: string[] = [];
  const lists = parseLists(files.words, faults);
  const rules = files.rules.flatMap((file) => rulesOf(file, lists, faults));
  if (faults.length > 0) throw new PhraseError(faults.join('\n'));
  return joined(rules);
}

function parseLists(text: string, faults: string[]): WordLists {
  const parsed = z
    .record(z.string(), z.array(z.coerce.string()))
    .safeParse(yamlOf('nlu/words/words.yaml', text, faults));
  if (!parsed.success) faults.push('nlu/words/words.yaml: expected a list of words under each name; correct its shape');
  return parsed.data ?? {};
}

/** Rules of the same name in several languages are one rule; the order is that of the first. */
function joined(rules: readonly Rule[]): Rule[] {
  const byName = new Map<string, Rule>();
  for (const rule of rules) {
    const key = `${rule.kind} ${rule.name}`;
    const known = byName.get(key);
    const both = known && {
      ...rule,
      ...known,
      whole: [...known.whole, ...rule.whole],
      within: [...known.within, ...rule.within],
      unless: [...known.unless, ...rule.unless],
    };
    byName.set(key, both ?? rule);
  }
  return [...byName.values()].sort((a, b) => RULE_KINDS.indexOf(a.kind) - RULE_KINDS.indexOf(b.kind));
}

function rulesOf({ kind, name: base, text }: PhraseFiles['rules'][number], lists: WordLists, faults: string[]): Rule[] {
  const file = `nlu/phrases/${base}`;
  const parsed = z.record(z.string(), ruleSchema).safeParse(yamlOf(file, text, faults));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    faults.push(`${file}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'wrong shape'}; correct it`);
    return [];
  }
  return Object.entries(parsed.data).map(([name, { whole, within, unless, ...how }]): Rule => {
    const compiled = (patterns: readonly string[], key: string) =>
      patterns.flatMap((pattern) => {
        try {
          return [compilePhrase(pattern, lists)];
        } catch (error) {
          if (!(error instanceof PhrasePatternError)) throw error;
          faults.push(`${file}: ${name}.${key}: ${error.message} in "${pattern}"; correct the pattern`);
          return [];
        }
      });
    return {
      kind,
      name,
      whole: whole.map((phrase) => phrase.replace(/\s+/gu, '').toLowerCase()),
      within: compiled(within, 'within'),
      unless: compiled(unless, 'unless'),
      ...withoutUndefined(how),
    };
  });
}

const withoutUndefined = ({
  asks,
  polite,
  question,
  when,
}: Pick<z.infer<typeof ruleSchema>, 'asks' | 'polite' | 'question' | 'when'>) => ({
  ...(asks !== undefined && { asks }),
  ...(polite !== undefined && { polite }),
  ...(question !== undefined && { question }),
  ...(when !== undefined && { when }),
});

function yamlOf(file: string, text: string, faults: string[]): unknown {
  try {
    return parse(text);
  } catch (error) {
    const where = error instanceof YAMLParseError ? ` line ${error.linePos?.[0].line ?? '?'}` : '';
    faults.push(`${file}: not valid YAML${where}; check indentation and quotes there`);
    return {};
  }
}
