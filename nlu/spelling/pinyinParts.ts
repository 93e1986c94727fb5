/** Finds what may be pinyin in a text: letters that are syllables from beginning to end, and are not English. */
import { ENGLISH_WORDS } from '../words/englishWords.data';
import { isPinyin } from './readings';

/** Letters with spaces or apostrophes between. What touches a digit or a sign is a code of some kind. `@` stands for a value, but between letters it is an address. */
const LETTERS = /(?<![\w.\-']|\w@)[a-z]+(?:[ ']+[a-z]+)*(?![\w\-']|[.@]\w)/gu;
const SOME_LETTERS = /[a-z]/;
/** Longer runs stay as they are. */
const LONGEST_RUN = 160;

/** Writes words in characters, between the text before and after them; undefined where that makes no sense. */
type Write = (words: readonly string[], before: string, after: string) => string | undefined;

/** Replaces the pinyin in a text. */
export const replacePinyin = (text: string, write: Write): string =>
  SOME_LETTERS.test(text)
    ? text.replace(LETTERS, (run: string, at: number) =>
        run.length > LONGEST_RUN || !isChinese(run.split(BETWEEN))
          ? run
          : replaceInRun(run, text.slice(0, at).trimEnd(), text.slice(at + run.length).trimStart(), write),
      )
    : text;

const BETWEEN = /[ ']+/u;

/** Whether words are Chinese as a whole. you, men and can are English and pinyin, and count for neither side. */
function isChinese(words: readonly string[]): boolean {
  const pinyin = words.filter((word) => !ENGLISH_WORDS.has(word) && isPinyin(word));
  const others = words.filter((word) => !isPinyin(word));
  return pinyin.length > others.length;
}

/** Replaces neighbouring words of pinyin together; other words (app) stay between them. */
function replaceInRun(run: string, before: string, after: string, write: Write): string {
  const parts: { pinyin: boolean; words: string[] }[] = [];
  for (const word of run.split(BETWEEN)) {
    const pinyin = isPinyin(word);
    const last = parts.at(-1);
    if (last?.pinyin === pinyin) last.words.push(word);
    else parts.push({ pinyin, words: [word] });
  }
  let written = '';
  parts.forEach(({ pinyin, words }, index) => {
    const characters = pinyin ? write(words, before + written, index === parts.length - 1 ? after : '') : undefined;
    const gap = characters === undefined && /[a-z]$/u.test(written) ? ' ' : '';
    written += characters ?? gap + words.join(' ');
  });
  return written;
}
