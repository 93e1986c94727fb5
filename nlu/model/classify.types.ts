import type { Intent } from '../types';

/** An intent with its confidence. */
export interface ScoredIntent {
  intent: Intent;
  /** Calibrated probability that the intent is right, 0..1: the sum over its topics. */
  confidence: number;
}

/** A topic with its confidence. */
export interface ScoredTopic {
  /** Id in `nlu/topics.yaml`, e.g. `fees.rate`. */
  topic: string;
  /** Calibrated probability that the topic is right, 0..1. */
  confidence: number;
}

/** What a text may be about. */
export interface Classification {
  /** Up to 4 intents, best first; never empty. */
  intents: readonly ScoredIntent[];
  /** Up to 4 topics, best first; never empty. The best topic need not belong to the best intent. */
  topics: readonly ScoredTopic[];
}

/** Classifies a text by topic. The text comes from `normalize`, holds no secret and may be empty. Pure; throws nothing. */
export type Classify = (normalizedText: string) => Classification;

/** The intent of each topic, in the order of `nlu/topics.yaml`. */
export type TopicTable = ReadonlyMap<string, Intent>;
