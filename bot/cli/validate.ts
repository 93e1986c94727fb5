/**
 * `npm run validate -- SLOT [--today YYYY-MM-DD]`: validates one raw value a line from stdin and prints its verdict a
 * line as JSON. For content editors, and for checking the rules against tables of cases. Nothing is stored.
 */
import { createInterface } from 'node:readline';
import {
  isCalendarDate,
  shanghaiDate,
  validateEmail,
  validateIdNumber,
  validateName,
  validatePhone,
  validateWechatId,
  type Verdict,
} from '../../dialogs/validators';

type Validate = (raw: string, today: string) => Verdict;

const VALIDATORS = {
  idNumber: (raw, today) => validateIdNumber(raw, { today }),
  phone: validatePhone,
  name: validateName,
  email: validateEmail,
  wechatId: validateWechatId,
} satisfies Record<string, Validate>;

type Slot = keyof typeof VALIDATORS;

const USAGE = `usage: npm run validate -- ${Object.keys(VALIDATORS).join('|')} [--today YYYY-MM-DD]`;

/** Parsed arguments. */
export interface Arguments {
  slot: Slot;
  /** YYYY-MM-DD. Default: today in Asia/Shanghai. */
  today?: string;
}

/** Parses the arguments; returns one line that names the fault where they are not valid. */
export function parseArguments(args: readonly string[]): Arguments | string {
  const [slot, option, today, ...more] = args;
  if (slot === undefined || !isSlot(slot)) return `unknown value kind ${JSON.stringify(slot ?? '')}; ${USAGE}`;
  if (option === undefined) return { slot };
  if (option !== '--today' || more.length > 0) return `unknown argument ${JSON.stringify(more[0] ?? option)}; ${USAGE}`;
  if (today === undefined || !/^\d{4}-\d\d-\d\d$/.test(today) || !isCalendarDate(today.replaceAll('-', ''))) {
    return `--today needs a calendar date YYYY-MM-DD, found ${JSON.stringify(today ?? '')}; ${USAGE}`;
  }
  return { slot, today };
}

/** Validates one line. Returns one line of JSON: `{"verdict", "reason"?, "canonical"?, "warnings"}`. */
export function validateLine(line: string, slot: Slot, today: string): string {
  const verdict = VALIDATORS[slot](decodeEscapes(line), today);
  return JSON.stringify({
    verdict: verdict.verdict,
    ...('reason' in verdict && { reason: verdict.reason }),
    ...('canonical' in verdict && { canonical: verdict.canonical }),
    warnings: 'warnings' in verdict ? verdict.warnings : [],
  });
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** Decodes JavaScript's escapes `\u200B`, `\u{20BB7}`, `\x41`, `\n`, `\r`, `\t` and `\\`. Any other backslash stays. */
export function decodeEscapes(text: string): string {
  const escape = /\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([nrt\\]))/g;
  return text.replace(escape, (whole: string, braced?: string, four?: string, two?: string, named?: string) => {
    if (named !== undefined) return NAMED_ESCAPES[named] ?? whole;
    const codePoint = parseInt(braced ?? four ?? two ?? '', 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
  });
}

const isSlot = (text: string): text is Slot => Object.hasOwn(VALIDATORS, text);

async function main(): Promise<void> {
  const parsed = parseArguments(process.argv.slice(2));
  if (typeof parsed === 'string') {
    process.stderr.write(`${parsed}\n`);
    process.exitCode = 1;
    return;
  }
  const today = parsed.today ?? shanghaiDate(Date.now());
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    process.stdout.write(`${validateLine(line, parsed.slot, today)}\n`);
  }
}

if (require.main === module) void main();
