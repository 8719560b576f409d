// The envelope and its seals: what is hashed, in which order, and nothing else (docs/decisions/0001).
import { createPrivateKey, createPublicKey, hash } from 'node:crypto';
import type { Actor } from '../../src-shared/incident/event.ts';

/** The envelope's fields in the order in which they are written. Its bytes are hashed as stored and never written again. */
export interface Envelope {
  id: string;
  incident: string;
  actor: Actor;
  origin: string;
  seq: number;
  /** ms since the epoch, UTC */
  wall: number;
  hlc: string;
  v: number;
  type: string;
  /** SHA-256 over salt and payload bytes, in hex */
  commitment: string;
  /** hash of the envelope before it of the same incident and origin, in hex; null at the first */
  prev: string | null;
  /** at the origin's first event in this incident: its Ed25519 public key (32 bytes) in base64 */
  key?: string;
}

export function isEnvelope(read: unknown): read is Envelope {
  if (typeof read !== 'object' || read === null) return false;
  // Looked at field by field below; what the names hold is not known before.
  const e = read as Partial<Record<keyof Envelope, unknown>>;
  return (
    typeof e.id === 'string' &&
    typeof e.incident === 'string' &&
    typeof e.actor === 'object' &&
    e.actor !== null &&
    'person' in e.actor &&
    typeof e.actor.person === 'string' &&
    'via' in e.actor &&
    typeof e.actor.via === 'string' &&
    typeof e.origin === 'string' &&
    typeof e.seq === 'number' &&
    typeof e.wall === 'number' &&
    typeof e.hlc === 'string' &&
    typeof e.v === 'number' &&
    typeof e.type === 'string' &&
    typeof e.commitment === 'string' &&
    (e.prev === null || typeof e.prev === 'string')
  );
}

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

export function commitmentOf(salt: Uint8Array, payload: Uint8Array): string {
  return hash('sha256', Buffer.concat([salt, payload]), 'hex');
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
  return { origin: originOf(publicKey), publicKey, privateKey: Buffer.from(seed) };
}

export function originOf(publicKey: Uint8Array): string {
  return hash('sha256', publicKey, 'hex').slice(0, 32);
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
