/** Values, corrections and facts of a message: all of them make one play, which one receipt answers. */
import type { Correctable } from '../../../nlu/types';
import { bandOf } from '../../state/choices';
import { hasConsent } from '../../state/context';
import type { Context } from '../../state/context';
import type { Play, Problem } from '../../state/events';
import { questionOf } from '../../state/questions';
import type { QuestionId } from '../../state/questions';
import { isOpen } from '../../types';
import type { Contact, Facts, Item } from '../../types';
import { movesOf, wishOf } from '../heard';
import type { Heard } from '../heard';
import { isContact, judge } from '../judge';
import type { Given } from '../judge';

/** Questions at which a name alone, without a word that announces it, answers or corrects. */
const NAMED_ALONE: readonly QuestionId[] = ['name', 'confirmValue', 'summary', 'pickItem'];

/** The play of all values; null where the message tells none, or takes them back (算了，不改了). */
export function valuePlay(heard: Heard): Play | null {
  const { question, context, now, understanding } = heard;
  if (wishOf(heard, 'keep')?.polarity === 'do') return null;
  const given = givenIn(heard);
  if (question === 'recover') return recovered(given, heard);
  const taken = consentsIn(context, heard);
  const facts = takesFacts(heard) ? factsIn(heard) : {};
  const doubted = doubtedIn(heard, given);
  if (given.length === 0 && doubted.length === 0 && Object.keys(facts).length === 0) return null;
  if (given.length > 0 && !taken) {
    const sensitive = given.some(({ slot }) => slot !== 'name') || understanding.intent === 'inform';
    return sensitive ? { type: 'EARLY_DATA' } : null;
  }
  const corrects = given.some((value) => value.corrects) || movesOf(heard, 'state').some((fact) => fact.corrects);
  const asked = questionOf(question).item;
  const items = [...given.map(itemOfGiven), ...(Object.keys(facts) as Item[])];
  const beside = items.some((item) => item !== asked);
  return {
    type: 'TOLD',
    judged: judge(context, given, now),
    facts,
    doubted,
    ...(given.length === 0 ? contactKindIn(heard) : {}),
    receipt: corrects || beside,
  };
}

/** Whether values may be taken: the form has its consent, or gets it by this message; or an application is open to be corrected. */
function consentsIn(context: Context, heard: Heard): boolean {
  if (context.reopened !== null || isOpen(context.application)) return true;
  if (!context.applying) return false;
  return hasConsent(context, 'privacy') || (heard.question === 'consent' && agrees(heard));
}

/** Whether the message consents in words, without a condition. */
export const agrees = (heard: Heard): boolean =>
  movesOf(heard, 'answer').some(({ answer, conditional }) => answer === 'agree' && !conditional);

const itemOf = (slot: Correctable): Item =>
  slot === 'phone' || slot === 'wechatId' || slot === 'email' ? 'contact' : slot;
const itemOfGiven = ({ slot }: Given): Item => itemOf(slot);

/** Values of the message. A name alone where no name is expected is none. */
function givenIn(heard: Heard): Given[] {
  const given = movesOf(heard, 'give').map(({ slot, value, corrects }): Given => ({ slot, text: value, corrects }));
  const [only, ...others] = given;
  const alone = only?.slot === 'name' && others.length === 0 && !only.corrects;
  const bare = alone && only.text === heard.understanding.text.trim();
  return bare && !NAMED_ALONE.includes(heard.question) ? [] : given;
}

/** Items said to be wrong, without the right value. What is not named is the item to confirm, or the one asked for. */
function doubtedIn(heard: Heard, given: readonly Given[]): Item[] {
  const { context, question } = heard;
  const known = new Set(given.map(itemOfGiven));
  const facts = new Set<string>(Object.keys(factsIn(heard)));
  return movesOf(heard, 'correct').flatMap(({ slot }): Item[] => {
    if (slot === null) return unnamed(context, question);
    const item = itemOf(slot);
    return known.has(item) || facts.has(item) ? [] : [item];
  });
}

const unnamed = ({ unconfirmed }: Context, question: QuestionId): Item[] => {
  const [first] = unconfirmed;
  if (question === 'confirmValue' && first) return [first.item];
  return [];
};

const contactKindIn = (heard: Heard) => {
  const slot = movesOf(heard, 'correct')
    .map((move) => move.slot)
    .find((one) => one === 'phone' || one === 'wechatId' || one === 'email');
  return slot && isContact(slot) ? { contactKind: slot } : {};
};

/** Facts count within the form and the self-check, and for an open application where nothing is asked: 没有逾期为什么还没过 corrects nothing. */
const takesFacts = ({ context, understanding }: Heard): boolean =>
  context.applying ||
  context.check !== null ||
  context.reopened !== null ||
  (isOpen(context.application) &&
    (understanding.moves.some((move) => move.type === 'state' && move.corrects) ||
      understanding.moves.every(({ type }) => type !== 'ask')));

/** Facts that the message states about today; an overdue of the past is none. */
export function factsIn(heard: Heard): Partial<Facts> {
  const facts: Partial<Facts> = {};
  for (const move of movesOf(heard, 'state')) {
    if (move.fact === 'payScore') facts.payScore = move.value === 'unsure' ? 'unsure' : bandOf(move.value);
    if ((move.fact === 'debitCard' || move.fact === 'overdue') && move.value !== 'past') facts[move.fact] = move.value;
  }
  return facts;
}

/** Proof for the look-up of a lost number. It is not kept. */
function recovered(given: readonly Given[], { understanding, context, now }: Heard): Play | null {
  if (given.length === 0) return null;
  const contact = given.map(toContact).find((one) => one !== null) ?? null;
  const { problems: found, refusal } = judge(context, given, now);
  const problems: readonly Problem[] =
    refusal === null ? found : [{ item: 'idNumber', key: 'lookup.refused', params: {} }];
  return { type: 'RECOVERED', idNumber: understanding.entities.idNumber ?? null, contact, problems };
}

const toContact = ({ slot, text }: Given): Contact | null => (isContact(slot) ? { kind: slot, value: text } : null);
