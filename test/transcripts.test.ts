import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUnderstand, loadModel } from '../nlu';
import { startDesk } from './support/desk';
import { testDialog } from './support/dialog';
import { startRedis } from './support/redis';
import { parseTranscripts, type Transcript } from './support/transcript';
import { createPlayer } from './support/transcriptPlayer';

/**
 * Plays the conversations under `transcripts/` through the real turn: real understanding, real dialogue, real Redis; only the clock is
 * ours. `RECORD_TRANSCRIPTS=1` writes the bot's lines anew, to be read before they are committed.
 */
const FOLDER = join(__dirname, 'transcripts');
const record = process.env['RECORD_TRANSCRIPTS'] === '1';
const understand = createUnderstand(loadModel());
const ids = { applicationNo: () => 'FF-20261123-7K3M9Q', phrase: () => '青山·远帆' };

const playOn = async (transcript: Transcript, source: readonly string[]): Promise<string[]> => {
  const desk = await startDesk((await startRedis()).url, { ids, dialog: testDialog(), understand });
  try {
    await desk.redis.flushall();
    return await createPlayer(desk, { record })(transcript, source);
  } finally {
    await desk.close();
  }
};

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const source = text.split('\n');
  const written: string[] = [];

  it.each(parseTranscripts(text).map((transcript) => [transcript.title, transcript] as const))(
    '%s',
    async (title, transcript) => {
      const lines = await playOn(transcript, source);
      written.push([`# ${title}`, ...transcript.notes.map((note) => `> ${note}`), ...lines].join('\n'));
    },
    60_000,
  );

  afterAll(() => {
    if (record) writeFileSync(join(FOLDER, file), `${written.join('\n\n')}\n`);
  });
});

it('shows at least seventy conversations', () => {
  const all = files.flatMap((file) => parseTranscripts(readFileSync(join(FOLDER, file), 'utf8')));
  expect(all.length).toBeGreaterThanOrEqual(70);
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
});
