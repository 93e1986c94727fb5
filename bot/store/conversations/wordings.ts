import type { Dialog } from '../../../dialogs/types';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';

/** Renders replies of the wording by key. */
export type Render = Dialog['render'];

/**
 * Every wording that was ever spoken. A transcript keeps what was said as keys with parameters, so what the applicant read then can be
 * read again, whatever the wording says today.
 */
export interface Wordings {
  /** Stores the wording that this node speaks. To be called before it speaks. */
  keep(): Promise<void>;
  /** Renderer of a stored version, else of today's wording. */
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
