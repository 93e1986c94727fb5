/** Why a reviewer decides as they do; the wording under `notice` says each to the applicant. */
export const DECLINE_REASONS = [
  'credit_record',
  'pay_score',
  'identity_mismatch',
  'contact_unreachable',
  'incomplete',
  'policy',
  'other',
] as const;

/** Why an item is asked for again. */
export const NEEDS_INFO_REASONS = [
  'incomplete',
  'identity_mismatch',
  'contact_unreachable',
  'unclear',
  'other',
] as const;

export const APPROVE_REASONS = ['meets_conditions', 'other'] as const;
