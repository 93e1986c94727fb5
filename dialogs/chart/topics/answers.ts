/** Questions, small talk and help, in every state. Each is answered, then the open question is asked again in its short form. */
import { answer, unsureOf } from '../../speak/answer';
import { dataExport } from '../../speak/dataExport';
import { interest } from '../../speak/interest';
import { dataView } from '../../speak/dataView';
import { hasDraft } from '../../state/context';
import type { FoundApplication } from '../../state/context';
import type { ApplicationView, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '.next';

/** Number, phrase and the reason of the last decision. */
export const statusParams = ({ no, phrase, history }: ApplicationView): Omit<FoundApplication, 'status'> => ({
  no,
  phrase,
  reason: history.findLast(({ reason }) => reason !== undefined)?.reason ?? 'other',
});

/** What is remembered of an application of another chat. */
export const toFound = (application: ApplicationView): FoundApplication => ({
  status: application.status,
  ...statusParams(application),
});

/** Status of this conversation's application, or of one that was looked up; without one, whether there is a draft. */
export function statusReply({ context: { application, found, applying } }: Args): Reply {
  if (application)
    return {
      key: `status.${application.status}`,
      params: statusParams(application),
      choices: application.status === 'declined' ? ['appeal', 'apply'] : [],
    };
  if (applying) return { key: 'status.draft', choices: [] };
  if (!found) return { key: 'status.none', choices: ['apply', 'find_number'] };
  const { status, ...params } = found;
  return { key: `status.${status}`, params };
}

/** Transitions of the root state. */
export const answers = (kit: Kit) => ({
  ...information(kit),
  ...personalData(kit),
  ...reluctance(kit),
  ...smallTalk(kit),
  ...returns(kit),
});

function information({ ask, say, change, wording }: Kit) {
  return {
    STATUS: { actions: [{ type: 'say' as const, params: statusReply }, ask('short')] },
    ASKED: {
      actions: [
        change(() => ({ misses: 0 })),
        {
          type: 'say' as const,
          params: ({ context, event }: Args<'ASKED'>): Reply => answer(event.topic, context, wording),
        },
        ask('short'),
      ],
    },
    PRICED: {
      actions: [
        change(() => ({ misses: 0 })),
        { type: 'say' as const, params: ({ event }: Args<'PRICED'>): Reply => interest(event.loan) },
        ask('short'),
      ],
    },
    UNSURE_OF: {
      actions: {
        type: 'say' as const,
        params: ({ event }: Args<'UNSURE_OF'>): Reply => unsureOf(event.topics),
      },
    },
    /** The open question rests: nobody in harm's way is asked for a form. */
    HARMED: {
      actions: {
        type: 'say' as const,
        params: ({ context, event }: Args<'HARMED'>): Reply => answer(event.topic, context, wording),
      },
    },
    NONE_OF_THESE: { actions: say('none_of_these', { choices: ['human'] }) },
    REPEAT: { actions: ask('full') },
    HELP: { actions: [ask('help'), ask('short')] },
    WHY: { actions: [ask('why'), ask('short')] },
  };
}

function personalData({ say, ask, config, wording }: Kit) {
  return {
    VIEW_DATA: {
      actions: [{ type: 'say' as const, params: ({ context }: Args): Reply => dataView(context) }, ask('short')],
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
      { actions: say('early_data_idle', { choices: ['apply', 'find_number'] }) },
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
        change((context, event) => ({
          misses: 0,
          minor: context.minor && !(event.type === 'REMARKED' && event.key === 'acts.adult'),
        })),
        {
          type: 'say' as const,
          params: ({ event }: Args<'REMARKED'>): Reply => ({ key: event.key, params: event.params }),
        },
        ask('short'),
      ],
    },
    UNREAD: {
      actions: [
        {
          type: 'say' as const,
          params: ({ event }: Args<'UNREAD'>): Reply => ({ key: 'unread', params: { text: shortened(event.words) } }),
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

/** Longest part of a message that is quoted, in characters. */
const MAX_QUOTED = 20;
const shortened = (words: string): string =>
  [...words].length > MAX_QUOTED ? `${[...words].slice(0, MAX_QUOTED).join('')}…` : words;

function returns({ say, ask, change }: Kit) {
  return {
    RETURNED: { actions: change(() => ({ returned: true })), target: next },
    REMINDED: {
      guard: ({ context }: Args) => context.applying && hasDraft(context) && !context.reminded,
      actions: [change(() => ({ reminded: true })), say('reminder'), ask('short')],
    },
  };
}
