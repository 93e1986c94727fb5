import { cleanText, plainText } from '../text/normalize';
import type { Entities, EntitySlot, Pending, SecretKind } from '../types';

/** Stands where a value was taken out. It is neither letter, digit nor space, so nothing joins across it. */
export const TAKEN = '\u0000';

/** How a secret appears in text that is kept. */
export const REDACTED = '▇';

/** A value found for a slot, and whether the sender names it as the wrong one (不是138…, 138…不用了). */
export interface Finding {
  slot: EntitySlot;
  value: string;
  start: number;
  negated: boolean;
}

/**
 * One message while values are taken out of it. Every search sees only what earlier ones left, so a phone number is never found
 * inside an ID number. `clean` and `plain` agree position for position: rules match `plain`, values are cut from `clean`.
 */
export class Draft {
  clean: string;
  plain: string;
  readonly original: string;
  readonly findings: Finding[] = [];
  readonly nearMisses: { slot: EntitySlot; text: string }[] = [];
  readonly secrets: SecretKind[] = [];
  readonly facts: Pick<Entities, 'payScore' | 'applicationNo' | 'answer' | 'date'> = {};
  private readonly secretSpans: [start: number, end: number][] = [];

  constructor(
    text: string,
    readonly pending: Pending,
  ) {
    this.clean = this.original = cleanText(text);
    this.plain = plainText(this.clean);
  }

  /** Blanks a span; positions after it stay the same. */
  take(start: number, end: number): void {
    const blank = TAKEN.repeat(end - start);
    this.clean = this.clean.slice(0, start) + blank + this.clean.slice(end);
    this.plain = this.plain.slice(0, start) + blank + this.plain.slice(end);
  }

  takeSecret(kind: SecretKind, start: number, end: number): void {
    if (!this.secrets.includes(kind)) this.secrets.push(kind);
    this.secretSpans.push([start, end]);
    this.take(start, end);
  }

  find(slot: EntitySlot, value: string, start: number, end: number, negated = false): void {
    this.findings.push({ slot, value, start, negated });
    this.take(start, end);
  }

  miss(slot: EntitySlot, text: string): void {
    this.nearMisses.push({ slot, text });
  }

  /** The value that counts for a slot, if there is one. */
  valueOf(slot: EntitySlot): string | undefined {
    return this.findings.find((finding) => finding.slot === slot && !finding.negated)?.value;
  }

  /** The message with each secret replaced by one mark. */
  redacted(): string {
    let text = this.original;
    for (const [start, end] of this.secretSpans.sort((a, b) => b[0] - a[0])) {
      text = text.slice(0, start) + REDACTED + text.slice(end);
    }
    return text;
  }
}
