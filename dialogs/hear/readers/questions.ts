/** What is asked: sure topics are answered, unsure ones offered. */
import type { Play } from '../../state/events';
import { questionOf } from '../../state/questions';
import type { QuestionId } from '../../state/questions';
import { isOpen } from '../../types';
import type { Context } from '../../state/context';
import { isCode, movesOf } from '../heard';
import type { Heard } from '../heard';
import { saysAdult } from './statements';

/** Questions answered in one turn; further ones are offered. */
const MAX_ANSWERED = 3;
/** Confidence from which a topic is answered, and by how much it must lead where it is lower. */
const SURE = 0.5;
const SURE_OF_HARM = 0.86;
/** Sorrow is answered more readily: a kind word is never out of place. */
const SURE_OF_SORROW = 0.6;
const LIKELY = 0.36;
const LEAD = 0.16;
/** Confidence below which a topic is not offered, and the number offered. */
const GUESS = 0.24;
const OFFERED = 0.07;
const MAX_OFFERED = 3;

type Ask = ReturnType<typeof asksOf>[number];
const asksOf = (heard: Heard) => movesOf(heard, 'ask');

/** Plays of all questions, in the order asked. */
export function questionPlays(heard: Heard): Play[] {
  const asks = asksOf(heard).filter(
    (ask) => (ask.asking || isSaid(ask, heard)) && !isSettled(ask, heard) && !isOfSecret(ask, heard),
  );
  const sure = asks.filter(isSure);
  const answered = sure.slice(0, MAX_ANSWERED).map(({ topic }) => playOf(topic, heard));
  const left = [...sure.slice(MAX_ANSWERED).map(({ topic }) => topic)];
  const unsure = asks.filter((ask) => !isSure(ask)).flatMap(candidatesOf);
  const offered = [...new Set([...left, ...unsure])].slice(0, MAX_OFFERED);
  if (answered.length === 0) return offered.length === 0 ? [] : [{ type: 'UNSURE_OF', topics: offered }];
  return left.length === 0 ? answered : [...answered, { type: 'UNSURE_OF', topics: left.slice(0, MAX_OFFERED) }];
}

/** Whether something said, and not asked, still calls for an answer: 支付密码是… is a secret and no question about it. */
function isSaid({ topic }: Ask, heard: Heard): boolean {
  if (topic.startsWith('harm.')) return true;
  return topic !== 'out_of_scope' && heard.understanding.secrets.length === 0 && !isCode(heard);
}

/** Who says that they are of age asks nothing about minors: 我四十四了，怎么可能未成年. */
const isSettled = ({ topic }: Ask, heard: Heard): boolean => topic === 'desk.minor' && saysAdult(heard);

/** Beside a card number or a code, guesses about cards and codes are about what was just dropped. */
const isOfSecret = ({ topic, confidence }: Ask, { understanding }: Heard): boolean =>
  understanding.secrets.length > 0 &&
  confidence < 1 &&
  (topic.startsWith('bank_card.') || topic.startsWith('account_identity.'));

/** Whether a question is answered outright. */
export function isSure({ confidence, alternatives, topic }: Ask): boolean {
  if (topic === 'out_of_scope') return confidence >= SURE;
  if (topic === 'harm.sorrow') return confidence >= SURE_OF_SORROW;
  if (topic.startsWith('harm.')) return confidence >= SURE_OF_HARM;
  const next = alternatives[0]?.confidence ?? 0;
  return confidence >= SURE || (confidence >= LIKELY && confidence - next >= LEAD);
}

/** Topics that are no question somebody would choose from a list. */
const NEVER_OFFERED = /^(?:out_of_scope|harm\..*|desk\.(?:small_talk|angry|bot|minor|elderly|abilities))$/u;

/** Nothing is offered where even the likeliest is a mere guess. */
const candidatesOf = ({ topic, confidence, alternatives }: Ask): string[] =>
  (confidence < GUESS ? [] : [{ topic, confidence }, ...alternatives])
    .filter((one) => one.confidence >= OFFERED && !NEVER_OFFERED.test(one.topic))
    .map((one) => one.topic);

/** Topics whose best answer, where a sum is named, is what it costs. */
const PRICED: ReadonlySet<string> = new Set(['fees.rate', 'fees.calc']);

/** Questions about this desk whose best answer is a thing done: the status, the help of the open question. */
function playOf(topic: string, { question, context, understanding }: Heard): Play {
  const { form } = questionOf(question);
  const { loan } = understanding.entities;
  if (loan && PRICED.has(topic)) return { type: 'PRICED', loan };
  if (topic === 'not_invited.no_entry' && question === 'wallet') return { type: 'CHOSE', choice: 'not_seen' };
  if (topic === 'not_invited.no_entry' && question === 'guide') return { type: 'CHOSE', choice: 'not_found' };
  if (topic === 'apply.request' && !isOpen(context.application)) return { type: 'APPLY' };
  if (topic.startsWith('harm.')) return { type: 'HARMED', topic };
  if (topic === 'desk.person_hours' && context.handoffAt !== null) return { type: 'PLACE' };
  if (topic === 'desk.my_data') return { type: 'VIEW_DATA' };
  if (topic === 'desk.number_lost' && !form && !context.application) return { type: 'RECOVER' };
  if (topic === 'desk.why_id' && WHY_OF_ITS_OWN.includes(question)) return { type: 'WHY' };
  if (topic === 'application_status.progress' && !form && hasResult(context)) return { type: 'STATUS' };
  if (topic === 'desk.no_help' && wasTold('not_invited.no_entry', context))
    return { type: 'ASKED', topic: 'not_invited.no_entry' };
  return { type: 'ASKED', topic };
}

/** Whether there is more to say of the application than that it waits, and that nobody knows how long; or one was looked up. */
const hasResult = ({ application, found }: Context): boolean =>
  application ? application.status !== 'queued' && application.status !== 'in_review' : found !== null;

const wasTold = (topic: string, { told }: Context): boolean =>
  Object.keys(told).some((key) => key.startsWith(`answers.${topic}.`));

const WHY_OF_ITS_OWN: readonly QuestionId[] = [
  'name',
  'idConsent',
  'idNumber',
  'contact',
  'handover',
  'payScore',
  'debitCard',
  'overdue',
  'wallet',
  'consent',
];
