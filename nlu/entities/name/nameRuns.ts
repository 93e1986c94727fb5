import { NAME_DOTS } from '../../text/text';

/** A run of Han characters, with dots between them, that may be a name, and what its neighbours say about it. */
export interface NameRun {
  start: number;
  end: number;
  /** 姓名：, 我叫 or 本人 stands before it. */
  announced: boolean;
  /** 是, 我是 or 改成 stands before it. */
  introduced: boolean;
  /** Only separators, values and words of a form stand on either side: it is no piece of a sentence. */
  bounded: boolean;
  /** The message holds no other run. */
  alone: boolean;
  /** 不是 stands before it, or 错了 or 改成 behind it: it is the wrong name. */
  negated: boolean;
}

const NAME_PART = '[\\p{Unified_Ideograph}\\u3007]+';
/** Spaces may stand around a dot, but not around a full stop. */
const HAN_RUN = new RegExp(`${NAME_PART}(?:(?:\\.+| {0,2}[${NAME_DOTS.replace('.', '')}]+ {0,2})${NAME_PART})*`, 'gu');

/** Words at which runs are cut, by what they say. Within a class, longer words come first. */
const ANNOUNCES =
  '(?:我的?|本人|申请人|真实|户主|正确)?(?:真实姓名|身份证姓名|姓名|名字|真名|大名|全名|本名)(?:叫做?|为)?|我叫做?|名叫|本名叫?|我名叫?|本人叫|本人(?!在|自愿|愿意|想|要|非|意|操作|认证|实名|验证|是否|无[逾欠不业]|没|不|有|征信|信用|名下|收入|工作|微信|手机|银行|账|支付|办理|申请|开通|使用|号码?$)|就叫|(?:叫|喊|称呼)我|叫做?(?=[\\u3400-\\u9fff]{2})|我是(?:叫)?|俺叫|人家叫|联系人(?!信|电|方|手|号)|收件人|申请人(?!数|太|过|多)|(?:这里|这边)是|在下|敝人';
const REJECTS =
  '并?不是叫?|不叫|别用|不要用?|把|原来叫?|曾用名(?:叫|是|为)?|(?:以|之)前(?:叫|填的?是?|写的?是?)?|刚才(?:写|填|发|打)的?是?|而非|而不是';
const REPLACES =
  '(?:应该|应当|应|要)?(?:改|换|更正|修改|更改|纠正)(?:成|为|叫|到)?|应该(?:是|叫|为)?|应为|才是|而是|其实是?|正确的?是?|就是|是叫|是|用|→|[-=]>';
const FAULTS = '(?:打|写|填|输|弄|搞|发)?错(?:误|字|别字)?了?|不对|有误|不用了?|不要了?|不正确|写反了?|才对|才是对的?';
const OTHERS =
  '身份证(?:号码?|件)?|证件(?:号码?)?|手机(?:号码?)?|电话(?:号码?)?|号码|联系(?:方式|电话)|微信(?:号|同号)?|邮箱|邮件|年龄|性别|今年|出生|来自|住在|现在|想(?=要|开|申|办|问|用|咨|了解)|要(?=开|申|办)|申请(?!人)|开通(?:分付)?|分付|办理|咨询|请问|麻烦|需要|帮我|你好|您好|谢谢|多谢|名下|打成了?|写成了?|填成了?|弄成了?|错别字|同意|确认|先生(?=[,，])|两个字|三个字|四个字|那个|不好意思|对不起|抱歉|刚才|刚刚|重新(?:发|填|写)?|一遍|稍后|等会儿?|待会儿?|晚点|马上|回头|已经';
const CUT = new RegExp(`(${ANNOUNCES})|(${REJECTS})|(${FAULTS})|(${REPLACES})|(${OTHERS})`, 'g');

type CutKind = 'announces' | 'rejects' | 'faults' | 'replaces' | 'other';
const KINDS: readonly CutKind[] = ['announces', 'rejects', 'faults', 'replaces', 'other'];

/** Words that replace what stands before by what stands behind: 改成, 换成. */
const REPLACING = /^(?:应该|应当|应|要)?(?:改|换|更|→|[-=]>)/;

interface Cut {
  kind: CutKind;
  start: number;
  end: number;
  word: string;
}

/** Splits a message into runs that may be names. @param plain the message with other values taken out */
export function nameRuns(plain: string): NameRun[] {
  const cuts = cutsOf(plain);
  const runs: NameRun[] = [];
  let behind = 0;
  let before: Cut[] = [];
  for (const cut of [...cuts, { kind: 'other', start: plain.length, end: plain.length, word: '' } satisfies Cut]) {
    const pieces = [...plain.slice(behind, cut.start).matchAll(HAN_RUN)];
    for (const [index, piece] of pieces.entries()) {
      const start = behind + piece.index;
      const end = start + piece[0].length;
      const { negated, ...said } = meaning(index === 0 ? before : []);
      const rejected = index === pieces.length - 1 && rejectedBehind(plain, end, cut);
      runs.push({
        start,
        end,
        ...said,
        bounded: opensAt(plain, start, before.at(-1)) && closesAt(plain, end, cut),
        alone: false,
        negated: negated || rejected,
      });
    }
    before = pieces.length > 0 || plain.slice(behind, cut.start).includes('\0') ? [cut] : [...before, cut];
    behind = cut.end;
  }
  return runs.length === 1 ? runs.map((run) => ({ ...run, alone: true })) : runs;
}

const HAN = /\p{Unified_Ideograph}/u;
/** Words of a form or greeting, next to which a name needs no separator. */
const FORM_WORD =
  /^(?:身份证|证件|手机|电话|号码|联系|微信|邮箱|年龄|性别|今年|开通分付|你好|您好|谢谢|多谢|想|现在|来自|住在|两个字|三个字|四个字|那个|不好意思)/;

const opensAt = (plain: string, start: number, before: Cut | undefined): boolean =>
  start === 0 ||
  !HAN.test(plain.charAt(start - 1)) ||
  before === undefined ||
  before.kind !== 'other' ||
  FORM_WORD.test(before.word);

const closesAt = (plain: string, end: number, after: Cut): boolean =>
  end === plain.length ||
  !HAN.test(plain.charAt(end)) ||
  after.kind === 'faults' ||
  after.kind === 'rejects' ||
  FORM_WORD.test(after.word) ||
  REPLACING.test(after.word);

function cutsOf(plain: string): Cut[] {
  const cuts: Cut[] = [];
  for (const match of plain.matchAll(CUT)) {
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)] ?? 'other';
    cuts.push({ kind, start: match.index, end: match.index + match[0].length, word: match[0] });
  }
  return cuts;
}

function meaning(before: Cut[]): Pick<NameRun, 'announced' | 'introduced' | 'negated'> {
  const last = before.at(-1);
  return {
    announced: before.some(({ kind, word }) => kind === 'announces' && word !== '我是') && last?.kind !== 'other',
    introduced: last?.kind === 'replaces' || last?.word === '我是',
    negated: last?.kind === 'rejects',
  };
}

/** Whether the words behind a name reject it: 李磊错了, 李磊改成李雷; but not 李雷才对. */
function rejectedBehind(plain: string, end: number, cut: Cut): boolean {
  if (!/^[\s,，"”』」]*$/.test(plain.slice(end, cut.start))) return false;
  return (cut.kind === 'faults' && !cut.word.startsWith('才')) || (cut.kind === 'replaces' && REPLACING.test(cut.word));
}
