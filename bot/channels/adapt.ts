/** Adapts replies to what a channel can show. */
import type { Shows } from '../channel';
import type { Choice, PositionedEntry } from '../conversation';

/** One sentence with its closing marks; a long text may be split after it. */
const SENTENCE = /[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+$/gu;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Pieces of at most `limit` UTF-8 bytes, split between characters. */
const splitAnywhere = (text: string, limit: number): string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (piece !== '' && bytesOf(piece) + bytesOf(character) > limit) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? pieces : [...pieces, piece];
};

/**
 * Pieces of at most `limit` UTF-8 bytes, at least one, in order. Splits at sentence ends; only a sentence beyond the
 * limit is split within.
 */
export const splitText = (text: string, limit: number): string[] => {
  if (bytesOf(text) <= limit) return [text];
  const sentences = (text.match(SENTENCE) ?? [text]).flatMap((sentence) =>
    bytesOf(sentence) > limit ? splitAnywhere(sentence, limit) : [sentence],
  );
  const pieces: string[] = [];
  for (const sentence of sentences) {
    const last = pieces.at(-1);
    if (last !== undefined && bytesOf(last) + bytesOf(sentence) <= limit) pieces[pieces.length - 1] = last + sentence;
    else pieces.push(sentence);
  }
  const said = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
  return said.length > 0 ? said : [''];
};

/** Choices as numbered lines. The dialogue reads a number as the choice. */
const numbered = (choices: readonly Choice[]): string =>
  choices.map(({ title }, index) => `${index + 1}. ${title}`).join('\n');

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('\n');

/** Messages that a transcript entry becomes on a channel, in order. The last one carries buttons and file. */
export const adapt = (
  { text = '', choices = [], attachment, ...entry }: PositionedEntry,
  { buttons, textBytes, files, typing }: Shows,
): PositionedEntry[] => {
  if (entry.type === 'typing' && !typing) return [];
  const asText = choices.length > buttons;
  const inText = attachment && !files;
  const whole = joined(
    text,
    inText ? `${attachment.name}\n${attachment.content}` : undefined,
    asText ? numbered(choices) : undefined,
  );
  const pieces = splitText(whole, textBytes);
  const last = pieces.length - 1;
  return pieces.map((piece, index) => ({
    ...entry,
    text: piece,
    ...(index === last && !asText && { choices }),
    ...(index === last && attachment && !inText && { attachment }),
  }));
};
