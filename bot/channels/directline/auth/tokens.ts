import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { EpochMs } from '../../../../dialogs/types';
import type { Clock } from '../../../clock';
import type { NamedKeys } from '../../../settings/schemas';

/**
 * Audience of a token. `directline`: the HTTP API. `stream`: opens a stream only, within a minute, since its URL may be
 * logged. `resume`: ticket stored by the browser, exchanged for a new token.
 */
export type TokenUse = 'directline' | 'stream' | 'resume';

/** What a token grants: access to one conversation as one user. */
export interface Grant {
  conversationId: string;
  /** Absent where a server asked with the secret: it speaks for any user. */
  userId?: string;
  /** Origins that may use the token. Absent: every allowed origin. */
  trustedOrigins?: string[];
}

/** Outcome of a verification. */
export type Verified = { outcome: 'valid'; grant: Grant; expiresAt: EpochMs } | { outcome: 'expired' | 'invalid' };

/** Signed tokens. */
export interface Tokens {
  sign(use: TokenUse, grant: Grant): Promise<string>;
  verify(use: TokenUse, token: string): Promise<Verified>;
  /** Lifetime of a token of this use, in seconds. */
  lifetime(use: TokenUse): number;
}

const ISSUER = 'fenfu-desk';
const ALGORITHM = 'HS256';
const DAY = 24 * 60 * 60;

/**
 * Lifetimes in seconds. Official clients refresh every 15 minutes, later in background tabs; they open the stream
 * within a minute.
 */
const LIFETIMES = { directline: 60 * 60, stream: 60 };

const toGrant = (claims: JWTPayload): Grant | undefined => {
  if (typeof claims['conv'] !== 'string') return undefined;
  const origins = claims['origins'];
  return {
    conversationId: claims['conv'],
    ...(typeof claims['user'] === 'string' && { userId: claims['user'] }),
    ...(Array.isArray(origins) && { trustedOrigins: origins.filter((origin) => typeof origin === 'string') }),
  };
};

/**
 * Tokens of Direct Line: JWT (RFC 7519) with HS256. The newest of `keys` signs, all verify. Web Chat reads the claim
 * `user`, hence its name.
 */
export const createTokens = (options: { keys: NamedKeys; clock: Clock; resumeDays: number }): Tokens => {
  const { keys, clock } = options;
  const [newest] = keys;
  const lifetime = (use: TokenUse) => (use === 'resume' ? options.resumeDays * DAY : LIFETIMES[use]);

  return {
    lifetime,

    sign(use, { conversationId, userId, trustedOrigins }) {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({
        conv: conversationId,
        ...(userId !== undefined && { user: userId }),
        ...(trustedOrigins && { origins: trustedOrigins }),
      })
        .setProtectedHeader({ alg: ALGORITHM, kid: newest.id })
        .setIssuer(ISSUER)
        .setAudience(use)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + lifetime(use))
        .sign(newest.key);
    },

    async verify(use, token) {
      const findKey = (header: { kid?: string }) => {
        const found = keys.find(({ id }) => id === header.kid);
        if (!found) throw new errors.JWKSNoMatchingKey();
        return found.key;
      };
      try {
        const { payload } = await jwtVerify(token, findKey, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: use,
          requiredClaims: ['exp'],
          currentDate: new Date(clock.now()),
          clockTolerance: 5,
        });
        const grant = toGrant(payload);
        return grant ? { outcome: 'valid', grant, expiresAt: Number(payload.exp) * 1000 } : { outcome: 'invalid' };
      } catch (error) {
        return { outcome: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
      }
    },
  };
};
