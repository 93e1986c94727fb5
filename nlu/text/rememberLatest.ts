/**
 * A pure function that remembers its latest results, for what one message asks several times. Holds `most` of them at most, and then begins
 * anew: nothing grows, and a message is soon forgotten.
 */
export function rememberLatest<Result>(most: number, of: (text: string) => Result): (text: string) => Result {
  const latest = new Map<string, Result>();
  return (text) => {
    const known = latest.get(text);
    if (known !== undefined) return known;
    const result = of(text);
    if (latest.size >= most) latest.clear();
    latest.set(text, result);
    return result;
  };
}
