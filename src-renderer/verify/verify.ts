// The page that goes with every evidence bundle: checks it where it is opened, in any browser, with no network. Built into one
// file (electron.vite.config.ts); the check itself is Warroom's own (src-shared/bundle/evidence-check.ts).
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { keyBytes } from '../../src-shared/bundle/chain.ts';
import { type CheckedCheckpoint, checkEvidence, type EvidenceReport } from '../../src-shared/bundle/evidence-check.ts';
import type { BytesAndSignatures } from '../../src-shared/bundle/record.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

const here: BytesAndSignatures = {
  sha256: (...parts) => {
    const sum = sha256.create();
    for (const part of parts) sum.update(part);
    return bytesToHex(sum.digest());
  },
  encode: (text) => encoder.encode(text),
  decode: (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  },
  verify: (key, text, signature) => {
    try {
      const signed = Uint8Array.from(atob(signature), (c) => c.charCodeAt(0));
      return ed25519.verify(signed, encoder.encode(text), keyBytes(key), { zip215: false });
    } catch {
      return false;
    }
  },
};

const input = document.querySelector('input');
const status = document.querySelector<HTMLElement>('[role=status]');

input?.addEventListener('change', () => {
  const file = input.files?.[0];
  if (file === undefined || status === null) return;
  delete status.dataset['verdict'];
  status.textContent = `Checking ${file.name} ...`;
  void file.arrayBuffer().then(
    // Painted first: a long record takes seconds.
    (bytes) => setTimeout(() => show(status, checkEvidence(new Uint8Array(bytes), here)), 50),
    () => (status.textContent = 'This file cannot be read. Copy it to this machine and choose it again.'),
  );
});

function show(place: HTMLElement, report: EvidenceReport): void {
  place.textContent = '';
  place.dataset['verdict'] = report.ok ? 'whole' : 'broken';
  const verdict = document.createElement('p');
  const strong = document.createElement('strong');
  verdict.append(strong);
  place.append(verdict);
  if (!report.ok) {
    const { part, detail } = report.fault;
    strong.textContent = 'This is not what Warroom wrote.';
    verdict.append(` ${part === null ? 'The file' : `Part ${part}`}: ${detail}.`);
    return;
  }
  const { manifest, heads, redacted, checkpoints, madeOn, wroteHere } = report;
  strong.textContent = 'Every byte is as it was written.';
  place.append(
    list([
      ['Incident', `${manifest.number}: ${manifest.title}`],
      ['Made', `${manifest.madeAt} by ${manifest.madeBy}, Warroom ${manifest.appVersion}`],
      ['Events', `${manifest.events}, of ${heads.length === 1 ? '1 station' : `${heads.length} stations`}`],
      ['Without their text', redacted.length === 0 ? 'none' : `${redacted.length}, listed in redactions.json`],
      ['Bundle signed by', `${madeOn}${wroteHere ? '' : ' (a station that wrote nothing in this record)'}`],
      ...checkpointRows(checkpoints),
    ]),
  );
}

function checkpointRows(checkpoints: readonly CheckedCheckpoint[]): Row[] {
  if (checkpoints.length === 0)
    return [['Checkpoints', 'none: a rewrite by the holder of the keys cannot be excluded']];
  return checkpoints.map(({ at, digest, events }) => [
    `Checkpoint ${at}`,
    `${events} events, SHA-256 ${digest}. Compare it with the message in the chat room.`,
  ]);
}

type Row = readonly [term: string, words: string];

function list(rows: readonly Row[]): HTMLElement {
  const all = document.createElement('dl');
  for (const [term, words] of rows) {
    const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
    dt.textContent = term;
    dd.textContent = words;
    all.append(dt, dd);
  }
  return all;
}
