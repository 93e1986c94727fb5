import type { Entities, Pending } from '../types';
import { readAge } from './age';
import { takeApplicationNo } from './applicationNo';
import { takeBrokenNumbers } from './numbers/brokenNumbers';
import { readDate } from './date';
import { Draft } from './draft';
import { takeEmail } from './email';
import { takeName } from './name/name';
import { takeNumbers } from './numbers/numbers';
import { readLoan } from './loan';
import { readLast4 } from './last4';
import { readPayScore } from './payScore';
import { takeAnnouncedSecrets } from './secrets';
import { takeWechatId } from './wechatId';

const HAS_DIGIT = /\d/;
const SPOKEN_NUMBER = /[一二三四五六七八九十零〇幺]/;
const LIST_MARKER = /(?<=^|[\s,;。、\0])[1-9一二三四五六](?:[.、):]) ?(?!\d{1,4}(?!\d))/gu;

/** Extracts all values of a message. The order keeps them apart: secrets, email, numbers, WeChat ID, then the name from the rest. */
export function extract(text: string, pending: Pending): Draft {
  const draft = new Draft(text, pending);
  takeAnnouncedSecrets(draft);
  takeEmail(draft);
  if (HAS_DIGIT.test(draft.plain)) {
    readPayScore(draft);
    takeApplicationNo(draft);
    readLast4(draft);
    takeListMarkers(draft);
    takeBrokenNumbers(draft);
    takeNumbers(draft);
    readDate(draft);
    readLoan(draft);
    readAge(draft);
  } else if (SPOKEN_NUMBER.test(draft.plain)) {
    readPayScore(draft);
    takeBrokenNumbers(draft);
    readLoan(draft);
    readAge(draft);
  }
  takeWechatId(draft);
  takeName(draft);
  return draft;
}

function takeListMarkers(draft: Draft): void {
  for (const match of draft.plain.matchAll(LIST_MARKER)) draft.divide(match.index, match.index + match[0].length);
}

/** The entities of a message, one value for each slot. */
export function toEntities(draft: Draft): Entities {
  const entities: Entities = { ...draft.facts };
  for (const slot of ['name', 'idNumber', 'phone', 'email', 'wechatId'] as const) {
    const value = draft.valueOf(slot);
    if (value !== undefined) entities[slot] = value;
  }
  return entities;
}
