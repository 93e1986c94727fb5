/**
 * Documentation generated from the settings: `.env.example` and the table of the README. A test compares both with the
 * files.
 */
import type { SettingGroup } from './setting';

const HEAD =
  '# Copy to .env and change what you need; an empty value means the default. Environment variables win over this file.';

/** Text of `.env.example`. */
export const toEnvExample = (groups: readonly SettingGroup[]): string => {
  const sections = groups.map(({ title, rows }) => {
    const settings = Object.entries(rows).map(([name, { is, default: value }]) => `# ${is}\n${name}=${value}`);
    return [`## ${title}`, ...settings].join('\n\n');
  });
  return `${[HEAD, ...sections].join('\n\n')}\n`;
};

/** Markdown table for the README, head included. */
export const toTable = (groups: readonly SettingGroup[]): string => {
  const rows = groups.flatMap((group) =>
    Object.entries(group.rows).map(
      ([name, { default: value, is }]) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${is} |`,
    ),
  );
  return ['| setting | default | is |', '| --- | --- | --- |', ...rows].join('\n');
};
