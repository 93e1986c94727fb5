import { join } from 'node:path';
import { loadContent } from '../../bot/content/loadContent';
import { WORDS } from '../../bot/store/sealed/coding.data';
import { testConfig } from '../support/desk';
import { converse } from '../support/dialog';
import { root } from '../support/root';
import { Applicant, Applicants, WHOLE } from './conversation';
import { readLabelledFile } from './labelled';
import { allOf } from './sentences';
import * as data from './sentences.data';

const APPLICANTS = 200;
const CHATS = 10;

const { dialog, understand } = loadContent(testConfig());

const applicants = Array.from({ length: APPLICANTS }, (_, number) => new Applicant(number));

/** What the applicant says from hello on, and for a while after the application. */
const saidBy = (applicant: Applicant): string[] => [
  ...applicant.application,
  ...Array.from({ length: CHATS }, () => applicant.chat()),
];

const written = [
  data.OPENINGS,
  data.WISHES,
  data.NOT_SEEN,
  data.GOING_ON,
  data.CONSENTS,
  data.CARDS,
  data.NO_OVERDUE,
  data.SUBMISSIONS,
  data.QUESTIONS,
  data.CHATTER,
].flatMap(allOf);

describe('applicants of the benchmarks', () => {
  const said = applicants.flatMap(saidBy);

  it('hand in an application, each of them', () => {
    const unfinished = applicants.filter(({ application }) => {
      const conversation = converse(understand, { dialog });
      for (const text of application) conversation.say(text);
      return !conversation.commands.some(({ type }) => type === 'submit');
    });
    expect(unfinished.map(({ application }) => application)).toEqual([]);
    expect(new Set(applicants.map(({ application }) => application.length))).toEqual(new Set([WHOLE]));
  });

  it('say nothing that the store knows by heart', () => {
    const words = new Set(WORDS);
    const stored = said.map((text) => dialog.transcriptText(understand(text)));
    expect([...written, ...said, ...stored].filter((text) => words.has(text))).toEqual([]);
  });

  it('say nothing that is measured elsewhere', () => {
    const measured = new Set(readLabelledFile(join(root, 'test/nlu/utterances.tsv')).map(({ text }) => text));
    expect([...written, ...said].filter((text) => measured.has(text))).toEqual([]);
  });

  it('seldom say the same', () => {
    expect(new Set(said).size).toBeGreaterThan(said.length / 2);
  });

  it('say the same in every run', () => {
    const again = new Applicants();
    expect(applicants.slice(0, 20).flatMap(({ number }) => saidBy(new Applicant(number)))).toEqual(
      Array.from({ length: 20 }, () => again.next()).flatMap(saidBy),
    );
  });
});
