/** Cuts a message into clauses. */
import { TAKEN } from '../entities/draft';
import { hasDoubled, stripEmoji } from '../text/text';

/** A clause of a message. */
export interface Clause {
  /** As it was typed, without values that were taken out. */
  words: string;
  /** Folded for the rules: spelling put right, simplified, lower case, without marks, with spaces between English words only; `@` for a value that was taken out. */
  folded: string;
  /** Ends with a question mark. */
  question: boolean;
  /** Begins at this place of the message. */
  start: number;
}

const MARKS = /[,.;:!?。，；：！？、…~～\n|]+|\s(?=[1-9一二三四五][.、)）])/gu;
/** Occurs in every match of MARKS. */
const SOME_MARK = /[,.;:!?。，；：！？、…~～\n|)）]/;
const NOT_SPEECH = /["“”‘()[\]【】<>《》「」*_=+\-\\/^`#•·￥$%&]+/gu;
const BETWEEN_WORDS = /(?<=[a-z0-9'])\s+(?=[a-z0-9'])/gu;
const OTHER_SPACE = /(?<![a-z0-9'])\s+|\s+(?![a-z0-9'])/gu;
const RUN_OF_TAKEN = new RegExp(`${TAKEN}(?:[\\s\\-–—·_.]*${TAKEN})*`, 'gu');
const REPEATED = /(.)\1{3,}/gu;
const LAUGH = /(?:哈|呵|嘿|嘻){2,}$/u;
/** A list marker at the beginning: 1. 二、 */
const MARKER = /^(?:第?[一二三四五六七八九\d][.、):]|[(（][一二三四五\d][)）])\s?/u;

/** Texts of which nothing is folded but repetition and laughter. */
const PLAIN = /^[a-z0-9\u4e00-\u9fff]*$/;

/** Folds a text for the rules. */
export const foldClause = (text: string): string =>
  PLAIN.test(text) && !hasDoubled(text) && !endsLaughing(text) ? text : foldAll(text);

const endsLaughing = (text: string): boolean => '哈呵嘿嘻'.includes(text.charAt(text.length - 1));

const foldAll = (text: string): string =>
  stripEmoji(text)
    .replace(RUN_OF_TAKEN, '@')
    .replace(/[’‘]/gu, "'")
    .replace(NOT_SPEECH, ' ')
    .replace(BETWEEN_WORDS, ' ')
    .replace(OTHER_SPACE, '')
    .replace(/(?<![a-z])'|'(?![a-z])/gu, '')
    .trim()
    .replace(REPEATED, '$1$1$1')
    .replace(/(?<=.)(?:哈|呵|嘿|嘻){2,}$/u, '');

/** The matches of a global expression; none, without a search, where `sign` does not occur. */
const matchesOf = (text: string, sign: RegExp, all: RegExp): Iterable<RegExpExecArray> =>
  sign.test(text) ? text.matchAll(all) : [];

/**
 * @param plain folded message, with TAKEN in the place of values
 * @param typed the same message as it was typed; same positions
 * @param standsAlone whether the piece before or after a space stands for itself
 * @param mend puts the spelling of a folded clause right
 */
export function clausesOf(
  plain: string,
  typed: string,
  standsAlone: (folded: string) => boolean,
  mend: (folded: string) => string = (folded) => folded,
): Clause[] {
  const clauses: Clause[] = [];
  const add = (start: number, end: number, question: boolean): void => {
    for (const piece of piecesOf(plain, start, end, standsAlone)) {
      const folded = mend(foldClause(plain.slice(piece.start, piece.end).replace(MARKER, '')));
      if (folded === '' || (folded.replaceAll('@', '') === '' && !folded.includes('@'))) continue;
      const last = piece.end === end;
      clauses.push({
        words: typed.slice(piece.start, piece.end).replaceAll(TAKEN, '').trim(),
        folded: endsLaughing(folded) ? folded.replace(LAUGH, '') || folded : folded,
        question: question && last,
        start: piece.start,
      });
    }
  };
  let from = 0;
  for (const mark of matchesOf(plain, SOME_MARK, MARKS)) {
    add(from, mark.index, /[?？]/u.test(mark[0]));
    from = mark.index + mark[0].length;
  }
  add(from, plain.length, false);
  return clauses;
}

const SPACE = /\s+/gu;
const SOME_SPACE = /\s/;
/** Endings after which a space ends a clause, and beginnings before which it does. */
const CLOSES = /[吗呢了吧啊呀的嘛]$/u;
const OPENS = /^(?:但|不过|另外|还有|顺便|然后|可是|我|你|请|那|为|怎|什|能|可以)/u;
/** Two pieces as long as this are two clauses: 手机号改成了新的 几天出结果. */
const LONG_PIECE = /^\p{Script=Han}[^a-z\s]{2,40}[\p{Script=Han}\d@]$/u;
const firstPiece = (text: string): string => {
  const end = text.search(SOME_SPACE);
  return end < 0 ? text : text.slice(0, end);
};
/** Joints inside a clause at which one message turns to something else: 我要开通分付另外问下利息多少. */
const JOINT =
  /(?<=[a-z] )(?=(?:and (?:how|what|when|can|do|is|i |my )|but |by the way|also ))|(?<=.{2})(?=(?:另外|还有就是|顺便|顺带|同时(?!还)|另问|再问|还想问|对了)(?:.{2}))/gu;

/** Occurs in every match of JOINT. */
const SOME_JOINT = /[a-z] |[另顺]|还有就是|同时|再问|还想问|对了/;

function piecesOf(plain: string, start: number, end: number, standsAlone: (folded: string) => boolean) {
  const text = plain.slice(start, end);
  const cuts: number[] = [];
  let last = 0;
  for (const space of matchesOf(text, SOME_SPACE, SPACE)) {
    const before = text.slice(last, space.index);
    const after = text.slice(space.index + space[0].length);
    if (before.trim() === '' || after.trim() === '' || /[a-z]$/u.test(before) || before.endsWith(TAKEN)) continue;
    const closed =
      (CLOSES.test(before) && before.length > 2) || (LONG_PIECE.test(before) && LONG_PIECE.test(firstPiece(after)));
    if (
      closed ||
      (OPENS.test(after) && before.length > 3) ||
      standsAlone(foldClause(before)) ||
      standsAlone(foldClause(after))
    ) {
      cuts.push(space.index);
      last = space.index + space[0].length;
    }
  }
  for (const joint of matchesOf(text, SOME_JOINT, JOINT)) cuts.push(joint.index);
  const places = [0, ...cuts.sort((a, b) => a - b), text.length];
  return places.slice(1).map((place, index) => ({ start: start + (places[index] ?? 0), end: start + place }));
}
