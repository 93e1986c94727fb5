/** Parses and checks a wording file. A fault stops the start of the service, not a conversation. */
import { parse as parseMessage, TYPE } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { parse, YAMLParseError } from 'yaml';
import { readAnswers } from './answers';
import type { AnswerEntry, AnswerFiles } from './answers';
import { forbiddenRequestIn, LANGUAGES } from './languages';
import { KNOWN_PARAMS, requiredKeys } from './requiredKeys';

/** Keys of messages that may be long: legal notices, the summary, the receipt. */
const NO_ANSWERS: AnswerFiles = { files: [], sources: '{}', topics: [] };

const LONG_KEYS = /^(?:questions\.(?:consent|summary)\.|questions\.idConsent\.|submitted$)/u;

/** A wording file has faults; the message has a line for each, with file, key and remedy. */
export class WordingError extends Error {
  constructor(file: string, faults: readonly string[]) {
    super(faults.map((fault) => (fault.startsWith('dialogs/') ? fault : `${file}: ${fault}`)).join('\n'));
    this.name = 'WordingError';
  }
}

/** A wording file that passed all checks. It is plain data, so that the build can keep it. */
export interface WordingFile {
  /** Language, e.g. zh-CN. */
  locale: string;
  /** Key → variants, in ICU MessageFormat syntax. */
  messages: Readonly<Record<string, readonly string[]>>;
  /** Choice → title of its button, and other words for it. */
  choices: Readonly<Record<string, { title: string; aliases: readonly string[] }>>;
  /** Topic → what its answer offers; its texts are messages `answers.<topic>.<situation>`. */
  answers: Readonly<Record<string, AnswerEntry>>;
}

/**
 * Parses and checks a wording file.
 * @param text YAML; a leaf is a message or a list of variants
 * @param file path, whose name is the language: `dialogs/wording/zh-CN.yaml`
 * @param answers the answers by topic of the same language
 * @throws WordingError with every fault
 */
export function loadWording(text: string, file: string, answers: AnswerFiles = NO_ANSWERS): WordingFile {
  const locale = localeOf(file);
  let tree: unknown;
  try {
    tree = parse(text);
  } catch (error) {
    const where = error instanceof YAMLParseError ? ` line ${error.linePos?.[0].line ?? '?'}` : '';
    throw new WordingError(file, [`not valid YAML${where}: check indentation and quotes there`]);
  }
  const leaves = new Map<string, string[]>();
  const faults: string[] = [];
  flatten(tree, '', leaves, faults);

  const messages = new Map<string, string[]>();
  const titles = new Map<string, string>();
  const aliases = new Map<string, string[]>();
  for (const [key, variants] of leaves) {
    if (key.startsWith('aliases.')) aliases.set(key.slice('aliases.'.length), variants);
    else if (key.startsWith('choices.')) titles.set(key.slice('choices.'.length), variants[0] ?? '');
    else {
      messages.set(key, variants);
      for (const variant of variants) faults.push(...faultsOf(key, variant, locale));
    }
  }
  faults.push(...checkKeys(new Set(messages.keys()), new Set(titles.keys()), new Set(aliases.keys())));
  const topics = readAnswers(answers, locale);
  faults.push(...topics.faults);
  for (const [key, variants] of topics.messages) {
    messages.set(key, variants);
    for (const variant of variants) faults.push(...faultsOf(key, variant, locale));
  }
  for (const [choice, title] of topics.titles) titles.set(choice, title);
  if (faults.length > 0) throw new WordingError(file, faults);
  const choices = [...titles].map(
    ([choice, title]) => [choice, { title, aliases: aliases.get(choice) ?? [] }] as const,
  );
  return {
    locale,
    messages: Object.fromEntries(messages),
    choices: Object.fromEntries(choices),
    answers: topics.entries,
  };
}

/** @throws WordingError for a language without rules */
function localeOf(file: string): string {
  const locale = /([^/\\]*)\.yaml$/u.exec(file)?.[1] ?? '';
  if (Object.hasOwn(LANGUAGES, locale)) return locale;
  const known = Object.keys(LANGUAGES).join(' or ');
  throw new WordingError(file, [
    `not named after a language that has rules; call it ${known}, or add one to dialogs/wording/languages.ts`,
  ]);
}

function flatten(node: unknown, path: string, leaves: Map<string, string[]>, faults: string[]): void {
  if (typeof node === 'string') leaves.set(path, [node]);
  else if (Array.isArray(node) && node.length > 0 && node.every((leaf) => typeof leaf === 'string'))
    leaves.set(path, node);
  else if (node !== null && typeof node === 'object' && !Array.isArray(node)) {
    for (const [key, child] of Object.entries(node)) flatten(child, path ? `${path}.${key}` : key, leaves, faults);
  } else faults.push(`${path || 'file'}: expected a text or a list of texts; write one, or remove the key`);
}

function faultsOf(key: string, source: string, locale: string): string[] {
  const faults: string[] = [];
  const limit = limitOf(key, locale);
  if ([...source].length > limit && !source.includes(', select,')) {
    faults.push(`${key}: longer than ${limit} characters; shorten it for a phone screen`);
  }
  const asking = forbiddenRequestIn(source);
  if (asking !== undefined && !key.startsWith('questions.guide.')) {
    faults.push(`${key}: seems to ask for money, a code, a password or a card ("${asking}"); reword it`);
  }
  try {
    const unknown = paramsOf(parseMessage(source)).filter((param) => !KNOWN_PARAMS.has(param));
    for (const param of unknown) faults.push(`${key}: unknown parameter {${param}}; use one of the file's header`);
  } catch {
    faults.push(`${key}: braces do not match; write '{' in quotes if you mean the character`);
  }
  return faults;
}

const limitOf = (key: string, locale: string): number => {
  const language = LANGUAGES[locale];
  if (!language) return 0;
  if (key.startsWith('answers.')) return language.maxAnswer;
  return LONG_KEYS.test(key) ? language.maxLongLength : language.maxLength;
};

const paramsOf = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => [
    ...('value' in element && element.type !== TYPE.literal ? [element.value] : []),
    ...('options' in element ? Object.values(element.options).flatMap((option) => paramsOf(option.value)) : []),
  ]);

function checkKeys(messages: Set<string>, titles: Set<string>, aliases: Set<string>): string[] {
  const required = requiredKeys();
  const missing = [
    ...required.messages.filter((key) => !messages.has(key)),
    ...required.choices.filter((choice) => !titles.has(choice)).map((choice) => `choices.${choice}`),
  ];
  const known = new Set(required.messages);
  const unknown = [
    ...[...messages].filter((key) => !known.has(key) && !required.open.some((family) => key.startsWith(family))),
    ...[...titles].filter((choice) => !required.choices.includes(choice)).map((choice) => `choices.${choice}`),
    ...[...aliases].filter((choice) => !required.choices.includes(choice)).map((choice) => `aliases.${choice}`),
  ];
  return [
    ...missing.map((key) => `${key}: missing; add it`),
    ...unknown.map((key) => `${key}: unknown key; remove it or correct its spelling`),
  ];
}
