import { setTimeout as delay } from 'node:timers/promises';

/** Long enough for a slow machine, shorter than a test may take: so the failure names what was awaited. */
const PATIENCE_MS = 20_000;
const ASK_EVERY_MS = 10;

/** Says what was awaited. */
export class InVain extends Error {}

/** The promise itself, or `InVain` where it is not settled within `ms`. */
export const within = async <Result>(what: string, promise: Promise<Result>, ms = PATIENCE_MS): Promise<Result> => {
  const overdue = new AbortController();
  const inVain = delay(ms, undefined, { signal: overdue.signal }).then(() => {
    throw new InVain(`Waited ${ms / 1000} s in vain for ${what}`);
  });
  try {
    return await Promise.race([promise, inVain]);
  } finally {
    overdue.abort();
  }
};

/** Asks again and again until the answer is neither false nor undefined, and resolves to it. */
export const eventually = async <Answer>(
  what: string,
  ask: () => Answer | Promise<Answer>,
  ms?: number,
): Promise<Exclude<Answer, false | undefined>> => {
  let given = false;
  const asking = async (): Promise<Exclude<Answer, false | undefined>> => {
    for (;;) {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer as Exclude<Answer, false | undefined>;
      if (given) throw new Error(`Nobody waits any more for ${what}`);
      await delay(ASK_EVERY_MS);
    }
  };
  try {
    return await within(what, asking(), ms);
  } finally {
    given = true;
  }
};
