import { iso7064Mod11_2CheckDigit } from '../../nlu/text/idChecksum';
import { createRandom, pick, type Random } from './random';
import {
  CARDS,
  CHATTER,
  CONSENTS,
  GIVEN_NAMES,
  GOING_ON,
  ID_NUMBER_LEADS,
  NAME_LEADS,
  NO_OVERDUE,
  NOT_SEEN,
  OPENINGS,
  PHONE_LEADS,
  QUESTIONS,
  SCORES,
  SUBMISSIONS,
  SURNAMES,
  WISHES,
} from './sentences.data';
import { combined, sentenceOf, typed } from './sentences';

/** An ID number of nobody, different for each `number` up to nine million. */
const inventIdNumber = (number: number): string => {
  const day = String((number % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, '0');
  const year = 1970 + (Math.floor(number / 336) % 27);
  const first17 = `110105${year}${month}${day}${String(Math.floor(number / 9072) % 1000).padStart(3, '0')}`;
  return first17 + iso7064Mod11_2CheckDigit(first17);
};

const inventPhone = (number: number): string => `159${String(10_000_000 + (number % 90_000_000))}`;

const inventName = (random: Random): string => pick(random, SURNAMES) + pick(random, GIVEN_NAMES);

const scoreOf = (random: Random): string =>
  combined(random, SCORES.before) + String(655 + Math.floor(random() * 180)) + combined(random, SCORES.after);

/** From hello to submission, with two questions that are not the form's. */
const applicationOf = (number: number, random: Random): string[] => [
  typed(random, sentenceOf(random, OPENINGS)),
  sentenceOf(random, WISHES),
  sentenceOf(random, NOT_SEEN),
  sentenceOf(random, GOING_ON),
  typed(random, sentenceOf(random, QUESTIONS)),
  sentenceOf(random, CONSENTS),
  pick(random, NAME_LEADS) + inventName(random),
  sentenceOf(random, CONSENTS),
  pick(random, ID_NUMBER_LEADS) + inventIdNumber(number),
  pick(random, PHONE_LEADS) + inventPhone(number),
  scoreOf(random),
  typed(random, sentenceOf(random, QUESTIONS)),
  sentenceOf(random, CARDS),
  sentenceOf(random, NO_OVERDUE),
  sentenceOf(random, SUBMISSIONS),
];

/** Messages before the form is half filled: name and ID number are in, a contact is asked for. */
export const MID_FORM = 9;

/** Messages from hello to submission. */
export const WHOLE = 15;

/** Somebody who applies. The same number says the same in every run, and has the same name and ID number. */
export class Applicant {
  readonly number: number;
  readonly #random: Random;
  /** From hello to submission. */
  readonly application: readonly string[];

  constructor(number: number) {
    this.number = number;
    this.#random = createRandom(number);
    this.application = applicationOf(number, this.#random);
  }

  /** Something more, after the application. */
  chat(): string {
    return typed(this.#random, sentenceOf(this.#random, pick(this.#random, [QUESTIONS, CHATTER])));
  }
}

/**
 * The applicants of one store, each somebody new, in the same order in every run: the two sides of a comparison hear the same from their
 * first, their second and so on.
 */
export class Applicants {
  #met = 0;

  next(): Applicant {
    return new Applicant(this.#met++);
  }
}
