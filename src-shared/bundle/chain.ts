// Are these events the ones that were written? Envelopes, chains and commitments, as they are sealed in the journal
// (docs/decisions/0001), looked at with nothing but a hash: the journal's own check, the opening of a file from elsewhere
// and the auditor's page all ask here.
import type { Actor } from '../incident/event.ts';

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

/** What the host lends: the language itself has neither. */
export interface Bytes {
  /** SHA-256 in lower-case hex, over the given bytes one after the other */
  sha256: (...bytes: readonly Uint8Array[]) => string;
  /** UTF-8 */
  encode: (text: string) => Uint8Array;
  /** null where the bytes are no UTF-8 */
  decode: (bytes: Uint8Array) => string | null;
}

/** One event as it is sealed. `salt` (32 bytes) and `payload` are null where it was redacted. */
export interface Sealed {
  envelope: Uint8Array;
  salt: Uint8Array | null;
  payload: Uint8Array | null;
}

/** The last event looked at of a chain, and its hash. Null: the chain begins. */
export interface Link {
  seq: number;
  hash: string;
}

export type Checked = { ok: true; envelope: Envelope; link: Link } | { ok: false; why: string };

/** The reading of a hybrid clock as text (docs/decisions/0001). */
const READING = /^\d{15}:[0-9a-f]{6}$/u;

/** Looks at one event and at how it follows the one before it in its chain; `why` ends the sentence "Event X: ...". */
export function checkSealed(
  { envelope: bytes, salt, payload }: Sealed,
  before: Link | null,
  { sha256, decode }: Bytes,
): Checked {
  const envelope = readEnvelope(decode(bytes));
  const not = (why: string): Checked => ({ ok: false, why });
  if (envelope === null) return not('its envelope cannot be read');
  if (!READING.test(envelope.hlc)) return not('its clock reading is malformed');
  const expected = (before?.seq ?? 0) + 1;
  if (envelope.seq !== expected) return not(`number ${expected} before it is missing`);
  if (envelope.prev !== (before?.hash ?? null)) return not('it does not follow the event before it');
  if (before === null) {
    if (envelope.key === undefined) return not('the first of its chain carries no key');
    const key = keyBytes(envelope.key);
    if (originOf(key, sha256) !== envelope.origin) return not('its key is not the one of its origin');
  }
  // Without its text it was redacted: that is no trouble. With it, it has to be what was sealed.
  if ((salt === null) !== (payload === null)) return not('its text cannot be read');
  if (salt !== null && payload !== null && sha256(salt, payload) !== envelope.commitment)
    return not('its text was changed');
  return { ok: true, envelope, link: { seq: envelope.seq, hash: sha256(bytes) } };
}

/** Null where the text is not an envelope. */
export function readEnvelope(text: string | null): Envelope | null {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return isEnvelope(read) ? read : null;
  } catch {
    return null;
  }
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

/** The name of an origin comes from its public key, so that no other key can claim it (docs/decisions/0003). */
export function originOf(publicKey: Uint8Array, sha256: Bytes['sha256']): string {
  return sha256(publicKey).slice(0, 32);
}

/** Of 32 bytes, as keys are; anything else gives other bytes, and those are nobody's key. */
export function keyBytes(text: string): Uint8Array {
  const out = new Uint8Array(32);
  let bits = 0;
  for (let i = 0; i < 43; i += 1) {
    bits = ((bits & 0xff_ff) << 6) | Math.max(0, BASE64.indexOf(text.charAt(i)));
    const have = 6 * (i + 1);
    if (have % 8 < 6 && have >= 8) out[(have >> 3) - 1] = (bits >> (have % 8)) & 0xff;
  }
  return text.length === 44 && text.endsWith('=') ? out : new Uint8Array(0);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
