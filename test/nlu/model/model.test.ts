import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCorpus } from '../../../nlu/model/corpus/corpus';
import {
  loadClassifier,
  loadModel,
  ModelError,
  parseHeader,
  toWeights,
  writeModel,
  type ModelHeader,
} from '../../../nlu/model/model';
import { trainModel } from '../../../nlu/model/train';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const TOPICS = { name: 'topics.yaml', content: 'fees.rate: fees\nhuman.contact: human\n' };
const FILES = [
  { name: 'fees.yaml', content: 'fees.rate: { utterances: [利息多少, 手续费怎么算] }\n' },
  { name: 'human.yaml', content: 'human.contact: { utterances: [转人工, 客服电话] }\n' },
];

describe('a model file', () => {
  const model = trainModel(parseCorpus([TOPICS, ...FILES]));
  let directory: string;
  let corpus: string;
  let file: string;
  beforeEach(() => {
    directory = temporaryDirectory().path;
    corpus = path.join(directory, 'corpus');
    file = path.join(directory, 'model.json');
    mkdirSync(corpus);
    writeFileSync(path.join(directory, TOPICS.name), TOPICS.content);
    for (const { name, content } of FILES) writeFileSync(path.join(corpus, name), content);
    writeModel(model, file);
  });

  const faultOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      return (error as ModelError).message;
    }
    throw new Error('the model was accepted');
  };

  test('loads beside the corpus it was trained on, and beside none', () => {
    expect(loadClassifier(file, corpus)('利息多少').intents[0]?.intent).toBe('fees');
    expect(loadClassifier(file, path.join(directory, 'absent'))('转人工').topics[0]?.topic).toBe('human.contact');
  });

  test('carries the intent of each topic', () => {
    expect([...loadModel(file, corpus).topics]).toEqual([
      ['fees.rate', 'fees'],
      ['human.contact', 'human'],
    ]);
  });

  test.each([
    ['the corpus', 'corpus/fees.yaml', 'fees.rate: { utterances: [利息] }\n'],
    ['the table of topics', 'topics.yaml', 'fees.rate: fees\n'],
  ])('is refused when %s has changed since', (_, changed, content) => {
    writeFileSync(path.join(directory, changed), content);
    expect(faultOf(() => loadModel(file, corpus))).toBe(
      'model.json: corpusHash: nlu/corpus has changed since it was trained; run "npm run build"',
    );
  });

  test('is refused when it is missing or no JSON', () => {
    expect(faultOf(() => loadModel(path.join(directory, 'none.json')))).toMatch(
      /^none\.json: not found at .*; run "npm run build"$/,
    );
    writeFileSync(path.join(directory, 'lonely.json'), '{}');
    expect(faultOf(() => loadModel(path.join(directory, 'lonely.json')))).toMatch(/^lonely\.bin: not found at /);
    writeFileSync(file, '{');
    expect(faultOf(() => loadModel(file, corpus))).toBe('model.json: not valid JSON; run "npm run build"');
  });

  test('is refused with damaged weights', () => {
    expect(faultOf(() => toWeights({ ...model, weights: model.weights.slice(1) }))).toMatch(/^model\.bin: checksum: /);
  });

  test.each<[string, Partial<Record<keyof ModelHeader, unknown>>, string]>([
    ['another format', { format: 'fenfu-desk/intent-model@0' }, 'format'],
    ['features of another version', { features: 0 }, 'features'],
    ['an intent that is not ours', { topics: { 'fees.rate': 'fee' } }, 'topics'],
    ['no temperature', { temperature: 0 }, 'temperature'],
    ['a bias too few', { biases: [0] }, 'biases'],
  ])('is refused with %s, in one line with the key and the remedy', (_, change, key) => {
    const line = faultOf(() => parseHeader({ ...model.header, ...change }));
    expect(line).toMatch(new RegExp(`^model\\.json: ${key}.*: .*; run "npm run build"$`));
    expect(line).not.toContain('\n');
  });
});
