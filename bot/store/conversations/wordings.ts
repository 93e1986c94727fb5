import type { Dialog } from '../../../dialogs/types';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';

/** Renders replies from wording keys. */
export type Render = Dialog['render'];

/**
 * Wordings by version. A transcript stores wording keys with parameters, so a reply is rendered later as the applicant
 * read it, whatever the wording is by then.
 */
export interface Wordings {
  /** Stores the wording of this node. Call it before the first turn. */
  keep(): Promise<void>;
  /** Renderer of a stored version, else of today's wording. */
  renderOf(version: string): Render | Promise<Render>;
}

/** Creates the wordings on this Redis. Revived renderers are cached in memory, without limit. */
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
