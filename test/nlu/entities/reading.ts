import { extract, toEntities } from '../../../nlu/entities/extract';
import type { Entities, EntitySlot, Pending } from '../../../nlu/types';
import {
  validateEmail,
  validateIdNumber,
  validateName,
  validatePhone,
  validateWechatId,
} from '../../../dialogs/validators';

const JUDGES: Record<EntitySlot, (text: string) => { verdict: string; reason?: string }> = {
  name: validateName,
  idNumber: (text) => validateIdNumber(text, { today: '2026-11-22' }),
  phone: validatePhone,
  email: validateEmail,
  wechatId: validateWechatId,
};

/** The entities of a message. */
export const entitiesIn = (text: string, pending: Pending = 'none'): Entities => toEntities(extract(text, pending));

/** What is said of each near miss: `name: two_names`. */
export const faultsIn = (text: string, pending: Pending): string[] =>
  extract(text, pending).nearMisses.map(
    ({ slot, text: missed }) => `${slot}: ${JUDGES[slot](missed).reason ?? JUDGES[slot](missed).verdict}`,
  );

/** What becomes of a message at the question for a name: the name, or what is said of its near miss or of the message itself. */
export function nameIn(text: string): string {
  const { name } = entitiesIn(text, 'name');
  if (name !== undefined) return name;
  const [fault] = faultsIn(text, 'name');
  return fault ?? `name: ${validateName(text).verdict === 'invalid' ? 'none' : 'taken as it is'}`;
}
