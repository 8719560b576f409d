// The handover file: one incident with all that another laptop needs to go on with it, closed by a passphrase that is said
// over the bridge. The form is written down in docs/handover-file.md.
import { z } from 'zod';
import { MAX_FILE_BYTES, type Part, pack, unpack } from '../../src-shared/bundle/container.ts';
import { type PhoneBookPerson, MAX_PEOPLE, phoneBookPersonSchema } from '../../src-shared/phone-book.ts';
import { quints, quintsIn } from '../../src-shared/text/quints.ts';
import { hash } from 'node:crypto';
import type { Exported, IncidentRecord, OutboxRow } from '../journal/journal.ts';
import type { Random } from '../ports.ts';
import { type NotOpened, closed, opened } from './cipher.ts';

const WORDS = 4;
const FORMAT = 'warroom-handover';
const VERSION = 1;

/** What goes into a file beside the record itself. */
export interface Around {
  number: string;
  title: string;
  /** ms since the epoch */
  madeAt: number;
  /** until when whoever made it expects it to be opened; what is later has to be asked about */
  useBy: number;
  /** the name of the person at the keyboard */
  madeBy: string;
  appVersion: string;
  people: readonly PhoneBookPerson[];
  documents: Readonly<Record<'sitrep' | 'briefing', string>>;
}

export interface HandoverFile {
  record: IncidentRecord;
  events: number;
  outbox: readonly OutboxRow[];
  people: readonly PhoneBookPerson[];
  madeAt: number;
  /** null: made before files said so */
  useBy: number | null;
  madeBy: string;
  appVersion: string;
}

/** `part`: where it goes wrong, where that can be told. */
export interface NotRead {
  ok: false;
  why: NotOpened | 'bad-name' | 'not-complete' | 'malformed';
  part: string | null;
}

/** 64 bits that can be pronounced. */
export function newPassphrase(random: Random): string {
  return quints(random.bytes(2 * WORDS));
}

/** As it was made, whatever dashes and capitals it was typed with; null where it cannot be one. */
export function typedPassphrase(typed: string): string | null {
  return quintsIn(typed, WORDS);
}

export async function makeHandoverFile(
  exported: Exported,
  around: Around,
  { passphrase, random }: { passphrase: string; random: Random },
): Promise<Buffer> {
  const { incident, lines, heads, playbooks, events } = exported;
  const { people, documents, ...made } = around;
  const parts: Part[] = [
    { name: 'journal.jsonl', bytes: lines },
    ...playbooks.map(({ hash: name, json }) => ({ name: `playbooks/${name}.json`, bytes: Buffer.from(json) })),
    { name: 'people.json', bytes: jsonOf(people) },
    { name: 'outbox.json', bytes: jsonOf(exported.outbox.map(({ key, json }) => ({ key, row: json }))) },
    { name: 'documents/briefing.md', bytes: Buffer.from(documents.briefing) },
    { name: 'documents/sitrep.md', bytes: Buffer.from(documents.sitrep) },
  ];
  const manifest: z.output<typeof manifestSchema> = {
    format: FORMAT,
    version: VERSION,
    incident,
    ...made,
    events,
    heads: heads.map((head) => ({ ...head })),
    parts: parts
      .map(({ name, bytes }) => ({ name, size: bytes.length, sha256: hash('sha256', bytes, 'hex') }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return closed(pack([...parts, { name: 'manifest.json', bytes: jsonOf(manifest) }]), passphrase, random);
}

/** `passphrase` as `typedPassphrase` gave it. Nothing of it is believed that was not looked at; the record is the journal's to check. */
export async function readHandoverFile(
  bytes: Uint8Array,
  passphrase: string,
): Promise<{ ok: true; file: HandoverFile } | NotRead> {
  const not = (why: NotRead['why'], part: string | null = null): NotRead => ({ ok: false, why, part });
  if (bytes.length > MAX_FILE_BYTES) return not('malformed');
  const inside = await opened(bytes, passphrase);
  if (!inside.ok) return not(inside.why);
  const container = unpack(inside.bytes);
  if (!container.ok) return not(container.why === 'not-a-container' ? 'malformed' : container.why, container.part);

  const parts = new Map(container.parts.map(({ name, bytes: data }) => [name, data]));
  const json = <T>(name: string, schema: z.ZodType<T>): T | null => {
    const read = schema.safeParse(parsed(parts.get(name)));
    return read.success ? read.data : null;
  };
  const version = json('manifest.json', z.looseObject({ format: z.literal(FORMAT), version: z.int() }));
  if (version === null) return not('malformed', 'manifest.json');
  if (version.version > VERSION) return not('newer');
  const manifest = json('manifest.json', manifestSchema);
  if (manifest === null) return not('malformed', 'manifest.json');
  for (const { name, size, sha256 } of manifest.parts) {
    const part = parts.get(name);
    if (part === undefined) return not('not-complete', name);
    if (part.length !== size || hash('sha256', part, 'hex') !== sha256) return not('changed', name);
  }
  if (parts.size !== manifest.parts.length + 1) return not('malformed', 'manifest.json');

  const lines = parts.get('journal.jsonl');
  if (lines === undefined) return not('not-complete', 'journal.jsonl');
  const people = json('people.json', z.array(phoneBookPersonSchema).max(MAX_PEOPLE));
  if (people === null) return not('malformed', 'people.json');
  const outbox = json('outbox.json', outboxSchema);
  if (outbox === null) return not('malformed', 'outbox.json');
  const { incident, heads, events, madeAt, useBy = null, madeBy, appVersion } = manifest;
  const playbooks = container.parts.flatMap(({ name, bytes: data }) => {
    const named = /^playbooks\/([0-9a-f]{64})\.json$/u.exec(name)?.[1];
    return named === undefined ? [] : [{ hash: named, json: Buffer.from(data).toString('utf8') }];
  });
  return {
    ok: true,
    file: {
      // A copy of its own: it goes to another thread, and would take all of the file along.
      record: { incident, lines: Uint8Array.from(lines), heads, playbooks },
      events,
      outbox: outbox.map(({ key, row }) => ({ key, incident, json: row })),
      people,
      madeAt,
      useBy,
      madeBy,
      appVersion,
    },
  };
}

const text = z.string().max(500);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const time = z.int().min(0).max(8_640_000_000_000_000);

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  incident: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u),
  number: text,
  title: text,
  madeAt: time,
  useBy: time.optional(),
  madeBy: text,
  appVersion: text,
  events: z.int().min(1),
  heads: z
    .array(
      z.strictObject({
        origin: z.string().regex(/^[0-9a-f]{32}$/u),
        seq: z.int().min(1),
        hash: sha256,
        signature: z.string().max(100),
      }),
    )
    .min(1)
    .max(10_000),
  parts: z.array(z.strictObject({ name: text, size: z.int().min(0), sha256 })).max(10_000),
});

const outboxSchema = z.array(z.strictObject({ key: z.string().max(64), row: z.string().max(1_000_000) })).max(100_000);

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function parsed(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
  } catch {
    return undefined;
  }
}
