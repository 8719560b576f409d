// Every byte of an evidence bundle changed in turn. A byte of the record is tried on its own line and what follows from it, with
// the very functions that read a record; a byte between the parts on the whole bundle; a byte of a table against the sum in
// the manifest. A few hundred, spread over all of it, go through the whole check and have to be named.
import { checkSealed, type Link } from '../../src-shared/bundle/chain.ts';
import { unpack } from '../../src-shared/bundle/container.ts';
import { PARTS } from '../../src-shared/bundle/evidence-check.ts';
import { sealedOf } from '../../src-shared/bundle/record-lines.ts';
import { bytesHere } from '../../src-main/journal/sealing.ts';
import { check, night } from '../bundles/evidence-kit.ts';

export interface FlipTally {
  events: number;
  bytes: number;
  tried: number;
  missed: number;
  examples: string[];
}

/** A table above this is tried at every 101st byte: its sum is taken anew for each. */
const WHOLE_TABLE = 64 * 1_024;
const LINES_A_PASTE = 2_000;

export async function flipEveryByte(events: number): Promise<FlipTally> {
  const bundle = await bundleOf(events);
  const read = unpack(bundle);
  const report = check(bundle);
  if (!read.ok || !report.ok) throw new Error('the bundle does not check before anything was changed');
  const tally: FlipTally = { events: report.manifest.events, bytes: bundle.length, tried: 0, missed: 0, examples: [] };
  const say = (found: boolean, where: string): void => {
    tally.tried += 1;
    if (found) return;
    tally.missed += 1;
    if (tally.examples.length < 10) tally.examples.push(`Not found: ${where}`);
  };

  const inside = new Uint8Array(bundle.length);
  for (const { name, bytes } of read.parts) {
    inside.fill(1, bytes.byteOffset - bundle.byteOffset, bytes.byteOffset - bundle.byteOffset + bytes.length);
    if (name === PARTS.journal) flipRecord(Buffer.from(bytes), say);
    else flipTable(name, Buffer.from(bytes), say);
  }
  for (let at = 0; at < bundle.length; at += 1) {
    if (inside[at] === 1) continue;
    say(!check(flipped(bundle, at)).ok, `byte ${at}, between the parts`);
  }
  const step = Math.max(1, Math.floor(bundle.length / 300));
  for (let at = 0; at < bundle.length; at += step) {
    const changed = check(flipped(bundle, at));
    const named = !changed.ok && (inside[at] === 0 || changed.fault.part !== null);
    say(named, `byte ${at}, by the whole check`);
  }
  return tally;
}

function flipRecord(record: Buffer, say: (found: boolean, where: string) => void): void {
  const ends = new Map<string, Link>();
  let from = 0;
  for (let line = 1; from < record.length; line += 1) {
    const end = record.indexOf(0x0a, from);
    const sealed = sealedOf(record.toString('utf8', from, end), bytesHere);
    if (sealed === null) throw new Error(`line ${line} is no event`);
    const origin = /"origin":"(\w+)"/u.exec(Buffer.from(sealed.envelope).toString('utf8'))?.[1] ?? '';
    const before = ends.get(origin) ?? null;
    const whole = checkSealed(sealed, before, bytesHere);
    if (!whole.ok) throw new Error(`line ${line}: ${whole.why}`);
    const own = Buffer.from(record.subarray(from, end));
    for (let at = 0; at < own.length; at += 1) {
      own[at] = (own[at] ?? 0) ^ 1;
      const text = bytesHere.decode(own);
      const changed = text === null || text.includes('\n') ? null : sealedOf(text, bytesHere);
      const checked = changed === null ? null : checkSealed(changed, before, bytesHere);
      // Where the event still fits what is before it, it has another hash: what follows, or the signed head, does not fit it.
      say(checked === null || !checked.ok || checked.link.hash !== whole.link.hash, `line ${line}, byte ${at}`);
      own[at] = (own[at] ?? 0) ^ 1;
    }
    const next = record.indexOf(0x0a, end + 1);
    const joined = record.toString('utf8', from, next === -1 ? record.length : next).replace('\n', '\u000b');
    say(sealedOf(joined, bytesHere) === null, `the end of line ${line}`);
    ends.set(origin, whole.link);
    from = end + 1;
  }
}

function flipTable(name: string, bytes: Buffer, say: (found: boolean, where: string) => void): void {
  const sum = bytesHere.sha256(bytes);
  for (let at = 0; at < bytes.length; at += bytes.length > WHOLE_TABLE ? 101 : 1) {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    say(bytesHere.sha256(bytes) !== sum, `${name}, byte ${at}`);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  }
}

function flipped(bundle: Buffer, at: number): Buffer {
  const changed = Buffer.from(bundle);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

async function bundleOf(events: number): Promise<Buffer> {
  const ends: (() => void | Promise<void>)[] = [];
  try {
    const set = await night((end) => void ends.push(end));
    for (let done = 0; done < events; done += LINES_A_PASTE) {
      const count = Math.min(LINES_A_PASTE, events - done);
      const entries = Array.from({ length: count }, (_, i) => ({
        at: set.host.clock.now() - (done + i) * 1_000,
        kind: 'observation' as const,
        text: `Error rate at ${(done + i) % 100} % in region ${i % 7}`,
      }));
      await set.does({ type: 'timeline.import', entries });
    }
    return await set.bundle();
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}
