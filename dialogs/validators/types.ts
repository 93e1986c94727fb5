/**
 * What a validator says of one raw value. Reasons and warnings are codes; the wording keeps one sentence for each.
 * No verdict ever carries a repaired value: `canonical` is the same value in its stored form.
 */

/** The value holds; `warnings` are for the reviewer and never refuse. */
export interface Valid<Warning extends string = never> {
  verdict: 'valid';
  canonical: string;
  warnings: readonly Warning[];
}

/** Unusual but possible: ask once, then accept `canonical`. */
export interface Confirm<Reason extends string, Warning extends string = never> {
  verdict: 'confirm';
  reason: Reason;
  canonical: string;
  warnings: readonly Warning[];
}

/** Not such a value: say why and ask again. */
export interface Invalid<Reason extends string> {
  verdict: 'invalid';
  reason: Reason;
  /** Numbers that the sentence for this reason mentions, e.g. `length`: how many characters were typed. */
  details?: Readonly<Record<string, number>>;
}

/** Asking again cannot help: stop kindly, keep nothing. */
export interface Refuse<Reason extends string> {
  verdict: 'refuse';
  reason: Reason;
}

/** Longest raw text, in UTF-16 units, that a validator looks into: nobody types a value this long. */
export const MAX_RAW_LENGTH = 1000;

/** Any validator's verdict, for code that treats all slots alike. */
export type Verdict =
  | Valid<string>
  | Confirm<string, string>
  | (Invalid<string> & {
      /** Of an ID number: may be a WeChat payment code, which must not be kept or echoed. */
      paymentCodeSuspect?: true;
      /** Of an email address: what was probably meant; ask, never take it silently. */
      suggestion?: string;
    })
  | Refuse<string>;
