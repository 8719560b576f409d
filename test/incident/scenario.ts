// The stage of the scenarios: a clock that stands where it is put, counted ids, known people, the built-in playbook.
// Given these events, when this command, then these events or this refusal.
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import type { Draft, RecordedEvent, Via } from '../../src-shared/incident/event.ts';
import {
  decide,
  emptyIncident,
  eventSchemas,
  evolve,
  isEventType,
  parseCommand,
  type Command,
  type EventOf,
  type EventType,
  type Incident,
  type Person,
} from '../../src-shared/incident/index.ts';
import { sameName } from '../../src-shared/incident/people.ts';
import { aStation } from './a-station.ts';
import type { Refusal } from '../../src-shared/incident/refusal.ts';
import type { StationContext } from '../../src-shared/incident/slice.ts';

export const standard = readStandard();

/** The built-in playbook with a change. */
export function playbookWith(change: (book: Playbook) => void): Playbook {
  const book = structuredClone(standard);
  change(book);
  return book;
}

/** The day of the scenarios, a Friday. */
export const DAY = '2025-02-28';

/** `14:40`, `14:40:05`, or a whole ISO time, in ms. */
export function time(text: string): number {
  const at = Date.parse(text.includes('T') ? text : `${DAY}T${text.length === 5 ? `${text}:00` : text}Z`);
  if (Number.isNaN(at)) throw new Error(`not a time: ${text}`);
  return at;
}

export function countedId(n: number): string {
  return String(n).padStart(26, '0');
}

export function person(name: string, n: number): Person {
  return { id: `7${String(n).padStart(25, '0')}`, name, handles: {} };
}

export const an = person('Nguyen A', 1);
export const binh = person('Tran B', 2);
export const chi = person('Pham C', 3);

/** A command without its id, which the stage gives. */
export type Wanted = Command extends infer C ? (C extends { id: string } ? Omit<C, 'id'> : never) : never;

export interface Happening {
  type: string;
  payload: unknown;
}

export interface Stage {
  /** puts the clock */
  at: (text: string) => Stage;
  /** lets another installation decide, over the same record */
  on: (station: StationContext) => Stage;
  /** lets somebody else act */
  by: (actor: Person, via?: Via) => Stage;
  /** the command is accepted: its events, folded */
  does: (wanted: Wanted) => Happening[];
  /** the command is refused: why */
  refuses: (wanted: Wanted) => Refusal;
  /** whatever may come in over the bridge */
  tries: (raw: unknown) => { ok: true; events: Happening[] } | { ok: false; refusal: Refusal };
  /** an event as a merge could bring it */
  given: <T extends EventType>(type: T, payload: EventOf<T>['payload']) => RecordedEvent;
  /** an event as it was written elsewhere */
  folds: (event: RecordedEvent) => void;
  now: () => number;
  incident: () => Incident;
  events: () => readonly RecordedEvent[];
  /** the id of the newest event of this type */
  last: (type: EventType) => string;
  /** the texts of the timeline, in its order */
  lines: () => string[];
}

/** An empty stage at 14:37 with Nguyen A at the keyboard. */
export function stage(
  options: {
    playbook?: Playbook;
    knownPerson?: (name: string) => Person | undefined;
    vendors?: { vendor: string; lanes: string[] }[];
  } = {},
): Stage {
  const playbook = options.playbook ?? standard;
  let now = time('14:37');
  let on = aStation;
  let actor: { person: Person; via: Via } = { person: an, via: 'cockpit' };
  let ids = 0;
  let incident = emptyIncident(countedId(0));
  const events: RecordedEvent[] = [];

  function fold(made: Draft): RecordedEvent {
    const event: RecordedEvent = {
      ...made,
      incident: incident.id,
      actor: { person: actor.person.id, via: actor.via },
      origin: 'one',
      seq: events.length,
      wall: now,
      hlc: String(events.length).padStart(12, '0'),
      v: 1,
    };
    events.push(event);
    incident = evolve(incident, event);
    return event;
  }

  const self: Stage = {
    at: (text) => {
      now = time(text);
      return self;
    },
    on: (there) => {
      on = there;
      return self;
    },
    by: (who, via = 'cockpit') => {
      actor = { person: who, via };
      return self;
    },
    tries: (raw) => {
      const parsed = parseCommand(raw);
      if (!parsed.ok) return parsed;
      const decision = decide(incident, parsed.command, {
        now,
        id: () => countedId((ids += 1)),
        actor,
        knownPerson:
          options.knownPerson ?? ((name) => [an, binh, chi].find((known) => sameName(known.name) === sameName(name))),
        declareWith: { playbook, playbookHash: 'f'.repeat(64), number: 'INC-20250228-01', named: builtIn },
        station: on,
        vendors: options.vendors ?? [],
      });
      if (!decision.ok) return decision;
      for (const made of decision.events) sound(made);
      decision.events.forEach(fold);
      return { ok: true, events: decision.events.map(({ type, payload }) => ({ type, payload })) };
    },
    does: (wanted) => {
      const outcome = self.tries({ id: countedId((ids += 1)), ...wanted });
      if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}: ${outcome.refusal.message}`);
      return outcome.events;
    },
    refuses: (wanted) => {
      const before = JSON.stringify(incident);
      const outcome = self.tries({ id: countedId((ids += 1)), ...wanted });
      if (outcome.ok) throw new Error(`accepted: ${JSON.stringify(outcome.events)}`);
      if (JSON.stringify(incident) !== before) throw new Error('a refusal changed the state');
      return outcome.refusal;
    },
    given: (type, payload) => fold({ id: countedId((ids += 1)), type, payload }),
    folds: (event) => {
      events.push(event);
      incident = evolve(incident, event);
    },
    now: () => now,
    incident: () => incident,
    events: () => events,
    last: (type) => {
      const found = events.findLast((event) => event.type === type);
      if (found === undefined) throw new Error(`no ${type} happened`);
      return found.id;
    },
    lines: () => incident.timeline.entries.chunks.flat().map((entry) => entry.text),
  };
  return self;
}

export interface Declaring {
  vendors?: { vendor: string; lanes: string[] }[];
  severity?: 1 | 2 | 3 | 4;
  title?: string;
  impact?: string;
  components?: string[];
  /** null: nobody has command */
  commander?: string | null;
  playbook?: Playbook;
}

/** A stage on which An declared at 14:37; Binh has command unless said otherwise. */
export function declared(how: Declaring = {}): Stage {
  const set = stage({
    ...(how.playbook === undefined ? {} : { playbook: how.playbook }),
    vendors: how.vendors ?? [],
  });
  set.does({
    type: 'incident.declare',
    title: how.title ?? 'Payments fail for some users',
    impact: how.impact ?? 'About 30 % of card payments fail',
    severity: how.severity ?? 1,
    components: how.components ?? ['Payments', 'Checkout'],
    declarer: { id: an.id },
    ...(how.commander === null ? {} : { commander: { name: how.commander ?? binh.name } }),
  });
  return set;
}

/** What decide gives parses with its own schema and comes out unchanged, and survives the disk. */
function sound(made: Draft): void {
  if (!isEventType(made.type)) throw new Error(`decided an unknown event: ${made.type}`);
  const parsed: unknown = eventSchemas[made.type].parse(made.payload);
  const [before, after] = [JSON.stringify(made.payload), JSON.stringify(parsed)];
  if (sorted(made.payload) !== sorted(parsed))
    throw new Error(`${made.type} does not parse to itself: ${before} became ${after}`);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** A built-in playbook by its ref; its hash in these tests is the ref itself. */
function builtIn(ref: string): { playbook: Playbook; playbookHash: string } | null {
  const found = builtInPlaybooks.find(({ id }) => ref === `built-in:${id}`);
  return found === undefined ? null : { playbook: readBuiltIn(found), playbookHash: ref };
}

function readStandard(): Playbook {
  const [built] = builtInPlaybooks;
  const read = readPlaybook(built.text, built.fileName);
  if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join('\n'));
  return read.playbook;
}
