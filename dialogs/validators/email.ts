import { foldWidth, stripInvisible } from '../../nlu/text/text';
import { trimPunctuation } from './peel';
import { MAX_RAW_LENGTH, type Invalid, type Valid } from './types';

/** Reasons for refusing an email address; each has a message `invalid.email.<reason>`. */
export const EMAIL_INVALID_REASONS = [
  'empty',
  'masked',
  'mistyped', // # for @, or 。 for the dot: `suggestion` is the corrected form, to be asked about
  'space',
  'no_at',
  'multiple_at',
  'charset',
  'local_part',
  'no_tld',
  'domain',
  'too_long',
] as const;

/** Why an email address is invalid. */
export type EmailInvalidReason = (typeof EMAIL_INVALID_REASONS)[number];
/** Verdict on an email address; `suggestion` is a correction to ask about. */
export type EmailVerdict = Valid | (Invalid<EmailInvalidReason> & { suggestion?: string });

const LABEL = /^(?:我的|本人的?)?(?:(?:电子)?(?:邮箱|邮件)(?:地址)?|e-?mail|mailto|mail)\s*(?:是|为)?[\s:=,]*(?=\S)/i;
const LABEL_ALONE = /^(?:我的)?(?:电子)?(?:邮箱|邮件)(?:地址)?(?:是|为)?$/;

/** Limits of RFC 5321, in characters. */
const MAX_LOCAL_LENGTH = 64;
const MAX_LENGTH = 254;

const LOCAL_CHARACTERS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Checks an email address. Only the domain is lower-cased: the local part may be case-sensitive. */
export function validateEmail(raw: string): EmailVerdict {
  if (raw.length > MAX_RAW_LENGTH) return invalid('too_long');

  const folded = trimPunctuation(foldWidth(stripInvisible(raw)));
  const text = trimPunctuation(isLatinWordInAddress(folded) ? folded : folded.replace(LABEL, ''));
  if (text === '' || LABEL_ALONE.test(text)) return invalid('empty');
  const fault = faultOf(text);
  if (fault === undefined) return { verdict: 'valid', canonical: canonicalForm(text), warnings: [] };

  const corrected = withTypicalSlipsUndone(text);
  return corrected !== text && faultOf(corrected) === undefined
    ? { ...invalid('mistyped'), suggestion: canonicalForm(corrected) }
    : invalid(fault);
}

/** Whether the word email belongs to the address: email@example.com, mail-li@example.com. */
const isLatinWordInAddress = (text: string): boolean =>
  /^e?-?mail[A-Za-z0-9._+-]*@/i.test(text) && !/^e?-?mail[\s:=]/i.test(text);

function faultOf(text: string): EmailInvalidReason | undefined {
  const [local = '', domain = '', ...more] = text.split('@');
  if (/\*{2,}|●/.test(text)) return 'masked';
  if (/\s/.test(text)) return 'space';
  if (!text.includes('@')) return 'no_at';
  if (more.length > 0) return 'multiple_at';
  if (text.length > MAX_LENGTH || local.length > MAX_LOCAL_LENGTH) return 'too_long';
  if (/[^\x21-\x7E]/.test(text)) return 'charset';
  if (!LOCAL_CHARACTERS.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..'))
    return 'local_part';
  return faultOfDomain(domain.toLowerCase().split('.'));
}

function faultOfDomain(labels: readonly string[]): EmailInvalidReason | undefined {
  if (!labels.every((label) => DOMAIN_LABEL.test(label))) return 'domain';
  const tld = labels.length > 1 ? (labels.at(-1) ?? '') : '';
  return /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(tld) ? undefined : 'no_tld';
}

/** Undoes typical slips: # for @ where there is no @, 。 or a comma for a dot. */
function withTypicalSlipsUndone(text: string): string {
  const dotted = text.replace(/[。，,、]/g, '.');
  return dotted.includes('@') ? dotted : dotted.replace('#', '@');
}

function canonicalForm(text: string): string {
  const at = text.indexOf('@');
  return text.slice(0, at) + text.slice(at).toLowerCase();
}

const invalid = (reason: EmailInvalidReason): Invalid<EmailInvalidReason> => ({ verdict: 'invalid', reason });
