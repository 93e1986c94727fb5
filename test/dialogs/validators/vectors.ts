import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The reference date of all vectors. */
export const TODAY = '2026-11-22';

/** Rows of test/vectors/NAME as records keyed by the header; JS escapes in the column `input` are decoded. */
export function readVectors(name: string): Record<string, string>[] {
  const text = readFileSync(join(__dirname, '../../vectors', name), 'utf8');
  const [header = '', ...lines] = text.replace(/\n$/, '').split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const row = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
    return 'input' in row
      ? { ...row, input: decode(row['input'] ?? ''), canonical: decode(row['canonical'] ?? '') }
      : row;
  });
}

const decode = (text: string): string =>
  text.replace(/\\u(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{4}))/g, (_, long?: string, short?: string) =>
    String.fromCodePoint(parseInt(long ?? short ?? '', 16)),
  );
