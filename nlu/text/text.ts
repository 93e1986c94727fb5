/** Pure text functions. Callers compose them: a name must not be folded by NFKC, a number may. */
import { EMOJI_NAMES } from './emojiNames';
import { simplify } from './traditional';

/** Default-ignorable and format characters (zero-width, bidi, BOM, variation selectors), and controls except tab, LF, CR. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;

const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u20E3]/gu;

/** Removes invisible characters. */
export const stripInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** NFKC: full-width becomes ASCII, Kangxi radicals and compatibility forms become plain characters. */
export const foldWidth = (text: string): string => text.normalize('NFKC');

/** Replaces each run of white space, line breaks included, by one space; trims both ends. */
export const foldSpaces = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Removes all white space. */
export const removeSpaces = (text: string): string => text.replace(/\s+/gu, '');

/** Removes pictographs, flags and keycap marks, and placeholders of emoji. Digits, `#` and `*` stay. */
export const stripEmoji = (text: string): string => stripPlaceholders(text).replace(EMOJI, '');

/** What stands for an emoji where a channel shows none: [微笑], 【呲牙】. */
const IN_BRACKETS = /[[【]([\u4e00-\u9fff]{1,6}|[A-Za-z!-]{2,12}|笑cry)[\]】]/gi;
/** The same as QQ writes it: /微笑. A name behind a slash is no emoji, so it counts only with two characters or more. */
const BEHIND_SLASH = /(?<![\w:/])\/([\u4e00-\u9fff]{2,4})/g;

const isEmojiName = (name: string): boolean => EMOJI_NAMES.has(simplify(name).toLowerCase());

/** Replaces placeholders of emoji by a space; what else stands in brackets stays: 【张伟国】. */
export function stripPlaceholders(text: string): string {
  const bracketed = text.replace(IN_BRACKETS, (whole, name: string) => (isEmojiName(name) ? ' ' : whole));
  return bracketed.replace(BEHIND_SLASH, (whole, run: string) => {
    const length = [4, 3, 2].find((most) => most <= run.length && isEmojiName(run.slice(0, most)));
    return length === undefined ? whole : ` ${run.slice(length)}`;
  });
}

/** Dots typed for U+00B7 between the parts of a name, the ASCII full stop among them; for a class of a regular expression. */
export const NAME_DOTS =
  '\u00B7\u2022\u30FB\uFF65\u2027\u2219\u22C5\u0387\u25CF\uA78F\u2E30\u2E31\u2E33\u16EB\u1427\u2981\u25E6\u119E\u318D\u4E36.';

/** Occurs in every match of SINGLE_HAN_APART: a space with Han characters, or halves of such, beside it. */
const HAN_APART = /[\u3007-\u9fff\ud800-\ufaff][ \t\u3000]+[\u3007-\u9fff\ud800-\ufaff]/;
const SINGLE_HAN_APART =
  /(?<!\p{Unified_Ideograph})\p{Unified_Ideograph}(?:[ \t\u3000]+\p{Unified_Ideograph}(?!\p{Unified_Ideograph}))+/gu;

/** Closes spaces between single Han characters, which change no meaning: 怎么 开 通 分 付 → 怎么 开通分付. Positions shift. */
export const closeHan = (text: string): string =>
  HAN_APART.test(text) ? text.replace(SINGLE_HAN_APART, (run) => run.replace(/[ \t\u3000]+/g, '')) : text;

/** Whether a character follows itself. */
export function hasDoubled(text: string): boolean {
  for (let at = 1; at < text.length; at++) if (text.charCodeAt(at) === text.charCodeAt(at - 1)) return true;
  return false;
}

/** Length in code points: 𠮷 is one, though two UTF-16 units. */
export const codePointLength = (text: string): number => [...text].length;
