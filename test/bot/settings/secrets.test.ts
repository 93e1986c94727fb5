import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { SETTING_NAMES, SETTINGS } from '../../../bot/capabilities';
import { API_SETTINGS } from '../../../bot/api/settings';
import { parseConfig, type Config } from '../../../bot/settings/config';
import { readEnvironment } from '../../../bot/settings/environment';
import { secretsFile } from '../../../bot/settings/secrets';
import { temporaryDirectory } from '../../support/temporaryDirectory';

let dataDir: string;
beforeEach(() => {
  dataDir = temporaryDirectory().path;
});

const load = (settings: Record<string, string> = {}): Config =>
  parseConfig(readEnvironment(SETTING_NAMES, { DATA_DIR: dataDir, ...settings }, undefined), SETTINGS);
const stored = (): Record<string, unknown> => JSON.parse(readFileSync(secretsFile(dataDir), 'utf8')) as never;
const store = (content: unknown): void =>
  writeFileSync(secretsFile(dataDir), typeof content === 'string' ? content : JSON.stringify(content));

describe('generated secrets', () => {
  it('are made once, readable to the owner alone', () => {
    const first = load();
    expect(statSync(secretsFile(dataDir)).mode & 0o777).toBe(0o600);
    expect(first.indexKey).toHaveLength(32);
    expect(first.dataKeys.every(({ key }) => key.length === 32)).toBe(true);
    const second = load();
    expect([second.dataKeys, second.indexKey, second.of(API_SETTINGS)]).toEqual([
      first.dataKeys,
      first.indexKey,
      first.of(API_SETTINGS),
    ]);
  });

  it('give way to one that is set', () => {
    const STAFF_TOKEN = 'configured-by-the-operator';
    expect(load({ STAFF_TOKEN }).of(API_SETTINGS)).toEqual({ STAFF_TOKEN });
    expect(load({ STAFF_TOKEN }).generated).not.toContain('STAFF_TOKEN');
  });

  it('are read as earlier releases kept them, and what those did not know is added', () => {
    const first = load();
    const [newest] = first.dataKeys;
    const key = newest.key.toString('base64');
    const { staffToken: _, ...others } = stored();
    store({ ...others, dataKeys: [{ id: newest.id, key }] });
    expect(load().dataKeys).toEqual(first.dataKeys);
    expect(stored()['staffToken']).toEqual(expect.stringMatching(/^\S{24,}$/));
  });

  it.each(['{', '{}', '{"staffToken": "short"}', '{"indexKey": 7}'])(
    'are never put in the place of lost keys: %s',
    (content) => {
      store(content);
      expect(() => load()).toThrow(/secrets\.json:.*restore the file/);
      expect(readFileSync(secretsFile(dataDir), 'utf8')).toBe(content);
    },
  );
});
