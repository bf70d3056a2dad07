import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in an address; only its hash is ever kept. */
export function secretToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** A token has 256 bits of its own, so that no salt and no slow hash are needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
