import type { Intent } from '../types';

/** An intent with the calibrated probability that it is right, 0..1. */
export interface Scored {
  intent: Intent;
  confidence: number;
}

/** What the classifier says of one text. */
export interface Classification extends Scored {
  /** The next likeliest, best first. */
  alternatives: Scored[];
}

/**
 * The port between the rules and the statistical classifier. The text comes from `normalize`, without secrets; it may be empty.
 * A classifier is pure: same text, same answer, no errors.
 */
export type Classify = (normalizedText: string) => Classification;
