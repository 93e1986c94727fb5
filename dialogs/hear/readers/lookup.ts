/** Application numbers, and what proves that an application is one's own. */
import type { Play } from '../../state/events';
import type { Proof } from '../../types';
import { movesOf } from '../heard';
import type { Heard } from '../heard';
import { isContact } from '../judge';

/** The play of a look-up; null where the message holds neither a number nor an awaited proof. */
export function lookupPlay(heard: Heard): Play | null {
  const { understanding, question, context } = heard;
  const { applicationNo } = understanding.entities;
  const proof = proofIn(heard);
  if (applicationNo !== undefined)
    return applicationNo === context.application?.no
      ? { type: 'STATUS' }
      : { type: 'STATUS_OF', no: applicationNo, proof };
  return question === 'proof' && proof ? { type: 'PROVED', proof } : null;
}

function proofIn(heard: Heard): Proof | null {
  if (heard.understanding.corrections.length > 0) return null;
  for (const { slot, value, sound } of movesOf(heard, 'give')) {
    if (sound && isContact(slot)) return { kind: 'contact', contact: { kind: slot, value } };
  }
  const { last4 } = heard.understanding.entities;
  return last4 === undefined ? null : { kind: 'phoneLast4', value: last4 };
}
