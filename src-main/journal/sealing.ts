// The envelope and its seals: what is hashed, in which order, and nothing else (docs/decisions/0001).
import { isUtf8 } from 'node:buffer';
import { createPrivateKey, createPublicKey, hash } from 'node:crypto';
import { type Bytes, type Envelope, originOf } from '../../src-shared/bundle/chain.ts';

export function envelopeBytes(e: Envelope): Buffer {
  const { id, incident, actor, origin, seq, wall, hlc, v, type, commitment, prev, key } = e;
  const { person, via } = actor;
  // JSON leaves out `key` where it is undefined.
  return Buffer.from(
    JSON.stringify({ id, incident, actor: { person, via }, origin, seq, wall, hlc, v, type, commitment, prev, key }),
  );
}

export function hashOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** What the shared check of chains asks of its host (src-shared/bundle/chain.ts). */
export const bytesHere: Bytes = {
  sha256: (...parts) => {
    const [only, ...more] = parts;
    return hash('sha256', only !== undefined && more.length === 0 ? only : Buffer.concat(parts), 'hex');
  },
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) =>
    isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : null,
};

export function commitmentOf(salt: Uint8Array, payload: Uint8Array): string {
  return bytesHere.sha256(salt, payload);
}

export const SALT_BYTES = 32;
export const SEED_BYTES = 32;

export interface OriginKeys {
  origin: string;
  /** 32 bytes each (RFC 8032) */
  publicKey: Buffer;
  privateKey: Buffer;
}

/** The keys of an origin from a random seed. Its name comes from its public key, so that no other key can claim it. */
export function originFrom(seed: Uint8Array): OriginKeys {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(spki.length - 32);
  return { origin: originOf(publicKey, bytesHere.sha256), publicKey, privateKey: Buffer.from(seed) };
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
