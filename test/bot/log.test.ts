import { DeskError } from '../../bot/errors';
import { createLog } from '../../bot/log';

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const lines: string[] = [];
  write(createLog('info', { write: (line: string) => void lines.push(line) }));
  return lines.join('');
};

describe('the log', () => {
  it('drops fields that hold what somebody said or a credential, down to the third level', () => {
    const personal = { text: '张伟国', idNumber: '120101197911309828', token: 'secret-1' };
    const line = logged((log) => log.info({ ...personal, a: { ...personal, b: personal }, no: 'FF-1' }, 'done'));
    for (const value of Object.values(personal)) expect(line).not.toContain(value);
    expect(line).toContain('FF-1');
  });

  it('keeps code and stack of a foreign error, not its message, which may quote its input', () => {
    const foreign = Object.assign(new Error('ERR bad argument 120101197911309828'), { code: 'ECONNRESET' });
    const line = logged((log) => log.error({ err: new DeskError('store_unavailable', undefined, { cause: foreign }) }));
    expect(line).not.toContain('120101197911309828');
    expect(line).toContain('store_unavailable');
    expect(line).toContain('ECONNRESET');
    expect(line).toContain('log.test.ts');
  });
});
