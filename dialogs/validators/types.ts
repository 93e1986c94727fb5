/**
 * Verdicts of the validators. Reasons and warnings are codes; the wording has a message for each reason. `canonical` is the value that was
 * typed in the form in which it is stored; it is never repaired.
 */

/** The value is valid. `warnings` are for the reviewer. */
export interface Valid<Warning extends string = never> {
  verdict: 'valid';
  canonical: string;
  warnings: readonly Warning[];
}

/** The value is unusual but possible: ask once, then accept `canonical`. */
export interface Confirm<Reason extends string, Warning extends string = never> {
  verdict: 'confirm';
  reason: Reason;
  canonical: string;
  warnings: readonly Warning[];
}

/** The value is invalid: say why and ask again. */
export interface Invalid<Reason extends string> {
  verdict: 'invalid';
  reason: Reason;
  /** Numbers that the sentence for this reason mentions, e.g. `length`: how many characters were typed. */
  details?: Readonly<Record<string, number>>;
}

/** Asking again cannot help: end the application and keep nothing. */
export interface Refuse<Reason extends string> {
  verdict: 'refuse';
  reason: Reason;
}

/** Longest text that a validator reads, in UTF-16 units; a longer one is invalid. */
export const MAX_RAW_LENGTH = 1000;

/** Verdict of any validator. */
export type Verdict =
  | Valid<string>
  | Confirm<string, string>
  | (Invalid<string> & {
      /** ID numbers only: it may be a WeChat payment code, which must not be kept or echoed. */
      paymentCodeSuspect?: true;
      /** Email addresses only: what was probably meant; ask before taking it. */
      suggestion?: string;
    })
  | Refuse<string>;
