import { randomInt } from 'node:crypto';
import type { EpochMs } from '../dialogs/types';
import { shanghaiDate } from '../dialogs/validators';

/** The one source of fresh names; tests bring their own. */
export interface Ids {
  /** `FF-20261123-7K3M9Q`: the day in Shanghai and six random characters. */
  applicationNo(now: EpochMs): string;
  /** Two words that every genuine notification repeats, e.g. 松风·明月. */
  phrase(): string;
}

/** No I, L, O, U, 0 or 1: nothing that is misread aloud or off a screen. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const WORDS = (
  '松风 明月 青山 晴川 竹影 荷塘 白鹭 清泉 远帆 星河 朝霞 暮雪 春茶 秋枫 云海 石桥 ' +
  '梅香 兰舟 雨巷 麦田 灯塔 海棠 归雁 长亭 琴声 书页 木槿 杏花 柳岸 沙洲 松果 银杏'
).split(' ');

const pick = <T>(from: ArrayLike<T>): T => from[randomInt(from.length)] as T;

export const randomIds: Ids = {
  applicationNo: (now) => {
    const day = shanghaiDate(now).replaceAll('-', '');
    return `FF-${day}-${Array.from({ length: 6 }, () => pick(ALPHABET)).join('')}`;
  },
  phrase: () => `${pick(WORDS)}·${pick(WORDS)}`,
};
