import { extract, toEntities } from './entities/extract';
import type { EntitySlot } from './entities/slot';
import type { Classification, Classify, TopicTable } from './model/classify.types';
import { actOf, intentOf } from './moves/intentOf';
import type { Answer, Move } from './moves/move';
import { createMoveReader, isAboutOthers } from './moves/readMoves';
import { createRuleCheck } from './moves/ruleCheck';
import { loadLanguage } from './spelling/languageFile';
import { createSpelling } from './spelling/spelling';
import type { Spelling } from './spelling/spelling';
import { loadPhrases } from './phrases/phraseFiles';
import type { Phrases } from './phrases/phraseFiles';
import { plainText } from './text/normalize';
import type { Entities, Intent, Understand, Understanding } from './types';

/** Longer utterances are cut here, in code points. */
const MAX_CODE_POINTS = 2000;
/** Confidence of an intent found by rule. */
const RULE_CONFIDENCE = 0.97;
const MAX_ALTERNATIVES = 3;

/** English words, which are no WeChat ID where rules read them: proceed, talk to a person. */
const ONLY_ENGLISH = /^[a-z' .!?]+$/iu;
const ENDS_AS_QUESTION = /[?？][\s~。.!！]*$/u;

/** What understanding is made of. */
export interface UnderstandParts {
  classify: Classify;
  /** The rules of nlu/phrases and the list of topics; by default those of the build. */
  phrases?: Phrases;
  /** Puts spelling right before rules and classifier read it; by default by the language model of the build. */
  spelling?: Spelling;
}

/** Combines rules and classifier: values first, then clause by clause what rules read, then what the classifier makes of the rest. */
export function createUnderstand({
  classify,
  phrases: { match, topics } = loadPhrases(),
  spelling = createSpelling(loadLanguage()),
}: UnderstandParts): Understand {
  const readMoves = createMoveReader(match, classify, spelling);
  const readsByRule = createRuleCheck(match, spelling.decode);
  return (text, pending = 'none') => {
    const typed = withinLimit(text);
    const spoken = (pending === 'name' || pending === 'confirm' || ONLY_ENGLISH.test(typed)) && readsByRule(typed);
    const draft = extract(typed, spoken ? 'none' : pending);
    const kept = draft.redacted();
    const { moves, corrections, classification } = readMoves(draft, plainText(kept), pending);
    const ruled = intentOf(moves, pending, topics);
    const asked = moves.find((move) => move.type === 'ask');
    const act = actOf(moves, pending, topics);
    const answer = answerOf(moves);
    const aboutOthers = moves.some(isAboutOthers);
    const found = toEntities(draft);
    const entities = aboutOthers ? withoutPersonalData(found) : found;
    return {
      text: draft.secrets.length > 0 ? kept : typed,
      ...(ruled ? byRule(ruled, asked, classification, topics) : byClassifier(classification)),
      ...(act ? { act } : {}),
      entities: { ...entities, ...(answer && { answer }) },
      ...(aboutOthers && PERSONAL.some((slot) => found[slot] !== undefined) && { withheld: true as const }),
      nearMisses: aboutOthers ? [] : draft.nearMisses,
      corrections: corrections.corrections,
      moves,
      question: ENDS_AS_QUESTION.test(typed),
      secrets: draft.secrets,
    } satisfies Understanding;
  };
}

type Found = Pick<Understanding, 'intent' | 'confidence' | 'alternatives' | 'topic' | 'topicAlternatives'>;
type Ask = Extract<Move, { type: 'ask' }>;

const byClassifier = ({ intents, topics }: Classification): Found => {
  const [intent, ...alternatives] = intents;
  const [topic, ...others] = topics;
  return {
    intent: intent?.intent ?? 'out_of_scope',
    confidence: intent?.confidence ?? 0,
    alternatives: alternatives.slice(0, MAX_ALTERNATIVES),
    topic: topic?.topic ?? null,
    topicAlternatives: others,
  };
};

/** A rule has decided the intent: the topic is that of its question, else the likeliest of the intent. */
function byRule(intent: Intent, asked: Ask | undefined, { topics: likely }: Classification, topics: TopicTable): Found {
  const own = likely.find(({ topic }) => topics.get(topic) === intent)?.topic;
  const topic = asked?.topic ?? own ?? [...topics].find(([, of]) => of === intent)?.[0] ?? null;
  return {
    intent,
    confidence: RULE_CONFIDENCE,
    alternatives: [],
    topic,
    topicAlternatives: likely.filter((other) => other.topic !== topic).slice(0, MAX_ALTERNATIVES),
  };
}

const YES: readonly Answer[] = ['agree', 'yes', 'has'];
const NO: readonly Answer[] = ['disagree', 'no', 'none', 'unwilling'];

/** The message as the answer to a question of fact. */
function answerOf(moves: readonly Move[]): Entities['answer'] {
  const answers = moves.flatMap((move) => (move.type === 'answer' ? [move.answer] : []));
  const [answer] = answers;
  if (answers.length !== 1 || answer === undefined) return undefined;
  return YES.includes(answer) ? 'yes' : NO.includes(answer) ? 'no' : answer === 'unsure' ? 'unsure' : undefined;
}

const PERSONAL = ['name', 'idNumber', 'phone', 'wechatId', 'email'] as const satisfies readonly EntitySlot[];

/** The entities of an utterance about somebody else: their personal data is not taken. */
function withoutPersonalData({ payScore, applicationNo, date }: Entities): Entities {
  return {
    ...(payScore === undefined ? {} : { payScore }),
    ...(applicationNo === undefined ? {} : { applicationNo }),
    ...(date === undefined ? {} : { date }),
  };
}

const withinLimit = (text: string): string =>
  text.length <= MAX_CODE_POINTS ? text : [...text].slice(0, MAX_CODE_POINTS).join('');
