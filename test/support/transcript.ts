/**
 * Conversations as people read them. A file holds several:
 *
 *     # Title: what is shown
 *     > Which promise or which complaint about other systems it answers.
 *     @at 姓名
 *     用户：张伟国
 *     客服：下一步是身份证号。…由您决定。 [同意|不同意|为什么需要]
 *
 * A bot's line is the whole text or, with …, stable parts of it; line breaks are written ⏎. Buttons, where written, are all of them.
 * A user's line may be [图片], [语音], [视频], [文件], [空白] or [太长]; `{啊*100}` repeats, `\u202e` is a character.
 */
export type Line =
  | { kind: 'user'; text: string; at: number }
  | { kind: 'bot'; expected: string; at: number }
  | { kind: 'directive'; name: string; rest: string; at: number };

export interface Transcript {
  title: string;
  notes: string[];
  lines: Line[];
}

const toLine = (text: string, at: number): Line => {
  if (text.startsWith('用户：')) return { kind: 'user', text: spoken(text.slice(3)), at };
  if (text.startsWith('客服：')) return { kind: 'bot', expected: text.slice(3), at };
  const [, name, rest] = /^@(\S+) ?(.*)$/u.exec(text) ?? [];
  if (name === undefined || rest === undefined) throw new SyntaxError(`line ${at + 1}: what is "${text}"?`);
  return { kind: 'directive', name, rest, at };
};

const spoken = (text: string): string =>
  text
    .replace(/\{(.+?)\*(\d+)\}/gu, (_, piece: string, times: string) => piece.repeat(Number(times)))
    .replace(/\\u([0-9a-f]{4})/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

export function parseTranscripts(text: string): Transcript[] {
  const transcripts: Transcript[] = [];
  text.split('\n').forEach((line, at) => {
    const current = transcripts.at(-1);
    if (line.startsWith('# ')) transcripts.push({ title: line.slice(2).trim(), notes: [], lines: [] });
    else if (line.startsWith('> ')) current?.notes.push(line.slice(2));
    else if (line.trim() !== '') {
      if (!current) throw new SyntaxError(`line ${at + 1}: a transcript begins with "# Title"`);
      current.lines.push(toLine(line, at));
    }
  });
  return transcripts;
}

export interface Said {
  text: string;
  choices: string[];
}

const BUTTONS = / \[([^[\]]*)\]$/u;

export const fold = (text: string): string => text.replaceAll('\n', '⏎');

/** Whether the bot's words are those of the line: in full, or in the parts around each …, and with the buttons written. */
export function matches(expected: string, { text, choices }: Said): boolean {
  const buttons = BUTTONS.exec(expected)?.[1];
  if (buttons !== undefined && buttons !== choices.join('|')) return false;
  const parts = expected.replace(BUTTONS, '').split('…');
  let rest = fold(text);
  for (const [place, part] of parts.entries()) {
    const at = place === 0 ? (rest.startsWith(part) ? 0 : -1) : rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return parts.at(-1) === '' || rest === '';
}

const SHOWN = 40;

/** The bot's words as a line of a transcript: whole where they are short. */
export function asLine({ text, choices }: Said): string {
  const folded = [...fold(text)];
  const words = folded.length <= SHOWN + 8 ? folded.join('') : `${folded.slice(0, SHOWN).join('')}…`;
  return `客服：${words}${choices.length > 0 ? ` [${choices.join('|')}]` : ''}`;
}
