/**
 * `npm run nlu:evaluate -- FILE.tsv [--json]`: evaluates rules and classifier together on a file of
 * `utterance<TAB>intent` or `utterance<TAB>intent<TAB>topic` lines; several topics that are all right are joined by `|`.
 * `--cross-validate` evaluates the classifier on held-out folds of its own corpus instead.
 */
import { readFileSync } from 'node:fs';
import { createUnderstand, loadModel, PRODUCT_INTENTS, type Intent, type ProductIntent } from '../../nlu';
import { parseCorpus, type Corpus } from '../../nlu/model/corpus/corpus';
import { CorpusError } from '../../nlu/model/corpus/readYaml';
import { calibrate, evaluate, type Evaluation, type Judged } from '../../nlu/model/evaluate';
import { readCorpusFiles } from '../../nlu/model/corpus/corpusFiles';
import { ModelError } from '../../nlu/model/model';
import { crossValidateCorpus, type HeldOut } from '../../nlu/model/train';
import { CONFIDENT } from '../../nlu/types';

const USAGE = 'usage: npm run nlu:evaluate -- FILE.tsv [--json], or --cross-validate [--json]';
const WORST_CONFUSIONS = 15;

/** A file of labelled utterances that cannot be read. The message is one line. */
class LabelledFileError extends Error {
  override readonly name = 'LabelledFileError';
}

/**
 * Acts whose answer is that of a product intent. Labelled files know product intents only, so any other act counts as
 * `out_of_scope`: it gives no answer about the product.
 */
const INTENT_OF_ACT: Partial<Record<Intent, ProductIntent>> = {
  minor: 'eligibility',
  student: 'eligibility',
  foreigner: 'eligibility',
  third_party: 'eligibility',
  cancel: 'close_service',
  help: 'how_to_apply',
  send_photo: 'account_identity',
  correct: 'account_identity',
};

/** Product intent as labelled files name it. */
export function toProductIntent(intent: Intent): ProductIntent {
  return isProductIntent(intent) ? intent : (INTENT_OF_ACT[intent] ?? 'out_of_scope');
}

/** A labelled utterance. */
export interface Labelled {
  text: string;
  expected: ProductIntent;
  /** Topics that are right; empty where the file names none. */
  topics: readonly string[];
}

/**
 * Parses `utterance<TAB>intent` lines, with an optional third column of topics joined by `|`. Empty lines and lines that begin with `#` are
 * skipped.
 * @throws LabelledFileError
 */
export function parseLabelled(content: string, name: string): Labelled[] {
  return content.split('\n').flatMap((line, index) => {
    const trimmed = line.replace(/\r$/, '');
    if (trimmed.trim() === '' || trimmed.startsWith('#')) return [];
    const [text, expected, topics = '', ...more] = trimmed.split('\t');
    if (text === undefined || expected === undefined || more.length > 0)
      throw new LabelledFileError(`${name}: line ${index + 1}: expected utterance<TAB>intent[<TAB>topic]`);
    if (!isProductIntent(expected))
      throw new LabelledFileError(`${name}: line ${index + 1}: unknown intent "${expected}"`);
    return [{ text, expected, topics: topics.split('|').filter((topic) => topic !== '') }];
  });
}

function main(args: readonly string[]): void {
  const file = args.find((argument) => !argument.startsWith('--'));
  const judged = args.includes('--cross-validate') ? judgeHeldOut() : judgeFile(file);
  const evaluation = evaluate(judged, CONFIDENT);
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(evaluation)}\n` : describe(evaluation, judged));
}

function judgeFile(file: string | undefined): Judged[] {
  if (file === undefined) throw new LabelledFileError(USAGE);
  const understand = createUnderstand(loadModel());
  return parseLabelled(readFileSync(file, 'utf8'), file).map(({ text, expected, topics }) => {
    const { intent, confidence, topic, topicAlternatives } = understand(text);
    const named = [topic ?? 'out_of_scope', ...topicAlternatives.map((alternative) => alternative.topic)];
    return {
      expected,
      predicted: toProductIntent(intent),
      confidence,
      ...(topics.length > 0 ? { expectedTopics: topics, topics: named } : {}),
    };
  });
}

function judgeHeldOut(): Judged[] {
  const corpus = parseCorpus(readCorpusFiles());
  return crossValidateCorpus(corpus).map((heldOut) => judgeOne(corpus, heldOut));
}

function judgeOne({ topics }: Corpus, { probabilities, example }: HeldOut): Judged {
  const ids = [...topics.keys()];
  const ofIntents = new Map<Intent, number>();
  [...topics.values()].forEach((intent, at) => {
    ofIntents.set(intent, (ofIntents.get(intent) ?? 0) + (probabilities[at] ?? 0));
  });
  const [predicted, confidence] = [...ofIntents].reduce((best, one) => (one[1] > best[1] ? one : best));
  const best = ids
    .map((topic, at) => ({ topic, probability: probabilities[at] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
  const ofTopic = topics.get(example.label);
  return {
    expected: ofTopic ?? example.label,
    predicted,
    confidence,
    ...(ofTopic ? { expectedTopics: [example.label], topics: best.slice(0, 3).map(({ topic }) => topic) } : {}),
  };
}

function describe(evaluation: Evaluation, judged: readonly Judged[]): string {
  const rows = Object.entries(evaluation.perIntent).map(
    ([intent, { n, precision, recall, f1 }]) =>
      `${intent.padEnd(20)}${String(n).padStart(5)}${percent(precision)}${percent(recall)}${percent(f1)}`,
  );
  const confusions = evaluation.confusions
    .slice(0, WORST_CONFUSIONS)
    .map(({ expected, predicted, count }) => `${String(count).padStart(5)}  ${expected} taken for ${predicted}`);
  const bins = calibrate(judged).flatMap(({ n, confidence, right }, index) =>
    n === 0
      ? []
      : [
          `${(index / 10).toFixed(1)}-${((index + 1) / 10).toFixed(1)}${String(n).padStart(7)}${percent(confidence / n)}${percent(right / n)}`,
        ],
  );
  return [
    `${evaluation.n} utterances: accuracy${percent(evaluation.accuracy)}, macro-F1${percent(evaluation.macroF1)}`,
    `confident (from ${CONFIDENT}) on${percent(evaluation.coverage)}, right there${percent(evaluation.accuracyWhenConfident)}; calibration error ${evaluation.ece.toFixed(3)}`,
    ...(evaluation.topicAccuracy === undefined || evaluation.topicTop3 === undefined
      ? []
      : [`topics: first${percent(evaluation.topicAccuracy)}, among three${percent(evaluation.topicTop3)}`]),
    '',
    `${'intent'.padEnd(20)}    n  precision  recall   F1`,
    ...rows,
    '',
    'worst confusions',
    ...confusions,
    '',
    'confidence    n   said    right',
    ...bins,
    '',
  ].join('\n');
}

const isProductIntent = (intent: string): intent is ProductIntent =>
  (PRODUCT_INTENTS as readonly string[]).includes(intent);

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(7)} %`;

function run(): void {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    const isKnown =
      error instanceof LabelledFileError ||
      error instanceof ModelError ||
      error instanceof CorpusError ||
      (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isKnown) throw error;
    process.stderr.write(`nlu:evaluate: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) run();
