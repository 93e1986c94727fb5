import { iso7064Mod11_2CheckDigit } from '../../nlu/text/idChecksum';

const NAMES = ['苏晴', '方圆', '宋佳', '田甜', '丁一', '林晓燕', '郭子轩', '何欢', '李想', '秦朗'];

/** An ID number of nobody, different for each `number` up to nine million. */
const inventIdNumber = (number: number): string => {
  const day = String((number % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, '0');
  const year = 1970 + (Math.floor(number / 336) % 27);
  const first17 = `110105${year}${month}${day}${String(Math.floor(number / 9072) % 1000).padStart(3, '0')}`;
  return first17 + iso7064Mod11_2CheckDigit(first17);
};

/** What applicant `number` says, from hello to submission, with two questions that are not the form's. */
export const messagesOf = (number: number): string[] => [
  '你好',
  '开通分付',
  '没看到',
  '我了解，继续',
  '分付的利息怎么算',
  '同意',
  NAMES[number % NAMES.length]!,
  '同意',
  inventIdNumber(number),
  `159${String(10_000_000 + (number % 90_000_000))}`,
  '650分以上',
  '审核要多久',
  '已绑定',
  '没有逾期',
  '确认提交',
];

/** Messages before the form is half filled: name and ID number are in, a contact is asked for. */
export const MID_FORM = 9;

/** Applicants of a run never meet again in another: each is somebody new. */
let applicants = 0;
export const nextApplicant = (): number => applicants++;
