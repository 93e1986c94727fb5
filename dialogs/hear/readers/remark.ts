/** Small talk, as a play. */
import type { Play } from '../../state/events';
import type { Remark } from '../../state/remarks';

/** The play of a remark. */
export const remark = (one: Remark): Play => ({ type: 'REMARKED', key: `acts.${one}`, params: {} });
