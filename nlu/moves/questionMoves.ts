/** What a message asks: the clauses that no rule has read, by the classifier. */
import type { Classification, Classify } from '../model/classify.types';
import { normalize } from '../text/normalize';
import type { Clause } from './clauses';
import type { Corrections } from './corrections';
import type { Move } from './move';
import type { ClauseReading } from './readClause';

/** Confidence from which two clauses of a message are two questions. */
const APART = 0.45;
/** Confidence from which something said beside other moves, and not put as a question, is one. */
const PLAIN = 0.8;
/** A clause that only holds the number of a fact: 620, 大概650分吧, 我17岁. */
const NUMBER_ALONE = /^\D{0,8}[\d一二三四五六七八九十百]{1,6}\D{0,4}$/u;
/** Shortest clause, in characters, that can be a question of its own, and that is named where nothing is made of it. */
const MIN_QUESTION = 3;
const MIN_UNREAD = 5;
/** Length from which a clause may hold more than what a rule has found in it. */
const LONG_CLAUSE = 12;

/** A message of which the questions are still to be read. */
export interface Asked {
  readings: readonly ClauseReading[];
  /** Moves that rules have read. */
  read: readonly Move[];
  /** Classification of the whole message. */
  whole: Classification;
  corrections: Corrections;
}

/** What is asked, by the classifier, in clauses that no rule has read. @param bareOf a clause without what only opens a question */
export function questionMoves(
  { readings, read, whole, corrections }: Asked,
  classify: Classify,
  bareOf: (words: string) => string,
): Move[] {
  const numbered = read.some((move) => move.type === 'state' && move.why.startsWith('entities.'));
  const isRead = read.length > 0 || readings.some(({ moves }) => moves.length > 0);
  const left = readings.filter(
    ({ moves, carries, asks, refers, rhetorical, clause }) =>
      (moves.length === 0 || asksBesides(moves, clause, asks)) &&
      !carries &&
      !((refers || rhetorical) && isRead) &&
      !(numbered && !asks && NUMBER_ALONE.test(clause.folded)),
  );
  const open = left
    .filter(({ clause, asks }) => asks || clause.folded.replace(/[@▇]/gu, '').length >= MIN_QUESTION)
    .map((reading) => ({ ...reading, bare: bareOf(reading.clause.words) }));
  if (open.length === 0) return [];
  const questions = open.filter(({ asks, refers, clause }) => asks && !refers && clause.folded.length > MIN_QUESTION);
  if (questions.length > 1) {
    const apart = distinct(questions.map((one) => askOf(one.clause, classify(one.bare), true, 'clause')));
    if (apart.filter(({ confidence }) => confidence >= APART).length > 1) return apart;
  }
  const said = {
    words: open.map(({ clause }) => clause.words).join('，'),
    folded: open.map(({ clause }) => clause.folded).join('，'),
  };
  const bares = open.map(({ bare }) => bare).join(' ');
  const beside = read.some(({ type }) => type !== 'courtesy');
  const asks = open.some((reading) => reading.asks);
  if (!beside) {
    const alone = readings.length === open.length && open.every(({ bare, clause }) => bare === normalize(clause.words));
    const likely = alone ? whole : classify(bares);
    return [askOf(said, likely, asks, 'message')];
  }
  if (corrections.said && questions.length === 0) return [];
  const asked = askOf(said, classify(bares), asks, 'clauses');
  if (asks || asked.confidence >= PLAIN) return [asked];
  const unread = open.filter(({ clause }) => clause.folded.length >= MIN_UNREAD);
  return unread.map(({ clause, asks: asking }): Move => ({
    type: 'unread',
    asking,
    words: clause.words,
    why: 'no rule, no topic',
  }));
}

/** English is learnt from fewer sentences. */
const HAN = /\p{Script=Han}/u;
const LATIN_TRUST = 0.85;

type Ask = Extract<Move, { type: 'ask' }>;

function askOf(
  { words, folded }: Pick<Clause, 'words' | 'folded'>,
  { topics }: Classification,
  asking: boolean,
  of: string,
): Ask {
  const [best, ...alternatives] = topics;
  return {
    type: 'ask',
    topic: best?.topic ?? 'out_of_scope',
    confidence: (best?.confidence ?? 0) * (HAN.test(folded) ? 1 : LATIN_TRUST),
    asking,
    alternatives,
    words,
    why: `classifier, of the ${of}`,
  };
}

const distinct = (asks: readonly Ask[]): Ask[] =>
  asks.filter(({ topic }, index) => asks.findIndex((other) => other.topic === topic) === index);

/** A clause that a rule found something in may ask something besides: 利息一天多少听不懂人话是吧. */
const asksBesides = (moves: readonly Move[], { folded }: Clause, asks: boolean): boolean =>
  folded.length > LONG_CLAUSE &&
  asks &&
  moves.every(({ type, why }) => (type === 'courtesy' || type === 'request') && !why.endsWith('!'));
