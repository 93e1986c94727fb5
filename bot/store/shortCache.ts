/** Entries in each of the two generations; some kilobytes each. */
const MOST = 5_000;
const PERIOD_MS = 30_000;

/** Values by name that are soon wanted again: each is forgotten half a minute to a minute after it was last kept. */
export interface ShortCache<Value> {
  get(name: string): Value | undefined;
  keep(name: string, value: Value): void;
}

/** Two generations: what is kept is young, becomes old with all others, and is dropped unless it is kept again. No timer runs while it is empty. */
export const createShortCache = <Value>(periodMs = PERIOD_MS): ShortCache<Value> => {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let timer: NodeJS.Timeout | undefined;

  const age = (): void => {
    clearTimeout(timer);
    old = young;
    young = new Map();
    timer = old.size > 0 ? setTimeout(age, periodMs).unref() : undefined;
  };

  return {
    get: (name) => young.get(name) ?? old.get(name),

    keep(name, value) {
      old.delete(name);
      young.set(name, value);
      if (young.size >= MOST) age();
      else timer ??= setTimeout(age, periodMs).unref();
    },
  };
};
