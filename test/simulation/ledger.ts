// What was promised and seen in a night, written down beside the code under test: what each cockpit was told is saved, what
// each screen showed, which alarms were heard, and what lies on each disk, read as it grows.
import { pendingOf } from '../../src-main/outbox/effect.ts';
import { plan } from '../../src-main/outbox/plan.ts';
import { integrations } from '../../src-main/integrations/index.ts';
import type { Effect } from '../../src-main/integrations/integration.ts';
import { eventReader } from '../../src-main/journal/fold.ts';
import type { Answer } from '../../src-shared/bridge.ts';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { isNeedToKnow } from '../../src-shared/incident/compliance.ts';
import type { Alarm } from '../../src-shared/incident/due.ts';
import { compareEvents, type RecordedEvent } from '../../src-shared/incident/event.ts';
import { emptyIncident, evolve, type Incident } from '../../src-shared/incident/index.ts';
import { acts } from '../../src-shared/incident/station.ts';
import type { NamedFile } from '../../src-main/ports.ts';
import type { Agenda } from './agenda.ts';
import type { Arrival } from '../twins/twin.ts';
import type { Machine } from './machine.ts';
import type { OnTheWeb } from './room.ts';
import type { Envelope } from '../twins/slack/socket.ts';
import { type Row, setAside, type Truth, truthIn } from './truth.ts';
import type { World } from './world.ts';

/** A command that a cockpit gave. */
export interface Asked {
  machine: Machine;
  incident: string;
  command: Readonly<Record<string, unknown>> & { id: string; type: string };
  /** when, by the world's clock */
  at: number;
  /** how many answers that cockpit had had for this incident */
  after: string | null;
  answer: Answer | null;
  /** the life in which it was given has ended: no answer comes any more */
  lost: boolean;
}

/** One incident on one disk, as its rows tell it. */
export interface Audited {
  machine: Machine;
  incident: string;
  /** folded in the one order, whatever the order in which it came */
  state: Incident;
  /** in the order of arrival */
  events: RecordedEvent[];
  /** what its own events called for when they were written here */
  effects: Effect[];
  /** since when it is known here that another laptop acts for it, by the world's clock; null: this one does */
  elsewhereSince: number | null;
  /** when its last row was found, by the world's clock */
  grewAt: number;
  /** when it was found to be for few alone; null: it never was, or is not any more */
  quietSince: number | null;
}

/** A handover file that somebody saved, with the passphrase that is said over the bridge. */
export interface Carried {
  incident: string;
  file: NamedFile;
  passphrase: string;
  /** whose records have taken it in */
  opened: Set<Machine>;
}

export interface Told {
  alarm: Alarm;
  wall: number;
  at: number;
}

/** What is known of one machine. */
export interface Books {
  /** events that a cockpit was told are saved, in that order, and not set aside by a restore since */
  acked: Map<string, Asked>;
  /** the last event that this cockpit was told is saved, by incident */
  lastAcked: Map<string, string>;
  rows: Row[];
  /** those that no invariant has seen yet */
  unseen: Row[];
  incidents: Map<string, Audited>;
  /** what waits in the outbox on its disk: the keys of the effects, but for those that are only looked for once more */
  waiting: string[];
  /** events of rows that no version of ours can read */
  unreadable: string[];
  /** alarms told in this life */
  told: Told[];
  order: Map<string, Shown>;
  /** the record was read at the start of a life and has not been looked at since */
  recovered: boolean;
  /** when its lives ended, by the world's clock */
  ends: number[];
  /** when an older record was put back last, by the world's clock */
  restoredAt: number;
  /** from when on all has been quiet: no start, no sleep, no clock that was set */
  calmSince: number;
}

interface Shown {
  entries: readonly string[];
  corrections: ReadonlyMap<string, number>;
}

export interface Ledger {
  books: (machine: Machine) => Books;
  asked: Asked[];
  /** in the order in which they were made */
  carried: Carried[];
  /** everything that any event of any record ever called for, by key */
  effects: Map<string, Effect>;
  /** effects that waited for a person at some time: what comes after them may pass them then */
  stoodAside: Set<string>;
  /** when the answer to a call came home, by the world's clock */
  heard: Map<Arrival, number>;
  /** by its id, the last word that somebody wrote into an update of a page */
  onTheWeb: Map<string, OnTheWeb>;
  /** by channel, what was asked for there */
  inRoom: Map<string, { claims: number; roles: number; logs: number }>;
  /** a number for what is said outside, so that all of it differs */
  saidInRoom: () => number;
  /** null: nobody was connected, and Slack said so */
  askedInRoom: (channel: string, envelope: Envelope | null) => void;
  /** every number of every chain that was ever seen, with its event */
  numbers: Map<string, string>;
  /** found while it happened */
  problems: { invariant: string; words: string }[];
  ask: (one: Omit<Asked, 'answer' | 'lost' | 'after' | 'at'>) => Asked;
  answer: (one: Asked, answer: Answer) => void;
  shown: (machine: Machine, incident: string, ids: readonly string[]) => void;
  screened: (machine: Machine, now: Incident, anew: boolean) => void;
  alarmed: (machine: Machine, alarm: Alarm, wall: number) => void;
  started: (machine: Machine) => void;
  stirred: (machine: Machine) => void;
  ended: (machine: Machine) => void;
  /** the record is an older one from here on */
  restored: (machine: Machine) => void;
  /** reads what has come to the disk since */
  audit: (machine: Machine) => void;
  /** the rows that were read since this was asked last */
  fresh: (machine: Machine) => readonly Row[];
}

/** Every incident of every record that is still there. */
export function audited({ machines, ledger }: Pick<World, 'machines' | 'ledger'>): Audited[] {
  return machines.flatMap((machine) => [...ledger.books(machine).incidents.values()]);
}

export function openLedger(agenda: Agenda): Ledger {
  const all = new Map<Machine, Books>();
  const asked: Asked[] = [];
  const carried: Carried[] = [];
  const effects = new Map<string, Effect>();
  const readers = new WeakMap<Truth, ReturnType<typeof eventReader>>();
  const stoodAside = new Set<string>();
  const problems: Ledger['problems'] = [];
  const inRoom: Ledger['inRoom'] = new Map();
  let saidOutside = 0;
  const unfolded = new Set<Audited>();
  /** those with an event under the present name of their machine */
  const written = new WeakSet<Audited>();
  const lastOf = new WeakMap<Audited, RecordedEvent>();

  function books(machine: Machine): Books {
    let known = all.get(machine);
    if (known === undefined) {
      known = {
        acked: new Map(),
        lastAcked: new Map(),
        rows: [],
        unseen: [],
        incidents: new Map(),
        waiting: [],
        unreadable: [],
        told: [],
        order: new Map(),
        recovered: false,
        ends: [],
        calmSince: 0,
        restoredAt: 0,
      };
      all.set(machine, known);
    }
    return known;
  }

  /** What is said to be saved is looked for on the disk in that very moment. */
  function mustBeThere(machine: Machine, ids: readonly string[], who: string): void {
    const truth = machine.truth();
    for (const id of ids)
      if (truth?.has(id) !== true)
        problems.push({
          invariant: 'neverAheadOfTruth',
          words: `${machine.name}: ${who} ${id}, which is not on its disk`,
        });
  }

  /** One for each opened record: it keeps the playbooks that it has read. */
  function readerOf(truth: Truth): ReturnType<typeof eventReader> {
    let known = readers.get(truth);
    if (known === undefined) {
      known = eventReader((hash) => truth.playbook(hash));
      readers.set(truth, known);
    }
    return known;
  }

  function take(machine: Machine, row: Row, truth: Truth, names: readonly string[]): void {
    const own = books(machine);
    own.rows.push(row);
    own.unseen.push(row);
    const read = readerOf(truth)({ arrival: row.arrival, ...row.words });
    if (!read.ok) {
      own.unreadable.push(`${row.id}: ${read.why}`);
      return;
    }
    const { event } = read;
    let audited = own.incidents.get(row.incident);
    if (audited === undefined) {
      audited = {
        machine,
        incident: row.incident,
        state: emptyIncident(row.incident),
        events: [],
        effects: [],
        elsewhereSince: null,
        grewAt: 0,
        quietSince: null,
      };
      own.incidents.set(row.incident, audited);
    }
    const before = upToDate(audited);
    const last = lastOf.get(audited);
    audited.events.push(event);
    audited.grewAt = agenda.now();
    // What a merge brings belongs before what is here already: it is folded when something wants to know.
    if (last !== undefined && compareEvents(event, last) < 0) {
      unfolded.add(audited);
      return;
    }
    lastOf.set(audited, event);
    audited.state = evolve(before, event);
    // A merge calls for nothing, also where it brings back what was written here before a restore.
    if (event.origin === names.at(-1)) written.add(audited);
    if (!names.includes(event.origin) || (event.origin !== names.at(-1) && written.has(audited))) return;
    for (const effect of plan(integrations, { event, before, after: audited.state })) {
      audited.effects.push(effect);
      effects.set(effect.key, effect);
    }
  }

  function upToDate(audited: Audited): Incident {
    if (unfolded.delete(audited))
      audited.state = audited.events.toSorted(compareEvents).reduce(evolve, emptyIncident(audited.incident));
    return audited.state;
  }

  /** What is known of an incident when all that came at once is in. */
  function notice(audited: Audited, names: readonly string[]): void {
    const state = upToDate(audited);
    audited.quietSince = isNeedToKnow(state) ? (audited.quietSince ?? agenda.now()) : null;
    audited.elsewhereSince = acts(state, names) ? null : (audited.elsewhereSince ?? agenda.now());
  }

  return {
    books,
    asked,
    carried,
    effects,
    stoodAside,
    heard: new Map(),
    onTheWeb: new Map(),
    inRoom,
    saidInRoom: () => (saidOutside += 1),
    askedInRoom: (channel, envelope) => {
      if (envelope === null) return;
      const verb = String(envelope.payload['text']).split(' ')[0];
      const before = inRoom.get(channel) ?? { claims: 0, roles: 0, logs: 0 };
      const name = verb === 'claim' ? 'claims' : verb === 'role' ? 'roles' : 'logs';
      inRoom.set(channel, { ...before, [name]: before[name] + 1 });
    },
    numbers: new Map(),
    problems,
    ask: (one) => {
      const written: Asked = {
        ...one,
        at: agenda.now(),
        after: books(one.machine).lastAcked.get(one.incident) ?? null,
        answer: null,
        lost: false,
      };
      asked.push(written);
      return written;
    },
    answer: (one, answer) => {
      one.answer = answer;
      if (!answer.ok) return;
      mustBeThere(one.machine, answer.events, 'the cockpit was told is saved:');
      const own = books(one.machine);
      // The answer of before to a command that was sent again.
      if (answer.events.some((id) => own.acked.has(id))) return;
      for (const id of answer.events) own.acked.set(id, one);
      const last = answer.events.at(-1);
      if (last !== undefined) own.lastAcked.set(one.incident, last);
    },
    shown: (machine, _incident, ids) => mustBeThere(machine, ids, 'the screen shows'),
    screened: (machine, now, anew) => {
      const own = books(machine);
      const entries: string[] = [];
      const corrections = new Map<string, number>();
      for (const { id, corrections: made } of items(now.timeline.entries)) {
        entries.push(id);
        corrections.set(id, made?.length ?? 0);
      }
      const before = own.order.get(now.id);
      own.order.set(now.id, { entries, corrections });
      if (before === undefined || anew) return;
      const still = new Set(entries);
      const moved = (id: string): boolean => before.corrections.get(id) !== corrections.get(id);
      const was = before.entries.filter((id) => still.has(id) && !moved(id));
      const known = new Set(was);
      const is = entries.filter((id) => known.has(id));
      if (was.some((id, i) => id !== is[i]))
        problems.push({
          invariant: 'noSilentReorder',
          words: `${machine.name}: lines of ${now.id} changed places by themselves`,
        });
    },
    alarmed: (machine, alarm, wall) => {
      const own = books(machine);
      if (own.told.some((one) => one.alarm.key === alarm.key))
        problems.push({ invariant: 'alarmsOnTime', words: `${machine.name}: told twice: ${alarm.key}` });
      if (wall < alarm.at)
        problems.push({
          invariant: 'alarmsOnTime',
          words: `${machine.name}: told ${alarm.at - wall} ms early: ${alarm.key}`,
        });
      own.told.push({ alarm, wall, at: agenda.now() });
    },
    started: (machine) => {
      const own = books(machine);
      own.told = [];
      own.recovered = true;
      own.calmSince = agenda.now();
    },
    stirred: (machine) => {
      const own = books(machine);
      own.calmSince = Math.max(own.calmSince, machine.being().asleep?.until ?? 0, agenda.now());
    },
    ended: (machine) => {
      books(machine).ends.push(agenda.now());
      for (const one of asked) if (one.machine === machine && one.answer === null) one.lost = true;
    },
    restored: (machine) => {
      const own = books(machine);
      const truth = machine.truth();
      own.restoredAt = agenda.now();
      for (const { opened } of carried) opened.delete(machine);
      own.rows = [];
      own.incidents.clear();
      own.order.clear();
      own.lastAcked.clear();
      const gone = [...own.acked.keys()].filter((id) => truth?.has(id) !== true);
      for (const id of gone) own.acked.delete(id);
      const aside = setAside(machine.disk.dir).flatMap((name) => truthIn(machine.disk.dir, name) ?? []);
      for (const id of gone)
        if (!aside.some((one) => one.has(id)))
          problems.push({
            invariant: 'ackedIsThere',
            words: `${machine.name}: ${id} was saved, and is not in what the restore set aside`,
          });
      for (const one of aside) one.close();
    },
    audit: (machine) => {
      const truth = machine.truth();
      if (truth === null) return;
      const fresh = truth.after(books(machine).rows.at(-1)?.arrival ?? 0);
      const names = fresh.length > 0 ? truth.own() : [];
      for (const row of fresh) take(machine, row, truth, names);
      for (const id of new Set(fresh.map(({ incident }) => incident))) {
        const one = books(machine).incidents.get(id);
        if (one !== undefined) notice(one, names);
      }
      const waiting: string[] = [];
      for (const { key, json } of truth.outbox()) {
        const { is } = pendingOf(json).standing;
        if (is === 'parked' || is === 'review') stoodAside.add(key);
        if (is !== 'sweep') waiting.push(key);
      }
      books(machine).waiting = waiting;
    },
    fresh: (machine) => books(machine).unseen.splice(0),
  };
}
