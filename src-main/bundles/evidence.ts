// The evidence bundle for auditors: the raw record, tables made from it, what is missing, and the page that checks all of it
// (docs/evidence-bundle.md).
import { hash } from 'node:crypto';
import { pack, type Part } from '../../src-shared/bundle/container.ts';
import {
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  type EvidenceManifest,
  PARTS,
  jsonText,
  vouchedText,
  type Voucher,
} from '../../src-shared/bundle/evidence-check.ts';
import { gapsOf } from '../../src-shared/documents/evidence/gaps.ts';
import { auditorsReadme } from '../../src-shared/documents/evidence/readme.ts';
import {
  accessList,
  callLog,
  peopleLog,
  published,
  timelineTable,
  workLog,
} from '../../src-shared/documents/evidence/tables.ts';
import { transcripts } from '../../src-shared/documents/evidence/transcripts.ts';
import { iso } from '../../src-shared/text/clock-times.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Exported } from '../journal/journal.ts';
import { withheldFrom } from './withholding.ts';

export interface EvidenceInput {
  exported: Exported;
  incident: Incident;
  /** the events of `exported`, in the order of the fold */
  events: readonly RecordedEvent[];
  /** ms since the epoch */
  madeAt: number;
  madeBy: string;
  appVersion: string;
  /** the page that checks a bundle, as HTML */
  verifier: string;
  /** texts with personal data stay behind (DOMAIN.md 11); the record here is not touched */
  withhold: boolean;
  vouch: (text: string) => Promise<Voucher>;
}

/** The same input gives the same bytes. */
export async function makeEvidence(input: EvidenceInput): Promise<Uint8Array<ArrayBuffer>> {
  const { exported, incident, events } = input;
  const { lines, redactions, clean } = withheldFrom(exported.lines, incident.compliance.words, input.withhold);
  const rooms = transcripts(incident, events);
  const gaps = gapsOf(incident, events, rooms, redactions.length);
  const tables: [name: string, what: string, value: unknown][] = [
    ['timeline.json', 'every line of the timeline, with corrections and retractions', timelineTable(incident)],
    ['transcripts.json', 'what was said in the rooms, with edits, deletions and how complete it is', rooms],
    ['published.json', 'status page, updates and what came of everything that was sent', published(incident)],
    ['people.json', 'who took part, command, roles and handovers', peopleLog(incident, events)],
    ['calls.json', 'who was called and who answered, as noted in Warroom', callLog(incident, events)],
    ['access.json', 'who had access to production during the incident, and who reviewed it', accessList(incident)],
    ['work.json', 'decisions, hypotheses, tasks and actions', workLog(incident)],
    ['gaps.json', 'what is missing, and why', gaps],
    [PARTS.redactions, 'events whose text is not here, and why', redactions],
  ];
  const parts: (Part & { what: string })[] = [
    { name: PARTS.journal, what: 'the record: every event as it was sealed, in order', bytes: lines },
    {
      name: PARTS.heads,
      what: 'where the chain of each station ends, signed by it',
      bytes: bytesOf(jsonText(exported.heads)),
    },
    ...exported.playbooks.map(({ hash: name, json }) => ({
      name: `record/playbooks/${name}.json`,
      what: 'the playbook the incident ran under',
      bytes: bytesOf(json),
    })),
    ...tables.map(([name, what, value]) => ({ name, what, bytes: bytesOf(jsonText(clean(value))) })),
    ...incident.briefings.map(({ document, at, text }, i) => ({
      name: `documents/${String(i + 1).padStart(3, '0')}-${document.replaceAll(/[^a-z-]/gu, '-')}.md`,
      what: `as issued ${iso(at)}`,
      bytes: bytesOf(String(clean(text))),
    })),
    { name: 'verify.html', what: 'checks this bundle, in any browser', bytes: bytesOf(input.verifier) },
  ];
  const head: Omit<EvidenceManifest, 'parts'> = {
    format: EVIDENCE_FORMAT,
    version: EVIDENCE_VERSION,
    incident: incident.id,
    number: incident.declaration?.number ?? '',
    title: String(clean(incident.declaration?.title ?? '')),
    madeAt: iso(input.madeAt),
    madeBy: input.madeBy,
    appVersion: input.appVersion,
    events: exported.events,
  };
  parts.push({ name: 'readme.txt', what: 'this page', bytes: bytesOf(auditorsReadme(head, parts, gaps)) });
  const manifest: EvidenceManifest = {
    ...head,
    parts: parts
      .map(({ name, bytes, what }) => ({ name, size: bytes.length, sha256: hash('sha256', bytes, 'hex'), what }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
  const manifestText = jsonText(manifest);
  const voucher = await input.vouch(vouchedText(hash('sha256', manifestText, 'hex')));
  return pack([
    ...parts.map(({ name, bytes }) => ({ name, bytes })),
    { name: PARTS.manifest, bytes: bytesOf(manifestText) },
    { name: PARTS.signature, bytes: bytesOf(jsonText(voucher)) },
  ]);
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
