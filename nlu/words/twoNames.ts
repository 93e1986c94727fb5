/** Two persons in one answer: 王强和李梅. */
import { hasCompoundSurname, hasSurname, isShortForm } from './nameWords';
import { NOT_NAMES } from './notNames.data';
import { readsAsPhrase } from './phraseForms';
import { simplify } from '../text/traditional';

/** Who is named beside the sender; for a regular expression. */
export const RELATIVE =
  '(?:老婆|老公|妻子|丈夫|媳妇|爱人|对象|[男女]朋友|儿子|女儿|孩子|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|弟弟?|妹妹?|朋友|同事|家人|同学)';

const CUE = /^(?:(?:我们?|本人|申请人)?(?:的?(?:姓名|名字))?(?:是|叫|为)?[\s:：]*)/u;
const BOTH = /[,，。.!！]?(?:我们)?(?:[两2]个?人|[两俩]个?|俩人|二人)?(?:一起|都|的名字)?[。.!！]?$/u;
const AND = '(?:以及|还有|和|跟|与|及|、|&|\\+)';
const CONNECTED = new RegExp(
  `^(\\p{Unified_Ideograph}{2,4}?) ?${AND} ?(?:[他她我]的?${RELATIVE}(?:叫|是)?)?(\\p{Unified_Ideograph}{2,4})$`,
  'u',
);
/** 我和李梅 */
const WITH_ME = /^[我俺](?:和|跟|与|、)(\p{Unified_Ideograph}{2,4})$/u;
const APART = /^(\p{Unified_Ideograph}{2,4})[\s,，;；/]+(\p{Unified_Ideograph}{2,4})$/u;
/** The most frequent surnames: with less, two words beside each other need not be two persons (王强 安阳). */
const FREQUENT =
  /^[王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶潘杜戴夏汪姜范姚谭廖邹熊陆郝孔崔康毛邱秦顾侯邵孟龙]/u;

/** Whether a text can be a surname and a given name. @param reading simplified */
export const isFullName = (reading: string): boolean =>
  hasSurname(reading) &&
  (hasCompoundSurname(reading) ? /^.{3,4}$/u : /^.{2,3}$/u).test(reading) &&
  !NOT_NAMES.has(reading) &&
  !isShortForm(reading) &&
  !readsAsPhrase(reading);

/** One of these stands between two names. */
const BETWEEN_NAMES = /[有和跟与及、&+\s,，;；/]/;
/** Longest text that is two names and words around them. */
const MAX_LENGTH = 30;

/** The names of two persons, as typed; undefined where a text is not two names and nothing else. */
export function twoNamesIn(text: string): [string, string] | undefined {
  if (text.length > MAX_LENGTH || !BETWEEN_NAMES.test(text)) return undefined;
  const said = text.trim().replace(BOTH, '').trim();
  const [, other = ''] = WITH_ME.exec(said) ?? [];
  if (isFullName(simplify(other))) return ['我', other];
  const core = said.replace(CUE, '');
  const connected = CONNECTED.exec(core);
  const apart = connected ? null : APART.exec(core);
  const [, first = '', second = ''] = connected ?? apart ?? [];
  const names = [first, second].map(simplify);
  if (first === second || !names.every(isFullName)) return undefined;
  return connected || names.every((name) => FREQUENT.test(name)) ? [first, second] : undefined;
}
