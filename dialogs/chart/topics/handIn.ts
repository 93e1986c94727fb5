/** Submission: claims the person, then submits the application or the one item that a reviewer asked for again. */
import { withoutForm } from '../../state/context';
import type { Context, MaskedData } from '../../state/context';
import { applicationData, maskedData, patchOf } from '../../state/submission';
import type { Command, Query, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** States of submission. */
export const handInStates = (kit: Kit) => ({ ...claimStates(kit), ...resubmitStates(kit) });

/** `claiming` asks the store whether this person already has an open application; the answer comes within the turn. */
function claimStates({ base, say, change, leaveForm, forgetTranscript }: Kit) {
  return {
    claiming: base.createStateConfig({
      entry: {
        type: 'query',
        params: ({ context }: Args): Query => ({ query: 'claim', idNumber: context.draft.idNumber ?? '' }),
      },
      on: {
        CLAIM_FREE: [
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
        CLAIM_TAKEN: {
          actions: [leaveForm, forgetTranscript, say('taken')],
          target: next,
        },
      },
    }),
  };
}

/** Submits the item that the reviewer asked for again. A new ID number is claimed first. */
function resubmitStates({ base, say, change }: Kit) {
  return {
    resubmitting: base.createStateConfig({
      always: [
        { guard: ({ context }) => context.reopened === 'idNumber', target: '#desk.claiming' },
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

const resubmitted = (context: Context): Partial<Context> => ({
  ...withoutForm(context),
  reopened: null,
  application: context.application && {
    ...context.application,
    status: 'in_review',
    masked: { ...context.application.masked, ...newlyMasked(context) },
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
  },
});

function newlyMasked(context: Context): Partial<MaskedData> {
  const { name, idNumber, contact } = maskedData(context);
  if (context.reopened === 'name') return { name };
  if (context.reopened === 'idNumber') return { idNumber };
  return context.reopened === 'contact' ? { contact } : {};
}
