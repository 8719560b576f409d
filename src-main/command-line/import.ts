// `warroom import FILE`: a handover file, or a timeline that was written elsewhere.
import { readTimelineSource } from '../../src-shared/text/timeline-source.ts';
import type { PastedTimeline } from '../../src-shared/text/pasted-timeline.ts';
import { iso, isoOrNull, isZone } from '../../src-shared/text/clock-times.ts';
import type { TimelineErrand } from '../errands/timeline.ts';
import { columns } from './columns.ts';
import { type Ended, stopped } from '../errands/endings.ts';
import { passphraseFor, readInput } from './input-file.ts';
import type { Given, Verb } from './verb.ts';
import { carryOut } from './writing.ts';

export const importFile: Verb = {
  name: 'import',
  usage: 'import FILE',
  summary: 'a handover file, a Slack channel, a Statuspage history or a plain timeline',
  help: [
    '--preview          say what would be taken in, and take nothing',
    '--into ID          add to this incident; else a new one begins (a handover file knows its own)',
    '--title TEXT       of the new incident; --impact TEXT, --severity 1 to 4 likewise',
    '--part ID          of a Statuspage history with several incidents, the one to read',
    "--users FILE       users.json of a Slack export, for people's names",
    '--date YYYY-MM-DD  of the first time, where the text names no date; --zone ZONE of times that say none',
    '--passphrase-file FILE  its first line opens a handover file; else it is asked for at the terminal',
  ],
  options: {
    preview: { type: 'boolean' },
    into: { type: 'string' },
    title: { type: 'string' },
    impact: { type: 'string' },
    severity: { type: 'string' },
    part: { type: 'string' },
    users: { type: 'string' },
    date: { type: 'string' },
    zone: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
  positionals: { least: 1, most: 1 },
  run: async (given) => {
    const severity = Number(given.text('severity') ?? '0');
    if (![0, 1, 2, 3, 4].includes(severity)) return stopped('usage', '--severity has to be 1, 2, 3 or 4.');
    const zone = given.text('zone') ?? 'UTC';
    if (!isZone(zone))
      return stopped('usage', `--zone has to be the name of a zone, such as Europe/Berlin, not "${zone}".`);
    const file = readInput(given, given.positionals[0] ?? '');
    if (!file.ok) return file;
    const start = Buffer.from(file.bytes.subarray(0, 8)).toString('latin1');
    if (start === 'WARROOM\n') return importHandover(given, file.bytes);
    if (start.startsWith('PK\u0003\u0004'))
      return stopped(
        'refused',
        'This is a ZIP. An evidence bundle is checked with "warroom verify" and not taken in; of a Slack export, unpack it and import the file of a channel.',
      );
    return importTimeline(given, Buffer.from(file.bytes).toString('utf8'), zone, severity);
  },
};

async function importTimeline(given: Given, raw: string, zone: string, severity: number): Promise<Ended> {
  const users = given.text('users');
  const people = users === undefined ? null : readInput(given, users);
  if (people !== null && !people.ok) return people;
  const [date, part] = [given.text('date'), given.text('part')];
  const timeline = readTimelineSource(raw, {
    now: given.clock.now(),
    zone,
    ...(date === undefined ? {} : { date }),
    ...(part === undefined ? {} : { part }),
    ...(people === null ? {} : { users: Buffer.from(people.bytes).toString('utf8') }),
  });
  if (timeline.problem !== undefined) return stopped('refused', timeline.problem);
  if (part !== undefined && timeline.parts?.chosen !== part)
    return stopped(
      'not-found',
      `There is no incident "${part}" in this file. There are:\n${(timeline.parts?.all ?? []).map(({ id, name }) => `  ${id}  ${name}\n`).join('')}`,
    );
  const taken = takenFrom(timeline);
  const said = { ...counts(timeline, taken.length), warnings: timeline.warnings.map(({ message }) => message) };
  if (given.has('preview'))
    return {
      ok: true,
      words: preview(timeline, taken.length),
      data: { ...said, rows: timeline.rows.map(rowForScripts) },
    };
  if (taken.length === 0)
    return stopped('refused', 'No line of it has a time that can be read. Look at it with --preview.');
  const left = timeline.rows.length - taken.length;
  const ended = await carryOut(given, {
    errand: 'timeline',
    into: given.text('into') ?? null,
    declare: newIncident(given, timeline, taken, severity),
    entries: taken,
  });
  return ended.ok ? { ...ended, data: { ...ended.data, ...said }, notes: leftOut(timeline, left) } : ended;
}

function leftOut({ warnings }: PastedTimeline, left: number): readonly string[] {
  const lines = left === 1 ? '1 line is left out: it needs' : `${left} lines are left out: they need`;
  return [
    ...warnings.map(({ message }) => message),
    ...(left === 0 ? [] : [`${lines} a person to look. See --preview, or import in the cockpit.`]),
  ];
}

type Taken = ReturnType<typeof takenFrom>;

/** What is added without a person looking at it: lines with a time and a text, and nothing doubtful. */
function takenFrom({ rows }: PastedTimeline): {
  at: number;
  kind: PastedTimeline['rows'][number]['kind'];
  text: string;
  precision?: NonNullable<PastedTimeline['rows'][number]['precision']>;
  author?: string;
}[] {
  return rows.flatMap(({ at, kind, text, precision, author, problem }) =>
    at === null || problem !== undefined || text === ''
      ? []
      : [
          {
            at,
            kind,
            text,
            ...(precision === undefined ? {} : { precision }),
            ...(author === undefined ? {} : { author }),
          },
        ],
  );
}

/** What is declared where they begin a new incident. */
function newIncident(
  given: Given,
  { date: { day }, suggested }: PastedTimeline,
  taken: Taken,
  severity: number,
): TimelineErrand['declare'] {
  return {
    title:
      given.text('title') ?? suggested?.title ?? (day === null ? 'Imported timeline' : `Imported timeline of ${day}`),
    impact: given.text('impact') ?? '',
    severity: severity === 0 ? (suggested?.severity ?? 2) : severity,
    detectedAt: taken.reduce((first, { at }) => Math.min(first, at), given.clock.now()),
  };
}

function counts(
  { layout, rows, counts: { lines, skipped } }: PastedTimeline,
  taken: number,
): Readonly<Record<string, unknown>> {
  return { source: layout, read: lines, usable: taken, doubtful: rows.length - taken, leftOut: skipped };
}

function preview(timeline: PastedTimeline, taken: number): string {
  const { rows, warnings, skipped, parts } = timeline;
  return [
    columns([
      ['TIME (UTC)', 'KIND', 'AUTHOR', 'TEXT', ''],
      ...rows.map(({ at, kind, author, text, problem }) => [
        at === null ? '?' : iso(at).slice(0, 19).replace('T', ' '),
        kind,
        author ?? '',
        text.length > 100 ? `${text.slice(0, 99)}…` : text,
        problem ?? '',
      ]),
    ]),
    ...(parts === undefined || parts.all.length < 2
      ? []
      : [
          '\nIncidents in the file (--part ID)\n',
          columns(parts.all.map(({ id, name, entries }) => [`  ${id}`, name, `${entries} updates`])),
        ]),
    ...(warnings.length + skipped.length === 0 ? [] : ['\n']),
    ...warnings.map(({ message }) => `${message}\n`),
    ...skipped.map(({ line, reason }) => `Line ${line} is no entry: ${reason}\n`),
    `\n${taken} of ${rows.length} would be added. Nothing was.\n`,
  ].join('');
}

function rowForScripts({
  line,
  at,
  kind,
  text,
  author,
  precision,
  problem,
}: PastedTimeline['rows'][number]): Readonly<Record<string, unknown>> {
  return {
    line,
    at: isoOrNull(at),
    kind,
    text,
    author: author ?? null,
    precision: precision ?? null,
    problem: problem ?? null,
  };
}

async function importHandover(given: Given, bytes: Uint8Array): Promise<Ended> {
  if (given.text('into') !== undefined)
    return stopped('usage', 'A handover file knows its own incident: leave --into out.');
  const asked = await passphraseFor(given);
  if (!asked.ok) return asked;
  const preview = given.has('preview');
  return carryOut(given, { errand: 'handover', size: bytes.length, passphrase: asked.typed, preview }, bytes);
}
