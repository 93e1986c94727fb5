import type { Dialog } from '../../../dialogs/types';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';

export type Render = Dialog['render'];

/**
 * Every wording that was ever spoken. A transcript keeps what was said as keys and what was filled in; what the applicant read then
 * can be read again, whatever the wording says today.
 */
export interface Wordings {
  /** Puts down the wording this node speaks. Before it speaks. */
  keep(): Promise<void>;
  /** How the wording of a version puts replies; today's where that version is lost. */
  renderOf(version: string): Render | Promise<Render>;
}

export const createWordings = (
  redis: RedisClient,
  { wording, render }: Pick<Dialog, 'wording' | 'render'>,
): Wordings => {
  const known = new Map<string, Render | Promise<Render>>([[wording.version, render]]);

  const revive = async (version: string): Promise<Render> => {
    const source = await redis.get(keys.wording(version));
    return source === null ? render : wording.revive(source);
  };

  return {
    async keep() {
      await redis.set(keys.wording(wording.version), wording.source);
    },

    renderOf(version) {
      const found = known.get(version);
      if (found) return found;
      const revived = revive(version);
      revived.then(
        (usable) => known.set(version, usable),
        () => known.delete(version),
      );
      known.set(version, revived);
      return revived;
    },
  };
};
