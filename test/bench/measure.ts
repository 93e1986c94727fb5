/** What every benchmark has in common. */

/** One line of the result, as `--json` prints it. */
export interface Result {
  name: string;
  value: number;
  unit: string;
  /** What it was measured against in the same run; null for a bound that stands alone. */
  peer: string | null;
  peerValue: number | null;
  /** value / peerValue, the median over the rounds. */
  ratio: number | null;
  target: string;
  met: boolean;
}

export interface BenchOptions {
  /** Labelled utterances for the accuracy; the project's own by default. */
  nluFile: string;
  /** Conversations stored for the measure of a full store. */
  conversations: number;
  /** Idle sockets held open at once. */
  sockets: number;
}

export interface Bench {
  /** What `--only` names it by. */
  name: string;
  run(options: BenchOptions): Promise<Result[]>;
}

export const ROUNDS = 5;

/** Progress goes to standard error: standard output is for the result alone. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

export interface Compared {
  ours: number;
  peer: number;
  /** Median of the rounds' own ratios: what disturbs the machine for a while disturbs both. */
  ratio: number;
}

/** Measures both in turns, after one round that warms them up and does not count. Medians. */
export const inTurns = async (
  ours: () => Promise<number>,
  peer: () => Promise<number>,
  rounds = ROUNDS,
): Promise<Compared> => {
  const measured: { ours: number; peer: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const pair = { ours: await ours(), peer: await peer() };
    say(`  ${round === 0 ? 'warm-up' : `round ${round}`}: ${format(pair.ours)} against ${format(pair.peer)}`);
    if (round > 0) measured.push(pair);
  }
  return {
    ours: median(measured.map((pair) => pair.ours)),
    peer: median(measured.map((pair) => pair.peer)),
    ratio: median(measured.map((pair) => pair.ours / pair.peer)),
  };
};

/** Three significant digits. */
export const format = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** A comparison as a line of the result; `holds` judges its ratio. */
export const compared = (
  line: Pick<Result, 'name' | 'unit' | 'target'> & { peer: string },
  { ours, peer, ratio }: Compared,
  holds: (ratio: number) => boolean,
): Result => ({ ...line, value: ours, peerValue: peer, ratio, met: holds(ratio) });

/** A bound that stands alone. */
export const bounded = (
  line: Pick<Result, 'name' | 'unit' | 'target' | 'value'>,
  holds: (value: number) => boolean,
): Result => ({ ...line, peer: null, peerValue: null, ratio: null, met: holds(line.value) });
