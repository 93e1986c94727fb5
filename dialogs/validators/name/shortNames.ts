/** Names as used in speech, shorter than on the card: 张先生, 小王, 姓王. */

const COMPOUND_SURNAMES =
  '欧阳|上官|司马|司徒|诸葛|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|东方|南宫|夏侯|独孤|端木|百里|西门|呼延|轩辕|澹台|申屠|太史|公冶|宗政|濮阳|淳于|单于|闾丘|司空|拓跋|完颜|纳兰|那拉|赫连';

/** Common surnames. */
const COMMON_SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

const LONG_TITLE =
  /(?:先生|女士|小姐|太太|经理|老板|老师|师傅|师父|同学|同志|医生|大夫|护士|主任|律师|教授|博士|校长|院长|局长|处长|科长|队长|厂长|店长|总监|总裁|主管|会计|警官|阿姨|叔叔|伯伯|大爷|大妈|大哥|大姐|大叔|大婶|奶奶|爷爷|妈妈|爸爸|妹妹|弟弟|哥哥|姐姐|姑娘|小哥|夫人|某某|某)$/u;

const WITH_SHORT_TITLE = new RegExp(`^(?:${COMPOUND_SURNAMES}|[${COMMON_SURNAMES}])[总哥姐叔姨嫂婶姑爷工]$`, 'u');
const NICKNAME = new RegExp(
  `^(?:小(?:\\p{Unified_Ideograph}|[${COMMON_SURNAMES}]子)|[老大][${COMMON_SURNAMES}]|阿[强伟明华杰芳丽红军平勇玲珍梅霞虎鹏辉兰香娇美${COMMON_SURNAMES}])$`,
  'u',
);
const SURNAME_SAID = /^(?:(?:我|本人)?(?:免贵)?姓(?!名)|敝姓)/u;
const COMPOUND_SURNAME_ALONE = new RegExp(`^(?:${COMPOUND_SURNAMES})$`, 'u');

/** Whether the text is a surname of two characters and nothing else: 欧阳. */
export const isCompoundSurname = (text: string): boolean => COMPOUND_SURNAME_ALONE.test(text);

/** Whether the text is a surname with a title, a nickname, or 姓王: not the full name on the card. */
export const isShortName = (text: string): boolean =>
  SURNAME_SAID.test(text) ||
  WITH_SHORT_TITLE.test(text) ||
  NICKNAME.test(text) ||
  (LONG_TITLE.test(text) && withoutTitle(text) === text);

/** 张伟国先生 → 张伟国. Unchanged where only a surname or nickname would be left. */
export function withoutTitle(text: string): string {
  const rest = text.replace(LONG_TITLE, '');
  const isSurname = [...rest].length < 2 || COMPOUND_SURNAME_ALONE.test(rest) || NICKNAME.test(rest);
  return isSurname ? text : rest;
}
