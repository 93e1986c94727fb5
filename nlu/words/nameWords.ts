/** Words that make up or surround names. */

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺佘沃阚屠亓麻';
const SURNAME_SET: ReadonlySet<string> = new Set(SURNAMES);

const COMPOUND_SURNAME =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|夏侯|端木|百里|轩辕|长孙|宇文|独孤|南宫|西门|东郭|闻人|赫连|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|仲孙|钟离|鲜于|闾丘|亓官|呼延|第五|拓跋|完颜|纳兰|爱新觉罗|叶赫那拉|钮祜禄)/;

/** Characters that transcribe names of Uyghur, Kazakh, Tibetan and other origins. */
const TRANSCRIPTION = new Set(
  '阿卜布都热依衣木买提江古丽孜娜尔力努吐吾尼亚孙逊艾麦合帕夏迪克里拉巴扎西次仁旦增卓玛央金格桑多吉洛才让加措平措达瓦罗尕斯坦汗别叶娜比娅肉赛萨姆哈米排则伊拜甫穆罕默德祖农沙塔拜热孜曼音来逊',
);

/** More of them, in Mongolian names above all; Chinese given names are full of them too. */
const TRANSCRIPTION_TOO = new Set('额敦其乌兰图雅斯琴高满苏日勒和特孟根花布呼白宝朝鲁腾敖登德旺堆珠巴桑普顿嘎陈策');

/** Titles: 张先生, 王总, 李姐. */
const TITLE =
  /(?:先生|女士|小姐|太太|老师|师傅|经理|老板|总监|主任|同志|同学|医生|阿姨|叔叔|大哥|大姐|总|哥|姐|叔|姨|爷|嫂|工)$/;
const POLITE = /(?:先生|女士|小姐)$/;
const SHORT_FORM = /^(?:小|老|阿|大)\p{Unified_Ideograph}$/u;
const ONLY_SURNAME = /^(?:我)?(?:免贵)?(?:姓|信)\p{Unified_Ideograph}{1,2}$/u;

/** Characters and words of sentences, which no name contains. */
const SENTENCE =
  /[不没吗呢吧的了么你我您他她它这那哪啥谁给嗯哦请啦哈呀哎唉喂]|什么|怎么|如何|为何|为啥|可以|能否|多少|一下|一个|[一两几]次|申请|开通|分付|身份|手机|电话|微信|客服|人工|额度|贷款|借款|还款|查询|名字|姓名|随便|等会|等下|稍后|马上|明天|谢谢|现在|需要|应该|帮忙|想要|要填|要写|号码|银行|信息|资料|知道|保密|隐私|就是|还是|已经|后面|前面|上面|下面|刚才|填写|填错|写错|打错|王字旁|字旁|偏旁|立早|白天|晚上|早上|上午|下午|上班|下班|随时|有空|联系|接听|短信|再填|再说|再发|再给|打|弓长|木子|耳东|口天/;

/** Whether a name begins with a surname of two characters. */
export const hasCompoundSurname = (name: string): boolean => COMPOUND_SURNAME.test(name);

/** Whether a name begins with a known surname. */
export const hasSurname = (name: string): boolean => SURNAME_SET.has(name.charAt(0)) || hasCompoundSurname(name);

/** Whether at least two thirds of the characters are used in transcriptions. */
export function isTranscribed(name: string): boolean {
  const characters = [...name];
  return characters.filter((character) => TRANSCRIPTION.has(character)).length * 3 >= characters.length * 2;
}

/** Whether most of the characters may transcribe a name: 额尔敦其其格. No long name without a dot is made otherwise. */
export function mayBeTranscribed(name: string): boolean {
  const characters = [...name];
  const sounds = characters.filter((character) => TRANSCRIPTION.has(character) || TRANSCRIPTION_TOO.has(character));
  return characters.length > 4 ? sounds.length * 3 >= characters.length * 2 : sounds.length * 2 >= characters.length;
}

/** Whether a surname and a given name stand before the title. */
function isFullNameWithTitle(text: string): boolean {
  const name = text.replace(POLITE, '');
  return name !== text && name.length > (hasCompoundSurname(name) ? 2 : 1) && !/[老小]/.test(name);
}

/** Whether it is a form of address rather than a full name: 张先生, 小王, 免贵姓李. */
export function isShortForm(text: string): boolean {
  if (!TITLE.test(text) || text.length > 5 || text.length < 2) return SHORT_FORM.test(text) || ONLY_SURNAME.test(text);
  return hasSurname(text) && !isFullNameWithTitle(text);
}

/** 不 in transcriptions: 阿不都, 依不拉音, 阿不来提. */
const TRANSCRIBED_NOT = /(?<=[阿依衣伊艾吾哈热沙])不(?=[都力来拉里利提热尔迪勒])/gu;

/** The text with 卜 for each 不 that transcribes a sound, so that it is read as no negation. Positions are the same. */
export const withoutTranscribedNot = (text: string): string => text.replace(TRANSCRIBED_NOT, '卜');

/** A given name behind a surname may hold 不: 何不凡. */
const NOT_WITHIN = /^(\p{Unified_Ideograph})不(?=\p{Unified_Ideograph}$)/u;
/** 不 opens a few given names: 不凡, 不群. */
const NOBLE_NOT = /^不(?=[凡群二悔言语疑惑器争弃屈染俗韦移渝败破易]$)/u;
/** 那 is a surname too: 那英. What else it begins is told by its form. */
const SURNAME_NA = /^那(?=\p{Unified_Ideograph}{1,2}$)/u;

/** Whether a text reads as a sentence rather than a name. */
export const readsAsSentence = (text: string): boolean =>
  SENTENCE.test(withoutTranscribedNot(text).replace(NOT_WITHIN, '$1').replace(NOBLE_NOT, '').replace(SURNAME_NA, ''));
