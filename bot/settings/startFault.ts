/**
 * Reason why the program does not start: one line for each fault, naming the file (or the environment), the key and the
 * remedy. It holds no secret. `main.ts` prints the lines to stderr, without the stack, and exits with code 1.
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
