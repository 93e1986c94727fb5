/** The application form, from "do you see it in your wallet?" to the summary. */
import { FACT_CHOICES, ITEM_CHOICES } from '../../state/choices';
import type { Context } from '../../state/context';
import type { MachineEvent } from '../../state/events';
import { confirmAmendment } from '../../state/amend';
import { confirmValue, dropUnconfirmed, keepBefore, reask, setFacts } from '../../state/fill';
import { GUIDE_STEPS } from '../../state/questions';
import type { ConsentKind, ContactKind, Facts, Item } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** The fact that a button states; undefined if the event is no such button of `fact`. */
export const factChosen = (event: MachineEvent, fact: keyof Facts) => {
  const chosen = event.type === 'CHOSE' ? FACT_CHOICES[event.choice] : undefined;
  return chosen?.fact === fact ? chosen : undefined;
};

const itemChosen = (event: MachineEvent): Item | undefined =>
  event.type === 'CHOSE' ? ITEM_CHOICES[event.choice] : undefined;

/** States of the form, one a question. */
export const formStates = (kit: Kit) => ({
  ...openingStates(kit),
  ...consentStates(kit),
  ...valueStates(kit),
  ...factStates(kit),
  ...reviewStates(kit),
});

/** Questions before any personal data: whether the applicant is invited, and what to expect. */
function openingStates({ base, say, ask, change, leaveForm, chose }: Kit) {
  const entry = ask('full');
  return {
    wallet: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          { guard: chose('seen'), actions: change(() => ({ wallet: 'seen', guide: 0 })), target: next },
          { guard: chose('not_seen'), actions: change(() => ({ wallet: 'not_seen' })), target: next },
        ],
      },
    }),
    guide: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          {
            guard: ({ context, event }: Args) =>
              chose('next_step')({ event }) && (context.guide ?? 0) + 1 < GUIDE_STEPS,
            actions: change((context) => ({ guide: (context.guide ?? 0) + 1 })),
            target: next,
          },
          { guard: chose('next_step', 'done'), actions: [leaveForm, say('guide_done')], target: next },
          { guard: chose('not_found'), actions: change(() => ({ guide: null, wallet: 'not_seen' })), target: next },
        ],
      },
    }),
    expectation: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          {
            guard: chose('understood'),
            actions: change((_, { meta }) => ({ acknowledgedAt: meta.now })),
            target: next,
          },
          { guard: chose('stop'), actions: [leaveForm, say('stopped')], target: next },
        ],
      },
    }),
  };
}

/** One question for each consent. After a vague answer such as 好吧 it is asked again (PIPL Art. 14). */
function consentStates({ base, say, ask, change, leaveForm, agreeTo, chose }: Kit) {
  const tried = change((context) => ({ attempts: context.attempts + 1 }));
  const consent = (kind: ConsentKind, declined: string) =>
    base.createStateConfig({
      entry: ask('full'),
      on: {
        CHOSE: [
          {
            guard: chose('agree'),
            actions: [agreeTo(kind), ...(kind === 'privacy' ? [change(keepCheckedFacts)] : [])],
            target: next,
          },
          { guard: chose('disagree'), actions: [leaveForm, say(declined)], target: next },
        ],
        CONDITIONAL: { actions: [tried, say('consent.conditional', { choices: ['agree', 'disagree'] })] },
        VAGUE: [
          {
            guard: ({ context }: Args) => context.attempts >= 2,
            actions: [tried, say('consent.vague', { choices: ['agree', 'disagree', 'human', 'cancel'] })],
          },
          { actions: [tried, say('consent.vague', { choices: ['agree', 'disagree'] })] },
        ],
      },
    });

  return {
    consent: consent('privacy', 'consent.declined'),
    idConsent: consent('idNumber', 'idConsent.declined'),
    handover: consent('handover', 'handover.declined'),
  };
}

/** Takes over the facts of the self-check, so that they are not asked again. */
const keepCheckedFacts = ({ checkedFacts, draft }: Context): Partial<Context> => ({
  draft: { ...draft, facts: { ...sureOf(checkedFacts), ...draft.facts } },
  checkedFacts: {},
});

/** Facts without those that were not sure: these are asked again. */
const sureOf = (facts: Partial<Facts>): Partial<Facts> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== 'unsure'));

/** Transition of `go_back`: an item that was cleared to be asked again gets its value back. */
const keepAsItWas = ({ change, chose }: Kit) => ({
  guard: chose('go_back'),
  actions: change(keepBefore),
  target: next,
});

/** Name, ID number and contact. They are typed; GAVE takes them in every state (`values`). */
function valueStates(kit: Kit) {
  const { base, ask, change, chose } = kit;
  const entry = ask('full');
  const keep = keepAsItWas(kit);
  const open = base.createStateConfig({ entry, on: { CHOSE: keep } });
  const prefer = (kind: ContactKind) => ({
    guard: chose(`use_${kind}`),
    actions: change(() => ({ contactKind: kind, attempts: 0 })),
    target: next,
  });

  return {
    name: open,
    idNumber: open,
    contact: base.createStateConfig({
      entry,
      on: { CHOSE: [keep, prefer('phone'), prefer('wechatId'), prefer('email')] },
    }),
  };
}

/** The three facts. They are chosen by button; a Pay Score may be typed as a number. */
function factStates(kit: Kit) {
  const { base, ask, change } = kit;
  const entry = ask('full');
  const choice = (name: keyof Facts) => [
    keepAsItWas(kit),
    {
      guard: ({ event }: Args) => factChosen(event, name) !== undefined,
      actions: change((context, event) => {
        const chosen = factChosen(event, name);
        return chosen ? setFacts(context, { [name]: chosen.value }) : {};
      }),
      target: next,
    },
  ];
  return {
    payScore: base.createStateConfig({ entry, on: { CHOSE: choice('payScore') } }),
    debitCard: base.createStateConfig({ entry, on: { CHOSE: choice('debitCard') } }),
    overdue: base.createStateConfig({ entry, on: { CHOSE: choice('overdue') } }),
  };
}

/** Reviews: of one unusual value, of the whole form, of the item to change, of a draft left behind. */
function reviewStates({ base, say, ask, change, leaveForm, chose }: Kit) {
  const entry = ask('full');
  return {
    confirmValue: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          {
            guard: ({ context, event }: Args) =>
              chose('right')({ event }) && context.unconfirmed[0]?.reason === 'amend',
            actions: change(confirmAmendment),
            target: next,
          },
          { guard: chose('right'), actions: change(confirmValue), target: next },
          { guard: chose('wrong'), actions: change(dropUnconfirmed), target: next },
        ],
      },
    }),
    summary: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          { guard: chose('submit'), target: '#desk.claiming' },
          { guard: chose('change'), actions: change(() => ({ picking: true })), target: next },
        ],
      },
    }),
    pickItem: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          {
            guard: ({ event }) => itemChosen(event) !== undefined,
            actions: change((context, event) => {
              const item = itemChosen(event);
              return item ? reask(context, item) : {};
            }),
            target: next,
          },
          { guard: chose('go_back'), actions: change(() => ({ picking: false })), target: next },
        ],
      },
    }),
    returning: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          { guard: chose('go_on'), actions: change(() => ({ returned: false })), target: next },
          {
            guard: chose('start_over'),
            actions: [leaveForm, change(() => ({ applying: true })), say('restarted')],
            target: next,
          },
        ],
      },
    }),
  };
}
