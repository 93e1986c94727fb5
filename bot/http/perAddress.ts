import { hash } from 'node:crypto';
import type { Throttle } from '../store/throttle';

/**
 * Rate limit for one client address: false beyond `limit` requests of kind `what` a minute. Only a hash of the address
 * is stored.
 */
export const allowAddress = (throttle: Throttle, what: string, address: string, limit: number): Promise<boolean> =>
  throttle(`${what}:${hash('sha256', address, 'base64url').slice(0, 22)}`, limit, MINUTE_SECONDS);

/** Window of these limits in seconds, and the Retry-After of refusals. */
export const MINUTE_SECONDS = 60;
