/** Numbers of documents other than the resident ID card; upper-case, without separators and brackets. */
const SHAPES: readonly RegExp[] = [
  /^[A-Z]{1,2}[0-9]{7,9}$/, // passports: E12345678, EA1234567, foreign ones; HK ID with two letters; 台胞证 with a letter first
  /^[HM][0-9]{10}$/, // 港澳居民来往内地通行证 with its two digits of renewal
  /^[A-Z]{1,2}[0-9]{6}[0-9A]$/, // Hong Kong identity card, A123456(7)
  /^[A-Z][1289A-D][0-9]{8}$/, // Taiwan identity card and resident certificate
  /^(?:[0-9]{8}|[0-9]{10})[A-WYZ]$/, // 台湾居民来往大陆通行证; X would be the tail of a resident ID number
];

const NAMES = /护照|通行证|台胞证|回乡证|军官证|士兵证|警官证|户口本|户口簿/;

/** Whether a text holds the number or the name of another document, and no resident ID number. */
export const isOtherDocument = (compact: string, text: string): boolean =>
  SHAPES.some((shape) => shape.test(compact)) || (NAMES.test(text) && !/^[0-9]{14}(?:[0-9]{3})?[0-9X]$/.test(compact));

/**
 * Whether it is the number of a foreigner's permanent residence card: a 9, 16 digits and a check character since 2023, three letters and 12
 * digits before.
 */
export const isForeignPermanentResident = (compact: string): boolean =>
  /^(?:9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12})$/.test(compact);
