/**
 * Why the program does not start: one line per fault, each naming the file (or the environment), the key and the remedy, without any
 * secret. `main.ts` prints the lines to standard error and exits with 1; nobody needs its stack.
 */
export class StartFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: string | readonly string[], options?: { cause?: unknown }) {
    const lines = typeof faults === 'string' ? [faults] : faults;
    super(lines.join('\n'), options);
    this.name = 'StartFault';
    this.faults = lines;
  }
}
