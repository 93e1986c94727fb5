import { z } from 'zod';
import { oneOf, origins, wholeNumber } from '../../settings/schemas';
import type { Parsed, SettingGroup, SettingRows } from '../../settings/setting';

const rows = {
  MicrosoftAppId: {
    default: '',
    is: 'App id of an Azure Bot registration; if empty, only the Bot Framework Emulator on this machine is served.',
    schema: z.string(),
  },
  MicrosoftAppPassword: { default: '', is: 'Its client secret.', secret: true, schema: z.string() },
  MicrosoftAppType: {
    default: 'MultiTenant',
    is: 'MultiTenant, SingleTenant or UserAssignedMSI.',
    schema: oneOf('MultiTenant', 'SingleTenant', 'UserAssignedMSI'),
  },
  MicrosoftAppTenantId: { default: '', is: 'Its tenant; needed unless MultiTenant.', schema: z.string() },
  ALLOWED_SERVICE_URLS: {
    default: '',
    is: 'Service addresses besides loopback that an Emulator may name, e.g. its tunnel, separated by commas.',
    schema: origins,
  },
  RATE_ACTIVITIES_PER_MINUTE: {
    default: '1200',
    is: 'Activities one address may post to /api/messages in a minute; a channel’s service sends those of all its users.',
    schema: wholeNumber(1, 1_000_000),
  },
} satisfies SettingRows;

/** Settings of the Bot Framework channels. */
export const BOT_FRAMEWORK_SETTINGS: SettingGroup<typeof rows> = {
  title: 'Bot Framework',
  rows,
  check({ MicrosoftAppId, MicrosoftAppType, MicrosoftAppPassword, MicrosoftAppTenantId }, fault) {
    if (MicrosoftAppId && MicrosoftAppType !== 'UserAssignedMSI' && !MicrosoftAppPassword)
      fault(
        'MicrosoftAppPassword',
        'missing while MicrosoftAppId is set; take the client secret from the app registration',
      );
    if (MicrosoftAppId && MicrosoftAppType !== 'MultiTenant' && !MicrosoftAppTenantId)
      fault('MicrosoftAppTenantId', `missing while MicrosoftAppType is ${MicrosoftAppType}; give the tenant's id`);
  },
};

/** Configuration of the Bot Framework channels. */
export interface BotFrameworkConfig {
  /** Empty: no authentication, and only the Emulator on this machine is served. */
  appId: string;
  appPassword: string;
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  tenantId: string;
  /** Origins besides loopback that an unauthenticated activity may name as serviceUrl. */
  allowedServiceUrls: readonly string[];
}

/** Configuration from parsed settings. */
export const toBotFrameworkConfig = (settings: Parsed<typeof rows>): BotFrameworkConfig => ({
  appId: settings.MicrosoftAppId,
  appPassword: settings.MicrosoftAppPassword,
  appType: settings.MicrosoftAppType,
  tenantId: settings.MicrosoftAppTenantId,
  allowedServiceUrls: settings.ALLOWED_SERVICE_URLS,
});
