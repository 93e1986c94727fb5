import { createUnderstand, loadClassifier } from '../nlu';
import { converse } from './support/dialog';
import { readFileSync } from 'node:fs';
it('talks', () => {
  const classify = (require('../nlu') as any).loadModel().classify;
  const understand = createUnderstand({ classify });
  const lines = readFileSync('/tmp/talk.txt', 'utf8').split('\n');
  let c = converse(understand); let out = '';
  for (const l of lines) { if (l.startsWith('#')) { c = converse(understand); out += '\n' + l + '\n'; continue; } if (!l.trim()) continue;
    const r: any = c.say ? (c as any).say(l) : 0; out += `> ${l}\n`; for (const t of r.texts) out += `  bot: ${t.replace(/\n/g, '\n       ')}\n`; out += `       [${r.choices.join('|')}]\n`; }
  require('fs').writeFileSync('/tmp/talk.out', out);
});
