import { within } from './patience';

/**
 * What a test starts ends with it, whether the test passed, failed or ran out of time: whatever outlives a call under `test/support`
 * registers here how it ends. What is started before a file's tests ends after all of them, the rest after its own test.
 */
interface Started {
  what: string;
  byTest: boolean;
  end(): Promise<void>;
}

/** For each thing; a program is killed before that where it does not end when it is asked to. */
const END_WITHIN_MS = 20_000;

const started: Started[] = [];
let duringTest = false;
let over = false;

/** Registers how `what`, just started, is ended. The result ends it earlier; it happens once, however often it is called. */
export const releasable = (what: string, end: () => unknown): (() => Promise<void>) => {
  let ended: Promise<void> | undefined;
  const endOnce = (): Promise<void> =>
    (ended ??= Promise.resolve()
      .then(end)
      .then(() => undefined));
  started.push({ what, byTest: duringTest, end: endOnce });
  if (over) void endOnce().catch(() => {}); // by a test that had run out of time
  return endOnce;
};

export const testBegins = (): void => void (duringTest = true);

/** @throws AggregateError, after everything else has been released, where something does not end */
export const testEnds = async (): Promise<void> => {
  duringTest = false;
  await release(({ byTest }) => byTest);
};

export const releaseEverything = async (): Promise<void> => {
  over = true;
  await release(() => true);
};

/** The last started first. */
const release = async (isDue: (one: Started) => boolean): Promise<void> => {
  const due = started.filter(isDue).reverse();
  started.splice(0, Infinity, ...started.filter((one) => !isDue(one)));
  const faults: unknown[] = [];
  for (const { what, end } of due)
    await within(`the end of ${what}`, end(), END_WITHIN_MS).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, faults.map(String).join('\n'));
};
