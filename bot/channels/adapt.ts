/** Adapts what is said to what a channel can show. */
import type { Shows } from '../channel';
import type { Choice, PositionedEntry } from '../conversation';

/** Ends of sentences, after which a long text may be split; the mark stays with its sentence. */
const SENTENCE = /[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+$/gu;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Pieces of at most `limit` bytes, split between characters. */
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

/** Pieces of at most `limit` bytes, at least one, in order, split at ends of sentences where there are any. */
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

/** Choices as numbered lines: a reply by number picks one. */
const numbered = (choices: readonly Choice[]): string =>
  choices.map(({ title }, index) => `${index + 1}. ${title}`).join('\n');

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('\n');

/** The messages that an entry becomes on a channel, in order; the last one carries the buttons and the file. */
export const adapt = (
  { text = '', choices = [], attachment, ...entry }: PositionedEntry,
  { buttons, textBytes, files }: Shows,
): PositionedEntry[] => {
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
