// An incident as data, played through the whole way of a command in its own time: declared when it was seen, each line when it was
// said, the page moved along, resolved at its end. It is a drill: nothing of it leaves this machine, and the pages and rooms that it
// speaks of are the pretended ones of the cockpit's own drills.
import { z } from 'zod';
import { roomUpdateDraft, statusPageDraft } from '../../src-shared/documents/drafts.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { pretended } from '../../src-shared/drill/pretended.ts';
import { MAX_IMPORT, MAX_TEXT } from '../../src-shared/incident/fields.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Step } from '../../src-shared/incident/status-page.ts';
import { ENTRY_KINDS, type EntryKind } from '../../src-shared/text/entry-kind.ts';
import { iso } from '../../src-shared/text/clock-times.ts';
import type { Desk } from '../incidents/desk.ts';
import { type Ended, type Stopped, stopped } from './endings.ts';
import { type Place, refused, type Said, says } from './place.ts';
import { type PlayedClock, playedClock } from './played-clock.ts';

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const maybe = time.nullish().transform((at) => at ?? null);
const line = z.string().min(1).max(MAX_TEXT);

/** What is played of the file; what else it holds (sources, causes, notes) is for people. */
const incidentSchema = z.object({
  slug: z.string().max(40).default('played'),
  title: z.string().min(1).max(180),
  impact: z.string().max(2_000).default(''),
  severity_suggested: z.literal([1, 2, 3, 4]),
  services: z.array(z.string().min(1).max(200)).max(50).default([]),
  started_at: maybe,
  detected_at: time,
  declared_at: maybe,
  mitigated_at: maybe,
  resolved_at: maybe,
  roles_seen: z.array(z.string().min(1).max(80)).max(50).default([]),
  entries: z
    .array(
      z.object({
        at: time,
        kind: z.string().max(40),
        text: line,
        precision: z.enum(['approx', 'after', 'day']).optional(),
        source_role: z.string().min(1).max(80).optional(),
      }),
    )
    .min(1)
    .max(MAX_IMPORT),
});

type Played = z.output<typeof incidentSchema>;

export const drillErrand = z.strictObject({ errand: z.literal('drill'), incident: z.unknown() });
export type DrillErrand = z.output<typeof drillErrand>;

export function readStory(incident: unknown, now: number): { ok: true; story: Story } | Stopped {
  const read = incidentSchema.safeParse(incident);
  if (!read.success) {
    const [first] = read.error.issues;
    const where = first === undefined || first.path.length === 0 ? 'the file' : first.path.join('.');
    return stopped('refused', `This is not an incident that can be played: ${where}: ${first?.message ?? ''}`);
  }
  const story = storyOf(read.data);
  return story.end > now
    ? stopped('refused', 'The incident ends in the future. A drill plays what has happened.')
    : { ok: true, story };
}

/** Only what is played of it: the rest of a file is for people, and may be long. */
export function playedPart(incident: unknown): unknown {
  if (typeof incident !== 'object' || incident === null) return incident;
  const played = new Set(Object.keys(incidentSchema.shape));
  return Object.fromEntries(Object.entries(incident).filter(([key]) => played.has(key)));
}

interface Story {
  real: Played;
  begin: number;
  half: number;
  mitigated: number;
  end: number;
}

const MINUTE = 60_000;

/** The times of the story in an order that can be lived: a source may know only some of them. */
function storyOf(real: Played): Story {
  const last = real.entries.reduce((latest, { at }) => Math.max(latest, at), real.detected_at);
  const begin = Math.max(real.declared_at ?? real.detected_at + MINUTE, real.detected_at);
  const resolved = real.resolved_at ?? last + 60 * MINUTE;
  const mitigated = Math.max(real.mitigated_at ?? resolved, begin + 10 * MINUTE);
  const half = begin + Math.max(5 * MINUTE, Math.round((mitigated - begin) / 2));
  return { real, begin, half, mitigated, end: Math.max(resolved, mitigated + MINUTE) };
}

/** One thing that happens at its time. */
interface Happening {
  at: number;
  does: () => Promise<void>;
}

class Refusal extends Error {
  readonly ending: Stopped['ending'];

  constructor(message: string, ending: Stopped['ending']) {
    super(message);
    this.ending = ending;
  }
}

export async function playDrill(place: Place, { incident }: DrillErrand, signal?: AbortSignal): Promise<Ended> {
  const read = readStory(incident, place.clock.now());
  if (!read.ok) return read;
  const clock = playedClock(read.story.begin);
  const desk = await place.deskIn(clock);
  const id = place.ids.ulid(read.story.begin);
  try {
    return await play({ ...place, clock, desk }, clock, id, read.story, signal);
  } finally {
    await desk.stop();
    await place.desk.arrived(id);
  }
}

async function play(
  place: Place & { desk: Desk },
  clock: PlayedClock,
  id: string,
  story: Story,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  const { real, begin, half, mitigated, end } = story;
  const me = place.person();
  const zone = place.zone();
  let commands = 0;

  async function read(): Promise<Incident> {
    const state = await place.desk.read(id);
    if (state === null) throw new Error('the incident is not in the record any more');
    return state;
  }

  async function does(command: Said, as?: string): Promise<void> {
    if (signal?.aborted === true) throw new Refusal('Warroom was ended while the drill was played.', 'failed');
    const person = as === undefined ? me : playedPerson(as);
    const answer = await says(place, id, command, { person, via: 'system' });
    if (!answer.ok)
      throw new Refusal(
        `${iso(clock.now())} ${command.type} was refused: ${answer.refusal.message}`,
        refused(answer).ending,
      );
    commands += 1;
  }

  async function post(step: Step): Promise<void> {
    const draft = statusPageDraft(await read(), step, { now: clock.now(), zone });
    await does({ type: 'status-page.publish', step, ...draft });
    const held = (await read()).statusPage.publications.at(-1);
    // The hold runs out as it does for anybody; what it lets go is in turn before what is asked next.
    clock.set((held?.heldUntil ?? clock.now()) + 1);
    await read();
  }

  const updateRoom = async (): Promise<void> =>
    does({ type: 'update.post', audience: 'room', text: roomUpdateDraft(await read(), { now: clock.now(), zone }) });

  const known = real.entries.filter(({ at }) => at <= begin);
  const later = real.entries.filter(({ at }) => at > begin);
  const happenings: Happening[] = [
    { at: begin, does: () => does(declaration(real, me.name)) },
    { at: begin, does: async () => (known.length === 0 ? undefined : does(imported(known))) },
    { at: begin + MINUTE, does: () => does({ type: 'incident.acknowledge' }) },
    ...(real.started_at === null
      ? []
      : [
          {
            at: begin + MINUTE,
            does: () => does({ type: 'milestone.set', milestone: 'impact-started', at: real.started_at }),
          },
        ]),
    ...real.roles_seen.slice(0, 1).map((name) => ({
      at: begin + MINUTE,
      does: () => does({ type: 'role.assign', role: 'ops', person: { name } }),
    })),
    { at: begin + 2 * MINUTE, does: () => post('investigating') },
    { at: begin + 3 * MINUTE, does: updateRoom },
    ...later.map((entry) => ({ at: entry.at, does: () => does(said(entry), whoSays(entry)) })),
    {
      at: half,
      does: async () =>
        does({ type: 'document.issue', document: 'sitrep', text: sitrep(await read(), { now: clock.now(), zone }) }),
    },
    { at: half, does: () => post('identified') },
    { at: half, does: updateRoom },
    { at: mitigated, does: () => post('monitoring') },
    { at: end, does: () => post('resolved') },
  ];
  try {
    for (const { at, does: happens } of happenings.toSorted((a, b) => a.at - b.at)) {
      clock.set(at);
      await happens();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return stopped(error.ending, error.message, { incident: id });
  }
  const played = await read();
  const { declaration: declared, lifecycle, timeline, events } = played;
  const number = declared?.number ?? '';
  const told = pretended(played, { now: clock.now(), zone });
  const entries = timeline.entries.size;
  return {
    ok: true,
    words: `${id}\n`,
    data: {
      incident: id,
      number,
      drill: true,
      status: lifecycle.status,
      entries,
      events,
      commands,
      delivered: told.map(({ id: to, vendor, place: where, taken }) => ({ to, vendor, place: where, texts: taken })),
    },
    notes: [
      `${number}: ${commands} commands played from ${iso(begin)} to ${iso(clock.now())}, ${entries} entries`,
      `Taken by pretended vendors, nothing left this machine: ${told.map(({ name, place: where, taken }) => `${name} ${where} ${taken}`).join(', ')}`,
    ],
  };
}

function declaration(real: Played, name: string): Said {
  return {
    type: 'incident.declare',
    title: real.title,
    impact: real.impact,
    severity: real.severity_suggested,
    components: real.services,
    declarer: { name },
    commander: { name },
    detectedAt: real.detected_at,
    drill: { scenario: real.slug },
  };
}

type Entry = Played['entries'][number];

function imported(entries: readonly Entry[]): Said {
  return {
    type: 'timeline.import',
    entries: entries.map(({ at, kind, text, precision, source_role: author }) => ({
      at,
      kind: kindOf(kind),
      text,
      ...(precision === undefined ? {} : { precision }),
      ...(author === undefined ? {} : { author }),
    })),
  };
}

/** As it would be said in the room. A time that is known only about is an import: nobody says one of now. */
function said(entry: Entry): Said {
  const kind = kindOf(entry.kind);
  const { text } = entry;
  if (entry.precision !== undefined) return imported([entry]);
  switch (kind) {
    case 'decision':
      return { type: 'decision.make', text };
    case 'hypothesis':
      return { type: 'hypothesis.raise', text };
    case 'task':
      return { type: 'task.give', text };
    // The file tells of what was done; one that is recorded would still be under way.
    case 'action':
      return imported([entry]);
    default:
      return { type: 'timeline.log', kind, text };
  }
}

/** A decision is the commander's, whoever had it in mind. */
function whoSays({ kind, source_role: role }: Entry): string | undefined {
  return kind === 'decision' ? undefined : role;
}

/** "detection" and "resolution" are what somebody saw. */
function kindOf(kind: string): EntryKind {
  return ENTRY_KINDS.find((one) => one === kind) ?? 'observation';
}

/** The same role is the same person all through, and nobody else: 26 digits made of its name. */
function playedPerson(name: string): { id: string; name: string; handles: Record<never, never> } {
  let n = 7n;
  for (const letter of name) n = (n * 131n + BigInt(letter.codePointAt(0) ?? 0)) % (1n << 100n);
  const digits = n
    .toString(32)
    .toUpperCase()
    .padStart(20, '0')
    .replaceAll(/[ILOU]/gu, (letter) => CROCKFORD[letter] ?? letter);
  return { id: `01DR00${digits}`, name, handles: {} };
}

const CROCKFORD: Readonly<Record<string, string>> = { I: 'W', L: 'X', O: 'Y', U: 'Z' };
