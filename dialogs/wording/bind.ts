/** The wording of one deployment: a wording file with the deployment's facts filled in. */
import IntlMessageFormat from 'intl-messageformat';
import type { AnswerEntry } from './answers';
import type { WordingFile } from './load';
import type { Choice } from '../state/questions';
import type { DialogConfig, RenderedReply, Reply, SentKind } from '../types';

/** A wording file bound to a deployment. */
export interface Wording {
  /** Whether there is a message of this key. */
  has(key: string): boolean;
  /** Renders replies; `seed` picks the variant where a reply does not. @throws RangeError for an unknown key */
  render(replies: readonly Reply[], seed: number): RenderedReply[];
  /** Placeholder for a message without text. */
  sentText(what: SentKind): string;
  /** Parameters as text: a masked ID number in the language of the wording, any other value as it is. */
  inWords(params: NonNullable<Reply['params']>): Record<string, string | number>;
  /** The offered choice that a text names by title, alias or number; null for none. */
  choiceOf(text: string, offered: readonly Choice[]): Choice | null;
  /** What the answer to a topic offers; undefined for a topic without one. */
  answerOf(topic: string): AnswerEntry | undefined;
  /** Hash of a message and the facts filled in: tells later which text somebody agreed to. */
  versionOf(key: string): string;
}

/** Binds a wording file to a deployment. Messages are compiled at their first use. */
export function bindWording(file: WordingFile, config: DialogConfig): Wording {
  const globals = {
    operatorName: config.operatorName,
    lenderName: config.lenderName,
    lenderContact: config.lenderContact,
    officialContact: config.officialContact,
    serviceHours: config.serviceHours,
    minPayScore: String(config.minPayScore),
    draftDays: String(config.draftDays),
    retentionDays: String(config.retentionDays),
    operatorLicence: config.operatorLicence,
    lenderLicence: config.lenderLicence,
    operatorAddress: config.operatorAddress,
    demo: String(config.demo),
  };

  const compiled = new Map<string, IntlMessageFormat>();
  const compile = (source: string): IntlMessageFormat => {
    const message = compiled.get(source) ?? new IntlMessageFormat(source, file.locale);
    compiled.set(source, message);
    return message;
  };

  const text = (key: string, params: Reply['params'], seed: number): string => {
    const variants = file.messages[key] ?? [];
    const source = variants[seed % Math.max(variants.length, 1)];
    if (source === undefined) throw new RangeError(`wording has no message ${key}`);
    return String(compile(source).format({ ...globals, ...inWords(params ?? {}) })).trim();
  };
  const inWords = (params: NonNullable<Reply['params']>): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        const worded = typeof value === 'object' ? text('masked.idNumber', { last4: value.last4 }, 0) : value;
        return [name, worded];
      }),
    );
  const titleOf = (choice: string): string => file.choices[choice]?.title ?? choice;
  const plainTitles = new Map(Object.entries(file.choices).map(([choice, { title }]) => [choice, plain(title)]));
  const plainAliases = new Map(
    Object.entries(file.choices).map(([choice, { aliases }]) => [choice, new Set(aliases.map(plain))]),
  );

  return {
    inWords,

    sentText: (what) => text(`shown.${what}`, undefined, 0),

    answerOf: (topic) => (Object.hasOwn(file.answers, topic) ? file.answers[topic] : undefined),

    has: (key) => Object.hasOwn(file.messages, key),

    render: (replies, seed) =>
      replies.map(({ key, params, choices, attachment, variant = seed }) => ({
        text: text(key, params, variant),
        choices: (choices ?? []).map((choice) => ({ title: titleOf(choice), value: titleOf(choice) })),
        ...(attachment && { attachment }),
      })),

    choiceOf(said, offered) {
      const wanted = plain(said);
      if (wanted === '') return null;
      const place = ORDINAL.exec(wanted)?.[1];
      if (place !== undefined) return offered[(DIGITS.indexOf(place) % 10) - 1] ?? null;
      const byTitle = offered.find((choice) => plainTitles.get(choice) === wanted);
      const byAlias = byTitle ?? offered.find((choice) => plainAliases.get(choice)?.has(wanted));
      return byAlias ?? offered.find((choice) => isQuoted(plainTitles.get(choice), choice, wanted)) ?? null;
    },

    versionOf: (key) => fnv1a((file.messages[key] ?? []).join('\n') + JSON.stringify(globals)),
  };
}

/** Whether a text quotes the question of a topic's button among other words: 第二个，聊天记录会存吗，谢谢. */
const isQuoted = (title: string | undefined, choice: Choice, wanted: string): boolean =>
  title !== undefined && choice.startsWith('topic_') && title.length > 3 && wanted.includes(title);

/** Number of a button: 2, 第二个, 选2, 2号. */
const ORDINAL = /^(?:我?选|点)?第?([1-9一二三四五六七八九])(?:个|项|号|条|种)?$/u;
const DIGITS = '0123456789零一二三四五六七八九';

/** Text for comparison: lower case, half width, without spaces, punctuation and a final particle. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}~]+/gu, '')
    .replace(/[了啊呀吧哦呢哈]$/u, '');

/** FNV-1a hash, 32 bit, as eight hexadecimal digits. Identifies a text; not for security. */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
