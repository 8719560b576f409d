// The record of one incident as it travels: its events as lines, and for each chain in it a signed head. Events are chained
// and not signed one by one, so a chain is believed exactly as far as the signature of its origin reaches.
import { type Bytes, type Envelope, type Link, type Sealed, checkSealed } from './chain.ts';
import { sealedOf } from './record-lines.ts';

/** Where a chain ends, and the word of its origin for that: an Ed25519 signature over `signedText`, in base64. */
export interface Head {
  origin: string;
  seq: number;
  /** of the last event, in hex */
  hash: string;
  signature: string;
}

export interface TravellingRecord {
  incident: string;
  /** one sealed event a line, each with its end, in the order of the fold, in UTF-8 */
  lines: Uint8Array;
  heads: readonly Head[];
}

export interface ReadEvent extends Sealed {
  read: Envelope;
  hash: string;
}

/**
 * - unreadable: a line that the journal does not write, or lines that are not in the order of the fold
 * - changed: an event that is not the one that was sealed
 * - cut: a chain ends before its signed head
 * - unsigned: a chain, or the end of one, that its origin has not signed for
 */
export type RecordFault = 'unreadable' | 'changed' | 'cut' | 'unsigned';

/** `detail` names the first event at which it goes wrong. */
export type RecordRead = { ok: true; events: readonly ReadEvent[] } | { ok: false; why: RecordFault; detail: string };

export interface BytesAndSignatures extends Bytes {
  /** `key` and `signature` in base64 */
  verify: (key: string, text: string, signature: string) => boolean;
}

/** Sorts as text in the order of the fold (src-shared/incident/event.ts). */
export function placeOf({ hlc, origin, seq }: Pick<Envelope, 'hlc' | 'origin' | 'seq'>): string {
  return `${hlc} ${origin} ${String(seq).padStart(16, '0')}`;
}

export function signedText(incident: string, { origin, seq, hash }: Omit<Head, 'signature'>): string {
  return JSON.stringify(['warroom head 1', incident, origin, seq, hash]);
}

/** The first playbook that is not the one its hash names; null: all are. */
export function changedPlaybook(
  playbooks: readonly { hash: string; json: string }[],
  bytes: Pick<Bytes, 'sha256' | 'encode'>,
): string | null {
  return playbooks.find(({ hash, json }) => bytes.sha256(bytes.encode(json)) !== hash)?.hash ?? null;
}

/** Looks at every byte: lines, order, envelopes, chains, commitments, and that each chain ends where its origin says. */
export function readRecord({ incident, lines, heads }: TravellingRecord, bytes: BytesAndSignatures): RecordRead {
  const not = (why: RecordFault, detail: string): RecordRead => ({ ok: false, why, detail });
  const text = bytes.decode(lines);
  if (text === null || !text.endsWith('\n'))
    return not('unreadable', 'the record is no text, or its last line has no end');
  const events: ReadEvent[] = [];
  const ends = new Map<string, Link & { key: string }>();
  let place = '';
  for (const [i, line] of text.slice(0, -1).split('\n').entries()) {
    const sealed = sealedOf(line, bytes);
    if (sealed === null) return not('unreadable', `line ${i + 1} is no event`);
    const origin = originIn(line);
    const before = ends.get(origin) ?? null;
    const checked = checkSealed(sealed, before, bytes);
    if (!checked.ok) return not('changed', `line ${i + 1}: ${checked.why}`);
    const { envelope: read, link } = checked;
    if (read.incident !== incident) return not('changed', `event ${read.id}: it belongs to another incident`);
    if (read.origin !== origin) return not('unreadable', `line ${i + 1} is not written as the journal writes it`);
    const here = placeOf(read);
    if (here <= place) return not('unreadable', `event ${read.id} is not in its place`);
    place = here;
    ends.set(origin, { ...link, key: before?.key ?? read.key ?? '' });
    events.push({ ...sealed, read, hash: link.hash });
  }
  const fault = headFault(incident, ends, heads, bytes);
  return fault ?? { ok: true, events };
}

function headFault(
  incident: string,
  ends: ReadonlyMap<string, Link & { key: string }>,
  heads: readonly Head[],
  { verify }: BytesAndSignatures,
): RecordRead | null {
  const not = (why: RecordFault, detail: string): RecordRead => ({ ok: false, why, detail });
  const signed = new Map(heads.map((head) => [head.origin, head]));
  if (signed.size !== heads.length || heads.some(({ origin }) => !ends.has(origin)))
    return not('cut', 'a chain that was signed for is not there');
  for (const [origin, end] of ends) {
    const head = signed.get(origin);
    if (head === undefined || !verify(end.key, signedText(incident, head), head.signature))
      return not('unsigned', `nobody has signed for the events of ${origin}`);
    if (head.seq > end.seq) return not('cut', `the events of ${origin} end at number ${end.seq} of ${head.seq}`);
    if (head.seq < end.seq) return not('unsigned', `number ${end.seq} of ${origin} is after its signed end`);
    if (head.hash !== end.hash) return not('changed', `number ${end.seq} of ${origin} is another event`);
  }
  return null;
}

/** A look at the line before it is checked: whose chain it belongs to. The check says afterwards whether that was right. */
function originIn(line: string): string {
  return /\\"origin\\":\\"([0-9a-f]{32})\\"/u.exec(line)?.[1] ?? '';
}
