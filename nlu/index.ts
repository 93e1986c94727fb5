/** Public interface of `nlu/`: text in, `Understanding` out. */
export { createUnderstand } from './understand';
export { rememberPhrases } from './phrases/knownPhrases';
export { loadClassifier } from './model/model';
export type { Classification, Classify, Scored } from './model/classify.types';
export * from './types';
