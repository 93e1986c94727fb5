/** Facts stated in an utterance (我有700分，绑了卡，没逾期), several at once or before they were asked. A question states nothing. */
import { bandOf } from '../state/choices';
import type { Facts } from '../types';

/** Questions, conditions, and the past (逾期过，已经还清): the facts are about today. */
const NO_STATEMENT = /[?？]|吗|么|怎么|会不会|能不能|影响|如果|多少|还清|以前|曾经/u;
const CARD = '(?:储蓄卡|银行卡|借记卡|卡)';
const NO_CARD = new RegExp(`(?:没有?|未|还没)(?:绑定?|${CARD}(?!号))`, 'u');
const HAS_CARD = new RegExp(`(?:已经?|都)?绑(?:定)?(?:了|过|好)?${CARD}|绑(?:定)?了|已绑|有(?:储蓄|借记)卡`, 'u');
const NOT_OVERDUE = /(?:没有?|无|从未|从没|未)(?:任何|严重|过){0,2}逾期|逾期(?:倒|也|都)?(?:没有|没)/u;
const OVERDUE = /有.{0,4}逾期|逾期(?:了|中|着)/u;

/** @param score the Pay Score that `nlu` found in the text, if any */
export function factsIn(text: string, score: number | undefined): Partial<Facts> {
  if (NO_STATEMENT.test(text)) return {};
  const debitCard = NO_CARD.test(text) ? 'no' : HAS_CARD.test(text) ? 'yes' : undefined;
  const overdue = NOT_OVERDUE.test(text) ? 'no' : OVERDUE.test(text) ? 'yes' : undefined;
  return {
    ...(score === undefined ? {} : { payScore: bandOf(score) }),
    ...(debitCard && { debitCard }),
    ...(overdue && { overdue }),
  };
}
