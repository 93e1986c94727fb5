/** Reads a whole message as a list of moves: values, then clause by clause what rules read, then what is asked. */
import type { Draft } from '../entities/draft';
import type { Classification, Classify } from '../model/classify.types';
import type { MatchRules } from '../phrases/match';
import { normalize } from '../text/normalize';
import type { Spelling } from '../spelling/spelling';
import type { Pending } from '../types';
import { clausesOf, foldClause } from './clauses';
import type { Clause } from './clauses';
import { createCorrectionReader, NO_CORRECTIONS } from './corrections';
import type { Corrections } from './corrections';
import { createBareReader } from './introducing';
import type { Move } from './move';
import { createMarks } from './polarity';
import type { MarksOf } from './polarity';
import { questionMoves } from './questionMoves';
import { createClauseReader } from './readClause';
import type { ClauseReading, Setting } from './readClause';
import { factMoves, valueMoves } from './valueMoves';

const VALUES: readonly Pending[] = ['name', 'idNumber', 'phone', 'contact'];

/** What a message does. */
export interface Reading {
  moves: Move[];
  corrections: Corrections;
  /** What the message as a whole may be about, as the classifier sees it. */
  classification: Classification;
}

/** Builds the reader of messages. */
export function createMoveReader(match: MatchRules, classify: Classify, spelling: Spelling) {
  const readClause = createClauseReader(match);
  const readCorrections = createCorrectionReader(match);
  const bare = createBareReader(match);
  const marksIn = createMarks(match);
  const marksOf: MarksOf = (words) => marksIn(foldClause(spelling.mend(words)));
  const isCourtesy = (folded: string): boolean => match(folded, ['courtesies']).some(({ whole }) => whole);
  const isMark = (words: string, name: string): boolean =>
    match(foldClause(words), ['marks']).some(({ whole, rule }) => whole && rule.name === name);
  /** A sigh and a pause count only where nothing else is said. */
  const withoutSighs = (moves: readonly Move[]): Move[] => {
    const others = moves.filter(({ type }) => type !== 'courtesy').length;
    return moves.filter(
      (move) =>
        move.type !== 'request' ||
        !(
          (move.request === 'cancel' && others > 1 && isMark(move.words, 'sigh')) ||
          (move.request === 'later' && others > 1 && isMark(move.words, 'pause'))
        ),
    );
  };
  const standsAlone = (folded: string): boolean =>
    match(folded, ['requests', 'answers', 'courtesies', 'statements']).some(
      ({ whole, rule, start, end }) => (whole || (start === 0 && end === folded.length)) && rule.name !== 'noted',
    );

  return (draft: Draft, kept: string, pending: Pending): Reading => {
    // A name may look like a typo.
    const spell = pending === 'name' ? spelling.decode : spelling.mend;
    const judge: Classify = (text) => classify(spell(text));
    const clauses = clausesOf(draft.plain, draft.clean, (folded) => standsAlone(spell(folded)), spell);
    const [only, ...others] = clauses;
    const whole: Clause = only && others.length === 0 ? only : wholeOf(clauses, kept);
    const asked = pending !== 'none' || draft.findings.length > 0;
    const forValue = VALUES.includes(pending);
    const setting = (alone: boolean): Setting => ({ asked, forValue, confirming: pending === 'confirm', alone });
    const said = readClause(whole, setting(true));
    const speaking = clauses.filter(({ folded }) => !isCourtesy(folded) && folded !== '@');
    const readings = isWholePhrase(said)
      ? [said]
      : clauses.map((clause) => readClause(clause, setting(speaking.length <= 1)));
    const classification = judge(normalize(kept));
    const corrections = wantsWhole(readings) ? NO_CORRECTIONS : readCorrections(spell(kept), draft, clauses);
    const conditional = readings.some((reading) => reading.conditional);
    const all = readings.flatMap(({ moves }) => moves.map((move) => inMessage(move, conditional, corrections.said)));
    const isOwn = all.some(isAboutOthers) && clauses.some(({ folded }) => marksOf(folded).has('own'));
    const read = isOwn ? all.filter((move) => !isAboutOthers(move)) : all;
    const values = read.some(isAboutOthers) ? [] : valueMoves(draft, corrections);
    const facts = factMoves(draft, readings, corrections);
    const counted = asked ? read : read.filter(({ type }) => type !== 'answer');
    const unread = { readings, read: [...values, ...facts, ...counted], whole: classification, corrections };
    const questions = questionMoves(unread, judge, bare);
    return {
      moves: merged(
        withoutSighs([...values, ...facts, ...wished(read, questions, marksOf), ...questions, ...codeMoves(kept)]),
      ).map((move) => sharpened(move, () => marksOf(whole.folded))),
      corrections,
      classification,
    };
  };
}

/** A move with what the rest of the message says of it: a condition on an answer, a correction by a fact. */
function inMessage(move: Move, conditional: boolean, corrects: boolean): Move {
  if (move.type === 'answer') return { ...move, conditional };
  return move.type === 'state' ? { ...move, corrects } : move;
}

/** Topics of harm that another topic answers better where the message holds a mark: debts beside despair, a report beside a fraud. */
const SHARPER: Readonly<Record<string, { mark: string; topic: string }>> = {
  'harm.despair': { mark: 'owing', topic: 'harm.despair_debt' },
  'harm.money_sent': { mark: 'reported', topic: 'harm.money_back' },
};

function sharpened(move: Move, marksOfAll: () => ReadonlySet<string>): Move {
  if (move.type !== 'harm' && move.type !== 'ask') return move;
  const sharper = SHARPER[move.topic];
  return sharper && marksOfAll().has(sharper.mark) ? { ...move, topic: sharper.topic } : move;
}

/** Whether the message is about another person, whose data is not taken. */
export const isAboutOthers = (move: Move): boolean =>
  (move.type === 'state' && move.fact === 'person' && move.value === 'other') ||
  (move.type === 'ask' && move.topic === 'desk.for_other' && move.confidence === 1);

/** 开通分付 beside a question only names what the question is about: a wish has a word of its own (我要, 帮我). */
function wished(read: readonly Move[], questions: readonly Move[], marksOf: MarksOf): Move[] {
  const asks = questions.some((move) => move.type === 'ask' && move.asking);
  return read.filter(
    (move) => !(asks && move.type === 'request' && move.request === 'apply' && !marksOf(move.words).has('wishing')),
  );
}

/** A placeholder or a tag. */
const CODE = /\{.*\}|<.*>/su;

const codeMoves = (kept: string): Move[] =>
  CODE.test(kept) ? [{ type: 'code', words: kept.trim(), why: 'a placeholder or a tag' }] : [];

/** One phrase that is a request as a whole (重新填) corrects nothing. */
const wantsWhole = ([only, ...others]: readonly ClauseReading[]): boolean =>
  others.length === 0 && (only?.moves.some(({ type, why }) => type === 'request' && why.endsWith('!')) ?? false);

/** All clauses as one, for phrases that a mark divides: 对的，没问题. */
const wholeOf = (clauses: readonly Clause[], kept: string): Clause => ({
  words: kept.trim(),
  folded: clauses.map(({ folded }) => folded).join(''),
  question: clauses.some(({ question }) => question),
  start: 0,
});

const isWholePhrase = ({ moves, clause }: ClauseReading): boolean =>
  moves.length > 0 && clause.folded.length <= 14 && moves.every(({ why }) => why.endsWith('!'));

/** Without doubles: the same question, request, answer or fact said twice. Of two values of one fact the later holds. */
function merged(moves: readonly Move[]): Move[] {
  const keyOf = (move: Move): string | null => {
    switch (move.type) {
      case 'ask':
        return `ask ${move.topic}`;
      case 'request':
        return `request ${move.request}`;
      case 'state':
        return `state ${move.fact}`;
      case 'courtesy':
        return `courtesy ${move.courtesy}`;
      case 'answer':
        return `answer ${move.answer}`;
      default:
        return null;
    }
  };
  return moves.filter((move, index) => {
    const key = keyOf(move);
    if (key === null) return true;
    const later = moves.slice(index + 1).some((other) => keyOf(other) === key);
    return move.type === 'state' || move.type === 'request'
      ? !later
      : moves.findIndex((other) => keyOf(other) === key) === index;
  });
}
