/** Side questions, small talk and help, in every state. Each is answered, then the open question is asked again in its short form. */
import { hasDraft } from '../../state/context';
import { isTopic } from '../../state/choices';
import { dataExport } from '../../speak/dataExport';
import { humanReply } from '../../speak/serviceHours';
import { maskedData } from '../../state/submission';
import { isOpen } from '../../types';
import type { Command, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '.next';

/** Status of this conversation's application; without one, whether there is a draft. */
export const statusReply = ({ context }: Args): Reply =>
  context.application
    ? {
        key: `status.${context.application.status}`,
        params: { no: context.application.no, phrase: context.application.phrase },
      }
    : { key: context.applying ? 'status.draft' : 'status.none' };

/** Transitions of the root state. */
export const answers = (kit: Kit) => ({
  ...information(kit),
  ...personalData(kit),
  ...reluctance(kit),
  ...smallTalk(kit),
  ...returns(kit),
});

function information({ ask, config }: Kit) {
  return {
    STATUS: { actions: [{ type: 'say' as const, params: statusReply }, ask('short')] },
    HUMAN: {
      actions: [
        { type: 'say' as const, params: ({ event }: Args): Reply => humanReply(config.serviceHours, event.meta.now) },
        {
          type: 'command' as const,
          params: ({ context }: Args): Command => ({
            type: 'handoff',
            summary: {
              state: context.applying ? 'applying' : context.reopened ? 'needs_info' : 'idle',
              ...(context.reopened ? { item: context.reopened } : {}),
              ...(context.application ? { applicationNo: context.application.no } : {}),
            },
          }),
        },
        ask('short'),
      ],
    },
    REPEAT: { actions: ask('full') },
    HELP: { actions: [ask('help'), ask('short')] },
    WHY: { actions: [ask('why'), ask('short')] },
  };
}

function personalData({ say, ask, config, wording }: Kit) {
  return {
    VIEW_DATA: {
      actions: [
        {
          type: 'say' as const,
          params: ({ context }: Args): Reply => ({
            key: 'data.view',
            params: { ...maskedData(context) },
            choices: context.applying ? [] : ['export_data', 'erase'],
          }),
        },
        ask('short'),
      ],
    },
    EXPORT_DATA: {
      actions: [
        {
          type: 'say' as const,
          params: ({ context, event }: Args): Reply => ({
            key: 'data.export',
            attachment: dataExport(context, config.operatorName, event.meta.now, wording),
          }),
        },
        ask('short'),
      ],
    },
    POLICY: { actions: [say('consent.notice'), ask('short')] },
    EARLY_DATA: [
      { guard: 'applying' as const, actions: [say('early_data'), ask('short')] },
      { guard: 'hasOpenApplication' as const, actions: [say('correct_submitted'), ask('short')] },
      { actions: say('early_data_idle', { choices: ['apply', 'conditions'] }) },
    ],
  };
}

function reluctance({ say, ask, change }: Kit) {
  const tried = change((context) => ({ attempts: context.attempts + 1 }));
  return {
    REFUSED: [
      {
        guard: ({ context }: Args) => context.attempts >= 2,
        actions: [tried, say('ladder', { choices: ['human', 'cancel'] })],
      },
      { actions: [tried, ask('refused'), ask('short')] },
    ],
    LATER: [
      { guard: 'applying' as const, actions: say('later', { choices: ['cancel', 'human'] }) },
      { actions: [say('later_idle'), ask('short')] },
    ],
  };
}

function smallTalk({ ask, change }: Kit) {
  return {
    REMARKED: {
      actions: [
        change(() => ({ misses: 0 })),
        {
          type: 'say' as const,
          params: ({ context, event }: Args<'REMARKED'>): Reply => ({
            key: event.key,
            params: event.params,
            choices: context.applying
              ? event.choices.filter(isTopic)
              : event.choices.filter((choice) => choice !== 'apply' || !isOpen(context.application)),
          }),
        },
        ask('short'),
      ],
    },
    VAGUE: { actions: ask('short') },
    MISSED: {
      actions: [
        change((context) => ({ misses: context.misses + 1 })),
        {
          type: 'say' as const,
          params: ({ context }: Args): Reply => ({
            key: `missed.${Math.min(context.misses, 3)}`,
            choices: context.misses > 2 ? ['human'] : [],
          }),
        },
        ask('short'),
      ],
    },
  };
}

function returns({ say, ask, change }: Kit) {
  return {
    RETURNED: { actions: change(() => ({ returned: true })), target: next },
    REMINDED: {
      guard: ({ context }: Args) => context.applying && hasDraft(context) && !context.reminded,
      actions: [change(() => ({ reminded: true })), say('reminder'), ask('short')],
    },
  };
}
