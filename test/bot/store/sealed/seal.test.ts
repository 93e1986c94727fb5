import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createBlindIndex } from '../../../../bot/store/applications/blindIndex';
import { createSealer } from '../../../../bot/store/sealed/seal';

const key = (id: string) => ({ id, key: randomBytes(32) });
const older = key('k1');
const newer = key('k2');
const sealer = createSealer([newer, older]);
const kept = Buffer.from('kept');

describe('sealing', () => {
  it('gives back whatever was sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, place) => {
        expect(sealer.open(sealer.seal(bytes, place), place)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('shows nothing of the value, and never looks the same twice', () => {
    const sealed = sealer.seal(Buffer.from('测试用户甲'), 'here');
    expect(sealed.toString('latin1')).toMatch(/^\x02\x02k2/);
    expect(sealed.toString()).not.toContain('测试');
    expect(sealer.seal(Buffer.from('测试用户甲'), 'here')).not.toEqual(sealed);
  });

  it('opens what an older key sealed, and seals with the newest', () => {
    const before = createSealer([older]).seal(kept, 'here');
    expect(sealer.open(before, 'here')).toEqual(kept);
    expect(sealer.isCurrent(before)).toBe(false);
    expect(sealer.isCurrent(sealer.seal(kept, 'here'))).toBe(true);
  });

  it('refuses a value whose every single bit may have been turned', () => {
    const sealed = sealer.seal(kept, 'here');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), (bit) => {
        const turned = Buffer.from(sealed);
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => sealer.open(turned, 'here')).toThrow(expect.objectContaining({ code: 'data_unreadable' }));
      }),
    );
  });

  const withKeyId = (sealed: Buffer, id: string): Buffer =>
    Buffer.concat([sealed.subarray(0, 2), Buffer.from(id), sealed.subarray(4)]);

  it.each<[string, (sealed: Buffer) => [Buffer, string]]>([
    ['moved to another place', (sealed) => [sealed, 'there']],
    ['cut short', (sealed) => [sealed.subarray(0, 20), 'here']],
    ['said to be sealed with another key', (sealed) => [withKeyId(sealed, 'k1'), 'here']],
    ['sealed with a key we do not have', (sealed) => [withKeyId(sealed, 'k9'), 'here']],
    ['of another format', (sealed) => [Buffer.concat([Buffer.from([9]), sealed.subarray(1)]), 'here']],
    ['empty', () => [Buffer.alloc(0), 'here']],
  ])('refuses a value %s', (_, change) => {
    const [sealed, place] = change(sealer.seal(kept, 'here'));
    expect(() => sealer.open(sealed, place)).toThrow(expect.objectContaining({ code: 'data_unreadable' }));
  });

  it('refuses a value sealed with a wrong key of the same id', () => {
    const sealed = createSealer([key('k2')]).seal(kept, 'here');
    expect(() => sealer.open(sealed, 'here')).toThrow(expect.objectContaining({ code: 'data_unreadable' }));
  });
});

describe('the blind index', () => {
  it('finds the same person by the same number, however the check letter is written', () => {
    const personOf = createBlindIndex(randomBytes(32));
    expect(personOf('11010519491231002x')).toBe(personOf('11010519491231002X'));
    expect(personOf('11010519491231002X')).not.toBe(personOf('440524188001010014'));
  });

  it('says nothing without its key', () => {
    expect(createBlindIndex(randomBytes(32))('11010519491231002X')).not.toBe(
      createBlindIndex(randomBytes(32))('11010519491231002X'),
    );
  });
});
