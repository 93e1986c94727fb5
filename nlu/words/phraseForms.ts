/** Everyday phrases told by their form, not by a list: particles, adverbs before verbs, complements, measure words, repetitions. */
import { hasCompoundSurname, hasSurname, isTranscribed, mayBeTranscribed, withoutTranscribedNot } from './nameWords';
import { NOT_NAMES } from './notNames.data';

/** Characters of verbs, adjectives and adverbs that follow an adverb or a negation. None is frequent as the second character of a name. */
const PREDICATE =
  '是会能要想用行好对说给填知懂同可必方愿去来需急忙看写买卖记接敢够通清有在到得没不再听问怕烦催吵闹走动骗管提打发做吃喝睡玩借贷还开关点等找换改删修查试办弄搞叫拿送收退付交赚欠忘懒累困饿慢快多少大高低早晚远近短理睬客着哭舒服准稳错乱坏差算麻确认满足如爽熟甜苦辣冷热见注绑输回复便只都也就很怎谁为被把跟和吗呢么';
/** Adverbs, auxiliaries and prepositions that are hardly ever surnames. */
const ADVERBS =
  '先再就也又才刚已太最更挺越仍只将赶稍暂正往去想要能会可该敢肯愿须因若虽而且或却别还不都懒总老慢快早好真蛮';
const OPENS_PHRASE = new RegExp(`^[${ADVERBS}][${PREDICATE}]`);
/** What begins no name at all. */
const BEGINS_PHRASE =
  /^(?:[我你您他她它咱谁这哪啥咋怎的了在很没被把给让请帮替]|那[好行就么个些样边里是算先你我要也不没还可]|和[你我他她谁]|从[来没不小前此]|全[部是都没不乱忘对错])./u;
/** What begins a phrase where more than two characters follow: 不吃这一套; or more than one: 想套现, 有风险. */
const BEGINS_LONG_PHRASE = /^(?:[不别还都].{3}|[想要求该敢愿须有无未非先].{2}|查[账欠流可余额信订单记询收消])/u;
/** Verbs of talking, writing and handling that are no surnames: 看情况, 换个人, 写哪. */
const BEGINS_WITH_VERB =
  /^[看说讲写填换吃喝睡跑坐听找拿卖送借办试做弄搞修删等忘怕骂催骗挣欠赢玩按扫退停断猜忙累困烦急疼饿渴哭领扣坑撤涨减转取刷设选拼锁卸移缺拒罚补输调降]./u;
/** Amounts: 一个, 三次, 第一条, 半天, 三千八, 十七岁. 万 and 百 are surnames. */
const AMOUNT =
  /^[一两二三四五六七八九十几半每第]+(?:[个次下会天号块毛遍种样些件句趟条秒岁期年位折成]|[百千万十][^\p{Unified_Ideograph}]?[一两二三四五六七八九十几块元个天]|点(?!点))/u;
const REPEATED =
  /^(?:(.)\1(.)\2|(.{2})\3|(.).\4.)$|^[先再](.)\5$|^([看想试说问听等找瞧聊谈走])\6|^.?(.)一\7|^(?:慢慢|快快|好好|早早|偷偷|刚刚|常常|往往|渐渐|仅仅|通通|统统)/u;

/** 点 and its like behind an adjective: 安静点, 快一点, 好些. 李点点 is a name. */
const A_LITTLE = /^.{2,4}(?<!点|一)点儿?$|^[快慢轻早晚好大小多少高低远近松紧便][一]?[点些]儿?$/u;
/** 着, 呢 and other particles: 忙着, 开车呢. */
const PARTICLE = /.[着们么吗呢嘛啥哒我你您他她它]$|.{2}[没不]$/u;
/** What a verb leads to, or does not: 连不上, 信不过, 看得懂. */
const COMPLEMENT =
  /^.{1,2}不[上了到动来出住着起见清开完掉下通过去懂得透准]$|^[听看说写记来找认弄打用]得[上动到出住着起见清完掉懂及]$/u;
const A_NOT_A = /(.)[不没]\1/u;
const PLACE = /^[家店手网厂床屋楼街船身桌柜车包房路卡][上里中下内外]$/u;
const AFTER_VERB =
  /^[^\s]{0,2}[等看问查试说改填写点打帮](?:下|一下|会儿?)$|^[填写发打输点改删收查看说试用办借做听问寄][完好错到掉过懂够]$/u;
/** What a verb does with a thing: 关掉, 取出来. */
const DIRECTION = /掉$|^.{1,3}[出起进回过上下][来去]$/u;
/** Sums, numbers and roles behind what is no surname: 解冻费, 官方号, 老年人. */
const KIND_OF_THING = /^.{2,3}[费款额券卡号单人员者方期率罪证件码]$/u;
const VERB_LAST = /[写填说讲看办弄搞问查改发给打做用谈聊算来去吧了紧够少到急贵低差号费款卡]$/u;
/** Words of sentences; in four characters or more without a dot they make one. Spared are those of Mongolian and Tibetan names. */
const IN_SENTENCE = /[的了吗呢吧么没不是就很太又再被让请您我你他她它们什怎谁啥哪几]/u;

/** 钱不够, 网不好: 不 before a predicate. 何不凡 is a name. */
const NOT_WITHIN = new RegExp(`^.{1,2}不[${PREDICATE}]`);
/** Dots and other scripts are judged elsewhere. */
const HAN_ONLY = /^\p{Unified_Ideograph}{2,}$/u;

const FORMS = [
  NOT_WITHIN,
  BEGINS_PHRASE,
  BEGINS_LONG_PHRASE,
  OPENS_PHRASE,
  BEGINS_WITH_VERB,
  AMOUNT,
  REPEATED,
  A_LITTLE,
  PARTICLE,
  COMPLEMENT,
  A_NOT_A,
  PLACE,
  AFTER_VERB,
  DIRECTION,
] as const;

/**
 * Whether a text is an everyday phrase rather than a name. A name with a dot, or of characters that transcribe, is none.
 * @param reading simplified, without punctuation and spaces
 */
export function readsAsPhrase(reading: string): boolean {
  const text = withoutTranscribedNot(reading);
  const { length } = text;
  if (!HAN_ONLY.test(text) || (length > 2 && isTranscribed(text))) return false;
  return FORMS.some((form) => form.test(text)) || (length > 2 && isMadeOfWords(text));
}

/** Whether the text is made of words that are no names: 随便写, 统一回复, 真方便, 时间不够; or is too long for a name without a dot. */
function isMadeOfWords(text: string): boolean {
  const { length } = text;
  const opens = NOT_NAMES.has(text.slice(0, 2)) || (length > 3 && NOT_NAMES.has(text.slice(0, 3)));
  const ends = NOT_NAMES.has(text.slice(-2));
  const known = hasSurname(text);
  if (!known && KIND_OF_THING.test(text)) return true;
  if (length === 3) return (opens && (!known || VERB_LAST.test(text))) || (ends && !known);
  if (hasCompoundSurname(text)) return length > 4 && IN_SENTENCE.test(text);
  if (opens || ends || IN_SENTENCE.test(text)) return true;
  return (length > 4 || !known) && !mayBeTranscribed(text);
}
