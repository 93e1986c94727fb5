import { statSync, writeFileSync } from 'node:fs';
import { loadSecrets, secretsFile } from '../../../bot/settings/secrets';
import { temporaryDirectory } from '../../support/temporaryDirectory';

describe('loadSecrets', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = temporaryDirectory().path;
  });

  it('makes the missing secrets once, readable to the owner alone', () => {
    const first = loadSecrets({ dataDir, secrets: {} });
    expect(statSync(secretsFile(dataDir)).mode & 0o777).toBe(0o600);
    expect(first.indexKey).toHaveLength(32);
    expect(first.dataKeys.every(({ key }) => key.length === 32)).toBe(true);
    expect(loadSecrets({ dataDir, secrets: {} })).toEqual(first);
  });

  it('lets a configured secret win over the generated one', () => {
    expect(loadSecrets({ dataDir, secrets: { staffToken: 'configured' } }).staffToken).toBe('configured');
  });

  it.each(['{', '{}', '{"staffToken": "short"}'])(
    'refuses a damaged file rather than replacing keys: %s',
    (content) => {
      writeFileSync(secretsFile(dataDir), content);
      expect(() => loadSecrets({ dataDir, secrets: {} })).toThrow(/secrets\.json:.*restore the file/);
    },
  );
});
