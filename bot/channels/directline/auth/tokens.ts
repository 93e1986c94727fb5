import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { EpochMs } from '../../../../dialogs/types';
import type { Clock } from '../../../clock';
import type { NamedKeys } from '../../../settings/schemas';

/**
 * What a token is good for. A stream token stands in a URL, which gets logged, so it lives a minute and opens nothing but a stream;
 * a resume ticket is kept by the browser and is good for nothing but a fresh token.
 */
export type TokenUse = 'directline' | 'stream' | 'resume';

export interface Grant {
  conversationId: string;
  /** Absent only where a server asked with the secret: it speaks for any user. */
  userId?: string;
  /** Origins that alone may use the token, if the server that asked for it named any. */
  trustedOrigins?: string[];
}

export type Verified = { outcome: 'valid'; grant: Grant; expiresAt: EpochMs } | { outcome: 'expired' | 'invalid' };

export interface Tokens {
  sign(use: TokenUse, grant: Grant): Promise<string>;
  verify(use: TokenUse, token: string): Promise<Verified>;
  /** Seconds a token of this use lives. */
  lifetime(use: TokenUse): number;
}

const ISSUER = 'fenfu-desk';
const ALGORITHM = 'HS256';
const DAY = 24 * 60 * 60;

/** Official clients refresh every 15 minutes, if a background tab lets them; within a minute of the start they open the stream. */
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
 * Signed tokens of the Direct Line service: JWT with HS256 under the newest of `keys`; the others only verify. The claim `user`
 * has this name because Web Chat reads it from the token.
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
