/** What a message does, clause by clause: the contract between understanding and dialogue. */
import type { EntitySlot } from '../entities/slot';

/** What somebody wants done; the rules of nlu/phrases/requests.yaml. */
export const REQUESTS = [
  'apply',
  'check',
  'status',
  'find_number',
  'submit',
  'go_on',
  'reapply',
  'restart',
  'back',
  'repeat',
  'skip',
  'help',
  'cancel',
  'keep',
  'human',
  'appeal',
  'withdraw_consent',
  'privacy_erase',
  'privacy_export',
  'privacy_view',
  'policy',
  'later',
  'refuse',
  'not_an_answer',
  'send_photo',
  'use_phone',
  'use_wechatId',
  'use_email',
  'has_none',
] as const;
/** What somebody wants done. */
export type Request = (typeof REQUESTS)[number];

/**
 * Short answers; the rules of nlu/phrases/answers.yaml. `agree` and `disagree` are consent in words (PIPL Art. 14). `ok` is agreement, but
 * no consent; `faint` and `indifferent` are too weak for handing in as well, and for anything that loses something.
 */
export const ANSWERS = [
  'agree',
  'disagree',
  'yes',
  'has',
  'no',
  'none',
  'unwilling',
  'unsure',
  'ok',
  'faint',
  'indifferent',
  'seen',
  'not_seen',
  'done',
] as const;
/** A short answer. */
export type Answer = (typeof ANSWERS)[number];

/** Kindness and its opposite; the rules of nlu/phrases/courtesies.yaml. */
export const COURTESIES = ['greet', 'thanks', 'bye', 'noted', 'angry'] as const;
/** Kindness and its opposite. */
export type Courtesy = (typeof COURTESIES)[number];

/** Facts that somebody states about themself; the rules of nlu/phrases/statements.yaml, and numbers. */
export type Statement =
  | { fact: 'debitCard' | 'overdue'; value: 'yes' | 'no' | 'unsure' | 'past' }
  | { fact: 'payScore'; value: number | 'unsure' }
  | { fact: 'wallet'; value: 'seen' | 'not_seen' }
  | { fact: 'idCard'; value: 'yes' | 'no' }
  /** Whole years, or only that they are of age. */
  | { fact: 'age'; value: number | 'adult' }
  | { fact: 'person'; value: 'minor' | 'foreigner' | 'hmt' | 'student' | 'other' };

/** An item of the form of which something can be said to be wrong. */
export type Correctable = EntitySlot | 'contact' | 'payScore' | 'debitCard' | 'overdue';

/** One thing that a message does. `words` is the clause as it was typed, secrets replaced by ▇. */
export type Move = { words: string } & (
  | {
      type: 'give';
      slot: EntitySlot;
      /** Canonical where `sound`, else the text that was meant for the slot; its validator names the reason. */
      value: string;
      sound: boolean;
      /** Said as the right value in the place of an earlier one. */
      corrects: boolean;
    }
  /** Something is wrong, without the right value; null where it is not said what. */
  | { type: 'correct'; slot: Correctable | null }
  | ({ type: 'state' } & Statement & {
        /** Said as the right value in the place of an earlier one. */
        corrects: boolean;
      })
  | {
      type: 'ask';
      topic: string;
      /** 0..1; 1 where a rule decided. */
      confidence: number;
      /** Put as a question, and not only something said. */
      asking: boolean;
      /** Further topics that may be meant, best first. */
      alternatives: readonly { topic: string; confidence: number }[];
    }
  | {
      type: 'request';
      request: Request;
      /** `dont`: said not to be done, or taken back. */
      polarity: 'do' | 'dont';
      /** Without doubt the wish; a request that is not clear is asked about before it has an effect. */
      clear: boolean;
    }
  | { type: 'answer'; answer: Answer; conditional: boolean }
  | { type: 'courtesy'; courtesy: Courtesy }
  | { type: 'harm'; topic: string }
  /** Text of a program, a placeholder or a tag: nothing in it is asked or stated. */
  | { type: 'code' }
  /** `asking`: put as a question. */
  | { type: 'unread'; asking: boolean }
) & {
    /** The rule or the evidence behind it, for `understand -- --why`. */
    why: string;
  };
