import { directLine } from './directLine';
import type { Bench } from './measure';
import { fullStore } from './fullStore';
import { idleSockets } from './idleSockets';
import { memory } from './memory';
import { nluAccuracy } from './nluAccuracy';
import { nluSpeed } from './nluSpeed';
import { notifications } from './notifications';
import { start } from './start';
import { tail } from './tail';
import { thinking } from './thinking';
import { turnsAgainstEcho, turnsAgainstWaterfall } from './turns';

/** In the order in which they run and are printed. */
export const BENCHES: readonly Bench[] = [
  nluSpeed,
  nluAccuracy,
  turnsAgainstEcho,
  turnsAgainstWaterfall,
  directLine,
  tail,
  thinking,
  fullStore,
  memory,
  idleSockets,
  notifications,
  start,
];
