/** Everything that can happen to a conversation, as events of the statechart: one line a type, so that a new type is missed by the compiler. */
import { choicesOf } from '../../dialogs/speak/ask';
import { CHOICE_PLAYS, topicOfChoice } from '../../dialogs/state/choices';
import { hasConsent } from '../../dialogs/state/context';
import type { Context } from '../../dialogs/state/context';
import type { Accepted, Play, Judged, MachineEvent, Told } from '../../dialogs/state/events';
import { isHeardBesidePerson } from '../../dialogs/hear/besidePerson';
import { WAITING } from '../../dialogs/chart/machine';
import { isQuestion } from '../../dialogs/state/questions';
import { isOpen, ITEMS } from '../../dialogs/types';
import type { ApplicationView, HistoryEntry } from '../../dialogs/types';

/** What the outside answers, and only where it was asked. */
const ANSWERS: readonly Play['type'][] = ['CLAIM_FREE', 'CLAIM_TAKEN', 'LOOKED_UP', 'PLACED'];

const accepted = (item: Accepted['item'], value: string): Accepted => ({
  item,
  value,
  contactKind: item === 'contact' ? 'phone' : null,
  warnings: [],
});
type TellsAll = Extract<Play, { type: 'TOLD' }>;
const told = (judged: Partial<Judged>, more: Partial<Told> = {}): TellsAll => ({
  type: 'TOLD',
  judged: { accepted: [], unconfirmed: [], problems: [], refusal: null, ...judged },
  facts: {},
  doubted: [],
  receipt: false,
  ...more,
});

const NO = 'FF-20261122-7K3M9Q';
/** Made up, with a right check digit. */
const ID_CARD = '130185199003129811';
const other: ApplicationView = {
  no: 'FF-20261101-ABCDEF',
  version: 2,
  status: 'in_review',
  phrase: '晨光-远山',
  createdAt: 0,
  updatedAt: 0,
  history: [],
};

/** The review goes on by one entry. */
const reviewed = (
  application: ApplicationView,
  change: Pick<HistoryEntry, 'status'> & Partial<HistoryEntry>,
): ApplicationView => {
  const version = application.version + 1;
  const entry: HistoryEntry = { version, at: 0, by: 'reviewer', ...change };
  return { ...application, version, status: change.status, history: [...application.history, entry] };
};

const EVENTS: { [T in Play['type']]: (context: Context, state: string) => readonly Extract<Play, { type: T }>[] } = {
  ARRIVED: () => [{ type: 'ARRIVED' }],
  CHOSE: (context, state) =>
    isQuestion(state)
      ? choicesOf(state, context)
          .filter((choice) => !CHOICE_PLAYS[choice] && topicOfChoice(choice) === undefined)
          .map((choice) => ({ type: 'CHOSE', choice }))
      : [],
  // Before consent a value is EARLY_DATA, never taken for an answer.
  TOLD: (context) =>
    context.reopened === null && !isOpen(context.application) && !(context.applying && hasConsent(context, 'privacy'))
      ? [told({}, { facts: { overdue: 'no' } }), ...ITEMS.map((item) => told({}, { doubted: [item] }))]
      : [
          told({ accepted: [accepted('name', '张伟国')] }),
          told({ accepted: [accepted('idNumber', '130185199003129811')] }),
          told({ accepted: [accepted('contact', '13800005123')] }),
          told({
            unconfirmed: [
              { ...accepted('contact', '13888888888'), reason: isOpen(context.application) ? 'amend' : 'looks_fake' },
            ],
          }),
          told({ problems: [{ item: 'idNumber', key: 'invalid.idNumber.checksum', params: {} }] }),
          told({ refusal: 'underage' }),
          told({}, { facts: { debitCard: 'yes', overdue: 'no' }, receipt: true }),
          ...ITEMS.map((item) => told({}, { doubted: [item] })),
        ],
  WALLET: () => [{ type: 'WALLET', wallet: 'not_seen' }],
  ASKED: () => [{ type: 'ASKED', topic: 'fees.rate' }],
  PRICED: () => [{ type: 'PRICED', loan: { amount: 1000, days: 3 } }],
  UNSURE_OF: () => [{ type: 'UNSURE_OF', topics: ['fees.rate', 'fees.calc'] }],
  HARMED: () => [{ type: 'HARMED', topic: 'harm.money_sent' }],
  REMARKED: () => [{ type: 'REMARKED', key: 'acts.greet', params: {} }],
  UNREAD: () => [{ type: 'UNREAD', words: '呜呜' }],
  CONDITIONAL: () => [{ type: 'CONDITIONAL' }],
  HUMAN_MAYBE: () => [{ type: 'HUMAN_MAYBE' }],
  HUMAN_CANCEL: () => [{ type: 'HUMAN_CANCEL' }],
  PLACE: () => [{ type: 'PLACE' }],
  PLACED: () => [
    { type: 'PLACED', outcome: 'waiting', ahead: 2 },
    { type: 'PLACED', outcome: 'none' },
  ],
  KEEP: () => [{ type: 'KEEP' }],
  NONE_OF_THESE: () => [{ type: 'NONE_OF_THESE' }],
  RECOVER: () => [{ type: 'RECOVER' }],
  RECOVERED: () => [
    { type: 'RECOVERED', idNumber: ID_CARD, contact: null, problems: [] },
    { type: 'RECOVERED', idNumber: ID_CARD, contact: { kind: 'phone', value: '13800005123' }, problems: [] },
  ],
  VAGUE: () => [{ type: 'VAGUE' }],
  APPLY: () => [{ type: 'APPLY' }],
  STATUS: () => [{ type: 'STATUS' }],
  HUMAN: () => [{ type: 'HUMAN', reason: 'asked' }],
  CANCEL: () => [{ type: 'CANCEL' }],
  RESTART: () => [{ type: 'RESTART' }],
  BACK: () => [{ type: 'BACK' }],
  REPEAT: () => [{ type: 'REPEAT' }],
  HELP: () => [{ type: 'HELP' }],
  WHY: () => [{ type: 'WHY' }],
  LATER: () => [{ type: 'LATER' }],
  REFUSED: () => [{ type: 'REFUSED' }],
  VIEW_DATA: () => [{ type: 'VIEW_DATA' }],
  ERASE: () => [{ type: 'ERASE' }],
  WITHDRAW_CONSENT: () => [{ type: 'WITHDRAW_CONSENT' }],
  POLICY: () => [{ type: 'POLICY' }],
  INELIGIBLE: () => [{ type: 'INELIGIBLE', reason: 'minor' }],
  EARLY_DATA: () => [{ type: 'EARLY_DATA' }],
  MISSED: () => [{ type: 'MISSED' }],
  CLAIM_FREE: () => [{ type: 'CLAIM_FREE' }],
  CLAIM_TAKEN: () => [
    { type: 'CLAIM_TAKEN', own: false },
    { type: 'CLAIM_TAKEN', own: true },
  ],
  CHANGED: ({ application }) =>
    application
      ? [
          ...ITEMS.map((item) => reviewed(application, { status: 'needs_info', item })),
          reviewed(application, { status: 'declined', reason: 'credit_record' }),
        ].map((changed) => ({ type: 'CHANGED', application: changed }))
      : [],
  REMINDED: () => [{ type: 'REMINDED' }],
  RETURNED: ({ applying }) => (applying ? [{ type: 'RETURNED' }] : []),
  EXPORT_DATA: () => [{ type: 'EXPORT_DATA' }],
  CHECK: () => [{ type: 'CHECK' }],
  STATUS_OF: () => [
    { type: 'STATUS_OF', no: other.no, proof: null },
    { type: 'STATUS_OF', no: other.no, proof: { kind: 'phoneLast4', value: '5123' } },
  ],
  PROVED: () => [{ type: 'PROVED', proof: { kind: 'phoneLast4', value: '5123' } }],
  LOOKED_UP: () => [
    { type: 'LOOKED_UP', outcome: 'found', application: other },
    { type: 'LOOKED_UP', outcome: 'not_found' },
  ],
  PERSON_TOOK: () => [{ type: 'PERSON_TOOK' }],
  PERSON_WROTE: () => [{ type: 'PERSON_WROTE', text: '您好' }],
  PERSON_LEFT: () => [{ type: 'PERSON_LEFT' }],
};

/** 2026-11-22 in Shanghai, on which the owner of the ID number is of age. */
const NOW = Date.UTC(2026, 10, 22, 2);
const meta = { now: NOW, channel: 'test', fresh: { applicationNo: NO, phrase: '青山-远航' } };

/** What can happen in `state`. A state that waits for the store gets its answer only; beside a person few moves are heard. */
export function eventsIn(state: string, context: Context): MachineEvent[] {
  const waits = WAITING.some((waiting) => waiting === state);
  return (Object.keys(EVENTS) as Play['type'][])
    .filter((type) => ANSWERS.includes(type) === waits)
    .flatMap((type): readonly Play[] => EVENTS[type](context, state))
    .filter((move) => context.personSince === null || !isQuestion(state) || isHeardBesidePerson(move, state))
    .map((move): MachineEvent => ({ ...move, meta }));
}
