import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createUnderstand, loadModel } from '../nlu';
import { createMatcher } from '../nlu/phrases/match';
import { compileRules } from '../nlu/phrases/rules';
import { readPhraseFiles } from '../nlu/phrases/phraseFiles';
import { parseTopics } from '../nlu/model/topics';
it('corpus', () => {
  const files = readPhraseFiles();
  const mk = (en: boolean) => ({ match: createMatcher(compileRules({ ...files, rules: files.rules.filter((f) => en || !f.name.includes('.en.')) })), topics: new Map(parseTopics({ name: 't', content: files.topics })) }) as any;
  const { classify } = loadModel(undefined, '/nonexistent');
  const a = createUnderstand({ classify, phrases: mk(false) }), b = createUnderstand({ classify, phrases: mk(true) });
  const out: string[] = []; let mixed = 0, diff = 0, en = 0;
  for (const f of readdirSync('nlu/corpus').filter((x) => x.endsWith('.yaml') && !x.startsWith('_'))) for (const [topic, v] of Object.entries(parse(readFileSync('nlu/corpus/' + f, 'utf8'))) as any)
    for (const t of (Array.isArray(v) ? v : v.utterances ?? []).map(String)) {
      const han = /\p{Script=Han}/u.test(t), lat = /[a-z]/i.test(t);
      if (han && lat) { mixed++; const x = JSON.stringify(a(t).moves), y = JSON.stringify(b(t).moves); if (x !== y) { diff++; out.push(`MIXED ${t}\n   ${a(t).moves.map((m: any) => m.why)} -> ${b(t).moves.map((m: any) => m.why)}`); } }
      else if (lat && /[a-z]+ [a-z]+/i.test(t)) { en++; const m = b(t).moves.map((m: any) => m.why).join(' ; '); if (!/classifier/.test(m) && !m.includes(topic)) out.push(`${topic}: ${t} -> ${m}`); }
    }
  writeFileSync('/tmp/en/corpus.txt', out.join('\n') + `\n${mixed} mixed ${diff} differ, ${en} english`);
});
