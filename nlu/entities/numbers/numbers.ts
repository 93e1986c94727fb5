import type { EntitySlot, Pending } from '../../types';
import { looksLikeBankCard } from './bankCard';
import { digitClusters, type Cluster } from './digitClusters';
import type { Draft } from '../draft';
import { beginsLikeResidentId, isCalendarDay, isResidentId, looksLikePaymentCode } from './idNumber';
import { looksMadeUp, toMobile } from './phone';
import { isNegatedNumber, slotNamedBefore } from './numberContext';

/** What the digits of neighbouring groups are. */
type Reading = 'idNumber' | 'phone' | 'bankCard' | 'paymentCode';
interface Stretch {
  groups: number;
  digits: string;
}

const MAX_GROUPS = 19;
/** Readings in order of precedence. */
const READINGS: [Reading, (digits: string) => boolean][] = [
  ['idNumber', (digits) => digits.length === 18 && isResidentId(digits)],
  ['phone', (digits) => toMobile(digits) !== undefined],
  ['idNumber', (digits) => digits.length === 15 && isResidentId(digits)],
  ['bankCard', (digits) => looksLikeBankCard(digits) && !hasBirthday(digits)],
  ['paymentCode', looksLikePaymentCode],
];

/** Whether 17 to 19 digits hold a birthday: a mistyped ID number, not a card. */
const hasBirthday = (digits: string): boolean => /^\d{17,19}$/.test(digits) && isCalendarDay(digits.slice(6, 14));

/** Takes out ID numbers, bank cards, payment codes and mobile numbers; other digits become near misses. */
export function takeNumbers(draft: Draft): void {
  const unresolved: Cluster[] = [];
  for (const cluster of digitClusters(draft.plain)) {
    let rest: Cluster = [];
    for (let at = 0; at < cluster.length;) {
      const taken = takeStretch(draft, cluster, at);
      if (taken > 0 && rest.length > 0) unresolved.push(rest);
      if (taken > 0) rest = [];
      else rest.push(...cluster.slice(at, at + 1));
      at += Math.max(taken, 1);
    }
    if (rest.length > 0) unresolved.push(rest);
  }
  for (const cluster of unresolved) noteNearMiss(draft, cluster);
  settleRivals(draft);
}

/** Takes out the number that begins at group `at`. Returns the number of its groups, 0 if there is none. */
function takeStretch(draft: Draft, cluster: Cluster, at: number): number {
  const stretches = stretchesFrom(cluster, at);
  for (const [reading, holds] of READINGS) {
    if (reading === 'paymentCode' && isMeantAsId(draft, cluster, at, stretches)) continue;
    if (reading === 'phone' && draft.pending === 'idNumber' && cluster[at]?.digits.startsWith('00')) continue;
    const stretch = stretches.find(({ digits }) => holds(digits));
    if (stretch) return take(draft, cluster, at, stretch, reading);
  }
  return 0;
}

/** Whether digits are an ID number with a wrong birthday, not a payment code: a number is asked for or named, and they begin like one. */
const isMeantAsId = (draft: Draft, cluster: Cluster, at: number, stretches: readonly Stretch[]): boolean =>
  (NUMBER_ASKED.has(draft.pending) || slotNamedBefore(draft.plain, cluster[at]?.start ?? 0) === 'idNumber') &&
  stretches.some(({ digits }) => beginsLikeResidentId(digits));

const NUMBER_ASKED: ReadonlySet<Pending> = new Set(['idNumber', 'phone', 'contact']);

/** Stretches from group `at`, longest first, so that the first 16 of 19 digits are no card. */
function stretchesFrom(cluster: Cluster, at: number): Stretch[] {
  const stretches: Stretch[] = [];
  let digits = '';
  for (let groups = 1; groups <= MAX_GROUPS && at + groups <= cluster.length; groups++) {
    digits += cluster[at + groups - 1]?.digits ?? '';
    if (digits.length > 19) break;
    stretches.unshift({ groups, digits });
  }
  return stretches;
}

function take(draft: Draft, cluster: Cluster, at: number, { groups, digits }: Stretch, reading: Reading): number {
  const start = cluster[at]?.start ?? 0;
  const end = cluster[at + groups - 1]?.end ?? start;
  if (reading === 'bankCard' || reading === 'paymentCode') {
    draft.takeSecret(reading, start, end);
  } else if (reading === 'idNumber') {
    draft.find('idNumber', digits, start, end, isNegatedNumber(draft.plain, start, end));
  } else {
    takePhone(draft, toMobile(digits) ?? digits, start, end);
  }
  return groups;
}

/** What makes another number of it: 转 8, 13800005121/2, 13800005123½. */
const EXTENSION =
  /^(?: ?转 ?\d{1,6}| ?[/⁄\-–—] ?\d{1,6}(?![\d/⁄\-–—])|[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215f])/u;

function takePhone(draft: Draft, mobile: string, digitsStart: number, digitsEnd: number): void {
  const extension = EXTENSION.exec(draft.plain.slice(digitsEnd, digitsEnd + 10));
  const start = startWithPlus(draft.plain, digitsStart);
  const end = digitsEnd + (extension?.[0].length ?? 0);
  const negated = isNegatedNumber(draft.plain, start, end);
  if (!negated && (extension || looksMadeUp(mobile))) {
    draft.miss('phone', draft.clean.slice(start, end));
    draft.take(start, end);
  } else {
    if (draft.pending === 'idNumber' && BARE.test(draft.plain)) draft.miss('idNumber', draft.clean.trim());
    draft.find('phone', mobile, start, end, negated);
  }
}

/** Nothing but digits: an answer to the open question. */
const BARE = /^[\s\d+-]+$/;

const startWithPlus = (plain: string, start: number): number =>
  start - (/\(?\+ ?$/.exec(plain.slice(Math.max(0, start - 3), start))?.[0].length ?? 0);

/** Fewer digits describe a number and give none (95开头的). */
const MIN_MEANT = 3;

/** Notes digits that are no value as a near miss of the slot they were meant for; the validators say what is wrong with them. */
function noteNearMiss(draft: Draft, cluster: Cluster): void {
  const first = cluster[0];
  const last = cluster.at(-1);
  if (!first || !last) return;
  const digits = cluster.map((group) => group.digits).join('');
  const start = startWithPlus(draft.plain, first.start);
  const foreign = draft.pending !== 'idNumber' && (draft.plain.charAt(start) === '+' || /^00(?!86)\d{8,}/.test(digits));
  const tail =
    draft.pending === 'idNumber' && /(?<!卡号?的?)(?:[后末][四六]位|尾号)\D{0,3}$/.test(draft.plain.slice(0, start));
  const slot =
    slotNamedBefore(draft.plain, start) ??
    (tail ? 'idNumber' : undefined) ??
    (foreign ? 'phone' : slotByLength(digits, draft.pending));
  if (!slot || digits.length < MIN_MEANT || isNegatedNumber(draft.plain, start, last.end)) return;
  const end = last.end + (ODD_END.exec(draft.plain.slice(last.end, last.end + 3))?.[0].length ?? 0);
  draft.miss(slot, draft.clean.slice(start, end));
  draft.take(start, end);
}

/** A fraction or a raised digit behind a number. */
const ODD_END = /^[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215f]+/u;

function slotByLength(digits: string, pending: Pending): EntitySlot | undefined {
  const { length } = digits;
  if (length === 18 && hasBirthday(digits)) return 'idNumber';
  if (pending === 'idNumber') return length >= 7 ? 'idNumber' : undefined;
  if (pending === 'phone' || pending === 'contact')
    return length >= (/^1[3-9]/.test(digits) ? 5 : 7) ? 'phone' : undefined;
  if (length >= 15 && length <= 29) return 'idNumber';
  return length >= 10 && length <= 13 && /^[01]/.test(digits) ? 'phone' : undefined;
}

const SECOND_NUMBER = /备用|另一?个|紧急|还有一?个|其次/;
const LATER_COUNTS = /→|[-=]>|不对|错|更正|改成|改为|换成|换为|纠正|应该|重新|\*/;

/** Resolves two values for one slot: in a correction the later counts, with 备用 the first; else both become a near miss. */
function settleRivals(draft: Draft): void {
  for (const slot of ['phone', 'idNumber'] as const) {
    const rivals = draft.findings.filter((finding) => finding.slot === slot && !finding.negated);
    const [first] = rivals;
    if (!first || rivals.every((rival) => rival.value === first.value)) continue;
    if (LATER_COUNTS.test(draft.plain)) {
      for (const rival of rivals.slice(0, -1)) rival.negated = true;
    } else {
      for (const rival of SECOND_NUMBER.test(draft.plain) ? rivals.slice(1) : rivals)
        draft.findings.splice(draft.findings.indexOf(rival), 1);
      if (!SECOND_NUMBER.test(draft.plain)) draft.miss(slot, rivals.map((rival) => rival.value).join('、'));
    }
  }
}
