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
import { ADULT } from './intentOf';
import { createBareReader } from './introducing';
import type { Move } from './move';
import type { MarksOf } from './polarity';
import { createClauseReader } from './readClause';
import type { ClauseReading, Setting } from './readClause';

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
  const marksOf = (words: string) =>
    new Set(match(foldClause(spelling.mend(words)), ['marks']).map(({ rule }) => rule.name));
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

/** A clause that a rule found something in may ask something besides: 利息一天多少听不懂人话是吧. */
const asksBesides = (moves: readonly Move[], { folded }: Clause, asks: boolean): boolean =>
  folded.length > LONG_CLAUSE &&
  asks &&
  moves.every(({ type, why }) => (type === 'courtesy' || type === 'request') && !why.endsWith('!'));

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

/** One character is no name where none is asked for: 名字和手机都错了. */
const isStray = (slot: string, value: string, pending: Pending): boolean =>
  slot === 'name' && [...value].length === 1 && pending !== 'name';

/** A number that was taken for one slot is no near miss of another. */
const sameDigits = (value: string, text: string): boolean => /\d{7}/u.test(value) && value === text.replace(/\D/gu, '');

function valueMoves(draft: Draft, { said, corrections }: Corrections): Move[] {
  const corrects = (slot: string): boolean => said && corrections.some((one) => one.slot === slot);
  const taken = draft.findings.filter(({ negated, slot, value }) => !negated && !isStray(slot, value, draft.pending));
  const gives = taken.map(({ slot, value }): Move => ({
    type: 'give',
    slot,
    value,
    sound: true,
    corrects: corrects(slot),
    words: value,
    why: `entities.${slot}`,
  }));
  const misses = draft.nearMisses
    .filter(
      ({ slot, text }) =>
        !isStray(slot, text, draft.pending) &&
        !taken.some((other) => other.slot === slot || sameDigits(other.value, text)),
    )
    .map(({ slot, text }): Move => ({
      type: 'give',
      slot,
      value: text,
      sound: false,
      corrects: corrects(slot),
      words: text,
      why: `entities.${slot}: near miss`,
    }));
  const bare = said
    ? corrections
        .filter(
          ({ value, slot }) =>
            value === undefined && !misses.some((miss) => miss.type === 'give' && miss.slot === slot),
        )
        .map(({ slot }): Move => ({ type: 'correct', slot, words: '', why: 'corrections' }))
    : [];
  const unnamed: Move[] =
    said && corrections.length === 0 ? [{ type: 'correct', slot: null, words: '', why: 'corrections' }] : [];
  return [...gives, ...misses, ...bare, ...unnamed];
}

/** Numbers that state a fact: a Pay Score, an age. A clause that asks states nothing (600分够吗). */
function factMoves({ facts }: Draft, readings: readonly ClauseReading[], { said }: Corrections): Move[] {
  const asked = readings.some(({ asks, clause }) => asks && /[\d百岁分]/u.test(clause.folded));
  const isOwnAge = facts.age !== undefined && facts.age < ADULT && readings.some((one) => one.ownAge);
  if (asked && !isOwnAge) return [];
  const base = { type: 'state' as const, corrects: said, words: '' };
  return [
    ...(facts.payScore === undefined || asked
      ? []
      : [{ ...base, fact: 'payScore' as const, value: facts.payScore, why: 'entities.payScore' }]),
    ...(facts.age === undefined ? [] : [{ ...base, fact: 'age' as const, value: facts.age, why: 'entities.age' }]),
  ];
}

/** A message of which the questions are still to be read. */
interface Asked {
  readings: readonly ClauseReading[];
  /** Moves that rules have read. */
  read: readonly Move[];
  /** Classification of the whole message. */
  whole: Classification;
  corrections: Corrections;
}

/** What is asked, by the classifier, in clauses that no rule has read. */
function questionMoves(
  { readings, read, whole, corrections }: Asked,
  classify: Classify,
  bareOf: (words: string) => string,
): Move[] {
  const bare = ({ clause }: ClauseReading): string => bareOf(clause.words);
  const numbered = read.some((move) => move.type === 'state' && move.why.startsWith('entities.'));
  const isRead = readings.some(({ moves }) => moves.some(({ type }) => type !== 'courtesy'));
  const left = readings.filter(
    ({ moves, carries, asks, refers, rhetorical, clause }) =>
      (moves.length === 0 || asksBesides(moves, clause, asks)) &&
      !carries &&
      !((refers || rhetorical) && (isRead || read.length > 0)) &&
      !(numbered && !asks && NUMBER_ALONE.test(clause.folded)),
  );
  const open = left.filter(({ clause, asks }) => asks || clause.folded.replace(/[@▇]/gu, '').length >= MIN_QUESTION);
  if (open.length === 0) return [];
  const questions = open.filter(({ asks, refers, clause }) => asks && !refers && clause.folded.length > MIN_QUESTION);
  if (questions.length > 1) {
    const apart = distinct(questions.map((one) => askOf(one.clause, classify(bare(one)), true, 'clause')));
    if (apart.filter(({ confidence }) => confidence >= APART).length > 1) return apart;
  }
  const said = {
    words: open.map(({ clause }) => clause.words).join('，'),
    folded: open.map(({ clause }) => clause.folded).join('，'),
  };
  const beside = read.some(({ type }) => type !== 'courtesy');
  const asks = open.some((reading) => reading.asks);
  if (!beside) {
    const alone = readings.length === open.length && open.every((one) => bare(one) === normalize(one.clause.words));
    const likely = alone ? whole : classify(open.map(bare).join(' '));
    return [askOf(said, likely, asks, 'message')];
  }
  if (corrections.said && questions.length === 0) return [];
  const asked = askOf(said, classify(open.map(bare).join(' ')), asks, 'clauses');
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
