/** The only door to `nlu/`: text in, `Understanding` out. */
export { createUnderstand } from './understand';
export { rememberPhrases } from './knownPhrases';
export { loadClassifier } from './model';
export type { Classification, Classify, Scored } from './classify.types';
export * from './types';
