import { hash } from 'node:crypto';
import type { Throttle } from '../store/throttle';

/** Counts what one address does; the address itself is not kept. False beyond `limit` a minute. */
export const allowAddress = (throttle: Throttle, what: string, address: string, limit: number): Promise<boolean> =>
  throttle(`${what}:${hash('sha256', address, 'base64url').slice(0, 22)}`, limit, MINUTE_SECONDS);

/** The window of every rate of ours; who is refused is told to wait as long. */
export const MINUTE_SECONDS = 60;
