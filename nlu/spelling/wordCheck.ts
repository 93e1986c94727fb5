/** What is a word of general Chinese, by the dictionary of the platform (ICU): 缺少 is one, though our customers hardly write it. */
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Whether the character at a place of a text is part of a longer word. The words are found when first asked for. */
export function createWordCheck(text: string): (at: number) => boolean {
  let segments: Intl.Segments | undefined;
  return (at) => ((segments ??= WORDS.segment(text)).containing(at)?.segment.length ?? 1) > 1;
}
