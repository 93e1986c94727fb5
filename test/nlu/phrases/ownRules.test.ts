import { performance } from 'node:perf_hooks';
import { ANSWERS, COURTESIES, REQUESTS } from '../../../nlu/moves/move';
import { parseTopics } from '../../../nlu/model/topics';
import { createMatcher } from '../../../nlu/phrases/match';
import { readPhraseFiles } from '../../../nlu/phrases/phraseFiles';
import { compileRules } from '../../../nlu/phrases/rules';
import type { Rule } from '../../../nlu/phrases/rules';

const files = readPhraseFiles();
const rules = compileRules(files);
const match = createMatcher(rules);
const topics = new Map(parseTopics({ name: 'topics.yaml', content: files.topics }));
const idOf = ({ kind, name }: Rule): string => `${kind}.${name}`;

describe('our own rules', () => {
  it.each([
    ['requests', [...REQUESTS, 'human_cancel', 'apply_cancel']],
    ['answers', ANSWERS],
    ['courtesies', COURTESIES],
    ['topics', [...topics.keys()]],
  ] as const)('of %s mean what something is made of', (kind, known) => {
    const names = rules.filter((rule) => rule.kind === kind).map(({ name }) => name);
    expect(names.filter((name) => !(known as readonly string[]).includes(name))).toEqual([]);
  });

  it('leave no request and no answer without words', () => {
    const written = new Set(rules.filter(({ whole, within }) => whole.length + within.length > 0).map(idOf));
    const missing = [
      ...REQUESTS.map((name) => `requests.${name}`),
      ...ANSWERS.map((name) => `answers.${name}`),
      ...COURTESIES.map((name) => `courtesies.${name}`),
    ].filter((id) => !written.has(id));
    expect(missing).toEqual([]);
  });

  it('ask about topics that there are', () => {
    expect(rules.filter(({ asks }) => asks !== undefined && !topics.has(asks)).map(idOf)).toEqual([]);
  });
});

/** Whole phrases that stand in two rules, with the one that reads them, which comes first, and why that is right. */
const TWICE: Readonly<Record<string, readonly [rule: string, why: string]>> = {
  同意提交: ['requests.submit', 'hands in at the summary; where a consent is asked for it is too vague to be one'],
  不愿意: ['requests.refuse', 'a refusal declines a consent as well'],
  没得: ['answers.none', 'none says at the wallet that it is not seen'],
  好了: ['answers.faint', 'faint goes on in the guide as well'],
  看完了: ['answers.faint', 'faint goes on in the guide as well'],
  没了: ['answers.none', 'an answer where a question is open'],
  撤回吧: ['requests.cancel', 'asked "are you sure?" it is an answer, which is read first there'],
  删掉: ['requests.privacy_erase', 'asked "are you sure?" it is an answer, which is read first there'],
  全删: ['requests.privacy_erase', 'asked "are you sure?" it is an answer, which is read first there'],
  不错: ['answers.yes', 'an answer where a question is open'],
  从来没有: ['answers.none', 'none says at the question about overdues that there are none'],
  莫得: ['answers.none', 'none says at the question about overdues that there are none'],
  真的假的: ['courtesies.noted', 'mostly an exclamation; 是真的吗 asks'],
};

/** Longest clause that the matcher looks up, without spaces. */
const MAX_WHOLE = 48;

describe('every whole phrase', () => {
  const order = new Map(rules.map((rule, index) => [idOf(rule), index]));
  const read = ['requests', 'answers', 'courtesies', 'statements', 'topics'] as const;

  it('is read as its rule, or one that is listed before it', () => {
    const wrong = rules
      .filter(({ kind }) => (read as readonly string[]).includes(kind))
      .flatMap((rule) =>
        rule.whole.flatMap((phrase) => {
          const wholes = match(phrase, read).filter(({ whole, beside }) => whole && beside === 0);
          const [first] = wholes;
          if (!first) return phrase.length > MAX_WHOLE ? [] : [`${idOf(rule)}: ${phrase} is not read`];
          const own = idOf(first.rule) === idOf(rule);
          const before = (order.get(idOf(first.rule)) ?? 0) < (order.get(idOf(rule)) ?? 0);
          return own || (before && TWICE[phrase]?.[0] === idOf(first.rule))
            ? []
            : [`${phrase}: in ${idOf(rule)} and ${idOf(first.rule)}, which reads it`];
        }),
      );
    expect(wrong).toEqual([]);
  });

  it('in two rules still is', () => {
    const counts = new Map<string, number>();
    for (const { whole } of rules)
      for (const phrase of new Set(whole)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
    expect(Object.keys(TWICE).filter((phrase) => (counts.get(phrase) ?? 0) < 2)).toEqual([]);
  });

  it('is short enough to be looked up', () => {
    const long = rules.flatMap(({ whole }) => whole.filter((phrase) => phrase.length > MAX_WHOLE));
    expect(long).toEqual([]);
  });
});

describe('no expression is slow', () => {
  const LENGTH = 2_000;
  const PATIENCE_MS = 250;
  const words = [...new Set(rules.flatMap(({ within }) => within.map(({ source }) => source)))];

  it('in a text of its own words', () => {
    const slow = words.filter((source) => {
      const expression = new RegExp(source, 'u');
      const literals = source.match(/[\p{Script=Han}a-z]+/gu) ?? ['我'];
      const pumps = [literals[0] ?? '我', literals.at(-1) ?? '我', literals.slice(0, 3).join('')];
      const started = performance.now();
      for (const pump of pumps) expression.test(`${pump.repeat(Math.ceil(LENGTH / pump.length))}\u0001`);
      return performance.now() - started > PATIENCE_MS;
    });
    expect(slow).toEqual([]);
  });

  it('and all together take time linear in the text', () => {
    const took = (length: number): number => {
      const text = '我想要你们帮我把身份证和手机的信息都删除掉不要转人工'
        .repeat(Math.ceil(length / 26))
        .slice(0, length);
      const times = [1, 2, 3].map(() => {
        const started = performance.now();
        match(text);
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    took(LENGTH);
    const [half, whole] = [took(LENGTH / 2), took(LENGTH)];
    // Twice the text, twice the time; the rest is a busy machine.
    expect(whole).toBeLessThan(half * 3.2 + 20);
  });
});
