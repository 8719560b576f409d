// The outbox: every effect that a committed command called for goes out once, in order, whatever breaks. Its rows lie in
// the journal; what came of an effect is an event of its incident (docs/decisions/0006).
import type { Answer, IncidentSummary } from '../../src-shared/bridge.ts';
import type { DeliveryLane } from '../../src-shared/delivery.ts';
import type { Incident, ParsedCommand } from '../../src-shared/incident/index.ts';
import { commandOf, type EffectOutcome } from '../../src-shared/incident/remote.ts';
import type { Connection, Effect, Fact, Integration, Situation } from '../integrations/integration.ts';
import type { Clock, Ids, Log, Random } from '../ports.ts';
import { arrived, doubted } from './adopt.ts';
import { type After, afterRestart, again, attempt, leaving, look, notAsked, rebased } from './attempt.ts';
import { deedsOf, type Deeds } from './deeds.ts';
import { type Joined, laneViews } from './delivery.ts';
import { type Doors, openDoors } from './doors.ts';
import { newPending, type Pending } from './effect.ts';
import { type Fence, openFence } from './fence.ts';
import { guarded, guardedSituation } from './guard.ts';
import { oldMirrors } from './mirrors.ts';
import { plan, type Step } from './plan.ts';
import { openSteps } from './steps.ts';
import { openRows, type OutboxStore, type RowChange, rowOf } from './rows.ts';
import { turns } from './turns.ts';

/** What the outbox needs of the desk: the incidents as they are, and a way to say what came of an effect. */
export interface OutboxDesk {
  read: (incident: string) => Promise<Incident | null>;
  say: (incident: string, command: ParsedCommand, rows: RowChange, by: 'system' | 'person') => Promise<Answer>;
  /** all incidents of the record */
  summaries: () => readonly IncidentSummary[];
  /** nothing of this incident waits any more */
  rest: (incident: string) => void;
}

/** A vendor that is connected now. */
export interface Connected {
  connection: Connection;
  lanes: readonly { lane: string; name: string; page?: 'public' | 'private' }[];
}

export interface OutboxOptions {
  store: () => OutboxStore;
  desk: () => OutboxDesk;
  clock: Clock;
  ids: Ids;
  random: Random;
  log: Log;
  integrations: readonly Integration[];
  connected: () => ReadonlyMap<string, Connected>;
  zone: () => string;
  /** by which names this installation is known in the records */
  own: () => readonly string[];
}

export interface Outbox extends Deeds, Pick<Doors, 'trouble' | 'failingSince'> {
  /** Pure: the rows that a command's events call for. */
  rowsFor: (steps: readonly Step[]) => RowChange['put'];
  /** Pure but for the time: the rows that another station had, as this one takes them on. */
  adopt: (rows: RowChange['put'], from: Parameters<typeof arrived>[1]) => RowChange['put'];
  /** told when a command is durable, with its rows */
  committed: (incident: string, rows: RowChange) => void;
  /** Reads the rows anew. `doubt`: the record may be older than the world (restored, copied): all is looked for first. */
  load: (doubt: boolean) => Promise<void>;
  /** a vendor was connected, or its settings changed: what it had stopped goes on */
  reconnected: (vendor: string) => Promise<void>;
  lanes: (joined: readonly Joined[]) => readonly DeliveryLane[];
  /** whether something for a lane of an incident is not settled yet */
  busy: (incident: string, lane: string) => boolean;
  /** effects that are not out yet */
  unsent: () => number;
  onChange: (listener: () => void) => () => void;
  /** After the connections were closed: what was under way ends, and is written down as far as it is known. */
  stop: () => Promise<void>;
}

/** Where an incident's playbook cannot be read. */
export const REVIEW_AFTER_MIN = 15;
/** The disk or the desk would not take it: looked at again after this. */
const TROUBLE_MS = 5_000;

export function openOutbox(options: OutboxOptions): Outbox {
  const { clock, log, integrations } = options;
  const rows = openRows(options.store);
  const busy = new Map<string, Promise<void>>();
  /** incidents with something in the outbox, as they were when it was last looked */
  const incidents = new Map<string, Incident>();
  const listeners = new Set<() => void>();
  const pausing = new Set<() => void>();
  const fence = openFence({
    rows,
    known: incidents,
    read: (id) => options.desk().read(id),
    say: (id, command) =>
      options.desk().say(id, { id: options.ids.ulid(clock.now()), ...command }, { put: [], remove: [] }, 'system'),
    own: options.own,
    clock,
  });
  const doors = openDoors(fence.here, clock);
  const { step, wakeAt, stopped, stop } = openSteps(oneStep, TROUBLE_MS, { clock, log });

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function chance(): number {
    const [a = 0, b = 0] = options.random.bytes(2);
    return (a * 256 + b) / 65_536;
  }

  async function oneStep(): Promise<void> {
    await readIncidents();
    if (stopped()) return;
    const connected = options.connected();
    const now = clock.now();
    rows.rebase((pending) => rebased(pending, now));
    const turn = turns(rows.all(), {
      now,
      busy: new Set(busy.keys()),
      ready: ({ effect }) => effect.needs.every((name) => situationOf(effect)?.ref(name) !== undefined),
      staleAfter: (incident) =>
        (incidents.get(incident)?.declaration?.playbook?.delivery.reviewAfterMin ?? REVIEW_AFTER_MIN) * 60_000,
      elsewhere: fence.incidents(),
      open: new Set([...connected.keys()].filter((vendor) => doors.stopped(vendor) === null)),
    });
    for (const pending of turn.overtaken) await settle(pending, 'overtaken', [], undefined, null);
    for (const pending of turn.review) await rows.keep({ ...pending, standing: { is: 'review', since: now } });
    let wake = turn.wakeAt;
    for (const pending of turn.send) {
      const connection = connected.get(pending.effect.vendor)?.connection;
      const situation = situationOf(pending.effect);
      if (connection === undefined || situation === null) continue;
      const readyAt = connection.readyAt(pending.effect, situation);
      // Not the time that the turn was taken at: what is ready answers with its own now, which is later already.
      if (readyAt > clock.now()) wake = Math.min(wake ?? readyAt, readyAt);
      else
        begin(pending, () =>
          fence.whereWeAct(pending, connection, situation, {
            act: () => send(pending, connection, situation),
            unasked: unasked(pending),
          }),
        );
    }
    for (const pending of turn.find) {
      const connection = connected.get(pending.effect.vendor)?.connection;
      const situation = situationOf(pending.effect);
      if (connection !== undefined && situation !== null)
        begin(pending, () =>
          fence.whereWeAct(pending, connection, situation, {
            act: async () => take(pending, await look(connection, pending, situation, { now: clock.now, chance })),
            unasked: unasked(pending),
          }),
        );
    }
    wakeAt(wake);
    if (turn.overtaken.length > 0) step();
    changed();
  }

  async function readIncidents(): Promise<void> {
    const wanted = new Set<string>();
    for (const { effect } of rows.all()) wanted.add(effect.incident);
    for (const id of incidents.keys())
      if (!wanted.has(id)) {
        incidents.delete(id);
        options.desk().rest(id);
      }
    for (const id of wanted) {
      const incident = await options.desk().read(id);
      if (incident !== null) incidents.set(id, incident);
    }
  }

  function situationOf(effect: Effect): Situation | null {
    const incident = incidents.get(effect.incident);
    if (incident === undefined) return null;
    const situation = {
      incident,
      ref: (name: string) => incident.remote.refs[name],
      now: clock.now(),
      zone: options.zone(),
    };
    return guardedSituation(situation);
  }

  function begin(pending: Pending, work: () => Promise<void>): void {
    const { key } = pending.effect;
    const done = work()
      .catch(async (error: unknown) => {
        log.error('outbox attempt failed', {
          vendor: pending.effect.vendor,
          kind: pending.effect.kind,
          detail: String(error),
        });
        await pause();
      })
      .finally(() => {
        busy.delete(key);
        changed();
        step();
      });
    busy.set(key, done);
  }

  /** After trouble of our own (the disk, a slip): not at once again. */
  function pause(): Promise<void> {
    if (stopped()) return Promise.resolve();
    return new Promise((resolve) => {
      pausing.add(resolve);
      clock.after(TROUBLE_MS, () => {
        pausing.delete(resolve);
        resolve();
      });
    });
  }

  /** It could not be found out whether somebody else acts. */
  function unasked(pending: Pending): Parameters<Fence['whereWeAct']>[3]['unasked'] {
    return (why) => take(pending, { is: 'stays', pending: notAsked(pending, why, clock.now(), chance()) });
  }

  async function send(pending: Pending, connection: Connection, situation: Situation): Promise<void> {
    const left = leaving(pending, clock.now());
    await rows.keep(left);
    changed();
    // It carries the command that it is sent under: whoever reads it there is to see who acts, not who wrote it.
    const effect = { ...guarded(left.effect, situation.incident), ...commandOf(situation.incident) };
    const leaves = { ...left, effect };
    await take(left, await attempt(connection, leaves, situation, { now: clock.now, chance }));
  }

  async function take(pending: Pending, after: After): Promise<void> {
    const row = rows.get(pending.effect.key);
    // The record was read anew meanwhile (a restore): what its row needs is for the next look to say, not for an older life.
    const older = row?.effect !== pending.effect && (after.is === 'stays' || after.is === 'swept');
    if (row === undefined || older) return;
    switch (after.is) {
      case 'stays':
        await rows.keep({ ...after.pending, ...doors.failed(after.pending) });
        return;
      case 'delivered':
        doors.delivered(pending.effect.vendor);
        await settle(pending, 'delivered', after.facts, after.note, after.sweep);
        if (after.twins > 0) await settle(pending, 'twin-removed', [], undefined, after.sweep);
        return;
      case 'untold':
        doors.delivered(pending.effect.vendor);
        await settle(pending, 'untold', [], after.note, null);
        return;
      case 'swept':
        if (after.twins > 0) await settle(pending, 'twin-removed', [], undefined, after.sweep);
        else if (after.sweep === null) await rows.drop(pending.effect.key);
        else await rows.keep(after.sweep);
    }
  }

  /** Says in the incident what came of it; the row goes with that, or stays to be looked for again. */
  async function settle(
    pending: Pending,
    outcome: EffectOutcome,
    facts: readonly Fact[],
    note: string | undefined,
    sweep: Pending | null,
    by: 'system' | 'person' = 'system',
  ): Promise<Answer> {
    const { key, incident, vendor, lane, what } = pending.effect;
    const answer = await options.desk().say(
      incident,
      {
        id: options.ids.ulid(clock.now()),
        type: 'effect.settle',
        fields: {
          vendor,
          effect: key,
          lane,
          what,
          outcome,
          ...(note === undefined ? {} : { note }),
          attached: facts.map((fact) => ({ ...fact })),
        },
      },
      sweep === null ? { put: [], remove: [key] } : { put: [rowOf(sweep)], remove: [] },
      by,
    );
    if (!answer.ok && by === 'system') {
      log.error('effect not settled', { code: answer.refusal.code });
      // It happened, and the record does not say so yet: looked for once the record can be written again.
      const waits = clock.now() + TROUBLE_MS;
      rows.apply({
        put: [
          rowOf({
            ...pending,
            open: true,
            doubted: true,
            standing: { is: 'unknown', why: 'It could not be written down', since: clock.now(), checkAt: waits },
          }),
        ],
        remove: [],
      });
    }
    return answer;
  }

  function rowsFor(steps: readonly Step[]): RowChange['put'] {
    const fresh = steps.flatMap((one) => plan(integrations, one)).map((effect) => rowOf(newPending(effect)));
    const taken = steps.find(({ event }) => event.type === 'station.taken');
    return taken === undefined ? fresh : [...doubted(taken.after.id, here()), ...fresh];
  }

  const here = () => ({ rows: rows.all(), busy, now: clock.now() });

  function committed(incident: string, change: RowChange): void {
    rows.apply(change);
    if (change.put.length === 0 && change.remove.length === 0) {
      // Command may have come here: then what waited for that goes.
      if (fence.elsewhere(incident) !== null) step();
      return;
    }
    void dropOldMirrors(change.put.map(({ key }) => key)).then(step);
    changed();
  }

  async function dropOldMirrors(fresh: readonly string[]): Promise<void> {
    for (const one of oldMirrors(rows.all(), fresh, busy))
      await rows.drop(one.effect.key).catch((error: unknown) => log.error('outbox', { detail: String(error) }));
  }

  async function tryAgain(wanted: (pending: Pending) => boolean): Promise<void> {
    const now = clock.now();
    for (const pending of rows.all()) {
      const { standing, effect } = pending;
      if (!wanted(pending) || busy.has(effect.key) || standing.is === 'sweep' || standing.is === 'review') continue;
      await rows.keep(again(pending, now));
    }
    step();
    changed();
  }

  return {
    ...deedsOf({
      rows,
      busy,
      settle,
      elsewhere: fence.elsewhere,
      tryAgain,
      say: (...args) => options.desk().say(...args),
      clock,
      ids: options.ids,
      step,
    }),
    rowsFor,
    adopt: (given, from) => arrived(given, from, here()),
    committed,
    load: async (doubt) => {
      await rows.load();
      incidents.clear();
      if (doubt) fence.doubt();
      for (const pending of rows.all()) {
        doors.found(pending, doubt);
        const now = afterRestart(pending, clock.now(), doubt);
        if (now !== pending) await rows.keep(now);
      }
      step();
    },
    reconnected: (vendor) =>
      tryAgain(
        ({ effect, standing }) => effect.vendor === vendor && standing.is === 'parked' && standing.what === 'vendor',
      ),
    lanes: (joined) =>
      laneViews({
        rows: rows.all(),
        joined,
        connected: options.connected(),
        busy: new Set(busy.keys()),
        ref: (incident, name) => incidents.get(incident)?.remote.refs[name],
        stopped: doors.stopped,
        limitedUntil: (vendor) => options.connected().get(vendor)?.connection.budget().limitedUntil ?? 0,
        elsewhere: fence.elsewhere,
        now: clock.now(),
      }),
    trouble: doors.trouble,
    failingSince: doors.failingSince,
    busy: rows.busy,
    unsent: () => fence.here().filter(({ standing }) => standing.is !== 'sweep').length,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      const ended = stop();
      for (const resolve of pausing) resolve();
      await ended;
      await Promise.all(busy.values());
    },
  };
}
