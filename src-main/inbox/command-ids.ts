// The command id of something that came in: always the same for the same thing, so that what a vendor tells twice is answered
// from the record and changes nothing (DESIGN.md 3). Final format (docs/decisions/0007).
import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 26 characters as a ULID has them, of SHA-256 over the JSON of [vendor, incident, key]. */
export function commandIdOf(vendor: string, incident: string, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([vendor, incident, key]))
    .digest();
  // The first of a ULID's characters has three bits.
  const bits = BigInt(`0x${digest.subarray(0, 16).toString('hex')}`);
  return Array.from({ length: 26 }, (_, i) => ALPHABET.charAt(Number((bits >> BigInt(5 * (25 - i))) & 31n))).join('');
}
