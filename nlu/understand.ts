import { readAct, type ActFound } from './phrases/act';
import type { Classification, Classify, TopicTable } from './model/classify.types';
import { NO_CORRECTIONS, readCorrections, type Corrections } from './phrases/corrections';
import { REDACTED, TAKEN, type Draft } from './entities/draft';
import { extract, toEntities } from './entities/extract';
import { asksForHuman, isApplyKeyword } from './phrases/keywords';
import { normalize, plainText } from './text/normalize';
import { codePointLength } from './text/text';
import { CONFIDENT, PRODUCT_INTENTS } from './types';
import type { Entities, Intent, Pending, Understand, Understanding } from './types';

/** Longer utterances are cut here, in code points. */
const MAX_CODE_POINTS = 2000;
/** Confidence of an intent found by rule. */
const RULE_CONFIDENCE = 0.97;
const MAX_ALTERNATIVES = 3;

const NOT_SPEECH = /[\s\0▇,.!?;:~、。…"'“”‘’()[\]【】<>《》*_=+\-|/\\]+/g;
/** Words that go with a value. What remains without them decides whether an utterance did more than give it. */
const CARRIERS =
  /我的|我是|我叫|我|本人|真实|姓名|名字|叫|身份证|证件|号码|手机|电话|联系方式|联系|微信|同号|邮箱|账号|号|是|为|的|这个|这是|发给你|给你|填|写|你好|您好|好的|支付分|分数|分|左右|大概|只有|目前|现在|和|还有|请|谢谢|哈|啊|吧|呢|哦|了|id|tel|sfz|wx|vx|男|女/g;
const MAX_CARRIED_LETTERS = 4;

/** Combines rules and classifier. `classify` decides only where no rule does. */
export function createUnderstand({
  classify,
  topics = NO_TOPICS,
}: {
  classify: Classify;
  topics?: TopicTable;
}): Understand {
  return (text, pending = 'none') => {
    const draft = extract(withinLimit(text), pending);
    const kept = draft.redacted();
    const normalized = normalize(kept);
    const compact = normalized.replace(NOT_SPEECH, '');
    const act = readAct(normalized, pending);
    const corrections = act?.act === 'restart' ? NO_CORRECTIONS : readCorrections(plainText(kept), draft);
    const entities = act?.act === 'third_party' ? withoutPersonalData(toEntities(draft)) : toEntities(draft);
    const ruled = intentByRule({ draft, compact, entities, act, corrections, pending });
    const found = ruled ? byRule(ruled, classify(normalized), topics) : byClassifier(classify(normalized));
    const spoken = corrections.said ? 'correct' : act?.act;
    return {
      text: draft.secrets.length > 0 ? kept : withinLimit(text),
      ...found,
      ...(spoken ? { act: spoken } : {}),
      entities,
      nearMisses: act?.act === 'third_party' ? [] : draft.nearMisses,
      corrections: corrections.corrections,
      ...besideValues(draft, corrections, classify),
      secrets: draft.secrets,
    } satisfies Understanding;
  };
}

interface Reading {
  draft: Draft;
  compact: string;
  entities: Entities;
  act: ActFound | undefined;
  corrections: Corrections;
  pending: Pending;
}

/** The intent by rule; undefined leaves it to the classifier. */
function intentByRule({ draft, compact, entities, act, corrections, pending }: Reading): Intent | undefined {
  if (asksForHuman(compact)) return 'human';
  if (corrections.said) return 'correct';
  if (isApplyKeyword(compact)) return 'apply';
  const gaveValue = draft.findings.length + draft.nearMisses.length > 0 || entities.payScore !== undefined;
  if (act?.alone && !(gaveValue && isVague(act))) return act.act;
  const gaveAnything = gaveValue || draft.secrets.length > 0 || entities.applicationNo !== undefined;
  if (gaveAnything) return intentBesideValues(restOf(draft), { gaveValue, act, draft, entities, pending });
  return entities.answer ? intentOfAnswer(entities.answer) : undefined;
}

/** The intent of an utterance that holds a value; undefined leaves it to the classifier. @param rest the text beside the values */
function intentBesideValues(
  rest: string,
  { gaveValue, act, draft, pending }: Omit<Reading, 'compact' | 'corrections'> & { gaveValue: boolean },
): Intent | undefined {
  if (isApplyKeyword(rest)) return 'apply';
  const named = draft.findings.length + draft.nearMisses.length + draft.secrets.length > 0;
  if (!named && draft.facts.payScore !== undefined && ASKING.test(draft.plain)) return undefined;
  const carried = codePointLength(rest.replace(CARRIERS, '').replace(/\d/g, ''));
  if (gaveValue && (pending !== 'none' || carried <= MAX_CARRIED_LETTERS))
    return act && !act.alone ? undefined : 'inform';
  if (carried > MAX_CARRIED_LETTERS) return undefined;
  return draft.secrets.length > 0 ? 'inform' : 'application_status';
}

const ASKING = /[?]|吗|么|怎|多少|什么|啥|为何|多久|能不能|可不可以|如何|几[个天点时分]|是不是|够不够|行不行|可以|安全/;
const BETWEEN_CLAUSES = /[\0▇,;。\n]+/;
const MIN_QUESTION = 3;
/** Acts that ask for something. Beside a value, other acts are ignored. */
const ASKING_ACTS: ReadonlySet<Intent> = new Set([
  'ask_why',
  'ask_policy',
  'bot_question',
  'fraud_report',
  'send_photo',
]);

/** What an utterance asks beside its values (张伟国，利息多少). */
function besideValues(draft: Draft, { said }: Corrections, classify: Classify): Pick<Understanding, 'beside'> {
  if (draft.findings.length === 0 || said) return {};
  const rest = restOf(draft);
  if (asksForHuman(rest)) return { beside: 'human' };
  const act = readAct(rest, 'none')?.act;
  if (act !== undefined && ASKING_ACTS.has(act)) return { beside: act };
  const question = askingClauses(draft);
  if (question.length < MIN_QUESTION) return {};
  const best = classify(normalize(question)).intents[0];
  if (best === undefined) return {};
  const { intent, confidence } = best;
  return confidence >= CONFIDENT && intent !== 'out_of_scope' && intent !== 'apply' ? { beside: intent } : {};
}

/** The clauses that ask; drops clauses that only name a value (电话…，利息多少). */
const askingClauses = (draft: Draft): string =>
  draft.plain
    .split(BETWEEN_CLAUSES)
    .filter((clause) => ASKING.test(clause))
    .join(' ');

/** Whether an act is a courtesy, which beside a value is no act of its own (好的，张伟国). */
const isVague = ({ act }: ActFound): boolean =>
  act === 'greet' || act === 'thanks' || act === 'affirm' || act === 'consent_unclear';

const intentOfAnswer = (answer: NonNullable<Entities['answer']>): Intent =>
  (({ yes: 'affirm', no: 'deny', unsure: 'unsure' }) as const)[answer];

/** The text beside values and secrets. */
const restOf = (draft: Draft): string =>
  draft.plain.replaceAll(TAKEN, ' ').replaceAll(REDACTED, ' ').replace(NOT_SPEECH, '');

/** The entities of an utterance about somebody else: their personal data is not taken. */
function withoutPersonalData({ payScore, applicationNo, answer, date }: Entities): Entities {
  return {
    ...(payScore === undefined ? {} : { payScore }),
    ...(applicationNo === undefined ? {} : { applicationNo }),
    ...(answer === undefined ? {} : { answer }),
    ...(date === undefined ? {} : { date }),
  };
}

type Found = Pick<Understanding, 'intent' | 'confidence' | 'alternatives' | 'topic' | 'topicAlternatives'>;

/** What the classifier makes of a text that no rule decides. */
function byClassifier({ intents, topics }: Classification): Found {
  const [best, ...others] = intents;
  return {
    intent: best?.intent ?? 'out_of_scope',
    confidence: best?.confidence ?? 0,
    alternatives: others.slice(0, MAX_ALTERNATIVES),
    topic: topics[0]?.topic ?? null,
    topicAlternatives: topics.slice(1, 1 + MAX_ALTERNATIVES),
  };
}

/** The intent of a rule, with the likeliest topic of that intent where it is one of the product. */
function byRule(intent: Intent, classified: Classification, table: TopicTable): Found {
  const ofIntent = (topic: string): boolean => table.get(topic) === intent;
  const likeliest = classified.topics.find(({ topic }) => ofIntent(topic))?.topic ?? [...table.keys()].find(ofIntent);
  const topic = isProductIntent(intent) ? (likeliest ?? null) : null;
  const topicAlternatives = topic === null ? [] : classified.topics.filter((one) => one.topic !== topic);
  return {
    intent,
    confidence: RULE_CONFIDENCE,
    alternatives: [],
    topic,
    topicAlternatives: topicAlternatives.slice(0, MAX_ALTERNATIVES),
  };
}

const NO_TOPICS: TopicTable = new Map();

const isProductIntent = (intent: Intent): boolean => (PRODUCT_INTENTS as readonly Intent[]).includes(intent);

const withinLimit = (text: string): string =>
  text.length <= MAX_CODE_POINTS ? text : [...text].slice(0, MAX_CODE_POINTS).join('');
