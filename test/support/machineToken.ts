import { digestOf } from '../../bot/api/principal';
import { newToken } from '../../bot/cli/tokens';
import type { MachineTokens, Right } from '../../bot/store/machineTokens';

/** A named token of these rights, as `npm run tokens -- add` makes it. */
export const issueToken = async (tokens: MachineTokens, name: string, rights: Right[]): Promise<string> => {
  const token = newToken(name);
  await tokens.add({ name, digest: digestOf(token), rights, createdAt: 0 });
  return token;
};
