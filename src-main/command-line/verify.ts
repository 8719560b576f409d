// `warroom verify`: is it what was written? A record, a handover file or an evidence bundle; the first bad event or part is named.
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { checkEvidence } from '../../src-shared/bundle/evidence-check.ts';
import { changedPlaybook, readRecord } from '../../src-shared/bundle/record.ts';
import { iso } from '../../src-shared/text/clock-times.ts';
import { readHandoverFile, typedPassphrase } from '../bundles/handover-file.ts';
import { notRead } from '../bundles/refusals.ts';
import { headerFault } from '../bundles/cipher.ts';
import { bytesHere } from '../journal/sealing.ts';
import { type Ended, stopped } from '../errands/endings.ts';
import { passphraseFor, readInput } from './input-file.ts';
import { withRecord } from './reading.ts';
import type { Given, Verb } from './verb.ts';

export const verify: Verb = {
  name: 'verify',
  usage: 'verify [FILE]',
  summary: 'whether an evidence bundle, a handover file or a record is what was written',
  help: [
    'FILE               an evidence bundle, a handover file, a data folder or a backup; left out: the record of the data folder',
    '--passphrase-file FILE  its first line opens a handover file; else it is asked for at the terminal',
  ],
  options: { 'passphrase-file': { type: 'string' } },
  positionals: { least: 0, most: 1 },
  run: async (given) => {
    const name = given.positionals[0];
    const path = name === undefined ? given.dataDir : resolve(given.cwd, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return verifyRecord(given, path);
    const file = readInput(given, path);
    if (!file.ok) return file;
    const start = Buffer.from(file.bytes.subarray(0, 16)).toString('latin1');
    if (start.startsWith('SQLite format 3'))
      return verifyRecord(given, basename(path) === 'journal.db' ? dirname(path) : path);
    if (start.startsWith('WARROOM\n')) return verifyHandover(given, file.bytes);
    if (start.startsWith('PK')) return verifyEvidence(file.bytes);
    return stopped(
      'damaged',
      `${path} is no evidence bundle, no handover file and no record of Warroom, or its beginning is gone.`,
    );
  },
};

function verifyRecord(given: Given, where: string): Promise<Ended> {
  return withRecord(
    given,
    async (record) => {
      const { ok, events, trouble } = await record.verify(given.clock.now());
      if (!ok) return stopped('damaged', trouble ?? 'The record is damaged.', { kind: 'record', events });
      return {
        ok: true,
        words: `The record is what was written: ${events.toLocaleString('en')} events, every chain and text checked.\n`,
        data: { kind: 'record', events },
      };
    },
    where,
  );
}

function verifyEvidence(bytes: Uint8Array): Ended {
  const report = checkEvidence(bytes, bytesHere);
  if (!report.ok) {
    const { part, detail } = report.fault;
    return stopped('damaged', `The bundle is not what was made${part === null ? '' : `, at ${part}`}: ${detail}.`, {
      kind: 'evidence',
      part,
    });
  }
  const { manifest, redacted, checkpoints, madeOn, wroteHere } = report;
  const sealed = checkpoints.map(({ at, events, digest }) => `  ${at}  ${events} events  ${digest}\n`);
  return {
    ok: true,
    words: [
      `The bundle is what was made: ${manifest.number}, ${manifest.events.toLocaleString('en')} events, made ${manifest.madeAt} by ${manifest.madeBy}.\n`,
      ...(redacted.length === 0
        ? []
        : [`${redacted.length} events are there without their text; redactions.json says why.\n`]),
      ...(sealed.length === 0 ? [] : ['Checkpoints; compare them with what stands where others keep it:\n', ...sealed]),
    ].join(''),
    data: {
      kind: 'evidence',
      incident: manifest.incident,
      events: manifest.events,
      madeAt: manifest.madeAt,
      madeBy: manifest.madeBy,
      madeOn,
      wroteHere,
      redacted,
      checkpoints,
    },
  };
}

async function verifyHandover(given: Given, bytes: Uint8Array): Promise<Ended> {
  const fault = headerFault(bytes);
  if (fault !== null) return stopped('damaged', notRead({ ok: false, why: fault, part: null }).refusal.message);
  const asked = await passphraseFor(given);
  if (!asked.ok) return asked;
  const passphrase = typedPassphrase(asked.typed);
  if (passphrase === null)
    return stopped('passphrase', 'A passphrase is four words of five letters, such as "lusab-babad-gutih-tugad".');
  const read = await readHandoverFile(bytes, passphrase);
  if (!read.ok) {
    const { message } = notRead(read).refusal;
    return stopped(
      read.why === 'wrong-passphrase' ? 'passphrase' : read.why === 'newer' ? 'refused' : 'damaged',
      message,
    );
  }
  const { record, madeAt, madeBy } = read.file;
  const checked = readRecord(record, bytesHere);
  if (!checked.ok)
    return stopped('damaged', `Its record is not what was written: ${checked.detail}.`, { kind: 'handover' });
  const changed = changedPlaybook(record.playbooks, bytesHere);
  if (changed !== null) return stopped('damaged', `Its playbook ${changed} was changed.`, { kind: 'handover' });
  const made = iso(madeAt);
  return {
    ok: true,
    words: `The handover file is what was made: ${checked.events.length.toLocaleString('en')} events, made ${made} by ${madeBy}.\n`,
    data: { kind: 'handover', incident: record.incident, events: checked.events.length, madeAt: made, madeBy },
  };
}
