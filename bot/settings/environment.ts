import { parse } from 'dotenv';
import { nearName } from './nearName';
import { StartFault } from './startFault';

/** Where a setting was read: named in every fault. */
export type Source = '.env' | 'environment';

export interface Environment {
  /** Raw values by the name of the setting, trimmed; a setting that is not given, or given empty, is absent. */
  values: Readonly<Partial<Record<string, string>>>;
  /** Where to correct a setting: the environment if it is set there, otherwise `.env`. */
  sourceOf(name: string): Source;
  /** Variables of the environment that look like a misspelt setting; they may be somebody else's. */
  suspicious: { name: string; meant: string }[];
}

/**
 * Joins the process environment, which wins, with the text of `.env` (undefined: there is none). `names` are those of all settings.
 * @throws StartFault for a line of `.env` that says nothing, and for a name in it that is nearly a setting's
 */
export function readEnvironment(
  names: readonly string[],
  processEnv: NodeJS.ProcessEnv,
  envFile: string | undefined,
): Environment {
  const fromFile = parseEnvFile(envFile ?? '', names);
  const values: Partial<Record<string, string>> = {};
  for (const name of names) {
    const value = (processEnv[name] ?? fromFile[name])?.trim();
    if (value) values[name] = value;
  }
  return {
    values,
    sourceOf: (name) => (processEnv[name] === undefined ? '.env' : 'environment'),
    suspicious: misspelt(
      Object.keys(processEnv).filter((name) => name.length >= 8),
      names,
    ),
  };
}

function parseEnvFile(text: string, names: readonly string[]): Record<string, string> {
  const values = parse(text);
  const faults = [
    ...text
      .split(/\r?\n/)
      .flatMap((line, index) =>
        /^\s*(?:#|$|(?:export\s+)?[\w.-]+\s*=)/.test(line)
          ? []
          : [`.env:${index + 1}: not a setting; write NAME=value or start the line with #`],
      ),
    ...misspelt(Object.keys(values), names).map(
      ({ name, meant }) => `.env:${name}: no such setting; did you mean ${meant}?`,
    ),
  ];
  if (faults.length > 0) throw new StartFault(faults);
  return values;
}

function misspelt(given: string[], names: readonly string[]): { name: string; meant: string }[] {
  return given.flatMap((name) => {
    const meant = names.includes(name) ? undefined : nearName(name, names);
    return meant ? [{ name, meant }] : [];
  });
}
