/** Entries of the young generation at which it ages early. */
const MAX_ENTRIES = 5_000;
/** Age of a generation in milliseconds. */
const PERIOD_MS = 30_000;

/** In-memory cache by name. An entry lives one to two periods (default 30 to 60 s) after it was last set. */
export interface ShortCache<Value> {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
}

/**
 * Creates a cache of two generations. Entries are set into the young one; after a period it becomes the old one, and
 * the old one is dropped. An empty cache runs no timer.
 */
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

    set(name, value) {
      old.delete(name);
      young.set(name, value);
      if (young.size >= MAX_ENTRIES) age();
      else timer ??= setTimeout(age, periodMs).unref();
    },
  };
};
