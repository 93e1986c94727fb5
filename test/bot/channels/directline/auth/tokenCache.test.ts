import { randomBytes } from 'node:crypto';
import { cacheTokens } from '../../../../../bot/channels/directline/auth/tokenCache';
import { createTokens } from '../../../../../bot/channels/directline/auth/tokens';
import { createTestClock } from '../../../../support/desk';

const grant = { conversationId: '0'.repeat(32), userId: 'dl_visitor' };
const clock = createTestClock();
const tokens = cacheTokens(createTokens({ keys: [{ id: 't1', key: randomBytes(32) }], clock, resumeDays: 1 }), clock);

it('takes a token again and again, for its own use only', async () => {
  const token = await tokens.sign('directline', grant);
  for (let i = 0; i < 3; i++)
    expect(await tokens.verify('directline', token)).toMatchObject({ outcome: 'valid', grant });
  expect(await tokens.verify('stream', token)).toEqual({ outcome: 'invalid' });
});

it('does not take it beyond its end', async () => {
  const token = await tokens.sign('directline', grant);
  expect(await tokens.verify('directline', token)).toMatchObject({ outcome: 'valid' });
  clock.advance((tokens.lifetime('directline') + 6) * 1000);
  expect(await tokens.verify('directline', token)).toEqual({ outcome: 'expired' });
});

it('remembers none that was refused', async () => {
  const token = `${await tokens.sign('directline', grant)}x`;
  for (let i = 0; i < 2; i++) expect(await tokens.verify('directline', token)).toEqual({ outcome: 'invalid' });
});
