import { foldSpaces, foldWidth, NAME_DOTS, stripEmoji, stripInvisible } from '../../../nlu/text/text';
import { trimWhere } from '../peel';

/** Characters typed instead of U+00B7, the separator of minority names (民委发〔2016〕33号). */
const DOT_LOOKALIKES = new RegExp(`[${NAME_DOTS}\uFF0E]`, 'gu');
/** A dot that is no full stop. */
const DOT = new RegExp(`[${NAME_DOTS.replace('.', '')}]`, 'u');

/** Kangxi radicals and full-width ASCII, which are folded. Other compatibility forms are left to NFC and the validator. */
const FOLDED_BLOCKS = /[\u2F00-\u2FD5\uFF01-\uFF5E]/gu;

/** Words before a name. They may be stacked: 我的名字是我叫…. */
const CUE =
  /^(?:(?:我|本人|申请人|借款人|持卡人|客户|用户)?的?(?:真实|中文|完整|身份证上的?|证件上的?)?(?:姓名|名字|大名|全名|真名|本名|名叫|名(?=[:：]))(?:应该|就)?(?:是|为|叫做?|叫)?|(?:我|本人|你)?就?(?:可以)?(?:请?叫我|叫做|叫|是)|申请人|借款人|持卡人|户名|name(?=[\s:])|本人|鄙人|在下|我)[\s:,'"“”「」『』【】[\]是]*/iu;
const GREETING =
  /^(?:你好|您好|你们好|嗨|哈喽|hello|hi|嗯+|恩+|额+|呃+|哦+|那个|好的|好吧|好|行|可以|是的|对)(?:[呀啊的哦吧]?[\s,.!~;、。:]+)/iu;
const LONG_GREETING = /^(?:你好|您好|你们好|哈喽)(?:啊|呀)?/u;

const AFTERTHOUGHT = /(?:就行了?|就可以了?|就好了?|即可|本人|谢谢你?|谢谢您|你好|您好)$/u;
const PARTICLE_OR_GAP = /[哦呀啊呢吧啦嘛噢喔哟咯嘞呗哈\s\p{Pd}_]/u;
/** Words after a name: 周杰，男. */
const REMARK = /[\s,;、。]+(?:男|女|男的|女的|男士|女士|先生|汉族|谢谢|谢谢你|麻烦了|本人)$/u;
const NOTE_IN_BRACKETS = /\([^()]*\)$|（[^（）]*）$/u;

/** The name as typed, in the code points in which it is stored (NFC), without emoji and invisible characters. */
export function normalizeName(raw: string): string {
  const visible = stripEmoji(stripInvisible(raw.normalize('NFC')));
  return foldSpaces(visible.replace(FOLDED_BLOCKS, foldWidth));
}

/** The name without greeting, cue, note, particle and outer punctuation. */
export function nameCore(typed: string): string {
  const text = withOneKindOfDot(typed);
  const note = NOTE_IN_BRACKETS.exec(text);
  const said = trimEdges(note && note.index > 0 ? text.slice(0, note.index) : text).replace(REMARK, '');
  const greeted = trimEdges(said.replace(GREETING, '').replace(LONG_GREETING, ''));
  const cued = peelCues(greeted);
  return withoutParticle(trimEdges(cued.replace(AFTERTHOUGHT, '')), cued !== greeted);
}

function peelCues(text: string): string {
  let rest = trimEdges(text);
  for (let peeled = 0; peeled < 3; peeled += 1) rest = trimEdges(rest.replace(CUE, ''));
  return rest;
}

/** Drops final particles. 哈 also ends transliterated names, so it goes only after a cue or from a long text. */
function withoutParticle(text: string, hadCue: boolean): string {
  if (text.includes('·')) return text.replace(/[呀啊吧哦呢啦嘛噢]{1,3}$/u, '');
  const chars = [...text];
  let letters = chars.filter((char) => /\p{L}/u.test(char)).length;
  for (let last = chars.at(-1); last !== undefined && letters > 2 && PARTICLE_OR_GAP.test(last); last = chars.at(-1)) {
    if (last === '哈' && !hadCue && letters <= 3) break;
    if (/\p{L}/u.test(last)) letters -= 1;
    chars.pop();
  }
  return chars.join('');
}

/** Whether a text holds the separator of minority names or a look-alike other than a full stop. */
export const hasDot = (text: string): boolean => DOT.test(text);

/** Replaces look-alike separators by U+00B7, without spaces around it. */
export const withOneKindOfDot = (text: string): string =>
  text
    .replace(DOT_LOOKALIKES, '·')
    .split('·')
    .map((part) => part.trim())
    .filter(Boolean)
    .join('·');

const trimEdges = (text: string): string => trimWhere(text, (char) => /[\s\p{P}~=|<>]/u.test(char));

/** Splits at spaces and hyphens: 张 三, 阿依古丽 买买提. */
export const spacedParts = (text: string): string[] => text.split(/[\s\p{Pd}_]+/u).filter(Boolean);
