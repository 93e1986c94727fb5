import { api } from './api';
import { botFramework } from './channels/botframework';
import { directLine } from './channels/directline';
import type { Capability } from './core/capability';
import { operations } from './http/operations';
import { jobs } from './jobs';
import { CORE_SETTINGS, namesOf } from './settings/config';
import type { SettingGroup } from './settings/setting';
import { widget } from './widget';

/** All capabilities of a desk. They are built in this order and stopped in reverse. */
export const CAPABILITIES: readonly Capability[] = [operations, widget, botFramework, directLine, api, jobs];

/** All settings by owner, in the order of `.env.example` and of the README. */
export const SETTINGS: readonly SettingGroup[] = [
  ...CORE_SETTINGS,
  ...CAPABILITIES.flatMap(({ settings }) => settings),
];

/** Names of all settings. */
export const SETTING_NAMES: readonly string[] = namesOf(SETTINGS);
