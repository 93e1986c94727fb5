import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCorpus } from '../../../nlu/model/corpus';
import { loadClassifier, ModelError, parseModel, type Model } from '../../../nlu/model/model';
import { trainModel } from '../../../nlu/model/train';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const FILES = [
  { name: 'fees.yaml', content: 'intent: fees\nutterances: [利息多少, 手续费怎么算]\n' },
  { name: 'human.yaml', content: 'intent: human\nutterances: [转人工, 客服电话]\n' },
];

describe('a model file', () => {
  const model = trainModel(parseCorpus(FILES));
  let directory: string;
  beforeEach(() => {
    directory = temporaryDirectory().path;
    for (const { name, content } of FILES) writeFileSync(path.join(directory, name), content);
  });

  const write = (content: unknown): string => {
    const file = path.join(directory, 'model.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
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
    expect(loadClassifier(write(model), directory)('利息多少').intent).toBe('fees');
    expect(loadClassifier(write(model), path.join(directory, 'absent'))('转人工').intent).toBe('human');
  });

  test('is refused when the corpus has changed since', () => {
    writeFileSync(path.join(directory, 'fees.yaml'), 'intent: fees\nutterances: [利息]\n');
    expect(faultOf(() => loadClassifier(write(model), directory))).toBe(
      'model.json: corpusHash: nlu/corpus has changed since it was trained; run "npm run build"',
    );
  });

  test('is refused when it is missing or no JSON', () => {
    expect(faultOf(() => loadClassifier(path.join(directory, 'none.json')))).toMatch(
      /^none\.json: not found at .*; run "npm run build"$/,
    );
    expect(faultOf(() => loadClassifier(write('{'), directory))).toBe(
      'model.json: not valid JSON; run "npm run build"',
    );
  });

  test.each<[string, Partial<Record<keyof Model, unknown>>, string]>([
    ['another format', { format: 'fenfu-desk/intent-model@0' }, 'format'],
    ['features of another version', { features: 0 }, 'features'],
    ['intents that are not ours', { intents: ['fees'] }, 'intents'],
    ['no temperature', { temperature: 0 }, 'temperature'],
    ['damaged weights', { weights: 'AAAA' }, 'checksum'],
  ])('is refused with %s, in one line with the key and the remedy', (_, change, key) => {
    const line = faultOf(() => parseModel({ ...model, ...change }));
    expect(line).toMatch(new RegExp(`^model\\.json: ${key}.*: .*; run "npm run build"$`));
    expect(line).not.toContain('\n');
  });
});
