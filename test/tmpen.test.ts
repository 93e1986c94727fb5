import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUnderstand, loadModel } from '../nlu';
import { createMatcher } from '../nlu/phrases/match';
import { compileRules, RULE_KINDS } from '../nlu/phrases/rules';
import { readPhraseFiles } from '../nlu/phrases/phraseFiles';
import { parseTopics } from '../nlu/model/topics';

const EN = process.env['EN_DIR'] ?? '/tmp/en';
const of = (withEn: boolean) => {
  const files = readPhraseFiles();
  const zh = files.rules.filter(({ name }) => !name.includes('.en.'));
  const en = RULE_KINDS.map((kind) => ({ kind, name: `${kind}.en.yaml` }))
    .filter(({ name }) => existsSync(join(EN, name)))
    .map((f) => ({ ...f, text: readFileSync(join(EN, f.name), 'utf8') }));
  const zh2 = process.env['PATCH'] ? zh.map((f) => ({ ...f, text: f.text.replace(/^ *- '\(how\|what.*\n/m, '').replace(/^ *- '\(wrong\|typo.*\n/m, '') })) : zh;
  const rules = compileRules({ ...files, rules: withEn ? [...zh2, ...en] : zh });
  return { match: createMatcher(rules), topics: new Map(parseTopics({ name: 'topics.yaml', content: files.topics })) } as any;
};
const { classify } = loadModel(undefined, '/nonexistent');
const show = (m: any): string => {
  switch (m.type) {
    case 'request': return `${m.polarity === 'dont' ? 'dont' : m.clear ? 'req' : 'maybe'}:${m.request}`;
    case 'ask': return m.confidence === 1 ? `ask:${m.topic}` : `cls:${m.topic}(${m.confidence.toFixed(2)})`;
    case 'answer': return `ans:${m.answer}${m.conditional ? '?' : ''}`;
    case 'courtesy': return `court:${m.courtesy}`;
    case 'state': return `state:${m.fact}=${m.value}`;
    case 'give': return `give:${m.slot}${m.sound ? '' : '!'}`;
    case 'correct': return `corr:${m.slot}`;
    case 'harm': return m.topic;
    default: return m.type;
  }
};
it('en', () => {
  const understand = createUnderstand({ classify, phrases: of(true) });
  const out: string[] = [];
  let n = 0, bad = 0;
  for (const line of readFileSync('/tmp/en/sentences.txt', 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const [left, want = ''] = line.split('=>').map((s) => s.trim());
    const m = /^(?:\[(\w+)\] ?)?(.*)$/.exec(left!)!;
    const got = understand(m[2]!, (m[1] ?? 'none') as any).moves;
    const shown = got.map(show).join(' ') || '-';
    n++;
    const plain = shown.replace(/\(0\.\d+\)/g, '');
    const ok = want.split(' / ').some((w) => w === plain || (w === 'cls' && /^cls:\S+$|^-$/.test(plain)) || (w === 'any'));
    if (!ok) { bad++; out.push(`${left}\n     want ${want}\n     got  ${shown}   ${got.map((g: any) => g.why).join(' ; ')}`); }
  }
  out.push(`${n} sentences, ${bad} off`);
  writeFileSync('/tmp/en/out.txt', out.join('\n'));
});
it('zh', () => {
  const a = createUnderstand({ classify, phrases: of(false) }), b = createUnderstand({ classify, phrases: of(true) });
  const dir = join(__dirname, 'transcripts');
  const said = [...new Set(readdirSync(dir).flatMap((f) => readFileSync(join(dir, f), 'utf8').split('\n')).filter((l) => l.startsWith('用户：')).map((l) => l.slice(3)))];
  const tsv = readFileSync(join(__dirname, 'nlu/utterances.tsv'), 'utf8').split('\n').map((l) => l.split('\t')).map((c) => c.find((x) => /\p{Script=Han}/u.test(x)) ?? '').filter(Boolean);
  const out: string[] = [];
  let n = 0, time = 0;
  for (const [texts, pendings] of [[said, ['none', 'confirm', 'consent', 'contact', 'name']], [tsv.slice(0, 4000), ['none']]] as const)
    for (const text of texts) for (const p of pendings) {
      n++;
      const x = JSON.stringify(a(text, p as any)); const t = performance.now(); const y = JSON.stringify(b(text, p as any)); time += performance.now() - t;
      if (x !== y) out.push(`${p} ${text}\n   ${a(text, p as any).moves.map(show).join(' ')}\n   ${b(text, p as any).moves.map(show).join(' ')}`);
    }
  writeFileSync('/tmp/en/zh.txt', [...out, `${said.length} + ${tsv.length} texts, ${n} readings, ${out.length} differ, ${(time / n).toFixed(2)} ms`].join('\n'));
});
