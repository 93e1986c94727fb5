/** Keys that a wording file must have, derived from the dialogue where they can be. */
import { PRODUCT_INTENTS } from '../../nlu/types';
import { REMARKS } from '../state/remarks';
import { CHOICES, GUIDE_STEPS, QUESTIONS } from '../state/questions';
import { APPLICATION_STATUSES, ITEMS, SENT_KINDS } from '../types';
import {
  EMAIL_INVALID_REASONS,
  ID_INVALID_REASONS,
  ID_REFUSE_REASONS,
  NAME_CONFIRM_REASONS,
  NAME_INVALID_REASONS,
  PHONE_CONFIRM_REASONS,
  PHONE_INVALID_REASONS,
  WECHAT_ID_INVALID_REASONS,
} from '../validators';

/** Parameters that a message may use: facts of the deployment, and parameters of replies. */
export const KNOWN_PARAMS: ReadonlySet<string> = new Set([
  'operatorName',
  'lenderName',
  'lenderContact',
  'officialContact',
  'serviceHours',
  'minPayScore',
  'draftDays',
  'retentionDays',
  'demo',
  'no',
  'phrase',
  'status',
  'reason',
  'item',
  'name',
  'idNumber',
  'contact',
  'payScore',
  'debitCard',
  'overdue',
  'value',
  'length',
  'days',
  'time',
  'text',
  'minutes',
  'last4',
  ...ITEMS.map((item) => `${item}Changed`),
]);

/** Questions whose wording depends on the context; each variant needs its own full form. */
const VARIANTS: Record<string, readonly string[]> = {
  guide: Array.from({ length: GUIDE_STEPS }, (_, step) => String(step)),
  contact: ['phone', 'wechatId', 'email'],
  confirmValue: [...NAME_CONFIRM_REASONS, ...PHONE_CONFIRM_REASONS, 'legacy15', 'mistyped', 'overwrite'],
  sure: ['cancel', 'restart', 'erase', 'withdraw', 'withdraw_consent'],
};

/** Questions that the bot does not ask. */
const SILENT: readonly string[] = ['person'];

const SINGLE = [
  'greeting',
  'cancelled',
  'stopped',
  'restarted',
  'nothing_to_cancel',
  'nothing_back',
  'later',
  'later_idle',
  'guide_done',
  'draft_expired',
  'early_data',
  'early_data_idle',
  'reminder',
  'welcome_back',
  'left',
  'got',
  'correct',
  'correct_submitted',
  'correct_none',
  'erased',
  'withdraw.done',
  'withdraw_consent.done',
  'human.now',
  'human.later',
  'person.took',
  'person.says',
  'person.left',
  'person.back',
  'person.here',
  'data.export',
  'check.good',
  'check.result',
  'check.end',
  'check.later',
  'check.overdue',
  'check.debitCard',
  'check.payScore',
  'check.unsure',
  'lookup.not_found',
  'lookup.throttled',
  'submitted',
  'resubmitted',
  'taken',
  'data.view',
  'masked.idNumber',
  'ladder',
  'unclear',
  'consent.notice',
  'consent.vague',
  'consent.declined',
  'consent.withdrawn',
  'consent.none',
  'idConsent.declined',
  'handover.declined',
  'questions.default.help',
  'questions.default.why',
  'questions.default.refused',
  'answers.success_rate',
];

const under = (family: string, names: readonly string[]): string[] => names.map((name) => `${family}.${name}`);

/** Messages and choices that a file must have; `open` are families in which it may have more. */
export function requiredKeys() {
  const questions = Object.keys(QUESTIONS).flatMap((id) => [
    ...(SILENT.includes(id) ? [] : (VARIANTS[id] ?? [''])).map((v) => `questions.${id}${v && `.${v}`}.full`),
    `questions.${id}.help`,
  ]);
  const messages = [
    ...SINGLE,
    ...questions,
    ...under('consentText', ['privacy', 'idNumber', 'handover']),
    ...under('notice', APPLICATION_STATUSES),
    ...under('status', [...APPLICATION_STATUSES, 'draft', 'none']),
    ...under('refuse', ID_REFUSE_REASONS),
    ...under('ineligible', ['minor', 'minor_asked', 'foreigner', 'foreigner_asked', 'no_id', 'no_id_asked']),
    ...under('warn', ['password', 'code', 'bankCard', 'cvv', 'paymentCode', 'maybePaymentCode']),
    ...under('example', ['name', 'idNumber', 'contact']),
    ...under('missed', ['1', '2', '3']),
    ...under('sent', SENT_KINDS),
    ...under('shown', SENT_KINDS),
    ...under('acts', [...REMARKS, 'noted', 'denied']),
    ...under('answers', PRODUCT_INTENTS),
    ...under('invalid.name', NAME_INVALID_REASONS),
    ...under('invalid.idNumber', ID_INVALID_REASONS),
    ...under('invalid.phone', PHONE_INVALID_REASONS),
    ...under('invalid.wechatId', WECHAT_ID_INVALID_REASONS),
    ...under('invalid.email', EMAIL_INVALID_REASONS),
  ];
  return {
    messages,
    choices: [...CHOICES, ...PRODUCT_INTENTS.map((intent) => `topic_${intent}`)] as readonly string[],
    open: ['questions.'],
  };
}
