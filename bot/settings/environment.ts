import { parse } from 'dotenv';
import { isSettingName, SETTING_NAMES, type SettingName } from './settings';
import { nearName } from './nearName';
import { StartFault } from './startFault';

/** Where a setting was read: named in every fault. */
export type Source = '.env' | 'environment';

export interface Environment {
  /** Raw values, trimmed; a setting that is not given, or given empty, is absent. */
  values: Partial<Record<SettingName, string>>;
  /** Where to correct a setting: the environment if it is set there, otherwise `.env`. */
  sourceOf(name: SettingName): Source;
  /** Variables of the environment that look like a misspelt setting of ours; they may be somebody else's. */
  suspicious: { name: string; meant: SettingName }[];
}

/**
 * Joins the process environment, which wins, with the text of `.env` (undefined: there is none).
 * @throws StartFault for a line of `.env` that says nothing, and for a name in it that is nearly a setting's
 */
export function readEnvironment(processEnv: NodeJS.ProcessEnv, envFile: string | undefined): Environment {
  const fromFile = parseEnvFile(envFile ?? '');
  const values: Partial<Record<SettingName, string>> = {};
  for (const name of SETTING_NAMES) {
    const value = (processEnv[name] ?? fromFile[name])?.trim();
    if (value) values[name] = value;
  }
  return {
    values,
    sourceOf: (name) => (processEnv[name] === undefined ? '.env' : 'environment'),
    suspicious: misspelt(Object.keys(processEnv).filter((name) => name.length >= 8)),
  };
}

function parseEnvFile(text: string): Record<string, string> {
  const values = parse(text);
  const faults = [
    ...text
      .split(/\r?\n/)
      .flatMap((line, index) =>
        /^\s*(?:#|$|(?:export\s+)?[\w.-]+\s*=)/.test(line)
          ? []
          : [`.env:${index + 1}: not a setting; write NAME=value or start the line with #`],
      ),
    ...misspelt(Object.keys(values)).map(({ name, meant }) => `.env:${name}: no such setting; did you mean ${meant}?`),
  ];
  if (faults.length > 0) throw new StartFault(faults);
  return values;
}

function misspelt(names: string[]): { name: string; meant: SettingName }[] {
  return names.flatMap((name) => {
    const meant = isSettingName(name) ? undefined : nearName(name, SETTING_NAMES);
    return meant ? [{ name, meant }] : [];
  });
}
