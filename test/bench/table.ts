import { format, type Result } from './measure';

const HEAD = ['measure', 'ours', 'peer', 'ratio', 'target', 'met'];

const toRow = ({ name, value, unit, peer, peerValue, ratio, target, met }: Result): string[] => [
  name,
  `${format(value)} ${unit}`,
  peer === null || peerValue === null ? '–' : `${format(peerValue)} (${peer})`,
  ratio === null ? '–' : format(ratio),
  target,
  met ? 'yes' : 'NO',
];

/** A Markdown table, so that it can be put into a page as it is. */
export const toTable = (results: readonly Result[]): string =>
  [HEAD, HEAD.map(() => '---'), ...results.map(toRow)].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
