import type { Cases } from '../cases/cases';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { HandleTurn } from '../turn/handleTurn';
import type { Principal } from './principal';

/** What the API works with. */
export interface ApiDeps {
  store: Pick<Store, 'conversations' | 'reviewList' | 'transcripts'>;
  cases: Cases;
  queues: Pick<Queues, 'deadLetters' | 'retry' | 'names'>;
  /** Never refused for those of clients. */
  handleTurn: HandleTurn;
  principalOf(token: string): Promise<Principal | undefined>;
}
