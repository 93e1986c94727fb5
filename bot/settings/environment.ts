import { parse } from 'dotenv';
import { nearName } from './nearName';
import { StartFault } from './startFault';

/** Where a setting was read. Every fault names it. */
export type Source = '.env' | 'environment';

/** Raw settings, before parsing. */
export interface Environment {
  /** Trimmed values by name. A setting that is missing or empty is absent. */
  values: Readonly<Partial<Record<string, string>>>;
  /** `environment` where the variable is set there, else `.env`. */
  sourceOf(name: string): Source;
  /** Environment variables that look like a misspelt setting. They may belong to another program. */
  suspicious: { name: string; meant: string }[];
}

/**
 * Merges the process environment, which wins, with the text of `.env` (undefined: no such file). `names` are those of
 * all settings.
 * @throws StartFault for a line of `.env` that is no assignment, and for a name there that is nearly a setting's
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
