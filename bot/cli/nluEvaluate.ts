/**
 * `npm run nlu:evaluate -- FILE.tsv [--json]`: evaluates rules and classifier together on a file of
 * `utterance<TAB>intent` lines. `--cross-validate` evaluates the classifier on held-out folds of its own corpus
 * instead.
 */
import { readFileSync } from 'node:fs';
import { createUnderstand, loadClassifier, PRODUCT_INTENTS, type Intent, type ProductIntent } from '../../nlu';
import { CorpusError, parseCorpus } from '../../nlu/model/corpus';
import { calibrate, evaluate, type Evaluation, type Judged } from '../../nlu/model/evaluate';
import { readCorpusFiles } from '../../nlu/model/corpusFiles';
import { ModelError } from '../../nlu/model/model';
import { crossValidateCorpus, probabilitiesAt } from '../../nlu/model/train';
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

/**
 * Parses `utterance<TAB>intent` lines. Empty lines and lines that begin with `#` are skipped.
 * @throws LabelledFileError
 */
export function parseLabelled(content: string, name: string): { text: string; expected: ProductIntent }[] {
  return content.split('\n').flatMap((line, index) => {
    const trimmed = line.replace(/\r$/, '');
    if (trimmed.trim() === '' || trimmed.startsWith('#')) return [];
    const [text, expected, ...more] = trimmed.split('\t');
    if (text === undefined || expected === undefined || more.length > 0)
      throw new LabelledFileError(`${name}: line ${index + 1}: expected utterance<TAB>intent`);
    if (!isProductIntent(expected))
      throw new LabelledFileError(`${name}: line ${index + 1}: unknown intent "${expected}"`);
    return [{ text, expected }];
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
  const understand = createUnderstand({ classify: loadClassifier() });
  return parseLabelled(readFileSync(file, 'utf8'), file).map(({ text, expected }) => {
    const { intent, confidence } = understand(text);
    return { expected, predicted: toProductIntent(intent), confidence };
  });
}

function judgeHeldOut(): Judged[] {
  const { heldOut, temperature } = crossValidateCorpus(parseCorpus(readCorpusFiles()));
  return heldOut.map(({ logits, label }) => {
    const probabilities = probabilitiesAt(logits, temperature);
    const confidence = Math.max(...probabilities);
    return { expected: intentAt(label), predicted: intentAt(probabilities.indexOf(confidence)), confidence };
  });
}

function intentAt(index: number) {
  const intent = PRODUCT_INTENTS[index];
  if (intent === undefined) throw new RangeError(`The classifier knows no intent ${index}`);
  return intent;
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
