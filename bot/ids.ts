import { randomInt } from 'node:crypto';
import type { EpochMs } from '../dialogs/types';
import { shanghaiDate } from '../dialogs/validators';

/** Source of fresh application numbers and phrases. Tests inject their own. */
export interface Ids {
  /**
   * `FF-20261123-7K3M9Q`: the date in Asia/Shanghai and six random characters. Uniqueness is checked by
   * `reserveNumber`.
   */
  applicationNo(now: EpochMs): string;
  /** Verification phrase of two words, e.g. 松风·明月. Every genuine notification repeats it. */
  phrase(): string;
}

/** Without I, L, O, U, 0 and 1, which are easily misread. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const WORDS = (
  '松风 明月 青山 晴川 竹影 荷塘 白鹭 清泉 远帆 星河 朝霞 暮雪 春茶 秋枫 云海 石桥 ' +
  '梅香 兰舟 雨巷 麦田 灯塔 海棠 归雁 长亭 琴声 书页 木槿 杏花 柳岸 沙洲 松果 银杏'
).split(' ');

const pick = <T>(from: ArrayLike<T>): T => from[randomInt(from.length)] as T;

/** Ids from the system's cryptographic generator. */
export const randomIds: Ids = {
  applicationNo: (now) => {
    const day = shanghaiDate(now).replaceAll('-', '');
    return `FF-${day}-${Array.from({ length: 6 }, () => pick(ALPHABET)).join('')}`;
  },
  phrase: () => {
    const first = pick(WORDS);
    return `${first}·${pick(WORDS.filter((word) => word !== first))}`;
  },
};
