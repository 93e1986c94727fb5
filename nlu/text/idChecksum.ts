/** Weights of the seventeen digits: 2^(17-i) mod 11, i from 0. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check characters by weighted sum mod 11. */
const CHECK_CHARACTERS = '10X98765432';

/**
 * Check character of a resident ID number (GB 11643-1999, ISO 7064 MOD 11-2).
 * @param first17 seventeen ASCII digits
 * @throws RangeError for anything else; the message does not hold the value
 */
export function iso7064Mod11_2CheckDigit(first17: string): string {
  if (!/^[0-9]{17}$/.test(first17)) throw new RangeError('the check digit needs exactly 17 ASCII digits');
  const sum = WEIGHTS.reduce((total, weight, position) => total + weight * Number(first17[position]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}
