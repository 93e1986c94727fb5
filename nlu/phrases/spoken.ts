/** The forms of a clause that say the same: without particles, without words that fill a pause, said once. */

const PARTICLE = '啊呀哦呢哈啦了吧的嘛哟喔噢亲诶哇咯嘞滴哩噻~';
/** Particles at the end of a clause that do not change what it says. */
const PARTICLES = new RegExp(`(?<=.)[${PARTICLE}]{1,3}$`, 'u');
/** Words that fill a pause, at the ends of a clause. */
const FILLERS =
  /^(?:那个|这个|就是|嗯+|哦+|呃+|额+|啊+|那啥|其实|反正|哎+|唉+|对了|那|就)+(?=.)|(?<=.)(?:那个|这个|就是|的话|哈|啦|呢|嘛|捏|嘞|咧|咯|呗|哩|滴|吧|呀|啊|哦|了|的|谢谢|thanks|thx)+$/gu;
/** Characters with which a filler begins a clause, and with which one ends it. */
const OPENS = new Set('那这就嗯哦呃额啊其反哎唉对');
const CLOSES = new Set('个是话哈啦呢嘛捏嘞咧咯呗哩滴吧呀啊哦了的谢sx');
const CLOSES_SOFTLY = new Set(PARTICLE);
/** The same said twice or three times: 没有没有. */
const REPEATED = /^(.{1,6}?)\1{1,3}$/u;

/** Forms of a clause to look up, the clause itself first; each once. */
export function spokenForms(clause: string): string[] {
  const forms = [clause];
  const add = (form: string | undefined): void => {
    if (form !== undefined && !forms.includes(form)) forms.push(form);
  };
  const last = clause.charAt(clause.length - 1);
  const filled = OPENS.has(clause.charAt(0)) || CLOSES.has(last);
  if (CLOSES_SOFTLY.has(last)) add(clause.replace(PARTICLES, ''));
  const bare = filled ? clause.replace(FILLERS, '') : clause;
  add(bare);
  if (bare.indexOf(bare.charAt(0), 1) > 0) add(REPEATED.exec(bare)?.[1]);
  return forms;
}
