// Is an evidence bundle what it says, and all of it? Pure, and the same in Warroom, on the command line and in the page that
// goes with each bundle. Every byte is looked at; the first part or event that is not as it was written is named. What this
// cannot show stands in docs/evidence-bundle.md.
import { keyBytes, originOf } from './chain.ts';
import { unpack } from './container.ts';
import { type Head, type BytesAndSignatures, type ReadEvent, readRecord, signedText } from './record.ts';

export const EVIDENCE_FORMAT = 'warroom-evidence';
export const EVIDENCE_VERSION = 1;

/** The parts of a bundle that the check knows by name. */
export const PARTS = {
  manifest: 'manifest.json',
  signature: 'signature.json',
  journal: 'record/journal.jsonl',
  heads: 'record/heads.json',
  redactions: 'redactions.json',
} as const;

export interface EvidenceManifest {
  format: typeof EVIDENCE_FORMAT;
  version: number;
  incident: string;
  number: string;
  title: string;
  /** ISO 8601, UTC */
  madeAt: string;
  madeBy: string;
  appVersion: string;
  events: number;
  parts: readonly { name: string; size: number; sha256: string; what: string }[];
}

/** Who made the bundle: a station's key, and its word for the manifest. */
export interface Voucher {
  origin: string;
  /** Ed25519, base64 */
  key: string;
  signature: string;
}

export function vouchedText(manifestSha256: string): string {
  return JSON.stringify(['warroom evidence 1', manifestSha256]);
}

/** What is hashed for the digest of a checkpoint. */
export function checkpointText(incident: string, heads: readonly Pick<Head, 'origin' | 'seq' | 'hash'>[]): string {
  const sorted = heads.toSorted((a, b) => (a.origin < b.origin ? -1 : 1));
  return JSON.stringify(['warroom checkpoint 1', incident, sorted.map(({ origin, seq, hash }) => [origin, seq, hash])]);
}

export interface EvidenceFault {
  part: string | null;
  detail: string;
}

export interface CheckedCheckpoint {
  event: string;
  digest: string;
  events: number;
  /** what the record itself says: when it was made, ISO */
  at: string;
}

export type EvidenceReport =
  | { ok: false; fault: EvidenceFault; manifest: EvidenceManifest | null }
  | {
      ok: true;
      manifest: EvidenceManifest;
      heads: readonly Head[];
      /** ids of the events that are here without their text */
      redacted: readonly string[];
      checkpoints: readonly CheckedCheckpoint[];
      /** the station that made the bundle, and whether it wrote in this record */
      madeOn: string;
      wroteHere: boolean;
    };

export function checkEvidence(bundle: Uint8Array, host: BytesAndSignatures): EvidenceReport {
  let manifest: EvidenceManifest | null = null;
  const not = (part: string | null, detail: string): EvidenceReport => ({
    ok: false,
    fault: { part, detail },
    manifest,
  });

  const container = unpack(bundle);
  if (!container.ok) return not(container.part, WHY_NOT[container.why]);
  const parts = new Map(container.parts.map(({ name, bytes }) => [name, bytes]));
  const text = (name: string): string | null => {
    const bytes = parts.get(name);
    return bytes === undefined ? null : host.decode(bytes);
  };
  const manifestText = text(PARTS.manifest);
  manifest = manifestOf(parsed(manifestText));
  if (manifest === null || manifestText === null)
    return not(PARTS.manifest, 'it is not the manifest of an evidence bundle');
  if (manifest.version > EVIDENCE_VERSION)
    return not(
      PARTS.manifest,
      `it was made by a newer Warroom (format ${manifest.version}); use the page that came with it`,
    );
  for (const { name, size, sha256 } of manifest.parts) {
    const part = parts.get(name);
    if (part === undefined) return not(name, 'it is missing');
    if (part.length !== size || host.sha256(part) !== sha256) return not(name, 'it is not what the manifest says');
  }
  const listed = new Set(manifest.parts.map(({ name }) => name));
  for (const name of parts.keys())
    if (!listed.has(name) && name !== PARTS.manifest && name !== PARTS.signature)
      return not(name, 'the manifest does not know it');

  const voucher = voucherOf(parsed(text(PARTS.signature)));
  if (voucher === null || originOf(keyBytes(voucher.key), host.sha256) !== voucher.origin)
    return not(PARTS.signature, 'it is no signature of a station');
  const vouched = vouchedText(host.sha256(host.encode(manifestText)));
  if (!host.verify(voucher.key, vouched, voucher.signature))
    return not(PARTS.signature, 'it does not fit the manifest');
  if (text(PARTS.signature) !== jsonText(voucher)) return not(PARTS.signature, 'it holds more than a signature');

  const heads = headsOf(parsed(text(PARTS.heads)));
  if (heads === null) return not(PARTS.heads, 'it holds no heads');
  const read = readRecord(
    { incident: manifest.incident, lines: parts.get(PARTS.journal) ?? new Uint8Array(0), heads },
    host,
  );
  if (!read.ok) return not(PARTS.journal, read.detail);
  if (read.events.length !== manifest.events)
    return not(PARTS.journal, `it holds ${read.events.length} of ${manifest.events} events`);

  const redacted = read.events.filter(({ payload }) => payload === null).map(({ read: { id } }) => id);
  const logged = redactionsOf(parsed(text(PARTS.redactions)));
  if (logged === null || logged.join() !== redacted.join())
    return not(PARTS.redactions, 'it does not list the events that are here without their text');

  const checkpoints = checkpointsOf(manifest.incident, read.events, host);
  if ('fault' in checkpoints) return not(PARTS.journal, checkpoints.fault);
  const wroteHere = heads.some(({ origin }) => origin === voucher.origin);
  return { ok: true, manifest, heads, redacted, checkpoints: checkpoints.good, madeOn: voucher.origin, wroteHere };
}

const WHY_NOT = {
  'not-a-container': 'this is no bundle',
  'cut-off': 'the file is cut off',
  'bad-name': 'a part has a name that no bundle has',
  changed: 'its bytes are not those of a bundle that Warroom wrote',
} as const;

/** Each checkpoint has to agree with the chains as they are here. */
function checkpointsOf(
  incident: string,
  events: readonly ReadEvent[],
  host: BytesAndSignatures,
): { good: readonly CheckedCheckpoint[] } | { fault: string } {
  const chains = new Map<string, { key: string; hashes: string[] }>();
  for (const { read, hash } of events) {
    const chain = chains.get(read.origin) ?? { key: read.key ?? '', hashes: [] };
    chain.hashes.push(hash);
    chains.set(read.origin, chain);
  }
  const good: CheckedCheckpoint[] = [];
  for (const { read, payload } of events) {
    if (read.type !== 'record.checkpointed' || payload === null) continue;
    const said = checkpointIn(parsed(host.decode(payload)));
    if (said === null) return { fault: `event ${read.id}: it is no checkpoint` };
    for (const head of said.heads) {
      const chain = chains.get(head.origin);
      if (chain?.hashes[head.seq - 1] !== head.hash)
        return { fault: `event ${read.id}: the chain of ${head.origin} was another when it was sealed` };
      if (!host.verify(chain.key, signedText(incident, head), head.signature))
        return { fault: `event ${read.id}: ${head.origin} has not signed for what it seals` };
    }
    if (host.sha256(host.encode(checkpointText(incident, said.heads))) !== said.digest)
      return { fault: `event ${read.id}: its digest is not that of the heads it names` };
    good.push({ event: read.id, digest: said.digest, events: said.events, at: new Date(read.wall).toISOString() });
  }
  return { good };
}

/** As parts are written: readable, and in one way. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

// What was read is looked at field by field: it may be anything.

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

function field(read: unknown, name: string): unknown {
  return typeof read === 'object' && read !== null ? Object.getOwnPropertyDescriptor(read, name)?.value : undefined;
}

function texts<K extends string>(read: unknown, names: readonly K[]): Record<K, string> | null {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = field(read, name);
    if (typeof value !== 'string') return null;
    found[name] = value;
  }
  // Each name was found above.
  return found as Record<K, string>;
}

function all<T>(read: unknown, each: (one: unknown) => T | null): T[] | null {
  if (!Array.isArray(read)) return null;
  const found: T[] = [];
  for (const one of read) {
    const value = each(one);
    if (value === null) return null;
    found.push(value);
  }
  return found;
}

function manifestOf(read: unknown): EvidenceManifest | null {
  const words = texts(read, ['incident', 'number', 'title', 'madeAt', 'madeBy', 'appVersion']);
  const [version, events] = [field(read, 'version'), field(read, 'events')];
  const parts = all(field(read, 'parts'), (one) => {
    const named = texts(one, ['name', 'sha256', 'what']);
    const size = field(one, 'size');
    return named === null || typeof size !== 'number' ? null : { ...named, size };
  });
  if (field(read, 'format') !== EVIDENCE_FORMAT || words === null || parts === null) return null;
  if (typeof version !== 'number' || typeof events !== 'number') return null;
  return { format: EVIDENCE_FORMAT, version, ...words, events, parts };
}

function voucherOf(read: unknown): Voucher | null {
  return texts(read, ['origin', 'key', 'signature']);
}

function headsOf(read: unknown): Head[] | null {
  return all(read, (one) => {
    const words = texts(one, ['origin', 'hash', 'signature']);
    const seq = field(one, 'seq');
    return words === null || typeof seq !== 'number'
      ? null
      : { origin: words.origin, seq, hash: words.hash, signature: words.signature };
  });
}

function redactionsOf(read: unknown): string[] | null {
  return all(read, (one) => texts(one, ['event'])?.event ?? null);
}

function checkpointIn(read: unknown): { digest: string; events: number; heads: Head[] } | null {
  const heads = headsOf(field(read, 'heads'));
  const [digest, events] = [field(read, 'digest'), field(read, 'events')];
  return heads === null || typeof digest !== 'string' || typeof events !== 'number' ? null : { digest, events, heads };
}
