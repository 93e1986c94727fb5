/** Masked forms of personal data: what a screen, a summary or a log may show (name 张**, ID the last four, phone 138****5123). */
import type { Understanding } from '../../nlu/types';
import type { Contact, MaskedIdNumber } from '../types';

export const maskName = (name: string): string => {
  const characters = [...name];
  return (characters[0] ?? '') + '*'.repeat(Math.min(Math.max(characters.length - 1, 1), 2));
};

export const maskIdNumber = (idNumber: string): MaskedIdNumber => ({ last4: idNumber.slice(-4) });

export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
};

export const maskWechatId = (wechatId: string): string => `${wechatId.slice(0, 2)}***${wechatId.slice(-1)}`;

export const maskContact = ({ kind, value }: Contact): string =>
  kind === 'phone' ? maskPhone(value) : kind === 'email' ? maskEmail(value) : maskWechatId(value);

/** An application number, which may be seen; or a run that may be an ID or phone number, grouped or not, also one digit off. */
const NUMBER_RUN = /FF-?\d{8}-?[\dA-Z]{6}|\d(?:[\d*xX]|[ \u3000\-–—·_.](?=[\dxX])){6,30}/giu;

const hideRun = (run: string): string => {
  if (/^FF/iu.test(run)) return run;
  const digits = run.replace(/[^\dxX*]/gu, '');
  if (/^1\d{10}$/u.test(digits)) return maskPhone(digits);
  return digits.length < 7 ? run : '*'.repeat(digits.length - 4) + digits.slice(-4);
};

/**
 * What the transcript keeps of an utterance: no name, address, ID, phone or card number in full; the applicant's own bubble shows
 * the same.
 */
export function transcriptText(understanding: Understanding): string {
  const { name, email, wechatId } = understanding.entities;
  let text = understanding.text;
  if (name) text = text.replaceAll(name, maskName(name));
  if (email) text = text.replaceAll(email, maskEmail(email));
  if (wechatId) text = text.replaceAll(wechatId, maskWechatId(wechatId));
  return text.normalize('NFKC') === text ? text.replace(NUMBER_RUN, hideRun) : maskFolded(text);
}

/** Full-width digits: masked in the folded text, since the run has no ASCII digit to be found by. */
const maskFolded = (text: string): string => {
  const folded = text.normalize('NFKC');
  const masked = folded.replace(NUMBER_RUN, hideRun);
  return masked === folded ? text : masked;
};
