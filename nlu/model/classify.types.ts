import type { Intent } from '../types';

/** An intent with its confidence. */
export interface Scored {
  intent: Intent;
  /** Calibrated probability that the intent is right, 0..1. */
  confidence: number;
}

/** The best intent for a text. */
export interface Classification extends Scored {
  /** Further candidates, best first. */
  alternatives: Scored[];
}

/** Classifies a text by intent. The text comes from `normalize`, holds no secret and may be empty. Pure; throws nothing. */
export type Classify = (normalizedText: string) => Classification;
