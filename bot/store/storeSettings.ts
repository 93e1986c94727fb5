import { generateKey, generateNamedKeys, key, namedKeys } from '../settings/schemas';
import type { SettingGroup, SettingRows } from '../settings/setting';

const rows = {
  DATA_KEYS: {
    default: '',
    is: 'Keys that encrypt personal data: id:base64 of 32 bytes, newest first, separated by commas; generated if empty.',
    secret: true,
    generate: generateNamedKeys,
    irreplaceable: true,
    schema: namedKeys,
  },
  INDEX_KEY: {
    default: '',
    is: 'Key of the index of persons: base64 of 32 bytes, never to be changed; generated if empty.',
    secret: true,
    generate: generateKey,
    irreplaceable: true,
    schema: key,
  },
} satisfies SettingRows;

/** Settings of the keys for stored data. */
export const STORE_SETTINGS: SettingGroup<typeof rows> = { title: 'Keys of what is stored', rows };
