import { createRandom, overEpochs, toGradients, type Kept, type Packed } from './examples';

const EPOCHS = 6;
const RATE = 0.6;
const BIAS_RATE = 0.02;
const L2 = 2e-6;
const SQUARES_AT_START = 1e-3;
/** Share of features dropped from an example each time it is seen. */
const DROPOUT = 0.3;
/** Gradients below this are skipped, which saves time. */
const NEGLIGIBLE = 0.003;
const SEED = 20261122;

/** A linear model: one weight per feature row and topic, one bias per topic. */
export interface Linear {
  table: Float32Array;
  biases: Float32Array;
}

interface State extends Linear {
  /** Sum of changes, each times the number of its step. */
  drift: Float32Array;
  /** Sum of squared gradients per weight. */
  squares: Float32Array;
  gradients: Float32Array;
  step: number;
}

/**
 * Multinomial logistic regression by AdaGrad with feature dropout, the weights averaged over all steps: each feature has its own say.
 * Deterministic: the same examples give the same weights.
 */
export function learnWide(packed: Packed, topics: number): Linear {
  const cells = packed.tableRows * topics;
  const state: State = {
    table: new Float32Array(cells),
    biases: new Float32Array(topics),
    drift: new Float32Array(cells),
    squares: new Float32Array(cells).fill(SQUARES_AT_START),
    gradients: new Float32Array(topics),
    step: 0,
  };
  overEpochs(packed, { epochs: EPOCHS, dropout: DROPOUT, random: createRandom(SEED) }, (index, kept, left) => {
    addLogits(state, kept);
    toGradients(state.gradients, packed, index);
    takeStep(state, kept, RATE * left);
  });
  const { table, biases, drift, step } = state;
  for (let cell = 0; cell < cells; cell++) table[cell]! += drift[cell]! / Math.max(1, step);
  return { table, biases };
}

function addLogits({ table, biases, gradients }: State, { rows, count, value }: Kept): void {
  const topics = biases.length;
  gradients.set(biases);
  for (let nth = 0; nth < count; nth++) {
    const start = rows[nth]! * topics;
    for (let topic = 0; topic < topics; topic++) gradients[topic]! += table[start + topic]! * value;
  }
}

function takeStep(state: State, { rows, count, value }: Kept, rate: number): void {
  const { table, biases, drift, squares, gradients } = state;
  const step = ++state.step;
  const topics = biases.length;
  for (let topic = 0; topic < topics; topic++) {
    const slope = gradients[topic]!;
    biases[topic]! -= BIAS_RATE * rate * slope;
    if (Math.abs(slope) < NEGLIGIBLE) continue;
    for (let nth = 0; nth < count; nth++) {
      const cell = rows[nth]! * topics + topic;
      const gradient = slope * value + L2 * table[cell]!;
      const square = squares[cell]! + gradient * gradient;
      const change = (rate * gradient) / Math.sqrt(square);
      squares[cell] = square;
      table[cell]! -= change;
      drift[cell]! += change * step;
    }
  }
}
