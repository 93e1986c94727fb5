import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerFiles, WordingFile } from '../../dialogs';
import { loadPhrases } from '../../nlu';
import type { Locale } from './dialogSettings';
import { StartFault } from '../settings/startFault';

/** Build-time cache of a wording file that has passed its checks. */
interface CheckedWording {
  /** SHA-256 of the wording and its answers. */
  hash: string;
  wording: WordingFile;
}

/** Directory that holds `dialogs/`: that of the build, or of the sources where tests run from these. */
const ROOT = join(__dirname, '../..');

/** All that the wording of a language is made of. */
type Sources = Omit<AnswerFiles, 'topics'> & { text: string };

function readSources(locale: Locale, root: string): Sources {
  const directory = join(root, 'dialogs/answers', locale);
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(directory, name), 'utf8') }));
  return {
    text: readFileSync(join(root, nameOf(locale)), 'utf8'),
    files,
    sources: readFileSync(join(root, 'dialogs/answers/sources.yaml'), 'utf8'),
  };
}

const nameOf = (locale: Locale): string => `dialogs/wording/${locale}.yaml`;
const checkedFileOf = (locale: Locale): string => `dialogs/wording/${locale}.passed.json`;
const hashOf = (sources: Sources): string => hash('sha256', JSON.stringify(sources));

/**
 * The wording of a language. A file that is unchanged since the build is taken from the cache, without parsing and
 * checks.
 * @throws StartFault naming file, key and remedy, one line each
 */
export function readWording(locale: Locale, root = ROOT): WordingFile {
  const sources = readSources(locale, root);
  const passed = readChecked(join(root, checkedFileOf(locale)));
  return passed?.hash === hashOf(sources) ? passed.wording : check(sources, nameOf(locale));
}

/**
 * Caches the checked wording of a language; part of the build. A file with faults is not cached, so the start reports
 * them.
 */
export function storeCheckedWording(locale: Locale, root = ROOT): void {
  const note = join(root, checkedFileOf(locale));
  rmSync(note, { force: true });
  const sources = readSources(locale, root);
  try {
    const passed: CheckedWording = { hash: hashOf(sources), wording: check(sources, nameOf(locale)) };
    writeFileSync(note, JSON.stringify(passed));
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
  }
}

const readChecked = (path: string): CheckedWording | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CheckedWording) : undefined;

function check({ text, ...answers }: Sources, name: string): WordingFile {
  const { loadWording, WordingError } = requireLoader();
  try {
    return loadWording(text, name, { ...answers, topics: [...loadPhrases().topics.keys()] });
  } catch (error) {
    if (error instanceof WordingError) throw new StartFault(error.message.split('\n'), { cause: error });
    throw error;
  }
}

/** Loads the YAML parser on demand: it is slow to load and seldom needed. */
const requireLoader = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  require('../../dialogs/wording/load') as typeof import('../../dialogs/wording/load');
