/** Public interface of `nlu/`: text in, `Understanding` out. */
export { createUnderstand } from './understand';
export { loadPhrases } from './phrases/phraseFiles';
export { rememberPhrases } from './phrases/knownPhrases';
export { loadClassifier, loadModel, type LoadedModel } from './model/model';
export type { Classification, Classify, ScoredIntent, ScoredTopic, TopicTable } from './model/classify.types';
export * from './types';
