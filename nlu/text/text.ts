/** Pure text functions. Callers compose them: a name must not be folded by NFKC, a number may. */

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

/** Removes pictographs, flags and keycap marks. Digits, `#` and `*` stay. */
export const stripEmoji = (text: string): string => text.replace(EMOJI, '');

/** Length in code points: 𠮷 is one, though two UTF-16 units. */
export const codePointLength = (text: string): number => [...text].length;
