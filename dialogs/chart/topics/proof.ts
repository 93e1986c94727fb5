/** Look-ups of an application of another chat: by its number and a proof, or by ID number and contact where the number is lost. */
import { shanghaiDate, validateEmail, validateIdNumber, validatePhone, validateWechatId } from '../../validators';
import type { MachineEvent } from '../../state/events';
import type { Contact, Query, Reply } from '../../types';
import { statusParams, toFound } from './answers';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** States of the look-up. */
export function proofStates({ base, ask, change, say }: Kit) {
  return {
    proof: base.createStateConfig({
      entry: ask('full'),
      on: {
        PROVED: {
          actions: change((context, event) =>
            event.type === 'PROVED' && context.lookup ? { lookup: { ...context.lookup, proof: event.proof } } : {},
          ),
          target: '#desk.looking',
        },
      },
    }),
    recover: base.createStateConfig({
      entry: ask('full'),
      on: {
        RECOVERED: [
          {
            guard: ({ context, event }: Args<'RECOVERED'>) => {
              const { idNumber, contact } = merged(context, event);
              return idNumber !== null && contact !== null;
            },
            actions: change((context, event) =>
              event.type === 'RECOVERED' ? { recovery: merged(context, event) } : {},
            ),
            target: '#desk.looking',
          },
          {
            actions: [
              change((context, event) => (event.type === 'RECOVERED' ? { recovery: merged(context, event) } : {})),
              base.enqueueActions(({ event, enqueue }) => {
                if (event.type !== 'RECOVERED') return;
                for (const { key, params } of event.problems) enqueue({ type: 'say', params: { key, params } });
                if (event.problems.length === 0) enqueue(say('lookup.more'));
              }),
            ],
            target: next,
          },
        ],
      },
    }),
    /** Waits for the answer of the store, which comes within the turn. What was given as proof is forgotten. */
    looking: base.createStateConfig({
      entry: { type: 'query', params: ({ context }: Args): Query => queryOf(context) },
      on: {
        LOOKED_UP: {
          actions: [
            {
              type: 'say',
              params: ({ event }: Args<'LOOKED_UP'>): Reply =>
                event.outcome === 'found'
                  ? {
                      key: `status.${event.application.status}`,
                      params: statusParams(event.application),
                    }
                  : { key: `lookup.${event.outcome}`, choices: ['human'] },
            },
            base.enqueueActions(({ event, enqueue }) => {
              if (event.type === 'LOOKED_UP' && event.outcome === 'found') enqueue(say('lookup.elsewhere'));
            }),
            change(afterLookup),
          ],
          target: next,
        },
      },
    }),
  };
}

type Context = Args['context'];

/** A look-up that found nothing may be tried again with another proof; one that found something is remembered. */
function afterLookup({ lookup, recovery }: Context, event: MachineEvent): Partial<Context> {
  if (event.type !== 'LOOKED_UP') return {};
  if (event.outcome === 'found') return { lookup: null, recovery: null, found: toFound(event.application) };
  if (event.outcome === 'throttled') return { lookup: null, recovery: null };
  return { lookup: lookup && { ...lookup, proof: null }, recovery: recovery && { idNumber: null, contact: null } };
}

/** What has been given of the proof, with what this message gives. Values that are none of their kind are not taken. */
function merged({ recovery }: Context, { idNumber, contact, meta }: Args<'RECOVERED'>['event']) {
  const verdict = idNumber === null ? null : validateIdNumber(idNumber, { today: shanghaiDate(meta.now) });
  const valid = verdict?.verdict === 'valid' ? verdict.canonical : null;
  return {
    idNumber: valid ?? recovery?.idNumber ?? null,
    contact: (contact && canonical(contact)) ?? recovery?.contact ?? null,
  };
}

function canonical({ kind, value }: Contact): Contact | null {
  const verdict = { phone: validatePhone, email: validateEmail, wechatId: validateWechatId }[kind](value);
  return verdict.verdict === 'valid' || verdict.verdict === 'confirm' ? { kind, value: verdict.canonical } : null;
}

function queryOf({ lookup, recovery }: Context): Query {
  if (recovery?.idNumber && recovery.contact)
    return { query: 'statusByPerson', idNumber: recovery.idNumber, contact: recovery.contact };
  return {
    query: 'statusByNumber',
    no: lookup?.no ?? '',
    proof: lookup?.proof ?? { kind: 'phoneLast4', value: '' },
  };
}
