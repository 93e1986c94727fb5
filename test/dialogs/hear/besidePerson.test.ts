import { isHeardBesidePerson } from '../../../dialogs/hear/besidePerson';
import { playsOf } from '../../../dialogs/hear/plays';
import { emptyDraft, initialContext } from '../../../dialogs/state/context';
import type { Context } from '../../../dialogs/state/context';
import type { Play } from '../../../dialogs/state/events';
import type { QuestionId } from '../../../dialogs/state/questions';
import { fromState, toState } from '../../../dialogs/state/snapshot';
import type { ApplicationView, DialogEvent, DialogState } from '../../../dialogs/types';
import { REFERENCE_NOW, testDialog } from '../../support/dialog';
import { plainUnderstand } from '../../support/scriptedDialog';

jest.mock('../../../dialogs/hear/plays');

const NO = 'FF-20261122-7K3M9Q';
const application: ApplicationView = {
  ...{ no: NO, version: 1, status: 'queued', phrase: '青山·远帆' },
  ...{ createdAt: 0, updatedAt: 0, history: [] },
};
const name = { item: 'name', value: '李强', contactKind: null, warnings: [] } as const;

/** One play of every type there is: the compiler misses a new one. */
const PLAYS = {
  ARRIVED: { type: 'ARRIVED' },
  CHOSE: { type: 'CHOSE', choice: 'back_to_bot' },
  TOLD: {
    ...{ type: 'TOLD', judged: { accepted: [name], unconfirmed: [], problems: [], refusal: null } },
    ...{ facts: { debitCard: 'yes' }, doubted: ['contact'], receipt: true },
  },
  WALLET: { type: 'WALLET', wallet: 'seen' },
  ASKED: { type: 'ASKED', topic: 'fees.rate' },
  PRICED: { type: 'PRICED', loan: { amount: 1000, days: 3 } },
  UNSURE_OF: { type: 'UNSURE_OF', topics: ['fees.rate', 'fees.calc'] },
  HARMED: { type: 'HARMED', topic: 'harm.money_sent' },
  REMARKED: { type: 'REMARKED', key: 'acts.greet', params: {} },
  UNREAD: { type: 'UNREAD', words: '茶几沙发' },
  VAGUE: { type: 'VAGUE' },
  CONDITIONAL: { type: 'CONDITIONAL' },
  APPLY: { type: 'APPLY' },
  STATUS: { type: 'STATUS' },
  HUMAN: { type: 'HUMAN', reason: 'asked' },
  HUMAN_MAYBE: { type: 'HUMAN_MAYBE' },
  HUMAN_CANCEL: { type: 'HUMAN_CANCEL' },
  PLACE: { type: 'PLACE' },
  PLACED: { type: 'PLACED', outcome: 'none' },
  CANCEL: { type: 'CANCEL' },
  RESTART: { type: 'RESTART' },
  BACK: { type: 'BACK' },
  REPEAT: { type: 'REPEAT' },
  HELP: { type: 'HELP' },
  WHY: { type: 'WHY' },
  LATER: { type: 'LATER' },
  REFUSED: { type: 'REFUSED' },
  KEEP: { type: 'KEEP' },
  NONE_OF_THESE: { type: 'NONE_OF_THESE' },
  VIEW_DATA: { type: 'VIEW_DATA' },
  ERASE: { type: 'ERASE' },
  WITHDRAW_CONSENT: { type: 'WITHDRAW_CONSENT' },
  POLICY: { type: 'POLICY' },
  INELIGIBLE: { type: 'INELIGIBLE', reason: 'minor' },
  EARLY_DATA: { type: 'EARLY_DATA' },
  MISSED: { type: 'MISSED' },
  CLAIM_FREE: { type: 'CLAIM_FREE' },
  CLAIM_TAKEN: { type: 'CLAIM_TAKEN', own: false },
  CHANGED: { type: 'CHANGED', application },
  REMINDED: { type: 'REMINDED' },
  RETURNED: { type: 'RETURNED' },
  EXPORT_DATA: { type: 'EXPORT_DATA' },
  CHECK: { type: 'CHECK' },
  STATUS_OF: { type: 'STATUS_OF', no: NO, proof: null },
  RECOVER: { type: 'RECOVER' },
  PROVED: { type: 'PROVED', proof: { kind: 'phoneLast4', value: '5123' } },
  RECOVERED: { type: 'RECOVERED', idNumber: '130185199003129811', contact: null, problems: [] },
  LOOKED_UP: { type: 'LOOKED_UP', outcome: 'not_found' },
  PERSON_TOOK: { type: 'PERSON_TOOK' },
  PERSON_WROTE: { type: 'PERSON_WROTE', text: '您好' },
  PERSON_LEFT: { type: 'PERSON_LEFT' },
} satisfies { [T in Play['type']]: Extract<Play, { type: T }> };

const heardAt = (question: QuestionId): string[] =>
  Object.keys(PLAYS).filter((type) => isHeardBesidePerson({ type: type as Play['type'] }, question));
const silentAt = (question: QuestionId): Play[] =>
  Object.values(PLAYS).filter((play) => !isHeardBesidePerson(play, question));

const beside: Partial<Context> = { greeted: true, personSince: REFERENCE_NOW, lastAt: REFERENCE_NOW };
const filling: Partial<Context> = {
  ...{ applying: true, wallet: 'not_seen', acknowledgedAt: 0 },
  consents: [{ kind: 'privacy', textVersion: '1', at: 0, channel: 'test' }],
  draft: { ...emptyDraft(), name: '张伟国' },
};
const applied: Partial<Context> = {
  application: { ...application, masked: { name: '张**', idNumber: { last4: '9811' }, contact: '138****5123' } },
};
const PLACES: [string, QuestionId, Partial<Context>][] = [
  ['with nothing begun', 'person', {}],
  ['with a draft', 'person', filling],
  ['with an application', 'person', applied],
  ['with a draft about to be cancelled', 'sure', { ...filling, sure: 'cancel' }],
  ['with an application about to be erased', 'sure', { ...applied, sure: 'erase' }],
];

/** Sets no reminder anew with each message. */
const dialog = testDialog({ reminderMinutes: 0 });
const fresh = { applicationNo: NO, phrase: '青山·远帆' };
const MINUTE_MS = 60_000;

const stateAt = (question: QuestionId, more: Partial<Context>): DialogState =>
  toState(question, { ...initialContext(), ...beside, ...more });

/** The conversation after an event, and all that came of it. */
const after = (state: DialogState, event: Pick<DialogEvent, 'type'>, minutes = 1) => {
  const now = REFERENCE_NOW + minutes * MINUTE_MS;
  const { state: next, ...came } = dialog.step(state, { ...event, now, channel: 'test', fresh } as DialogEvent);
  return { came, question: next['question'], context: { ...fromState(next), lastAt: REFERENCE_NOW } };
};

/** A message that is taken for these plays. */
const said = (plays: Play[], text = '好') => {
  jest.mocked(playsOf).mockReturnValue(plays);
  return { type: 'said', understanding: plainUnderstand(text) } as const;
};

describe('beside a person', () => {
  const always = ['ARRIVED', 'CHOSE', 'HUMAN', 'HUMAN_CANCEL', 'CANCEL', 'RESTART', 'BACK', 'HELP'];
  const rights = ['VIEW_DATA', 'ERASE', 'WITHDRAW_CONSENT', 'EXPORT_DATA'];
  const answers = ['CLAIM_FREE', 'CLAIM_TAKEN', 'LOOKED_UP', 'PLACED'];
  const outside = [...answers, 'CHANGED', 'PERSON_TOOK', 'PERSON_WROTE', 'PERSON_LEFT'];

  it('the bot hears the words that always work, and what is no word of the applicant', () => {
    expect(heardAt('person').sort()).toEqual([...always, ...rights, ...outside].sort());
  });

  it('it hears a vague answer to its own "are you sure?" as well', () => {
    expect(heardAt('sure').sort()).toEqual([...heardAt('person'), 'VAGUE', 'REPEAT'].sort());
  });

  it.each(['person', 'sure', 'lobby', 'name'] as const)(
    'it does not hear a kind of play that is new (at %s)',
    (question) => {
      const unheardOf = 'UNHEARD_OF' as Play['type'];
      expect(isHeardBesidePerson({ type: unheardOf }, question)).toBe(false);
    },
  );

  describe.each(PLACES)('%s', (_, question, more) => {
    const state = stateAt(question, more);
    const unchanged = {
      came: { replies: [], commands: [] },
      question,
      context: { ...initialContext(), ...beside, ...more },
    };

    it.each(silentAt(question).map((play) => [play.type, play] as const))(
      'says and changes nothing at %s',
      (_, play) => {
        expect(after(state, said([play]))).toEqual(unchanged);
        expect(after(state, said([play]), 600)).toEqual(unchanged);
      },
    );

    it('says and changes nothing at all of them in one message', () => {
      expect(after(state, said(silentAt(question)))).toEqual(unchanged);
    });

    it('hears of a message what is for it, and nothing beside', () => {
      const heard = after(state, said([PLAYS.HELP]));
      expect(heard.came.replies).not.toEqual([]);
      expect(after(state, said([PLAYS.TOLD, PLAYS.HELP, PLAYS.ASKED]))).toEqual(heard);
    });

    it('says and changes nothing when a picture is sent, or a reminder is due', () => {
      expect(after(state, { type: 'sent', what: 'image' } as Pick<DialogEvent, 'type'>)).toEqual(unchanged);
      expect(after(state, { type: 'reminderDue' })).toEqual(unchanged);
    });

    it('warns of a secret all the same', () => {
      const { came } = after(state, said([{ type: 'MISSED' }], 'secret-1234'));
      expect(came.replies[0]?.key).toBe('warn.password');
    });
  });
});
