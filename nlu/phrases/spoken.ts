/** The forms of a clause that say the same: without words that only open or close it, said once. */
import type { Rule } from './rules';

/** The same said twice or more: 没有没有. */
const REPEATED = /^(.{1,6}?)\1{1,3}$/u;

/** Finds the forms of a clause to look up, the clause itself first, then those that lack more and more of it; each once. */
export type SpokenForms = (clause: string) => string[];

/** Words at an end of a clause that change nothing, longest first, by their outermost character. */
type Fillers = ReadonlyMap<string, readonly string[]>;

/** Builds the finder of forms. Its words are the rules `opening` and `closing` of nlu/phrases/marks.yaml. */
export function createSpokenForms(rules: readonly Rule[]): SpokenForms {
  const openings = fillersOf('opening', rules, (word) => word.charAt(0));
  const closings = fillersOf('closing', rules, (word) => word.charAt(word.length - 1));
  const withoutClosing = (text: string): string | undefined => {
    const word = closings.get(text.charAt(text.length - 1))?.find((one) => text.endsWith(one));
    return word && text.slice(0, -word.length);
  };
  const withoutOpening = (text: string): string | undefined => {
    const word = openings.get(text.charAt(0))?.find((one) => text.startsWith(one));
    return word && text.slice(word.length);
  };
  return (clause) => {
    const forms = new Set<string>();
    for (let closed: string | undefined = clause; closed; closed = withoutClosing(closed))
      for (let form: string | undefined = closed; form; form = withoutOpening(form)) forms.add(form);
    for (const form of [...forms]) {
      const once = form.indexOf(form.charAt(0), 1) > 0 ? REPEATED.exec(form)?.[1] : undefined;
      if (once !== undefined) forms.add(once);
    }
    return [...forms];
  };
}

function fillersOf(name: string, rules: readonly Rule[], outermost: (word: string) => string): Fillers {
  const fillers = new Map<string, string[]>();
  const words = rules.filter((rule) => rule.kind === 'marks' && rule.name === name).flatMap(({ whole }) => whole);
  for (const word of [...words].sort((a, b) => b.length - a.length))
    fillers.set(outermost(word), [...(fillers.get(outermost(word)) ?? []), word]);
  return fillers;
}
