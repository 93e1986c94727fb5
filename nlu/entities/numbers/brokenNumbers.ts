import type { EntitySlot, Pending } from '../../types';
import type { Draft } from '../draft';
import { slotNamedBefore } from './numberContext';

const MASKED = /(?<![a-z\d])\d{2,14}(?:[*●•]{2,14}|x{2,14}|×{2,14})[\dx]{0,8}(?![a-z\d])/u;
const LETTER_AMONG_DIGITS = /(?<![a-z\d_@.-])(?=[\dx]{0,18}[ol])(?=[ol]?\d)(?:[\dol]{11}|[\dol]{17}[\dx])(?![a-z\d_@])/;
const LETTER_INSIDE_ID = /(?<![a-z\d_@.-])(?:\d{17}[a-wyz]|\d{6,14}[a-z]\d{3,11})(?![a-z\d_@])/;
const LETTER_BEHIND = /(?<![a-z\d_@.-])\d{7,12}[a-wyz](?![a-z\d_@])/;
/** Digits one by one, in groups perhaps: 幺三八 零零零零 五幺二三. */
const SPOKEN = /[零〇一二三四五六七八九幺](?:[ ,、-]{0,2}[零〇一二三四五六七八九幺]){6,17}/;
/** Numbers of other documents: passports, permits and ID cards of Hong Kong, Macao and Taiwan, foreigners' residence cards. */
const OTHER_DOCUMENT =
  /(?<![a-z\d_@.-])(?:[a-z]\d{8}|e[a-z]\d{7}|[hm]\d{10}|[a-z][12]\d{8}|[a-z]\d{6}\(?[\da]\)?|[a-z]{3}\d{12})(?![a-z\d_@])/;
const DOCUMENT_WORD = /护照|通行证|台胞证|回乡证|居住证|居留|passport/;

/** Takes out numbers that are masked, misspelt or of another kind, each as a near miss of the slot it was meant for. */
export function takeBrokenNumbers(draft: Draft): void {
  const asked = slotOf(draft.pending);
  if (/\d/.test(draft.plain)) takeWithDigits(draft, asked);
  if (asked) miss(draft, SPOKEN, () => asked);
}

function takeWithDigits(draft: Draft, asked: EntitySlot | undefined): void {
  miss(draft, MASKED, (text) => (text.length >= 14 ? 'idNumber' : 'phone'));
  if (asked === 'idNumber' || DOCUMENT_WORD.test(draft.plain)) miss(draft, OTHER_DOCUMENT, () => 'idNumber');
  miss(draft, LETTER_AMONG_DIGITS, (text) => (text.length === 11 ? 'phone' : 'idNumber'));
  if (asked === 'idNumber') miss(draft, LETTER_INSIDE_ID, () => 'idNumber');
  if (asked === 'phone') miss(draft, LETTER_BEHIND, () => 'phone');
}

function miss(draft: Draft, pattern: RegExp, slotByShape: (text: string) => EntitySlot): void {
  const match = pattern.exec(draft.plain);
  if (!match) return;
  const end = match.index + match[0].length;
  draft.miss(slotNamedBefore(draft.plain, match.index) ?? slotByShape(match[0]), draft.clean.slice(match.index, end));
  draft.take(match.index, end);
}

function slotOf(pending: Pending): EntitySlot | undefined {
  if (pending === 'idNumber' || pending === 'phone') return pending;
  return pending === 'contact' ? 'phone' : undefined;
}
