import { buildersIn, literalsIn } from './expressions';
import { codeFiles } from './sources';

/**
 * What was said is understood in nlu/, by rules in YAML. The dialogue gets moves and decides by them; an expression of its own would be
 * a second, hidden understanding.
 */
const MAY_TEST = [/^dialogs\/validators\//, /^dialogs\/wording\//, /^dialogs\/speak\/mask\.ts$/];

/** Expressions that are tested on something else than what was said. */
const NOT_SAID: Readonly<Record<string, string>> = {
  'dialogs/speak/serviceHours.ts': 'the configured service hours',
  'dialogs/hear/readers/questions.ts': 'ids of topics',
  'dialogs/state/snapshot.ts': 'what an earlier release has stored',
};

const files = codeFiles.filter((path) => path.startsWith('dialogs/') && !MAY_TEST.some((may) => may.test(path)));
const testing = files.flatMap((path) => [...literalsIn(path).map(({ where }) => where), ...buildersIn(path)]);
const fileOf = (where: string): string => where.slice(0, where.lastIndexOf(':'));

describe('the dialogue', () => {
  it('tests no expression on what was said', () => {
    expect(
      testing
        .filter((where) => NOT_SAID[fileOf(where)] === undefined)
        .map((where) => `${where}: let a rule of nlu/phrases read it, and decide by the move`),
    ).toEqual([]);
  });

  it('has no exception that it does not need', () => {
    expect(Object.keys(NOT_SAID).filter((path) => !testing.some((where) => fileOf(where) === path))).toEqual([]);
  });
});
