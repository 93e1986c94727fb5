/**
 * From the moves of a message to the plays of a turn, in order: harm; requests; values, corrections and facts; the answer to the open
 * question; questions. Nothing said is passed over: what no reader takes is named as not understood.
 */
import { CHOICE_PLAYS, topicOfChoice } from '../state/choices';
import type { Play } from '../state/events';
import { questionOf } from '../state/questions';
import type { Choice, QuestionId } from '../state/questions';
import { withoutAnswered } from './answered';
import { movesOf } from './heard';
import type { Heard } from './heard';
import { answerPlay, weakAnswerPlay } from './readers/answers';
import { attemptPlay } from './readers/attempt';
import { lookupPlay } from './readers/lookup';
import { isSure, questionPlays } from './readers/questions';
import { remark } from './readers/remark';
import { requestPlays } from './readers/requests';
import { saysAdult, statementPlays } from './readers/statements';
import { agrees, factsIn, valuePlay } from './readers/values';

/** The plays of a message; never empty. */
export function playsOf(heard: Heard): Play[] {
  const harm = worstOf(movesOf(heard, 'harm'));
  if (harm) {
    const beside = [...requestPlays(heard), ...questionPlays(heard)];
    return [{ type: 'HARMED', topic: harm.topic }, ...beside.filter(isHelpful)];
  }
  const pressed = buttonPlay(heard);
  if (pressed) return [pressed];
  const taken = takenPlays(heard);
  const questions = taken.some(({ type }) => LOOKS_UP.has(type)) ? [] : questionPlays(heard);
  const hesitates = questions.length > 0 && taken.some(isHandingIn);
  const kept = hesitates ? taken.filter((play) => !isHandingIn(play)) : taken;
  const plays = withoutAnswered(distinct([...kept, ...besideTaken(questions, kept, heard)]), heard);
  if (saysGoodbye(heard) && plays.every(({ type }) => type === 'UNSURE_OF')) return [remark('bye')];
  return plays.length > 0 ? [...plays, ...unreadPlays(heard)] : [fallback(heard, questions)];
}

/** Of several kinds of harm, a life comes before money, and sorrow is the least: 被骗了三千不想活了. */
const worstOf = <Harm extends { topic: string }>(harms: readonly Harm[]): Harm | undefined =>
  harms.find(({ topic }) => topic.startsWith('harm.despair')) ??
  harms.find(({ topic }) => !LESSER_HARMS.has(topic)) ??
  harms.find(({ topic }) => topic !== 'harm.sorrow') ??
  harms[0];

/** Harm beside which any other is told first. */
const LESSER_HARMS: ReadonlySet<string> = new Set(['harm.sorrow', 'harm.impostor']);

/** Who says goodbye is offered nothing more. */
const saysGoodbye = (heard: Heard): boolean => movesOf(heard, 'courtesy').some(({ courtesy }) => courtesy === 'bye');

/** The message is a number and its proof: nothing is asked besides. */
const LOOKS_UP: ReadonlySet<Play['type']> = new Set(['PROVED', 'STATUS_OF', 'RECOVERED']);

/** Buttons that a question mark voids: 确认提交？ submits nothing. */
const WEIGHTY: ReadonlySet<Choice> = new Set<Choice>([
  'submit',
  'agree',
  'sure_yes',
  'erase',
  'withdraw',
  'withdraw_consent',
]);

/** Who asks while handing in is answered first: nothing is handed in with a question open. */
const isHandingIn = (play: Play): boolean =>
  play.type === 'CHOSE' && (play.choice === 'submit' || play.choice === 'sure_yes');

/** A button named by its title, another word for it, or its number. Consent needs the word itself (PIPL Art. 14). */
function buttonPlay(heard: Heard): Play | null {
  const { understanding, context, choiceOf } = heard;
  const choice = choiceOf(understanding.text, context.offered);
  if (!choice) return null;
  if (understanding.question && WEIGHTY.has(choice)) return { type: 'VAGUE' };
  if (choice === 'agree' && !agrees(heard)) return { type: 'VAGUE' };
  if (choice === 'disagree' && !movesOf(heard, 'answer').some(({ answer }) => answer === 'disagree'))
    return { type: 'VAGUE' };
  return chosen(choice);
}

function chosen(choice: Choice): Play {
  const topic = topicOfChoice(choice);
  if (topic !== undefined) return { type: 'ASKED', topic };
  return CHOICE_PLAYS[choice] ?? { type: 'CHOSE', choice };
}

/** Plays after which the rest of the message has nothing to be put into. */
const ENDINGS: ReadonlySet<Play['type']> = new Set(['CANCEL', 'RESTART', 'ERASE', 'WITHDRAW_CONSENT', 'LATER', 'BACK']);

/** Requests, values, statements and the answer. */
function takenPlays(heard: Heard): Play[] {
  const lookup = asksOfOthers(heard) ? null : lookupPlay(heard);
  if (heard.understanding.entities.payScoreVague && SCORES.has(heard.question)) return [remark('score_vague')];
  const requests = requestPlays(heard);
  if (lookup) return [...requests.filter(({ type }) => type === 'HUMAN'), lookup];
  const values = holdsOthers(heard) ? remark('others_data') : valuePlay(heard);
  const refusal = declines(heard);
  if (refusal) return [refusal, ...requests.filter(({ type }) => type === 'HUMAN')];
  const later = requests.every(({ type }) => type === 'LATER');
  if (requests.some(({ type }) => ENDINGS.has(type)) && !(later && values))
    return [...retracted(heard), ...requests.filter((play) => !isHandingIn(play))];
  const statements = statementPlays(heard);
  const answered = requests.some(({ type }) => type === 'CHOSE') || statements.some(({ type }) => type === 'CHOSE');
  const answer =
    answered || (values && (DECIDES.has(heard.question) || rejects(heard) || isTold(heard))) ? null : answerPlay(heard);
  const ended = endOf(statements);
  if (ended) return [...requests, ended];
  // Consent comes before the values that need it.
  const consent = questionOf(heard.question).pending === 'consent' && answer ? [answer] : [];
  const others = consent.length === 0 && answer ? [answer] : [];
  const wishes = later && values ? [] : requests;
  return [...consent, ...wishes, ...(values ? [values] : []), ...statements, ...others];
}

/** Whether the item that is asked for is told as a fact: 550到599吧，大概 is no "not sure". */
const isTold = (heard: Heard): boolean => {
  const { item } = questionOf(heard.question);
  return item !== undefined && item in factsIn(heard);
};

/** A plain no to a consent, whatever is said besides: 不同意，先不弄了. */
function declines(heard: Heard): Play | null {
  const answers = movesOf(heard, 'answer');
  const isNo = answers.some(({ answer }) => answer === 'disagree') && answers.every(({ answer }) => answer !== 'agree');
  return isNo && questionOf(heard.question).pending === 'consent' ? answerPlay(heard) : null;
}

/** 开玩笑的，我38了，重新来: the age is put right before the rest. */
const retracted = (heard: Heard): Play[] => (heard.context.minor && saysAdult(heard) ? [remark('adult')] : []);

/** 不对，是手机错了 answers no question: it says what is wrong. */
const rejects = (heard: Heard): boolean =>
  heard.understanding.corrections.length > 0 && movesOf(heard, 'answer').every(({ answer }) => answer === 'no');

/** Beside a word of help a person is called, and a plain question answered. */
const isHelpful = (play: Play): boolean => play.type === 'HUMAN' || (play.type === 'ASKED' && !NO_HELP.has(play.topic));

/** Answers that only say that this is not the place. */
const NO_HELP: ReadonlySet<string> = new Set(['out_of_scope', 'desk.other_product']);

/** Whoever asks for somebody else's application gets none, whatever number they have. */
const asksOfOthers = (heard: Heard): boolean => othersCases(heard).length > 0;

const othersCases = (heard: Heard) =>
  movesOf(heard, 'ask').filter(({ topic, confidence }) => topic === 'desk.others_case' && confidence === 1);

/** Whether a value stands in the clause that asks of somebody else (查一下13…这个人): it is theirs. */
const holdsOthers = (heard: Heard): boolean =>
  othersCases(heard).some(({ words }) =>
    movesOf(heard, 'give').some(({ value }) => {
      const { text } = heard.understanding;
      return !text.includes(words) || text.includes(value + words) || text.includes(words + value);
    }),
  );

/** Why nobody can go on: a foreigner without an ID card is told as a foreigner. */
const endOf = (statements: readonly Play[]): Play | undefined => {
  const ends = statements.filter((play) => play.type === 'INELIGIBLE');
  return ends.find(({ reason }) => reason !== 'no_id') ?? ends[0];
};

const SCORES: ReadonlySet<QuestionId> = new Set<QuestionId>(['payScore', 'checkPayScore']);

/** Questions whose plain yes or no beside a new value is about the value: at the summary nothing is submitted that changes. */
const DECIDES: ReadonlySet<QuestionId> = new Set<QuestionId>([
  'confirmValue',
  'summary',
  'pickItem',
  'sure',
  'returning',
]);

/** What is asked beside something taken: what is not sure there is named as not understood, not offered as a menu. */
function besideTaken(questions: readonly Play[], taken: readonly Play[], heard: Heard): Play[] {
  if (taken.length === 0) {
    const [only] = questions;
    const vague = questions.length === 1 && only?.type === 'UNSURE_OF';
    return vague && !isPutAsQuestion(heard) && attemptPlay(heard) ? [] : [...questions];
  }
  const asks = isPutAsQuestion(heard);
  const unsure = asks ? unreadPlay(unsureWords(heard)) : [];
  if (questions.length === 0) return unsure;
  return questions.flatMap((play) => (play.type === 'UNSURE_OF' ? unsure : [play]));
}

const isPutAsQuestion = (heard: Heard): boolean => movesOf(heard, 'ask').some(({ asking }) => asking);

const unsureWords = (heard: Heard): string =>
  movesOf(heard, 'ask')
    .filter((ask) => !isSure(ask))
    .map(({ words }) => words)
    .join('，');

/** What was said beside something taken, and asks nothing, is left alone: people tell stories. */
const unreadPlays = (heard: Heard): Play[] => {
  const words = movesOf(heard, 'unread')
    .filter(({ asking }) => asking)
    .map((move) => move.words);
  return unreadPlay(words.join('，'));
};

/** Names words as not understood; marks alone say nothing. */
const unreadPlay = (words: string): Play[] => (words === '' ? [] : [{ type: 'UNREAD', words }]);

/** Nothing was asked or taken: a weak answer, an attempt at a value that is not put as a question, small talk, or nothing understood. */
function fallback(heard: Heard, questions: readonly Play[]): Play {
  const weak = weakAnswerPlay(heard);
  if (weak) return weak;
  const asks = isPutAsQuestion(heard);
  const attempt = asks ? null : attemptPlay(heard);
  if (attempt) return attempt;
  const courtesy = movesOf(heard, 'courtesy').at(-1)?.courtesy;
  if (asks && courtesy !== undefined && courtesy !== 'bye' && questions.length === 0) return { type: 'MISSED' };
  if (courtesy === 'angry') return { type: 'ASKED', topic: 'desk.angry' };
  if (courtesy) return remark(courtesy);
  return questions[0] ?? { type: 'MISSED' };
}

const distinct = (plays: readonly Play[]): Play[] =>
  plays.filter((play, index) => plays.findIndex((other) => JSON.stringify(other) === JSON.stringify(play)) === index);
