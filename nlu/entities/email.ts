import type { Draft } from './draft';

const LOCAL = "[a-z0-9](?:[a-z0-9_%+'-]|\\.(?=[a-z0-9_%+'-])){0,63}";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const EMAIL = new RegExp(`(?<![a-z0-9._%+-])${LOCAL} ?@ ?${LABEL}(?:\\.${LABEL}){0,4}\\.[a-z]{2,24}(?![a-z0-9@])`);

/** A mistyped address: `#` or 。 for `@` or `.`, no top-level domain, a doubled `@`, a leading dot. */
const ALMOST = /(?<![a-z0-9])[a-z0-9._+-]{0,64} ?[@#][@#]? ?[a-z0-9-]{1,63}(?:[.。,][a-z0-9-]{1,63}){0,4}/;
/** A Latin word and a space before an address: probably a part of it. */
const STRAY_WORD = /(?<![a-z0-9])[a-z0-9._+-]{2,32} $/;
const EMAIL_LABEL = /^(?:e-?mail|mail|gmail|is|my|qq|addr|address|contact|wx|vx|tel|id|\d+)[: ]*$/;
const EMAIL_WORD = /邮箱|邮件|e-?mail/;

/** Takes email addresses out; the domain in lower case. A mistyped one is a near miss where a contact is asked for or named. */
export function takeEmail(draft: Draft): void {
  if (!draft.plain.includes('@') && !draft.plain.includes('#')) return;
  for (let match = EMAIL.exec(draft.plain); match; match = EMAIL.exec(draft.plain)) {
    const end = match.index + match[0].length;
    const stray = STRAY_WORD.exec(draft.plain.slice(0, match.index));
    if (stray && !EMAIL_LABEL.test(stray[0])) {
      draft.miss('email', draft.clean.slice(stray.index, end));
      draft.take(stray.index, end);
      continue;
    }
    const [local = '', domain = ''] = draft.clean.slice(match.index, end).replaceAll(' ', '').split('@');
    draft.find('email', `${local}@${domain.toLowerCase()}`, match.index, end, isNegated(draft.plain, match.index));
  }
  const almost = ALMOST.exec(draft.plain);
  if (!almost || (!almost[0].includes('@') && !/\.[a-z]/.test(almost[0])) || almost[0].length < 4) return;
  if (draft.pending !== 'contact' && draft.pending !== 'phone' && !EMAIL_WORD.test(draft.plain)) return;
  const end = almost.index + almost[0].length;
  draft.miss('email', draft.clean.slice(almost.index, end).trim());
  draft.take(almost.index, end);
}

const isNegated = (plain: string, start: number): boolean =>
  /(?<!是)(?:不是|别用|不要用?|不用)[^,。\n]{0,4}$/.test(plain.slice(0, start));
