/** How people spell a character by its parts: the parts, then the character itself (弓长张). */
const FORMULAS = `
  弓长张 立早章 木子李 耳东陈 口天吴 双木林 言午许 古月胡 草头黄 三横王 三画王 双口吕 人可何 走肖赵 小走赵 十八子李 十八李 美女姜 干勾于 言身寸谢 禾呈程 木易杨 西早覃 雨辰震
  日月明 文武斌 双人徐 双人徐徐 卯金刀刘 文刀刘 刀文刘 田力男 木土杜 木不杯 水工江 三点水江 工水江 子小孙 子系孙 走召超 走取趣 人尔你 人本体 女子好 千里马冯 马二冯 二马冯 两点水冯 走之邓 又耳邓 耳又邓 女口如
  奠耳郑 关耳郑 交耳郭 享耳郭 自田息 山佳崔 山今岑 山风岚 木兰花木 四维罗 四夕罗 草字头萧 草肃萧 草字头蒋 草将蒋 竹字头管 竹官管 草办苏 草魏 委鬼魏 十口田 十口古 山厂岸 雨田雷 贝才财 宝盖宋 宝木宋 宝盖安
  弯弓张 长弓张 古又故 石皮破 水皮波 女又奴 木寸村 木目相 木公松 木白柏 木每梅 木同桐 木对树 火山灾 日青晴 日京景 日生星 日央映 日光晃 三日晶 三金鑫 三水淼 三火焱 三石磊 三木森 三人众 三口品 三牛犇 三土垚 双土圭 双火炎 双王珏 双喜囍
  人韦伟 单人韦伟 单立人韦伟 王韦玮 木韦韡 草利莉 草字头利莉 草方芳 草字头方芳 女那娜 女亭婷 女家嫁 女市姊 王林琳 王玲珑 木风枫 禾火秋 禾日香 禾斗科 禾少秒 示见视 衣谷裕 言成诚 言射谢 金同铜 金令铃 金占钻 土也地 马奇骑 马川驯
`;

/** Parts → character: 弓长 → 张. */
export const CHARACTER_OF_PARTS: ReadonlyMap<string, string> = new Map(
  FORMULAS.trim()
    .split(/\s+/u)
    .map((formula) => [formula.slice(0, -1), formula.slice(-1)]),
);

/** First characters of the parts. */
export const BEGINS_PARTS: ReadonlySet<string> = new Set(
  [...CHARACTER_OF_PARTS.keys()].map((parts) => parts.charAt(0)),
);

/** Most characters that parts have. */
export const MAX_PARTS = 4;
