import { createRandom, overEpochs, toGradients, type Kept, type Packed } from './examples';
import type { Linear } from './wide';

/** Numbers a text is squeezed into before the topics are decided. */
const WIDTH = 64;
const EPOCHS = 6;
const RATE = 0.1;
const BIAS_RATE = 0.012;
const SQUARES_AT_START = 1e-3;
/** Share of features dropped from an example each time it is seen. */
const DROPOUT = 0.4;
/** Gradients below this are skipped, which saves time. */
const NEGLIGIBLE = 0.003;
const SEED = 20261127;

interface State {
  /** WIDTH numbers per feature row: what the feature means. */
  meanings: Float32Array;
  /** Sum of mean squared gradients, one per row: as good as one per number, and much quicker. */
  rowSquares: Float32Array;
  /** WIDTH weights per topic. */
  outputs: Float32Array;
  outputSquares: Float32Array;
  biases: Float32Array;
  /** Of the text at hand: its sum of meanings, the logits, and the gradient of the sum. */
  sum: Float32Array;
  gradients: Float32Array;
  back: Float32Array;
}

/**
 * A linear model of low rank, by AdaGrad with feature dropout: every feature has WIDTH numbers, and a topic is decided by their sum, so
 * features that occur in like company come to mean alike. Multiplied out, it is a table as that of `learnWide`. Deterministic.
 */
export function learnNarrow(packed: Packed, topics: number): Linear {
  const random = createRandom(SEED);
  const state = createState(packed.tableRows, topics, random);
  overEpochs(packed, { epochs: EPOCHS, dropout: DROPOUT, random }, (index, kept, left) => {
    addLogits(state, kept);
    toGradients(state.gradients, packed, index);
    takeStep(state, kept, left);
  });
  return multiplyOut(state, packed.tableRows);
}

function createState(rows: number, topics: number, random: () => number): State {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const draw = (count: number): Float32Array => new Float32Array(count).map(() => normal() / Math.sqrt(WIDTH));
  return {
    meanings: draw(rows * WIDTH),
    rowSquares: new Float32Array(rows).fill(SQUARES_AT_START),
    outputs: draw(topics * WIDTH),
    outputSquares: new Float32Array(topics * WIDTH).fill(SQUARES_AT_START),
    biases: new Float32Array(topics),
    sum: new Float32Array(WIDTH),
    gradients: new Float32Array(topics),
    back: new Float32Array(WIDTH),
  };
}

function addLogits(state: State, { rows, count, value }: Kept): void {
  const { meanings, outputs, biases, sum, gradients } = state;
  sum.fill(0);
  for (let nth = 0; nth < count; nth++) {
    const start = rows[nth]! * WIDTH;
    for (let at = 0; at < WIDTH; at++) sum[at]! += meanings[start + at]! * value;
  }
  for (let topic = 0; topic < biases.length; topic++) {
    let logit = biases[topic]!;
    for (let at = 0; at < WIDTH; at++) logit += outputs[topic * WIDTH + at]! * sum[at]!;
    gradients[topic] = logit;
  }
}

function takeStep(state: State, { rows, count, value }: Kept, left: number): void {
  const { meanings, rowSquares, outputs, outputSquares, biases, sum, gradients, back } = state;
  const rate = RATE * left;
  back.fill(0);
  for (let topic = 0; topic < biases.length; topic++) {
    const slope = gradients[topic]!;
    biases[topic]! -= BIAS_RATE * left * slope;
    if (Math.abs(slope) < NEGLIGIBLE) continue;
    const start = topic * WIDTH;
    for (let at = 0; at < WIDTH; at++) {
      const cell = start + at;
      back[at]! += slope * outputs[cell]!;
      const gradient = slope * sum[at]!;
      const square = outputSquares[cell]! + gradient * gradient;
      outputSquares[cell] = square;
      outputs[cell]! -= (rate * gradient) / Math.sqrt(square);
    }
  }
  let squares = 0;
  for (let at = 0; at < WIDTH; at++) {
    back[at]! *= value;
    squares += back[at]! * back[at]!;
  }
  for (let nth = 0; nth < count; nth++) {
    const row = rows[nth]!;
    const square = rowSquares[row]! + squares / WIDTH;
    rowSquares[row] = square;
    const change = rate / Math.sqrt(square);
    const start = row * WIDTH;
    for (let at = 0; at < WIDTH; at++) meanings[start + at]! -= change * back[at]!;
  }
}

/** The table of weights per feature row and topic that the two factors make. */
function multiplyOut({ meanings, outputs, biases }: State, rows: number): Linear {
  const topics = biases.length;
  const table = new Float32Array(rows * topics);
  for (let row = 0; row < rows; row++) {
    for (let topic = 0; topic < topics; topic++) {
      let weight = 0;
      for (let at = 0; at < WIDTH; at++) weight += meanings[row * WIDTH + at]! * outputs[topic * WIDTH + at]!;
      table[row * topics + topic] = weight;
    }
  }
  return { table, biases };
}
