import { readFileSync, existsSync } from 'node:fs';
import { createMatcher } from '../nlu/phrases/match';
import { compileRules, RULE_KINDS } from '../nlu/phrases/rules';
import { readPhraseFiles } from '../nlu/phrases/phraseFiles';
it('x', () => {
  const files = readPhraseFiles();
  const en = RULE_KINDS.map((kind) => ({ kind, name: `${kind}.en.yaml` })).map((f) => ({ ...f, text: readFileSync('/tmp/en/' + f.name, 'utf8') }));
  const rules = compileRules({ ...files, rules: [...files.rules.filter((f) => !f.name.includes('.en.')), ...en] });
  const match = createMatcher(rules);
  for (const line of readFileSync('/tmp/en/q.txt', 'utf8').split('\n').filter(Boolean)) console.log(line, match(line).map((m) => `${m.rule.kind}.${m.rule.name}${m.whole ? '!' : ''}[${line.slice(m.start, m.end)}]`).join(' '));
});
