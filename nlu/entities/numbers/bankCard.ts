/** Luhn check (ISO/IEC 7812-1). @param digits ASCII digits */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight++) {
    const digit = digits.charCodeAt(digits.length - 1 - fromRight) - 48;
    const weighted = fromRight % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Whether digits may be a bank card: 13 to 19 that pass the Luhn check, or 16 or 19 that may be mistyped. */
export function looksLikeBankCard(digits: string): boolean {
  if (/^[3-6](?:\d{15}|\d{18})$/.test(digits)) return true;
  return /^(?:\d{16}|\d{19}|[2-69]\d{12,18})$/.test(digits) && passesLuhn(digits);
}
