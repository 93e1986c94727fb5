/** Public interface of the dialogue. */
import type { WordingFile } from './wording/load';
import { transcriptText } from './speak/mask';
import { initialContext } from './state/context';
import { isQuestion, questionOf } from './state/questions';
import { fromState, toState } from './state/snapshot';
import { createStep } from './step';
import type { Dialog, DialogConfig, SpokenWording } from './types';
import { bindWording, fnv1a } from './wording/bind';

export type { AnswerFiles } from './wording/answers';
export type { WordingFile } from './wording/load';
export { forbiddenRequestIn } from './wording/languages';

/** Builds the dialogue of one deployment. It is pure, so all conversations share one. */
export function createDialog({ config, wording: file }: { config: DialogConfig; wording: WordingFile }): Dialog {
  const wording = bindWording(file, config);
  return {
    initial: () => toState('lobby', initialContext()),
    step: createStep(config, wording),
    pendingOf: ({ question }) =>
      typeof question === 'string' && isQuestion(question) ? questionOf(question).pending : 'none',
    isOwned: (state) => fromState(state).personSince !== null,
    render: wording.render,
    sentText: wording.sentText,
    wording: spokenWording(file, config),
    transcriptText,
  };
}

function spokenWording(file: WordingFile, config: DialogConfig): SpokenWording {
  const source = JSON.stringify({ content: file, config });
  return {
    version: fnv1a(source),
    source,
    revive(earlier) {
      const then = JSON.parse(earlier) as { content: WordingFile; config: DialogConfig };
      return bindWording(then.content, then.config).render;
    },
  };
}
