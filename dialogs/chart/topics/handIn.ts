/** Submission: claims the person, then submits the application or the one item that a reviewer asked for again. */
import { withoutForm } from '../../state/context';
import type { Context, MaskedData } from '../../state/context';
import { receipt } from '../../speak/receipt';
import { amended } from '../../state/amend';
import { applicationData, maskedData, patchOf } from '../../state/submission';
import type { Command, Query, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** States of submission. */
export const handInStates = (kit: Kit) => ({ ...claimStates(kit), ...resubmitStates(kit), ...amendStates(kit) });

/** `claiming` asks the store whether this person already has an open application; the answer comes within the turn. */
function claimStates({ base, say, change, leaveForm, forgetTranscript }: Kit) {
  return {
    claiming: base.createStateConfig({
      entry: {
        type: 'query',
        params: ({ context }: Args): Query => ({
          query: 'claim',
          idNumber: context.amending?.idNumber ?? context.draft.idNumber ?? '',
          ...(context.amending && context.application ? { no: context.application.no } : {}),
        }),
      },
      on: {
        CLAIM_FREE: [
          { guard: ({ context }) => context.amending !== null, target: '#desk.amended' },
          { guard: ({ context }) => context.reopened !== null, target: '#desk.resubmitted' },
          {
            actions: [
              {
                type: 'command',
                params: ({ context, event: { meta } }: Args): Command => ({
                  type: 'submit',
                  application: {
                    no: meta.fresh.applicationNo,
                    phrase: meta.fresh.phrase,
                    data: applicationData(context),
                  },
                }),
              },
              {
                type: 'say',
                params: ({ event: { meta } }: Args): Reply => ({
                  key: 'submitted',
                  params: { no: meta.fresh.applicationNo, phrase: meta.fresh.phrase },
                }),
              },
              change((context, { meta }) => submitted(context, meta.fresh, meta.now)),
            ],
            target: next,
          },
        ],
        // Nothing is told of an application of others; the way to one's own is proof.
        CLAIM_TAKEN: [
          {
            guard: ({ context }) => context.amending !== null,
            actions: [change(() => ({ amending: null })), say('amend.refused', { choices: ['human'] })],
            target: next,
          },
          {
            guard: ({ event }: Args<'CLAIM_TAKEN'>) => event.own,
            actions: [leaveForm, forgetTranscript, say('taken_own', { choices: ['check_status'] })],
            target: next,
          },
          {
            actions: [leaveForm, forgetTranscript, say('taken', { choices: ['find_number', 'human'] })],
            target: next,
          },
        ],
      },
    }),
  };
}

/** Submits the item that the reviewer asked for again. A new ID number is claimed first. */
function resubmitStates({ base, say, change }: Kit) {
  return {
    resubmitting: base.createStateConfig({
      always: [
        { guard: ({ context }) => context.draft.idNumber !== null, target: '#desk.claiming' },
        { target: '#desk.resubmitted' },
      ],
    }),
    resubmitted: base.createStateConfig({
      entry: [
        {
          type: 'command',
          params: ({ context }: Args): Command => ({
            type: 'resubmit',
            no: context.application?.no ?? '',
            patch: patchOf(context),
          }),
        },
        say('resubmitted'),
        change(resubmitted),
      ],
      always: next,
    }),
  };
}

/** Brings corrections to the application handed in. A new ID number is claimed first. */
function amendStates({ base, change }: Kit) {
  return {
    amending: base.createStateConfig({
      always: [
        { guard: ({ context }) => context.amending?.idNumber !== undefined, target: '#desk.claiming' },
        { target: '#desk.amended' },
      ],
    }),
    amended: base.createStateConfig({
      entry: [
        {
          type: 'command',
          params: ({ context }: Args): Command => ({
            type: 'amend',
            no: context.application?.no ?? '',
            patch: context.amending ?? {},
          }),
        },
        { type: 'say', params: ({ context }: Args): Reply => receipt('amended', { facts: {}, ...context.amending }) },
        change(({ application, amending }) => ({
          amending: null,
          application: application && amending ? amended(application, amending) : application,
        })),
      ],
      always: next,
    }),
  };
}

const resubmitted = (context: Context): Partial<Context> => ({
  ...withoutForm(context),
  reopened: null,
  application: context.application && {
    ...context.application,
    status: 'in_review',
    masked: { ...context.application.masked, ...newlyMasked(context) },
    facts: { ...context.application.facts, ...context.draft.facts },
  },
});

/** What the conversation keeps of an application just submitted: personal data only in masked form. */
const submitted = (
  context: Context,
  fresh: { applicationNo: string; phrase: string },
  now: number,
): Partial<Context> => ({
  ...withoutForm(context),
  announced: 0,
  application: {
    no: fresh.applicationNo,
    phrase: fresh.phrase,
    version: 1,
    status: 'queued',
    createdAt: now,
    updatedAt: now,
    history: [],
    masked: maskedData(context),
    facts: context.draft.facts,
    consents: context.consents,
  },
});

/** Masked forms of what was given since the reviewer asked. */
function newlyMasked(context: Context): Partial<MaskedData> {
  const { name, idNumber, contact } = maskedData(context);
  const { draft } = context;
  return {
    ...(draft.name !== null && { name }),
    ...(draft.idNumber !== null && { idNumber }),
    ...(draft.contact !== null && { contact }),
  };
}
