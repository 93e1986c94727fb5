import type { Cases } from '../cases/cases';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { HandleTurn } from '../turn/handleTurn';
import type { Principal } from './principal';

/** Dependencies of the API. */
export interface ApiDeps {
  store: Pick<Store, 'conversations' | 'reviewList' | 'transcripts'>;
  cases: Cases;
  queues: Pick<Queues, 'deadLetters' | 'retry' | 'names'>;
  /** Does not count towards MAX_TURNS. */
  handleTurn: HandleTurn;
  /** Principal of a bearer token; undefined for an unknown token. */
  principalOf(token: string): Promise<Principal | undefined>;
}
