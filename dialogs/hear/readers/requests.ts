/** Requests: a clear one acts, an unclear one is asked about, one that is not wished for changes nothing. */
import type { Request } from '../../../nlu/types';
import { questionOf } from '../../state/questions';
import type { Context } from '../../state/context';
import type { Play } from '../../state/events';
import { movesOf } from '../heard';
import type { Heard } from '../heard';
import { remark } from './remark';

/** Requests that do the same whatever is open. */
const ALWAYS: Partial<Record<Request, Play>> = {
  apply: { type: 'APPLY' },
  check: { type: 'CHECK' },
  status: { type: 'STATUS' },
  find_number: { type: 'RECOVER' },
  restart: { type: 'RESTART' },
  back: { type: 'BACK' },
  repeat: { type: 'REPEAT' },
  help: { type: 'HELP' },
  cancel: { type: 'CANCEL' },
  appeal: { type: 'HUMAN', reason: 'appeal' },
  withdraw_consent: { type: 'WITHDRAW_CONSENT' },
  privacy_erase: { type: 'ERASE' },
  privacy_export: { type: 'EXPORT_DATA' },
  privacy_view: { type: 'VIEW_DATA' },
  policy: { type: 'POLICY' },
  later: { type: 'LATER' },
  not_an_answer: remark('not_an_answer'),
  send_photo: remark('send_photo'),
};

/** Requests with an effect: where they are said not to be done, it is confirmed that nothing was. */
const EFFECTS: readonly Request[] = ['cancel', 'restart', 'withdraw_consent', 'privacy_erase', 'submit', 'apply'];

/** Requests that act at once: where the wish is not clear they are explained instead. The others ask "are you sure?". */
const UNCLEAR: Partial<Record<Request, Play>> = {
  withdraw_consent: { type: 'ASKED', topic: 'desk.how_erase' },
  submit: { type: 'VAGUE' },
};

type Wish = ReturnType<typeof wishesOf>[number];
const wishesOf = (heard: Heard) => movesOf(heard, 'request');

/** Plays of all requests, in the order said. */
export function requestPlays(heard: Heard): Play[] {
  const wishes = wishesOf(heard);
  const strong = wishes.filter(({ request }) => !WEAK.includes(request));
  return (strong.length > 0 ? strong : wishes).flatMap((wish) => playOf(wish, heard) ?? []);
}

/** Requests that another one in the same message outweighs: 撤回申请，我刚才填的那个. */
const WEAK: readonly Request[] = ['not_an_answer', 'repeat', 'help', 'skip', 'send_photo'];

function playOf(wish: Wish, heard: Heard): Play | null {
  if (wish.request === 'human') return humanPlay(wish);
  if (wish.polarity === 'dont') return undone(wish, heard);
  if (!wish.clear && UNCLEAR[wish.request]) return UNCLEAR[wish.request] ?? null;
  return placed(wish, heard) ?? ALWAYS[wish.request] ?? null;
}

const humanPlay = ({ polarity, clear }: Wish): Play =>
  polarity === 'dont' ? { type: 'HUMAN_CANCEL' } : clear ? { type: 'HUMAN', reason: 'asked' } : { type: 'HUMAN_MAYBE' };

/** 别提交, 不撤回同意: nothing is done. Not wanting to apply ends the form. */
function undone({ request }: Wish, { context, question }: Heard): Play | null {
  if (request === 'apply') return context.applying ? { type: 'CANCEL' } : remark('noted');
  if (request === 'submit') return questionOf(question).form ? { type: 'LATER' } : remark('kept');
  return EFFECTS.includes(request) ? remark('kept') : null;
}

/** Requests whose play depends on the open question. */
function placed({ request }: Wish, { question, context, understanding }: Heard): Play | null {
  const { form, pending, item } = questionOf(question);
  switch (request) {
    case 'submit':
      if (question === 'summary') return { type: 'CHOSE', choice: 'submit' };
      return form ? { type: 'VAGUE' } : { type: 'APPLY' };
    case 'go_on':
      return goOn(question, form);
    case 'apply':
      return question === 'expectation' ? { type: 'CHOSE', choice: 'understood' } : null;
    case 'reapply':
      return context.applying ? { type: 'RESTART' } : { type: 'APPLY' };
    case 'keep':
      return { type: 'KEEP' };
    case 'cancel':
      if (justAskedForPerson(context)) return { type: 'HUMAN_CANCEL' };
      return question === 'sure' ? { type: 'CHOSE', choice: 'sure_no' } : null;
    case 'back':
      return question === 'pickItem' ? { type: 'CHOSE', choice: 'go_back' } : null;
    case 'refuse':
      if (pending === 'consent') return { type: 'CHOSE', choice: 'disagree' };
      return form ? { type: 'REFUSED' } : remark('noted');
    case 'skip': {
      const unsure = questionOf(question).answers?.unsure;
      if (unsure) return { type: 'CHOSE', choice: unsure };
      return form ? { type: 'REFUSED' } : remark('noted');
    }
    case 'use_phone':
    case 'use_wechatId':
    case 'use_email':
      if (question === 'contact') return { type: 'CHOSE', choice: request };
      return context.draft.contact === null || understanding.corrections.length > 0
        ? null
        : { type: 'TOLD', ...otherContact(request) };
    case 'has_none':
      return item === 'contact' ? remark('no_contact') : form ? { type: 'REFUSED' } : remark('noted');
    default:
      return null;
  }
}

/** 算了 right after 转人工 takes that back, and nothing else. */
export const justAskedForPerson = ({ handoffAt, lastAt }: Context): boolean =>
  handoffAt !== null && handoffAt === lastAt;

/** Continues: at a question that "go on" answers it does, in the lobby the form is opened, at any other the question is asked again. */
function goOn(question: Heard['question'], form: boolean): Play {
  if (question === 'expectation') return { type: 'CHOSE', choice: 'understood' };
  if (question === 'guide') return { type: 'CHOSE', choice: 'next_step' };
  if (question === 'returning') return { type: 'CHOSE', choice: 'go_on' };
  if (question === 'lobby') return { type: 'APPLY' };
  return form ? { type: 'REPEAT' } : remark('noted');
}

const CONTACT_OF = { use_phone: 'phone', use_wechatId: 'wechatId', use_email: 'email' } as const;

const otherContact = (request: keyof typeof CONTACT_OF) => ({
  judged: { accepted: [], unconfirmed: [], problems: [], refusal: null },
  facts: {},
  doubted: ['contact' as const],
  contactKind: CONTACT_OF[request],
  receipt: false,
});
