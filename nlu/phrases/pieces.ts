/** Finds which of many pieces, of one or two characters each, a text holds. One pass over the text, whatever their number. */

/** The pieces that a text holds. Valid until the reader reads the next text. */
export interface Held {
  /** Their numbers, each once. */
  numbers: readonly number[];
  /** By number of a piece: 1 if it is held. */
  flags: Uint8Array;
}

/** Reads texts for a set of pieces. */
export interface PieceReader {
  /** How many pieces there are. */
  size: number;
  /** The number of a piece of the set. */
  numberOf: (piece: string) => number;
  read: (text: string) => Held;
}

/** Builds a reader. @param pieces strings of one or two UTF-16 units */
export function createPieceReader(pieces: ReadonlySet<string>): PieceReader {
  const numbers = new Map([...pieces].map((piece, number) => [piece, number]));
  /** By code unit: the number of the piece that it is, plus one. */
  const single = new Uint16Array(1 << 16);
  /** By code unit: 1 where a piece of two begins with it. */
  const opens = new Uint8Array(1 << 16);
  const double = new Map<number, number>();
  const flags = new Uint8Array(pieces.size);
  let held: number[] = [];
  const add = (piece: number): void => {
    if (flags[piece] === 1) return;
    flags[piece] = 1;
    held.push(piece);
  };
  for (const [piece, number] of numbers) {
    if (piece.length === 1) single[piece.charCodeAt(0)] = number + 1;
    else {
      opens[piece.charCodeAt(0)] = 1;
      double.set(pairOf(piece.charCodeAt(0), piece.charCodeAt(1)), number);
    }
  }
  return {
    size: pieces.size,
    numberOf: (piece) => numbers.get(piece) ?? -1,
    read: (text) => {
      for (const piece of held) flags[piece] = 0;
      held = [];
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        const alone = single[unit];
        if (alone) add(alone - 1);
        if (opens[unit] === 0 || at + 1 === text.length) continue;
        const pair = double.get(pairOf(unit, text.charCodeAt(at + 1)));
        if (pair !== undefined) add(pair);
      }
      return { numbers: held, flags };
    },
  };
}

const pairOf = (first: number, second: number): number => (first << 16) | second;
