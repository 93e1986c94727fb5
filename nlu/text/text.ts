/**
 * Pure text functions that everything reading user text shares. Each does one thing; callers compose them, since a name must not be
 * folded the way a number may (NFKC turns U+F92C into another code point and keeps no trace of the difference).
 */

/** Default-ignorable (zero-width, bidi, BOM, variation selectors, fillers, tags), other format characters, and controls but tab, LF, CR. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;

const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u20E3]/gu;

/** Removes what no reader sees: copied text is full of it, and none of it carries meaning in Chinese, digits or Latin. */
export const stripInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Full-width to ASCII, Kangxi radicals and compatibility forms to their plain ones (NFKC). */
export const foldWidth = (text: string): string => text.normalize('NFKC');

/** Every run of white space (NBSP, ideographic, line breaks too) becomes one space; none at either end. */
export const foldSpaces = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Removes all white space, for values in which it means nothing: numbers, Han names. */
export const removeSpaces = (text: string): string => text.replace(/\s+/gu, '');

/** Removes pictographs, flags and keycap marks; digits, `#` and `*` stay. */
export const stripEmoji = (text: string): string => text.replace(EMOJI, '');

/** Length as a reader counts: 𠮷 is one, though two UTF-16 units. */
export const codePointLength = (text: string): number => [...text].length;
