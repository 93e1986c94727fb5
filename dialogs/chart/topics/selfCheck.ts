/** The self-check "would I qualify?": five questions, a result with hints, and the offer to apply where that makes sense. */
import type { SelfCheck } from '../../state/context';
import { choiceOfTopic } from '../../state/choices';
import type { MachineEvent } from '../../state/events';
import type { Choice } from '../../state/questions';
import type { Facts, Reply } from '../../types';
import { factChosen } from './form';
import type { Kit } from './kit';

const next = '#desk.next';

/** Wording keys of what stands in the way; empty where nothing does. */
export const hintsOf = ({ debitCard, payScore, overdue }: Partial<Facts>): string[] => [
  ...(overdue === 'yes' ? ['check.overdue'] : []),
  ...(debitCard === 'no' ? ['check.debitCard'] : []),
  ...(payScore === 'below_550' || payScore === '550_599' ? ['check.payScore'] : []),
  ...([debitCard, payScore, overdue].includes('unsure') ? ['check.unsure'] : []),
];

/** Whether applying is offered: not before an overdue or a missing card is mended. It stays possible by saying so. */
const makesSense = ({ debitCard, overdue }: Partial<Facts>): boolean => overdue !== 'yes' && debitCard !== 'no';

/** States of the self-check, one a question. */
export function selfCheckStates(kit: Kit) {
  const { base, say, ask, change, leaveForm, chose } = kit;
  const entry = ask('full');
  const answer = (fill: (check: SelfCheck, event: MachineEvent) => SelfCheck) =>
    change((context, event) => (context.check ? { check: fill(context.check, event) } : {}));
  const keep = (name: keyof Facts) =>
    answer((check, event) => {
      const value = factChosen(event, name)?.value;
      return { ...check, facts: { ...check.facts, [name]: value } };
    });

  const refuse = (choice: Choice, key: string) => ({
    guard: chose(choice),
    actions: [leaveForm, say(key)],
    target: next,
  });

  return {
    checkAge: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          {
            guard: chose('age_yes'),
            actions: [answer((check) => ({ ...check, age: 'yes' })), change(() => ({ minor: false }))],
            target: next,
          },
          refuse('age_no', 'ineligible.minor_asked'),
        ],
      },
    }),
    checkIdCard: base.createStateConfig({
      entry,
      on: {
        CHOSE: [
          { guard: chose('id_yes'), actions: answer((check) => ({ ...check, idCard: 'yes' })), target: next },
          refuse('id_no', 'ineligible.no_id_asked'),
        ],
      },
    }),
    checkDebitCard: base.createStateConfig({
      entry,
      on: {
        CHOSE: {
          guard: ({ event }) => factChosen(event, 'debitCard') !== undefined,
          actions: keep('debitCard'),
          target: next,
        },
      },
    }),
    checkPayScore: base.createStateConfig({
      entry,
      on: {
        CHOSE: {
          guard: ({ event }) => factChosen(event, 'payScore') !== undefined,
          actions: keep('payScore'),
          target: next,
        },
      },
    }),
    checkOverdue: base.createStateConfig({
      entry,
      on: {
        CHOSE: {
          guard: ({ event }) => factChosen(event, 'overdue') !== undefined,
          actions: keep('overdue'),
          target: next,
        },
      },
    }),
    checked: base.createStateConfig({ entry: tellResult(kit), always: next }),
  };
}

/** Says result, hints and next steps; keeps the facts for the form. */
const tellResult = ({ base, say }: Kit) =>
  base.enqueueActions(({ context, enqueue }) => {
    const facts = context.check?.facts ?? {};
    const student = Object.keys(context.told).some((key) => key.startsWith('answers.desk.student.'));
    const hints = [...(student ? ['check.student'] : []), ...hintsOf(facts)];
    enqueue(say(hints.length === 0 ? 'check.good' : 'check.result'));
    for (const key of hints) enqueue(say(key));
    const offer: Reply = {
      key: 'check.end',
      choices: makesSense(facts)
        ? ['apply', choiceOfTopic('eligibility.conditions')]
        : [choiceOfTopic('eligibility.conditions'), 'human'],
    };
    enqueue({ type: 'say', params: offer });
    enqueue.assign({ check: null, checkedFacts: facts });
  });
