// The fold as a whole, over random nights: total, the same bytes wherever and however it is folded, only plain data.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEvents, type RecordedEvent } from '../../src-shared/incident/event.ts';
import {
  decide,
  emptyIncident,
  eventSchemas,
  evolve,
  parseCommand,
  type Incident,
} from '../../src-shared/incident/index.ts';
import { actors, commandOf, step, type Step } from './random-commands.ts';
import { station } from './a-station.ts';
import { countedId, declared, playbookWith, standard, time } from './scenario.ts';

const night = fc.array(step, { minLength: 25, maxLength: 60, size: 'max' });
const RUNS = { numRuns: 120 };

/** One laptop: decides on what it has folded and writes with its own origin and clock. */
function laptop(origin: string, known: readonly RecordedEvent[], skewMs = 0) {
  let state = known.reduce(evolve, emptyIncident(countedId(0)));
  let now = time('14:37') + skewMs;
  let ids = 0;
  let seq = 0;
  const written: RecordedEvent[] = [];
  return {
    take: (one: Step): void => {
      now += one.ms;
      const id = (): string => `${origin}${String((ids += 1)).padStart(25, '0')}`;
      const actor = { person: actors[one.who] ?? actors[0], via: 'cockpit' as const };
      const parsed = parseCommand({ id: id(), ...commandOf(state, one, now) });
      if (!parsed.ok) return;
      const decision = decide(state, parsed.command, {
        now,
        id,
        actor,
        knownPerson: () => undefined,
        declareWith: { playbook: standard, playbookHash: 'f', number: 'N', named: () => null },
        station: station(origin),
        vendors: [{ vendor: 'slack', lanes: ['slack'] }],
      });
      if (!decision.ok) return;
      for (const made of decision.events) {
        const schema = eventSchemas[made.type as keyof typeof eventSchemas]; // decide gives known types: the next line says so
        expect(schema.parse(made.payload), made.type).toEqual(made.payload);
        // As on disk: what the fold reads has gone through JSON.
        const event: RecordedEvent = {
          ...(JSON.parse(JSON.stringify(made)) as typeof made),
          ...(made.attached === undefined ? {} : { attached: made.attached }),
          incident: countedId(0),
          actor: { person: actor.person.id, via: actor.via },
          origin,
          seq: (seq += 1),
          wall: now,
          hlc: `${String(now).padStart(15, '0')}-${String(seq).padStart(6, '0')}`,
          v: 1,
        };
        written.push(event);
        state = evolve(state, event);
      }
    },
    state: () => state,
    written,
  };
}

// Posts can be approved first in these nights, where somebody wants it.
const playbook = playbookWith((book) => {
  book.statusPage.approval = { by: 'Legal or PR', optional: true };
});
const beginning = declared({ playbook })
  .events()
  .map((event, i) => ({
    ...event,
    origin: '0',
    hlc: `${String(event.wall).padStart(15, '0')}-${String(i).padStart(6, '0')}`,
  }));
const fold = (events: readonly RecordedEvent[]): Incident => events.reduce(evolve, emptyIncident(countedId(0)));

describe('over random nights', () => {
  it('folding one by one, from the start, and on from a state read from disk give the same bytes', () => {
    fc.assert(
      fc.property(night, fc.nat(), (steps, cut) => {
        const one = laptop('1', beginning);
        steps.forEach(one.take);
        const all = [...beginning, ...one.written];
        const whole = JSON.stringify(one.state());
        expect(JSON.stringify(fold(all))).toBe(whole);
        const at = cut % (all.length + 1);
        const fromDisk = JSON.parse(JSON.stringify(fold(all.slice(0, at)))) as Incident;
        expect(JSON.stringify(all.slice(at).reduce(evolve, fromDisk))).toBe(whole);
      }),
      RUNS,
    );
  });

  it('leaves only plain data in the state: no gaps, no NaN, nothing that JSON would lose', () => {
    fc.assert(
      fc.property(night, (steps) => {
        const one = laptop('1', beginning);
        steps.forEach(one.take);
        expect(unplain(one.state())).toEqual([]);
        expect(JSON.parse(JSON.stringify(one.state()))).toEqual(one.state());
      }),
      RUNS,
    );
  });

  it('two laptops that were apart come to the same bytes, in whatever order their events arrive', () => {
    fc.assert(
      fc.property(
        night,
        night,
        fc.integer({ min: -300_000, max: 300_000 }),
        fc.infiniteStream(fc.nat()),
        (mine, theirs, skew, chance) => {
          const [one, two] = [laptop('1', beginning), laptop('2', beginning, skew)];
          mine.forEach(one.take);
          theirs.forEach(two.take);
          const all = [...beginning, ...one.written, ...two.written];
          const sorted = JSON.stringify(fold(all.toSorted(compareEvents)));
          const shuffled = all
            .map((event) => ({ event, key: chance.next().value as number }))
            .toSorted((a, b) => a.key - b.key); // the stream never ends
          const merged = fold(shuffled.map((s) => s.event).toSorted(compareEvents));
          expect(JSON.stringify(merged)).toBe(sorted);
          expect(unplain(merged)).toEqual([]);
          expect(merged.events).toBe(all.length);
        },
      ),
      RUNS,
    );
  });

  it('are not idle: they give nearly every event that a command can give', () => {
    const seen = new Set<string>();
    for (const steps of fc.sample(night, { numRuns: 700, seed: 11 })) {
      const one = laptop('1', beginning);
      steps.forEach(one.take);
      for (const event of one.written) seen.add(event.type);
    }
    // Some need more in a row than a random night brings; each has scenarios of its own.
    const later = [
      'incident.declared',
      'playbook.switched',
      'channel.archive-approved',
      'compliance.room-closed',
      'conflict.settled',
      'station.sent',
    ];
    // None of these nights is a drill: a drill has tests of its own.
    const mine = Object.keys(eventSchemas).filter((type) => !type.startsWith('drill.'));
    expect(mine.filter((type) => !seen.has(type) && !later.includes(type))).toEqual([]);
  });

  it('a refusal has words that end in a full stop and tell nothing of the inside', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const set = declared();
        for (const one of steps) {
          set.by(actors[one.who] ?? actors[0]);
          const outcome = set.tries({ id: countedId(77), ...commandOf(set.incident(), one, set.now()) });
          if (outcome.ok) continue;
          expect(outcome.refusal.message).toMatch(/[.)]$/u);
          expect(outcome.refusal.message).not.toMatch(/undefined|\[object|NaN|invalid input|unrecognized/iu);
        }
      }),
      RUNS,
    );
  });
});

describe('whatever comes (evolve is total)', () => {
  const types = [
    ...Object.keys(eventSchemas),
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'future.event',
    '',
  ];
  const anyPayload = fc.oneof(
    fc.anything({ withNullPrototype: true, withMap: true, withDate: true, withBigInt: true }),
    fc.jsonValue(),
  );
  const anyEvent = fc.record({
    id: fc.oneof(fc.nat(50).map(countedId), fc.string()),
    type: fc.constantFrom(...types),
    payload: anyPayload,
    person: fc.oneof(fc.nat(5).map(countedId), fc.constantFrom('constructor', '__proto__', '')),
    wall: fc.nat(4_000_000_000_000),
    v: fc.nat(9),
  });

  function shaped(
    e: { id: string; type: string; payload: unknown; person: string; wall: number; v: number },
    seq: number,
  ): RecordedEvent {
    return {
      id: e.id,
      incident: countedId(0),
      actor: { person: e.person, via: 'cockpit' },
      origin: 'x',
      seq,
      wall: e.wall,
      hlc: '',
      v: e.v,
      type: e.type,
      payload: e.payload,
    };
  }

  it('an event of any type and shape, before the declaration or after, is counted and breaks nothing', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), fc.boolean(), (events, first) => {
        const start = first ? emptyIncident(countedId(0)) : fold(beginning);
        const after = events.map(shaped).reduce(evolve, start);
        expect(after.events).toBe(start.events + events.length);
        expect(unplain(after)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('real events with fields lost, swapped or added, in any order, break nothing', () => {
    const spoil = fc.record({
      field: fc.nat(),
      how: fc.nat(3),
      value: fc.oneof(
        anyPayload,
        fc.constantFrom('constructor', '__proto__', 'closed', -1, Number.MAX_SAFE_INTEGER, null),
      ),
    });
    fc.assert(
      fc.property(
        night,
        fc.array(spoil, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
        (steps, spoils, keys) => {
          const one = laptop('1', beginning);
          steps.forEach(one.take);
          const spoiled = [...beginning, ...one.written]
            .map((event, i) => ({
              key: keys[i % keys.length] ?? 0,
              event: spoils[i] === undefined ? event : spoilt(event, spoils[i]),
            }))
            .toSorted((a, b) => a.key - b.key)
            .map((e) => e.event);
          expect(unplain(spoiled.reduce(evolve, emptyIncident(countedId(0))))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('fields that this version does not know change no byte of the state', () => {
    fc.assert(
      fc.property(night, fc.jsonValue(), (steps, extra) => {
        const one = laptop('1', beginning);
        steps.forEach(one.take);
        const later = [...beginning, ...one.written].map((event) => ({
          ...event,
          payload: { ...(event.payload as object), declarer2: extra, zz: extra },
        }));
        expect(JSON.stringify(fold(later))).toBe(JSON.stringify(fold([...beginning, ...one.written])));
      }),
      { numRuns: 60 },
    );
  });

  it('a redacted payload takes its line away and nothing else', () => {
    const set = declared();
    set.does({ type: 'timeline.log', kind: 'note', text: 'secret' });
    set.does({ type: 'timeline.log', kind: 'note', text: 'plain' });
    const redacted = set
      .events()
      .map((event) =>
        event.type === 'entry.logged' && JSON.stringify(event.payload).includes('secret')
          ? { ...event, payload: null }
          : event,
      );
    const texts = fold(redacted)
      .timeline.entries.chunks.flat()
      .map((e) => e.text);
    expect(texts).toContain('plain');
    expect(texts).not.toContain('secret');
  });
});

it('holds a part of the state for each slice, and no more (index.ts builds both from one list)', () => {
  expect(Object.keys(emptyIncident('x')).toSorted()).toEqual([
    'actions', 'approval', 'briefings', 'cadence', 'checkIn', 'checklist', 'command', 'compliance', 'conflicts', 'decisions', 'declaration', 'detection',
    'drill', 'elsewhere', 'escalation', 'events', 'evidence', 'excuses', 'executives', 'handover', 'hypotheses', 'id', 'lifecycle', 'listening', 'milestoneHistory',
    'milestones', 'pageDrift', 'people', 'postMortem', 'promises', 'proposals', 'remote', 'roles', 'room', 'seat', 'severity', 'station', 'statusPage', 'tasks', 'timeline', 'vacancies',
  ]); // prettier-ignore
});

function spoilt(
  event: RecordedEvent,
  { field, how, value }: { field: number; how: number; value: unknown },
): RecordedEvent {
  const payload = { ...(event.payload as Record<string, unknown>) };
  const keys = Object.keys(payload);
  const key = keys[field % Math.max(1, keys.length)] ?? 'x';
  if (how === 0) delete payload[key];
  else if (how === 1) payload[key] = value;
  else if (how === 2) return { ...event, payload: value };
  else payload['more'] = value;
  return { ...event, payload };
}

/** Where a value is anything that JSON would not give back as it was. */
function unplain(value: unknown, path = ''): string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (Array.isArray(value)) return value.flatMap((inner, i) => unplain(inner, `${path}[${i}]`));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.entries(value).flatMap(([key, inner]) => unplain(inner, `${path}.${key}`));
  return [`${path}: ${typeof value}`];
}
