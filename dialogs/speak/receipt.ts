/** Receipts: each item that is now noted, with its masked value. */
import type { Contact, Facts, MaskedIdNumber, Reply } from '../types';
import { maskContact, maskIdNumber, maskName } from './mask';

/** Items noted in one turn. */
export interface Noted {
  name?: string;
  idNumber?: string;
  contact?: Contact;
  facts: Partial<Facts>;
}

const NOT_NOTED = 'none';

/** The reply `key` with all items as parameters; `none` for an item that is not noted now. */
export function receipt(key: string, { name, idNumber, contact, facts }: Noted): Reply {
  const params: Record<string, string | MaskedIdNumber> = {
    name: name === undefined ? NOT_NOTED : maskName(name),
    idNumber: idNumber === undefined ? NOT_NOTED : maskIdNumber(idNumber),
    contact: contact === undefined ? NOT_NOTED : maskContact(contact),
    payScore: facts.payScore ?? NOT_NOTED,
    debitCard: facts.debitCard ?? NOT_NOTED,
    overdue: facts.overdue ?? NOT_NOTED,
  };
  return { key, params };
}
