// The envelope and its seals: what is hashed, in which order, and nothing else (docs/decisions/0001).
import { isUtf8 } from 'node:buffer';
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { type Envelope, originOf } from '../../src-shared/bundle/chain.ts';
import { type BytesAndSignatures, type Head, signedText } from '../../src-shared/bundle/record.ts';

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

/** What the shared check of chains asks of its host (src-shared/bundle). */
export const bytesHere: BytesAndSignatures = {
  sha256: (...parts) => {
    const [only, ...more] = parts;
    return hash('sha256', only !== undefined && more.length === 0 ? only : Buffer.concat(parts), 'hex');
  },
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes) =>
    isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : null,
  verify: (key, text, signature) => {
    const raw = Buffer.from(key, 'base64');
    if (raw.length !== 32) return false;
    const publicKey = createPublicKey({ key: Buffer.concat([SPKI_ED25519, raw]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  },
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
  const secret = privateKeyOf(seed);
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(spki.length - 32);
  return { origin: originOf(publicKey, bytesHere.sha256), publicKey, privateKey: Buffer.from(seed) };
}

/** The word of an origin for where its chain in an incident ends. */
export function signedHead(seed: Uint8Array, incident: string, end: Omit<Head, 'signature'>): Head {
  return {
    ...end,
    signature: signedBy(seed, signedText(incident, end)),
  };
}

/** The word of an origin for a text. */
export function signedBy(seed: Uint8Array, text: string): string {
  return sign(null, Buffer.from(text), privateKeyOf(seed)).toString('base64');
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SPKI (RFC 8410, sections 7 and 4). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
