/** Names of the emoji that WeChat, QQ and Weibo write out where a channel shows no pictures: [微笑], 【呲牙】, /微笑. Lower case, simplified. */
export const EMOJI_NAMES: ReadonlySet<string> = new Set(
  `
  微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 囧 冷汗 抓狂 吐 偷笑 愉快 可爱 白眼 傲慢 饥饿 困 惊恐 流汗 憨笑 悠闲 大兵 奋斗 咒骂 疑问
  嘘 晕 疯了 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈 快哭了 阴险 亲亲 吓 可怜 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶
  吃瓜 加油 汗 天啊 emm 社会社会 旺柴 好的 打脸 哇 翻白眼 让我看看 叹气 苦涩 裂开 嘴唇 示爱 爱心 心碎 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 差劲 爱你 合十 啤酒 咖啡 蛋糕 闪电 玫瑰 凋谢
  菜刀 刀 足球 瓢虫 便便 炸弹 月亮 太阳 礼物 猪头 西瓜 庆祝 红包 发 福 烟花 爆竹 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降 激动 街舞 献吻 左太极 右太极 嗨 爱情 飞吻 赞 点赞 比心 爱你哦
  笑哭 笑cry 哭 泪 大笑 嘻嘻 哈哈 允悲 doge 二哈 摊手 思考 费解 挖鼻 怒 怒骂 拜拜 心 伤心 鲜花 蜡烛 话筒 作揖 酸 跪了 费力 并不简单 吃惊 疑惑 黑线 馋嘴 打脸 顶 可怜巴巴 求饶 捂眼 呆无辜 泪奔
  流鼻血 灵光一闪 机智 送心 舔屏 绝望的凝视 震惊 石化 互粉 哇哦 鞠躬 尬笑 感谢 抱抱 呆 惊呆 狗头 表情 动画表情 emoji
  smile grimace drool scowl coolguy sob shy silent sleep cry awkward angry tongue grin surprise frown ruthless blush scream puke chuckle joyful slight smug drowsy panic sweat laugh commando
  determined scold shocked shhh dizzy toasted skull hammer wave speechless nosepick clap shame trick bah yawn pooh-pooh shrunken tearingup sly kiss whimper happy sick flushed terror
  letdown duh hey facepalm smirk smart concerned yeah! onlooker goforit omg respect doge noprob mybad wow boring awesome letmesee sigh hurt broken lips heart brokenheart hug thumbsup thumbsdown
  shake peace fight beckon fist pinky rockon ok worship beer coffee cake rose wilt cleaver bomb poop moon sun gift packet party pig
  `
    .trim()
    .split(/\s+/u),
);
