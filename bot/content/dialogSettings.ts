import type { DialogConfig } from '../../dialogs/types';
import { oneOf, text, wholeNumber } from '../settings/schemas';
import type { Parsed, SettingGroup, SettingRows } from '../settings/setting';

/** Languages of the wording. */
export const LOCALES = ['zh-CN', 'en'] as const;
/** Language of the wording. */
export type Locale = (typeof LOCALES)[number];

/** Operator where OPERATOR_NAME is empty. The greeting marks it as a demonstration. */
const DEMO: Record<Locale, { operator: string; contact: string }> = {
  'zh-CN': { operator: '演示运营方（仅供体验，不受理真实申请）', contact: '（演示，未配置联系方式）' },
  en: { operator: 'the demo operator (to try only, no real applications)', contact: '(demo, no contact configured)' },
};

const rows = {
  LOCALE: {
    default: 'zh-CN',
    is: 'Language the bot speaks: zh-CN or en, a file of dialogs/wording. It understands Chinese in every language; free English about the desk best with en.',
    schema: oneOf(...LOCALES),
  },
  OPERATOR_NAME: {
    default: '',
    is: 'Who runs this bot, named in the greeting and in the consent text; a clearly marked demo operator if empty.',
    schema: text(60),
  },
  SERVICE_HOURS: {
    default: '工作日 9:00–18:00',
    is: 'When people answer; told to applicants who ask for a person.',
    schema: text(120),
  },
  OFFICIAL_CONTACT: {
    default: '',
    is: 'How to reach the operator: phone, e-mail or address.',
    schema: text(120),
  },
  OPERATOR_LICENCE: {
    default: '',
    is: 'Licence or registration of the operator, as told to applicants who ask; none if empty.',
    schema: text(120),
  },
  OPERATOR_ADDRESS: {
    default: '',
    is: 'Postal address of the operator, as told to applicants who ask.',
    schema: text(120),
  },
  LENDER_NAME: {
    default: '',
    is: 'Who receives applications and decides on them; the operator if empty.',
    schema: text(60),
  },
  LENDER_CONTACT: {
    default: '',
    is: 'How to reach the lender; the official contact if empty.',
    schema: text(120),
  },
  LENDER_LICENCE: {
    default: '',
    is: 'Licence or registration of the lender, as told to applicants who ask; the operator’s if this and LENDER_NAME are empty.',
    schema: text(120),
  },
  MIN_PAY_SCORE: {
    default: '600',
    is: 'WeChat Pay score (300 to 850) the answers name as usual; never a gate.',
    schema: wholeNumber(300, 850),
  },
  DRAFT_DAYS: {
    default: '1',
    is: 'Days after which an unfinished application is forgotten.',
    schema: wholeNumber(1, 30),
  },
  RETENTION_DAYS: {
    default: '180',
    is: 'Days after which the data of a finished application is erased.',
    schema: wholeNumber(1, 3650),
  },
  REMINDER_MINUTES: {
    default: '30',
    is: 'Minutes of silence after which an unfinished application is brought to mind, once and never at night; 0 for never.',
    schema: wholeNumber(0, 10_000),
  },
  SESSION_MINUTES: {
    default: '30',
    is: 'Minutes of silence after which somebody who returns to a draft is asked whether to go on.',
    schema: wholeNumber(1, 10_000),
  },
} satisfies SettingRows;

/** Settings of the operator, and rules of the dialogue. */
export const DIALOG_SETTINGS: SettingGroup<typeof rows> = {
  title: 'Who runs the service, and its rules',
  rows,
  check({ OPERATOR_NAME, OFFICIAL_CONTACT }, fault, { production }) {
    if (OPERATOR_NAME && !OFFICIAL_CONTACT)
      fault(
        'OFFICIAL_CONTACT',
        'missing while OPERATOR_NAME is set; applicants must be told how to reach the operator',
      );
    if (production && !OPERATOR_NAME)
      fault('OPERATOR_NAME', 'missing; production refuses the demo operator: name who runs this bot');
  },
};

/** Stands for a fact that is not configured; the wording chooses its words by it. */
const NONE = 'none';

/** Configuration of the dialogue. Empty names and contacts get their defaults. */
export function toDialogConfig(settings: Parsed<typeof rows>): DialogConfig {
  const operatorName = settings.OPERATOR_NAME || DEMO[settings.LOCALE].operator;
  const operatorLicence = settings.OPERATOR_LICENCE || NONE;
  const officialContact = settings.OFFICIAL_CONTACT || DEMO[settings.LOCALE].contact;
  return {
    operatorName,
    lenderName: settings.LENDER_NAME || operatorName,
    lenderContact: settings.LENDER_CONTACT || officialContact,
    officialContact,
    operatorLicence,
    lenderLicence: settings.LENDER_LICENCE || (settings.LENDER_NAME ? NONE : operatorLicence),
    operatorAddress: settings.OPERATOR_ADDRESS || NONE,
    serviceHours: settings.SERVICE_HOURS,
    demo: !settings.OPERATOR_NAME,
    minPayScore: settings.MIN_PAY_SCORE,
    draftDays: settings.DRAFT_DAYS,
    retentionDays: settings.RETENTION_DAYS,
    reminderMinutes: settings.REMINDER_MINUTES,
    sessionMinutes: settings.SESSION_MINUTES,
  };
}
