import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_NAMES, SETTINGS } from '../../../bot/capabilities';
import { LOCALES } from '../../../bot/content/dialogSettings';
import { parseConfig, parseSettings } from '../../../bot/settings/config';
import { toEnvExample, toTable } from '../../../bot/settings/documents';
import { readEnvironment } from '../../../bot/settings/environment';
import { StartFault } from '../../../bot/settings/startFault';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const root = join(__dirname, '../../..');
let dataDir: string;
beforeEach(() => void (dataDir = temporaryDirectory().path));

const read = (env: Record<string, string>, file?: string) => readEnvironment(SETTING_NAMES, env, file);
const parse = (env: Record<string, string> = {}, file?: string) =>
  parseConfig(read({ DATA_DIR: dataDir, ...env }, file), SETTINGS);

const faultsOf = (act: () => unknown): readonly string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof StartFault) return error.faults;
    throw error;
  }
  return [];
};

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  OPERATOR_NAME: '示例小贷',
  OFFICIAL_CONTACT: '400-000-0000',
  STAFF_TOKEN: 's'.repeat(24),
  DIRECT_LINE_SECRET: 'd'.repeat(24),
  TOKEN_KEYS: `t1:${KEY}`,
  DATA_KEYS: `d2:${KEY},d1:${KEY}`,
  INDEX_KEY: KEY,
};

describe('parseConfig', () => {
  it('speaks the languages there is a wording for, and marks the demo operator in each', () => {
    const files = readdirSync(join(root, 'dialogs/wording'))
      .filter((name) => name.endsWith('.yaml'))
      .sort();
    expect(files).toEqual(LOCALES.map((locale) => `${locale}.yaml`).sort());
    expect(parse().locale).toBe('zh-CN');
    expect(parse({ LOCALE: 'en' }).dialog.operatorName).toMatch(/^the demo operator/);
    expect(faultsOf(() => parse({ LOCALE: 'fr' }))).toEqual(['environment:LOCALE: "fr" is not one of zh-CN, en']);
  });

  it('tells licences and the address as they are set, none where they are not, and no other lender’s licence', () => {
    const told = (env: Record<string, string>) => {
      const { operatorLicence, lenderLicence, operatorAddress } = parse(env).dialog;
      return [operatorLicence, lenderLicence, operatorAddress];
    };
    expect(told({})).toEqual(['none', 'none', 'none']);
    expect(told({ OPERATOR_LICENCE: 'A', OPERATOR_ADDRESS: 'X' })).toEqual(['A', 'A', 'X']);
    expect(told({ OPERATOR_LICENCE: 'A', LENDER_NAME: '云杉小贷' })).toEqual(['A', 'none', 'none']);
    expect(told({ OPERATOR_LICENCE: 'A', LENDER_NAME: '云杉小贷', LENDER_LICENCE: 'B' })).toEqual(['A', 'B', 'none']);
  });

  it('starts from nothing with a loopback server, a local Redis and a marked demo operator', () => {
    const config = parse();
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3978,
      publicUrl: 'http://127.0.0.1:3978',
      role: 'all',
      production: false,
    });
    expect(config.redisUrl).toBeUndefined();
    expect(config.dialog.demo).toBe(true);
    expect(config.dialog.operatorName).toContain('演示');
    expect(config.allowedOrigins).toEqual(['http://127.0.0.1:3978']);
  });

  it('is frozen to its depth', () => {
    expect(() => Object.assign(parse().dialog, { demo: false })).toThrow(TypeError);
  });

  it('lets the environment win over .env and takes an empty value for none', () => {
    expect(parse({ PORT: '4000' }, 'PORT=5000').port).toBe(4000);
    expect(parse({ PORT: '' }).port).toBe(3978);
  });

  it('reports all faults together, naming place, key and remedy', () => {
    expect(faultsOf(() => parse({ PORT: 'abc' }, 'ROLE=boss\nREDIS_URL=localhost'))).toEqual([
      'environment:PORT: "abc" is not a whole number from 0 to 65535',
      '.env:ROLE: "boss" is not one of all, bot, worker',
      '.env:REDIS_URL: "localhost" is not a redis://, redis-sentinel:// or redis-cluster:// address (rediss with TLS); write e.g. redis://localhost:6379',
    ]);
  });

  it('suggests the setting that a line of .env nearly names', () => {
    expect(faultsOf(() => parse({}, 'REDIS_ULR=redis://x'))).toEqual([
      '.env:REDIS_ULR: no such setting; did you mean REDIS_URL?',
    ]);
    expect(faultsOf(() => parse({}, 'MICROSOFT_APP_ID=x'))).toEqual([
      '.env:MICROSOFT_APP_ID: no such setting; did you mean MicrosoftAppId?',
    ]);
  });

  it('says which line of .env says nothing', () => {
    expect(faultsOf(() => parse({}, '# fine\nPORT 3978'))).toEqual([
      '.env:2: not a setting; write NAME=value or start the line with #',
    ]);
  });

  it('only suspects names of the environment, which may be somebody else’s', () => {
    expect(read({ REDIS_URI: 'x', HOME: '/' }).suspicious).toEqual([{ name: 'REDIS_URI', meant: 'REDIS_URL' }]);
  });

  it('never prints a secret that is at fault', () => {
    const faults = faultsOf(() => parse({ STAFF_TOKEN: 'hunter2', DATA_KEYS: 'k1:hunter2' }));
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toContain('hunter2');
  });

  it('refuses generated secrets and the demo operator in production', () => {
    const faults = faultsOf(() => parse({ NODE_ENV: 'production' }));
    for (const name of ['OPERATOR_NAME', 'STAFF_TOKEN', 'DIRECT_LINE_SECRET', 'TOKEN_KEYS', 'DATA_KEYS', 'INDEX_KEY'])
      expect(faults.filter((fault) => fault.includes(`:${name}: missing`))).toHaveLength(1);
    expect(parse(PRODUCTION).dataKeys.map(({ id }) => id)).toEqual(['d2', 'd1']);
  });

  it('wants one Redis for nodes that share the work', () => {
    expect(faultsOf(() => parse({ ROLE: 'worker' }))).toEqual([expect.stringMatching(/^\.env:REDIS_URL: missing/)]);
  });

  it('refuses two keys of one id', () => {
    expect(faultsOf(() => parse({ DATA_KEYS: `a:${KEY},a:${KEY}` }))).toHaveLength(1);
  });

  it('wants the password of an app id and the tenant of a single tenant', () => {
    expect(faultsOf(() => parse({ MicrosoftAppId: 'id', MicrosoftAppType: 'SingleTenant' }))).toHaveLength(2);
  });

  it('allows the own origin and those listed', () => {
    expect(
      parse({
        PUBLIC_URL: 'https://desk.example.com/',
        ALLOWED_ORIGINS: 'https://a.example.com, https://b.example.com',
      }),
    ).toMatchObject({
      publicUrl: 'https://desk.example.com',
      allowedOrigins: ['https://desk.example.com', 'https://a.example.com', 'https://b.example.com'],
    });
    expect(faultsOf(() => parse({ ALLOWED_ORIGINS: 'a.example.com' }))).toHaveLength(1);
  });
});

describe('the documents of the settings', () => {
  const REMEDY = 'run npm run settings';

  it('are .env.example', () => {
    expect([REMEDY, readFileSync(join(root, '.env.example'), 'utf8')]).toEqual([REMEDY, toEnvExample(SETTINGS)]);
  });

  it.each(['README.md'])('are the table in %s', (file) => {
    expect([REMEDY, readFileSync(join(root, file), 'utf8')]).toEqual([
      REMEDY,
      expect.stringContaining(toTable(SETTINGS)),
    ]);
  });

  it('copied whole as .env change nothing', () => {
    const given = parseSettings(read({}, readFileSync(join(root, '.env.example'), 'utf8')), SETTINGS);
    const assumed = parseSettings(read({}), SETTINGS);
    for (const group of SETTINGS) expect(given.of(group)).toEqual(assumed.of(group));
  });
});
