/** Masked forms of personal data, for the chat, the transcript and the data export. */
import type { Understanding } from '../../nlu/types';
import type { Contact, MaskedIdNumber } from '../types';

/** 张伟国 → 张**; at most two asterisks. */
export const maskName = (name: string): string => {
  const characters = [...name];
  return (characters[0] ?? '') + '*'.repeat(Math.min(Math.max(characters.length - 1, 1), 2));
};

/** Keeps the last four characters. */
export const maskIdNumber = (idNumber: string): MaskedIdNumber => ({ last4: idNumber.slice(-4) });

/** 13800005123 → 138****5123. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** zhangsan@example.com → z***@example.com. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
};

/** wx_abc123 → wx***3. */
export const maskWechatId = (wechatId: string): string => `${wechatId.slice(0, 2)}***${wechatId.slice(-1)}`;

/** Masks a contact by its kind. */
export const maskContact = ({ kind, value }: Contact): string =>
  kind === 'phone' ? maskPhone(value) : kind === 'email' ? maskEmail(value) : maskWechatId(value);

/** An application number, which is not masked, or a run of digits that may be an ID or phone number, grouped or mistyped. */
const NUMBER_RUN = /FF-?\d{8}-?[\dA-Z]{6}|\d(?:[\d*xX]|[ \u3000\-–—·_.](?=[\dxX])){6,30}/giu;

const hideRun = (run: string): string => {
  if (/^FF/iu.test(run)) return run;
  const digits = run.replace(/[^\dxX*]/gu, '');
  if (/^1\d{10}$/u.test(digits)) return maskPhone(digits);
  return digits.length < 7 ? run : '*'.repeat(digits.length - 4) + digits.slice(-4);
};

/** The utterance as the transcript keeps it and the chat shows it: no name, address, ID, phone or card number in full. */
export function transcriptText(understanding: Understanding): string {
  const { name, email, wechatId } = understanding.entities;
  let text = understanding.text;
  if (name) text = text.replaceAll(name, maskName(name));
  if (email) text = text.replaceAll(email, maskEmail(email));
  if (wechatId) text = text.replaceAll(wechatId, maskWechatId(wechatId));
  return text.normalize('NFKC') === text ? text.replace(NUMBER_RUN, hideRun) : maskFolded(text);
}

/** Text with full-width or compatibility characters is masked in its NFKC form; it stays as typed where nothing is masked. */
const maskFolded = (text: string): string => {
  const folded = text.normalize('NFKC');
  const masked = folded.replace(NUMBER_RUN, hideRun);
  return masked === folded ? text : masked;
};
