import { cleanText, plainText } from '../text/normalize';
import type { Entities, EntitySlot, Pending, SecretKind } from '../types';

/** Replaces each character of a value taken out. It is neither letter, digit nor space, so that no pattern matches across it. */
export const TAKEN = '\u0000';

/** Replaces a secret in text that is kept. */
export const REDACTED = '▇';

/** A value found for a slot. */
export interface Finding {
  slot: EntitySlot;
  /** Canonical form. */
  value: string;
  /** Position in the message. */
  start: number;
  /** The sender names it as the wrong one: 不是138…, 138…不用了. */
  negated: boolean;
}

/**
 * A message during extraction. What one extractor takes out, later ones do not see: no phone number is found inside an ID number. `clean`
 * and `plain` have the same positions.
 */
export class Draft {
  /** Text from which values are cut. */
  clean: string;
  /** Text that rules match: simplified, lower case. */
  plain: string;
  /** Text before anything was taken out. */
  readonly original: string;
  readonly findings: Finding[] = [];
  readonly nearMisses: { slot: EntitySlot; text: string }[] = [];
  readonly secrets: SecretKind[] = [];
  readonly facts: Pick<Entities, 'payScore' | 'payScoreVague' | 'loan' | 'age' | 'applicationNo' | 'last4' | 'date'> =
    {};
  private readonly secretSpans: [start: number, end: number][] = [];

  constructor(
    text: string,
    readonly pending: Pending,
  ) {
    this.clean = this.original = cleanText(text);
    this.plain = plainText(this.clean);
  }

  /** Blanks a span; other positions stay. */
  take(start: number, end: number): void {
    this.put(TAKEN.repeat(end - start), start);
  }

  /** Puts a mark that ends a clause in the place of a span that only counts: 1. 2. 3. */
  divide(start: number, end: number): void {
    this.put(';'.padEnd(end - start), start);
  }

  /** Takes a secret out; `redacted` replaces it. */
  takeSecret(kind: SecretKind, start: number, end: number): void {
    if (!this.secrets.includes(kind)) this.secrets.push(kind);
    this.secretSpans.push([start, end]);
    this.take(start, end);
  }

  /** Takes out a value of a slot. */
  find(slot: EntitySlot, value: string, start: number, end: number, negated = false): void {
    this.findings.push({ slot, value, start, negated });
    this.take(start, end);
  }

  /** Notes a near miss; takes nothing out. */
  miss(slot: EntitySlot, text: string): void {
    this.nearMisses.push({ slot, text });
  }

  /** The first value of a slot that is not negated. */
  valueOf(slot: EntitySlot): string | undefined {
    return this.findings.find((finding) => finding.slot === slot && !finding.negated)?.value;
  }

  private put(text: string, start: number): void {
    this.clean = this.clean.slice(0, start) + text + this.clean.slice(start + text.length);
    this.plain = this.plain.slice(0, start) + text + this.plain.slice(start + text.length);
  }

  /** The message with each secret replaced by ▇. */
  redacted(): string {
    let text = this.original;
    for (const [start, end] of this.secretSpans.sort((a, b) => b[0] - a[0])) {
      text = text.slice(0, start) + REDACTED + text.slice(end);
    }
    return text;
  }
}
