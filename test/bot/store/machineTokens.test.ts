import { createMachineTokens, type MachineToken, type MachineTokens } from '../../../bot/store/machineTokens';
import { connectTo, startRedis } from '../../support/redis';

const token = (name: string, changes: Partial<MachineToken> = {}): MachineToken => ({
  name,
  digest: `digest of ${name}`,
  rights: ['read', 'decide'],
  createdAt: 1_764_000_000_000,
  ...changes,
});

let tokens: MachineTokens;
beforeEach(async () => {
  tokens = createMachineTokens(connectTo((await startRedis()).url));
});

describe('named tokens', () => {
  it('are found by their name as they were added', async () => {
    expect(await tokens.add(token('scoring'))).toBe(true);
    expect(await tokens.find('scoring')).toEqual(token('scoring'));
    expect(await tokens.find('scorin')).toBeUndefined();
  });

  it('are listed in the order of their names', async () => {
    for (const name of ['scoring', 'archive', 'night-shift']) await tokens.add(token(name));
    expect((await tokens.list()).map(({ name }) => name)).toEqual(['archive', 'night-shift', 'scoring']);
  });

  it('keep the first of two of one name, also where both come at once', async () => {
    const rivals = ['one', 'two', 'three'].map((digest) => token('scoring', { digest }));
    const added = await Promise.all(rivals.map((rival) => tokens.add(rival)));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await tokens.find('scoring')).toEqual(rivals[added.indexOf(true)]);
  });

  it('are gone once removed, which happens once, and leave their name free', async () => {
    await tokens.add(token('scoring'));
    await tokens.add(token('archive'));
    expect([await tokens.remove('scoring'), await tokens.remove('scoring')]).toEqual([true, false]);
    expect(await tokens.find('scoring')).toBeUndefined();
    expect(await tokens.list()).toEqual([token('archive')]);
    expect(await tokens.add(token('scoring', { digest: 'another' }))).toBe(true);
  });

  it('are known to every node', async () => {
    const redis = await startRedis();
    const [here, there] = [createMachineTokens(connectTo(redis.url)), createMachineTokens(connectTo(redis.url))];
    await here.add(token('scoring'));
    expect(await there.find('scoring')).toEqual(token('scoring'));
    await there.remove('scoring');
    expect(await here.find('scoring')).toBeUndefined();
  });
});
