/**
 * What most transcripts hold, for pages.ts to point at where it deflates a page. A page can only be read with the very same turns: none may
 * ever be added, changed or removed.
 */
import type { Reply } from '../../../dialogs/types';
import type { TranscriptTurn } from './pages';

const fields = {
  userId: 'dl_',
  channelData: { clientActivityID: '', clientTimestamp: '2026-11-23T10:00:00.000Z' },
  activityId: '',
  answersInResponse: false,
};

const turn = (text: string, ...replies: Reply[]): TranscriptTurn => ({
  at: 1_795_400_000_000,
  user: { type: 'message', fields, text },
  replies,
  wording: '',
});

const says = (key: string, params: Reply['params'], ...choices: string[]): Reply => ({
  key,
  ...(params && { params }),
  variant: 0,
  ...(choices.length > 0 && { choices }),
});

const AT_REST = ['check_status', 'my_data', 'withdraw', 'human'];
const SCORES = ['score_650_up', 'score_600_649', 'score_550_599', 'score_below_550', 'score_unsure'];
const NEWS = { no: 'FF-20261123-', phrase: '松风·明月', reason: 'other', item: 'other' };
const SUMMARY = {
  name: '**',
  idNumber: '尾号000',
  contact: '138****0000',
  payScore: '650_up',
  debitCard: 'yes',
  overdue: 'no',
  nameChanged: 'no',
  idNumberChanged: 'no',
  contactChanged: 'no',
  payScoreChanged: 'no',
  debitCardChanged: 'no',
  overdueChanged: 'no',
};

export const TYPICAL_TURNS: readonly TranscriptTurn[] = [
  turn('进度怎么样了', says('status.in_review', NEWS, ...AT_REST)),
  turn('', says('notice.queued', NEWS), says('notice.in_review', NEWS, ...AT_REST)),
  turn('确认提交', says('submitted', { no: 'FF-20261123-', phrase: '松风·明月' })),
  turn('', says('questions.applied.full', { no: 'FF-20261123-', status: 'queued' }, ...AT_REST)),
  turn('没有逾期', says('questions.summary.full', SUMMARY, 'submit', 'change', 'cancel')),
  turn('已绑定', says('questions.overdue.full', {}, 'overdue_no', 'overdue_yes', 'overdue_unsure')),
  turn('审核要多久', says('answers.application_status', {}), says('questions.debitCard.short', {}, 'card_yes')),
  turn('650分以上', says('questions.debitCard.full', {}, 'card_yes', 'card_no', 'card_unsure')),
  turn('138****0000', says('questions.payScore.full', {}, ...SCORES)),
  turn('**************000', says('questions.contact.phone.full', {}, 'use_wechatId', 'use_email')),
  turn('同意', says('questions.idNumber.full', {})),
  turn('**', says('questions.idConsent.full', {}, 'agree', 'disagree', 'why')),
  turn('同意', says('questions.name.full', {})),
  turn('分付的利息怎么算', says('answers.fees', {}), says('questions.consent.short', {}, 'agree')),
  turn('我了解，继续', says('questions.consent.full', {}, 'agree', 'disagree', 'policy')),
  turn('没看到', says('questions.expectation.full', {}, 'understood', 'stop')),
  turn('开通分付', says('questions.wallet.full', {}, 'not_seen', 'seen')),
  turn('你好', says('acts.greet', {}, 'apply', 'self_check', 'conditions', 'check_status', 'human')),
  turn('', says('greeting', undefined)),
  turn('', says('questions.lobby.full', {}, 'apply', 'self_check', 'conditions', 'check_status', 'human')),
];
