import { generateNamedKeys, generateToken, namedKeys, token, wholeNumber } from '../../settings/schemas';
import type { SettingGroup, SettingRows } from '../../settings/setting';

const rows = {
  DIRECT_LINE_SECRET: {
    default: '',
    is: 'Direct Line’s secret for servers, at least 24 characters; generated if empty.',
    secret: true,
    generate: generateToken,
    schema: token,
  },
  TOKEN_KEYS: {
    default: '',
    is: 'Keys that sign Direct Line tokens: id:base64 of 32 bytes, newest first, separated by commas; generated if empty.',
    secret: true,
    generate: generateNamedKeys,
    schema: namedKeys,
  },
  RATE_TOKENS_PER_MINUTE: {
    default: '30',
    is: 'Conversations one address may open in a minute.',
    schema: wholeNumber(1, 1_000_000),
  },
} satisfies SettingRows;

/** Settings of Direct Line and the widget. */
export const DIRECT_LINE_SETTINGS: SettingGroup<typeof rows> = { title: 'Direct Line and the web widget', rows };
