import { generateToken, token } from '../settings/schemas';
import type { SettingGroup, SettingRows } from '../settings/setting';

const rows = {
  STAFF_TOKEN: {
    default: '',
    is: 'Bearer token of the reviewer’s API, at least 24 characters; generated if empty.',
    secret: true,
    generate: generateToken,
    schema: token,
  },
} satisfies SettingRows;

/** Settings of the reviewer's API. */
export const API_SETTINGS: SettingGroup<typeof rows> = { title: 'The reviewer’s API', rows };
