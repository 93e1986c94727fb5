import { isOtherWord, isPhrase } from '../../words/notNames';
import {
  hasCompoundSurname,
  hasSurname,
  isShortForm,
  isTranscribed,
  mayBeTranscribed,
  readsAsSentence,
} from '../../words/nameWords';
import { codePointLength, NAME_DOTS } from '../../text/text';

/** Dots typed for U+00B7 between the parts of a name (民委发〔2016〕33号), with spaces around them. */
const DOT = new RegExp(` *[${NAME_DOTS}][${NAME_DOTS} ]*`, 'gu');
const HAN_NAME = /^[\p{Unified_Ideograph}\u3007]+(?:·[\p{Unified_Ideograph}\u3007]+)*$/u;
/** Words that begin with a surname (马, 余, 花, 时) and begin no name. */
const BEGINS_OTHERWISE =
  /^(?:马上|余额|钱包|零钱|花呗|花贝|白条|支付|全部|明天|今天|谢谢|时间|常用|查询|何时|单笔|每日|每月|每天|商家|顾客|卖家|曾经|成年|都满|都是|都有|都对|都行|都可|全对|正确|无误|万块|和信|明明|多久|多会|限额|显示|设置|建议|主动|任何|能否|应付|于是|终于|从来|从没|全额|全是|方便|单位|公司|国家|管理|关于|关注|左右|后台|暂时|安装|安排|高额|高级|段时|石沉|陈述|解决|项目|金额|金融|计算|盛行|成功率|贷款|通知|通过|经常|经理|终生|连续|连接|还能|还清|扫码|路过|平台|平时|平常|车贷|房贷|房子|车子|党员|符合|越来越|相关|相同|同时|冷静|易懂|宁愿|容易|别的|那么|要么|双方|过程|过期|点开|点击)/;
/** Placeholder of a name: 王某. */
const PLACEHOLDER = /某/;
/** Particles, and words about characters, are no name. */
const NO_NAME = /^(?:[嘞咧哩呗啥呢吗嘛么啊呀哦噢诶喂哎唉咯噻]|简体|繁体|简体字|繁体字|同音字|生僻字)$/u;
const LEADING =
  /^(?:嗯+|哦+|额+(?!尔)|呃+|好的?|那个|就是|就|叫做?|名叫|是|姓名|名字|真名|我是|我叫|本人|用户|客户|申请人)+(?=\p{Unified_Ideograph}{2})/u;
const TRAILING =
  /(?:就(?:行|好|可以|成)|没错|男士?|女士?|先生|小姐|(?:这样)?(?:可以|行|对)(?:吗|吧|么|不))?[哈呀啊吧哦呢喔啦嘛呗噢嗷滴咯]*$/u;

/** Particles that end no dotted name; 哈 does. */
const TRAILING_BEHIND_DOTS = /[呀啊吧哦呢啦嘛噢]+$/u;
const TRUE_DOT = new RegExp(`[${NAME_DOTS.replace('.', '')}]`, 'u');
/** Longest usual name and longest name of all, in code points. */
const MAX_USUAL = 25;
const MAX_DOTTED = 50;

/** Evidence for a name in its surroundings. */
export type Setting =
  | 'asked' // the name is what the open question asks for, and nothing else is said
  | 'among' // the name is asked for, and more is said than a name
  | 'announced' // 我叫, 姓名：
  | 'free'; // beside other values, or in a correction

/** Verdict on a run of characters. `short_form`: 张先生; `odd`: meant as a name, but not plausible. */
export type NameVerdict = { is: 'name'; name: string } | { is: 'short_form' | 'odd' | 'nothing' };

const NOTHING: NameVerdict = { is: 'nothing' };

/** Replaces look-alike dots by U+00B7; drops one at either end. */
export const withNameDots = (text: string): string => text.replace(DOT, '·').replace(/^·|·$/gu, '');

/** Judges a run of characters as a person's name. @param plain simplified form of `typed`, of the same length */
export function judgeName(typed: string, plain: string, setting: Setting): NameVerdict {
  const { name, reading } = trim(typed, plain);
  const canonical = withNameDots(name);
  if (canonical.includes('·') && HAN_NAME.test(canonical)) return judgeDotted(canonical, reading, setting);
  if (isShortForm(plain) || isShortForm(reading)) return setting === 'free' ? NOTHING : { is: 'short_form' };
  const length = codePointLength(canonical);
  if (!HAN_NAME.test(canonical) || isOtherWord(reading) || readsAsSentence(reading)) return NOTHING;
  if (BEGINS_OTHERWISE.test(reading) || isPhrase(reading) || tellsOfDoing(plain)) return NOTHING;
  if (NO_NAME.test(reading)) return NOTHING;
  if (PLACEHOLDER.test(reading)) return setting === 'free' ? NOTHING : { is: 'odd' };
  if (length === 1) return setting === 'free' ? NOTHING : { is: 'odd' };
  return judgeUndotted(canonical, reading, length, setting);
}

/** 呢 behind what has no surname tells what somebody is doing: 开车呢. */
const tellsOfDoing = (plain: string): boolean => plain.endsWith('呢') && !hasSurname(plain);

/** A name with a dot is taken whatever its characters mean elsewhere; a full stop between sentences is no such dot. */
function judgeDotted(canonical: string, reading: string, setting: Setting): NameVerdict {
  const parts = withNameDots(reading).split('·');
  const others = parts.filter((part) => isOtherWord(part) || isPhrase(part) || readsAsSentence(part));
  const doubtful = !TRUE_DOT.test(reading) ? others.length > 0 : setting === 'free' && others.length === parts.length;
  const length = codePointLength(canonical);
  if (doubtful || length < 3 || length > MAX_DOTTED) return NOTHING;
  return length <= MAX_USUAL ? { is: 'name', name: canonical } : { is: 'odd' };
}

function judgeUndotted(name: string, reading: string, length: number, setting: Setting): NameVerdict {
  const accepted: NameVerdict = { is: 'name', name };
  const compound = hasCompoundSurname(reading);
  const transcribed = isTranscribed(reading);
  if (length > 6) return transcribed && setting !== 'free' ? { is: 'odd' } : NOTHING;
  const familiar = compound || (transcribed && length >= 3);
  if (setting === 'free') return familiar || (hasSurname(reading) && length <= 4) ? accepted : NOTHING;
  if (setting === 'among' && !familiar && !hasSurname(reading)) return NOTHING;
  if (length >= 5)
    return compound || transcribed || mayBeTranscribed(reading) || setting === 'announced' ? accepted : NOTHING;
  if (length === 4 && setting === 'asked' && !familiar && !hasSurname(reading))
    return mayBeTranscribed(reading) ? accepted : { is: 'odd' };
  return accepted;
}

/** Drops fillers before a name and particles behind it: 就叫孙悦呀 → 孙悦. At least two characters stay. */
function trim(typed: string, plain: string): { name: string; reading: string } {
  const lead = LEADING.exec(plain)?.[0].length ?? 0;
  const dotted = withNameDots(plain).includes('·');
  const tail = (dotted ? TRAILING_BEHIND_DOTS : TRAILING).exec(plain)?.[0].length ?? 0;
  const end = plain.length - lead - tail >= 2 ? plain.length - tail : plain.length;
  return { name: typed.slice(lead, end), reading: plain.slice(lead, end) };
}
