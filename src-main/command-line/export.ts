// `warroom export ID --format F`: a document, the data or the record of an incident, to a file or to the terminal.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { documentNames, inFormat, makeDocument } from '../../src-shared/documents/document.ts';
import { incidentJson } from '../../src-shared/documents/export/incident-json.ts';
import { timelineCsv } from '../../src-shared/documents/export/timeline-csv.ts';
import { htmlPage } from '../../src-shared/documents/html.ts';
import { incidentReport } from '../../src-shared/documents/report.ts';
import { type DocumentKind, documentKind } from '../../src-shared/incident/briefings.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { makeEvidence } from '../bundles/evidence.ts';
import { newPassphrase, typedPassphrase } from '../bundles/handover-file.ts';
import { handoverFileOf } from '../bundles/handovers.ts';
import type { RecordBeside } from '../journal/read-beside.ts';
import { openPhoneBook } from '../settings/phone-book.ts';
import { openSettings } from '../settings/settings.ts';
import { type Ended, type Stopped, stopped } from '../errands/endings.ts';
import { passphraseFor } from './input-file.ts';
import { outputFault, writeOutput } from './output-file.ts';
import { incidentOf, withRecord, zoneOf } from './reading.ts';
import type { Given, Verb } from './verb.ts';

const FORMATS = ['sitrep', 'briefing', 'md', 'html', 'pdf', 'json', 'csv', 'evidence', 'handover'] as const;
type Format = (typeof FORMATS)[number];
/** Those that are no text: they go to a file, never to the terminal. */
const BINARY: readonly Format[] = ['pdf', 'evidence', 'handover'];
const REPORT = 'report';

export const exportIncident: Verb = {
  name: 'export',
  usage: 'export ID --format FORMAT',
  summary: `an incident as ${FORMATS.join(', ')}`,
  help: [
    `--format FORMAT    ${FORMATS.join(', ')}`,
    '--out FILE         where to; "-" or left out: the terminal (not for pdf, evidence and handover)',
    '--force            write over a file that is there',
    `--document NAME    for md, html and pdf: ${REPORT} (SITREP and timeline), ${documentKind.options.join(', ')}`,
    '--withhold         for evidence: texts with personal data stay behind, and a list says which',
    '--passphrase-file FILE  for handover: its first line closes the file; else one is made and said beside',
  ],
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    force: { type: 'boolean' },
    document: { type: 'string' },
    withhold: { type: 'boolean' },
    'passphrase-file': { type: 'string' },
  },
  positionals: { least: 1, most: 1 },
  run: async (given) => {
    const format = FORMATS.find((one) => one === given.text('format'));
    if (format === undefined) return stopped('usage', `--format has to be one of ${FORMATS.join(', ')}.`);
    const asked = given.text('document') ?? REPORT;
    const document = asked === REPORT ? REPORT : documentKind.options.find((one) => one === asked);
    if (document === undefined)
      return stopped('usage', `--document has to be ${REPORT} or one of ${documentKind.options.join(', ')}.`);
    const name = given.text('out') ?? '-';
    const out = name === '-' ? null : resolve(given.cwd, name);
    if (out === null && BINARY.includes(format))
      return stopped('usage', `${format} is no text for a terminal. Name a file with --out.`);
    if (format === 'pdf' && given.paper === null)
      return stopped(
        'refused',
        'A PDF is made by the desktop app (Electron) where there is a display, and here one of them is missing. Use --format html: it is one file, and any browser prints it.',
      );
    const fault = out === null ? null : outputFault(out, given.has('force'));
    if (fault !== null) return fault;
    return withRecord(given, async (record) => {
      const found = incidentOf(record, given.positionals[0] ?? '');
      if (!found.ok) return found;
      const { incident, quarantined } = found;
      if (quarantined !== null) given.note(`It cannot be read to its end, and ends there: ${quarantined}`);
      const made = await makeBytes(given, record, { incident, quarantined, format, document });
      return made.ok ? delivered(given, format, out, incident, made.bytes, made.data) : made;
    });
  },
};

type Bytes = { ok: true; bytes: Uint8Array; data?: Readonly<Record<string, unknown>> } | Stopped;

async function makeBytes(
  given: Given,
  record: RecordBeside,
  asked: { incident: Incident; quarantined: string | null; format: Format; document: DocumentKind | typeof REPORT },
): Promise<Bytes> {
  const { incident, format, document } = asked;
  const reading = { now: given.clock.now(), zone: zoneOf(given) };
  const text = (words: string): Bytes => ({ ok: true, bytes: Buffer.from(words, 'utf8') });
  const sheet = (kind: DocumentKind | typeof REPORT): { text: string; isMarkdown: boolean; title: string } => {
    const number = incident.declaration?.number ?? '';
    const made =
      kind === REPORT
        ? { ...incidentReport(incident, reading), isMarkdown: true }
        : makeDocument(kind, incident, incident.declaration?.playbook ?? null, reading);
    if (made.fault !== null) given.note(made.fault);
    return { ...made, title: `${kind === REPORT ? 'Incident report' : documentNames[kind]} ${number}` };
  };
  switch (format) {
    case 'sitrep':
      return text(sheet('sitrep').text);
    case 'briefing':
      return text(sheet('handover').text);
    case 'md': {
      const made = sheet(document);
      return text(document === REPORT ? made.text : inFormat(document, incident, made, 'markdown'));
    }
    case 'html': {
      const made = sheet(document);
      return text(htmlPage(made.title, made.text, made.isMarkdown));
    }
    case 'pdf': {
      const made = sheet(document);
      if (given.paper === null) throw new Error('it was looked at before');
      return { ok: true, bytes: await given.paper(htmlPage(made.title, made.text, made.isMarkdown)) };
    }
    case 'json': {
      const { now } = reading;
      const data = incidentJson(incident, { now, appVersion: given.version, incomplete: asked.quarantined });
      return text(`${JSON.stringify(data, null, 2)}\n`);
    }
    case 'csv':
      return text(timelineCsv(incident));
    case 'evidence':
      return evidence(given, record, incident);
    case 'handover':
      return handover(given, record, incident, reading);
  }
}

async function evidence(given: Given, record: RecordBeside, incident: Incident): Promise<Bytes> {
  const exported = record.exported(incident.id);
  if (exported === null) return gone();
  const bytes = await makeEvidence({
    exported,
    incident,
    // One that came in meanwhile is not among those that were exported.
    events: record.events(incident.id).slice(0, exported.events),
    madeAt: given.clock.now(),
    madeBy: whoIs(given),
    appVersion: given.version,
    verifier: readFileSync(given.verifier, 'utf8'),
    withhold: given.has('withhold'),
    vouch: async (text) => record.vouch(text),
  });
  return { ok: true, bytes, data: { events: exported.events } };
}

/** A copy of the incident that another Warroom takes in. Command is handed over in the cockpit, with its read-back. */
async function handover(
  given: Given,
  record: RecordBeside,
  incident: Incident,
  reading: { now: number; zone: string },
): Promise<Bytes> {
  let passphrase = newPassphrase(given.random);
  const chosen = given.text('passphrase-file') !== undefined;
  if (chosen) {
    const asked = await passphraseFor(given);
    if (!asked.ok) return asked;
    const typed = typedPassphrase(asked.typed);
    if (typed === null)
      return stopped(
        'passphrase',
        'The passphrase file does not hold a passphrase: four words of five letters, such as "lusab-babad-gutih-tugad". Leave --passphrase-file out, and one is made.',
      );
    passphrase = typed;
  }
  const exported = record.exported(incident.id);
  if (exported === null) return gone();
  const { clock, ids } = given;
  const kept = given.openStore(given.dataDir, 'phone-book');
  const phoneBook = openPhoneBook(kept, { clock, ids, changed: () => {} });
  const bytes = await handoverFileOf(exported, incident, {
    reading,
    madeBy: whoIs(given),
    appVersion: given.version,
    find: phoneBook.find,
    passphrase,
    random: given.random,
  });
  given.note(
    'This is a copy of the record: it gives no command. Command changes hands in the cockpit, with "Hand over to another laptop".',
  );
  if (!chosen) given.note(`Passphrase: ${passphrase}\nSay it over the bridge. It is kept nowhere.`);
  return { ok: true, bytes, data: { events: exported.events } };
}

/** The person of the cockpit's settings, of which nothing is written here: their host may be running. */
function whoIs({ openStore, dataDir, accountName, zone, clock, ids }: Given): string {
  const store = openStore(dataDir, 'settings');
  return openSettings(
    { get: (key) => store.get(key), set: () => {}, delete: () => {} },
    { accountName, zone, newId: () => ids.ulid(clock.now()) },
  ).identity().person.name;
}

function gone(): Stopped {
  return stopped('not-found', 'This incident is not in the record any more.');
}

async function delivered(
  given: Given,
  format: Format,
  out: string | null,
  incident: Incident,
  bytes: Uint8Array,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Ended> {
  const about = {
    format,
    incident: incident.id,
    number: incident.declaration?.number ?? '',
    bytes: bytes.length,
    ...more,
  };
  if (out === null) {
    const text = Buffer.from(bytes).toString('utf8');
    return { ok: true, words: text.endsWith('\n') ? text : `${text}\n`, data: { ...about, text } };
  }
  const fault = await writeOutput(out, bytes, given.has('force'));
  return fault ?? { ok: true, words: `${out}\n`, data: { ...about, out } };
}
