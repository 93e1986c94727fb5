import { parseLine, toOutput } from '../../../bot/cli/understand';
import { createUnderstand } from '../../../nlu/understand';

const understand = createUnderstand({ classify: () => ({ intents: [{ intent: 'usage', confidence: 0.4 }], topics: [] }) });

describe('a line of the understand command', () => {
  it('is a message itself', () => expect(parseLine('开通分付')).toEqual({ text: '开通分付', pending: 'none' }));

  it('or carries the open question', () => {
    expect(parseLine('{"text":"高兴","pending":"name"}')).toEqual({ text: '高兴', pending: 'name' });
    expect(parseLine('{"text":"高兴"}')).toEqual({ text: '高兴', pending: 'none' });
  });

  it.each(['{不是 JSON', '{"pending":"name"}', '{"text":"高兴","pending":"mood"}'])('%s is only text', (line) => {
    expect(parseLine(line)).toEqual({ text: line, pending: 'none' });
  });

  it('prints the documented keys first', () => {
    const printed = JSON.parse(toOutput(understand('我叫林晓燕', 'name'))) as object;
    expect(Object.keys(printed).slice(0, 10)).toEqual([
      'text',
      'intent',
      'confidence',
      'alternatives',
      'topic',
      'topicAlternatives',
      'moves',
      'entities',
      'corrections',
      'secrets',
    ]);
  });
});
