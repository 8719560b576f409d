// The desk: one queue an incident. Decide, write down, fold, tell the subscribers; nothing is told before it is durable.
import type { Answer, IncidentSummary, Message } from '../../src-shared/bridge.ts';
import { DUE_VERSION } from '../../src-shared/incident/due.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { decide, emptyIncident, evolve, type Incident, type ParsedCommand } from '../../src-shared/incident/index.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { PhoneBookPerson } from '../../src-shared/phone-book.ts';
import type { Context } from '../../src-shared/incident/slice.ts';
import { heldPublications } from '../../src-shared/incident/status-page.ts';
import type { Commit, IncidentRecord, Journal, Merged, OutboxRow } from '../journal/journal.ts';
import type { Clock, Ids, Log, Random } from '../ports.ts';
import { watchCheckpoints } from './checkpoints.ts';
import { contextFor, type DeskActor } from './context.ts';
import { type Arriving, mergeRecord } from './merging.ts';
import { peopleOf, searchRowsOf, summaryOf, wholeState } from './projections.ts';
import { idReused, refusalOf } from './refusals.ts';
import { takeTurns } from './in-turn.ts';
import { watchReleases } from './releases.ts';

export interface Desk {
  /** The answer means durable on this machine. Commands of one incident run one after another. */
  dispatch: (incident: string, command: ParsedCommand, actor: DeskActor, also?: OutboxChange) => Promise<Answer>;
  /**
   * Takes in a record from elsewhere, in turn with the incident's commands; what of it was not here is told as one rebase.
   * `pending`: what was still to go out over there. A refusal changes nothing.
   */
  merge: (record: IncidentRecord, pending: readonly OutboxRow[]) => Promise<Merged>;
  /** The incident as it is now, and it stays in memory until `rest`; null where it is not in the record. */
  read: (incident: string) => Promise<Incident | null>;
  /** whoever read it does not look at it any more */
  rest: (incident: string) => void;
  /** A snapshot first (or the events after `cursor`), then every change in order. Call the answer to stop. */
  subscribe: (incident: string, cursor: number | null, listener: (message: Message) => void) => () => void;
  summaries: () => readonly IncidentSummary[];
  /** told at every change of the list */
  onIndex: (listener: () => void) => () => void;
  /** posts that are held right now: leaving would leave them unsaid */
  held: () => number;
  /** Another desk wrote this incident into the same record, and is done with it. */
  arrived: (incident: string) => Promise<void>;
  /**
   * Everything in memory is read again, and subscribers are told; for a restore or a deletion. `work` (changing the record
   * behind the desk's back) runs when what was asked before is done, and what is asked meanwhile waits.
   */
  reload: (work?: () => Promise<void>) => Promise<void>;
  /** Writes down where the chains of the record end now, signed, and says it in the room. */
  seal: (incident: string, actor: DeskActor) => Promise<Answer>;
  stop: () => Promise<void>;
}

export interface DeskOptions {
  journal: () => Journal;
  clock: Clock;
  ids: Ids;
  random: Random;
  log: Log;
  /** whose laptop this is: what the host does by itself is written down under their name */
  me: () => DeskActor['person'];
  /** what an incident is declared under now */
  playbook: () => Omit<Context['declareWith'], 'number'>;
  outbox: DeskOutbox;
  /** somebody of the phone book, by name */
  listed?: (name: string) => PhoneBookPerson | undefined;
}

/** What the desk knows of the outbox: which vendors there are, what an event calls for, and whom to tell when it is durable. */
export interface DeskOutbox {
  vendors: () => Context['vendors'];
  /** Pure. `events` with the state before and after each. */
  rowsFor: (steps: readonly Step[]) => readonly OutboxRow[];
  committed: (incident: string, rows: OutboxChange) => void;
  /** rows of another station as this one takes them on, and those of this one that the other may have sent */
  adopt: (rows: readonly OutboxRow[], from: Arriving) => readonly OutboxRow[];
}

/** Of a desk that tells nobody outside. */
export const noOutbox: DeskOutbox = { vendors: () => [], rowsFor: () => [], committed: () => {}, adopt: () => [] };

export interface Step {
  event: RecordedEvent;
  before: Incident;
  after: Incident;
}

/** Rows that come and go with a command. */
export type OutboxChange = NonNullable<Commit['outbox']>;

interface OpenIncident {
  state: Incident;
  cursor: number;
  sinceSnapshot: number;
  /** a snapshot that is being written */
  snapshotting: Promise<void> | null;
  quarantined: string | null;
}

function freshly(state: Incident): OpenIncident {
  return { state, cursor: 0, sinceSnapshot: 0, snapshotting: null, quarantined: null };
}

const SNAPSHOT_EVERY = 2_000;
/** events in one message to a screen */
const PART = 4_000;
const DECLARING = 'declaring';

export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { clock, log } = options;
  const open = new Map<string, OpenIncident>();
  const turns = takeTurns();
  const inTurn = turns.take;
  const listeners = new Map<string, Set<(message: Message) => void>>();
  const index = new Map<string, IncidentSummary>();
  const indexListeners = new Set<() => void>();

  async function readIndex(): Promise<void> {
    index.clear();
    for (const summary of (await options.journal().summaries()).incidents)
      // A line that an older version wrote knows no clocks; that of an incident that runs is read anew, in the background.
      index.set(summary.id, { ...summary, due: summary.due ?? [] });
    tellIndex();
    for (const { id, dueVersion, status, quarantined } of index.values())
      if ((dueVersion !== DUE_VERSION && status !== 'closed') || quarantined !== undefined)
        void inTurn(id, () => rewriteLine(id));
  }
  await readIndex();
  const releases = watchReleases(options, (incident, command, actor) =>
    inTurn(incident, () => dispatch(incident, command, actor)),
  );
  const checkpoints = watchCheckpoints(options, inTurn, dispatch);
  checkpoints.catchUp(index.values());

  function tellIndex(): void {
    for (const listener of indexListeners) safely(() => listener());
  }

  /** Whoever listens cannot undo what is on disk: a listener that stumbles is logged, the others still hear. */
  function safely(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      log.error('listener failed', { detail: String(error) });
    }
  }

  async function load(incident: string): Promise<OpenIncident | null> {
    const known = open.get(incident);
    if (known !== undefined) return known;
    if (!index.has(incident)) return null;
    const read = await options.journal().open(incident);
    if (read === null) return null;
    const loaded = { ...freshly(read.incident), cursor: read.cursor, quarantined: read.quarantined ?? null };
    open.set(incident, loaded);
    return loaded;
  }

  async function rewriteLine(incident: string): Promise<void> {
    const wasOpen = open.has(incident);
    const current = await load(incident);
    if (current === null || current.quarantined !== null) return;
    index.set(incident, summaryOf(current.state));
    tellIndex();
    if (!wasOpen) await putAway(incident);
  }

  async function dispatch(
    incident: string,
    command: ParsedCommand,
    actor: DeskActor,
    also: OutboxChange = { put: [], remove: [] },
  ): Promise<Answer> {
    const loaded = await load(incident);
    if (loaded === null && command.type !== 'incident.declare')
      return refuse('unknown-incident', 'This incident is not in the record. Open it from the list.');
    if (loaded?.quarantined !== null && loaded?.quarantined !== undefined)
      return refuse(
        'quarantined',
        `This incident can be read but not changed: ${loaded.quarantined}. Update Warroom, or restore a backup.`,
      );
    const before = loaded?.state ?? emptyIncident(incident);
    const now = clock.now();
    const decision = decide(before, command, await contextFor(options, command, actor, now));
    if (!decision.ok) return (await answeredBefore(command.id, incident)) ?? decision;

    const written = {
      person: actor.person.id,
      via: command.type === 'timeline.import' ? ('import' as const) : actor.via,
    };
    const unstamped = decision.events.map((event): RecordedEvent => ({
      ...event,
      incident,
      actor: written,
      origin: '',
      seq: 0,
      wall: now,
      hlc: '',
      v: 1,
    }));
    // The fold reads no stamp, so the state after is known before the writer gives them; it is taken over only once durable.
    const steps: Step[] = [];
    let after = before;
    for (const event of unstamped) {
      const next = evolve(after, event);
      steps.push({ event, before: after, after: next });
      after = next;
    }
    const outbox = { put: [...options.outbox.rowsFor(steps), ...also.put], remove: also.remove };
    const summary = summaryOf(after);
    const answer: Answer = { ok: true, events: unstamped.map((event) => event.id) };
    const result = await options.journal().commit({
      incident,
      command: { id: command.id, answer },
      actor: written,
      wall: now,
      events: decision.events,
      summary,
      search: searchRowsOf(unstamped, after),
      people: peopleOf(unstamped, after),
      outbox,
    });
    if (!result.ok) return refusalOf(result, log);

    const events = unstamped.map((event, i) => ({ ...event, ...result.stamps[i] }));
    const current = loaded ?? freshly(before);
    open.set(incident, current);
    current.state = after;
    current.cursor = result.cursor;
    current.sinceSnapshot += events.length;
    index.set(incident, summary);
    // A paste of thousands is told in parts: each is one task for the screen, which goes on answering between them. What one
    // command wrote arrived in one row, so the cursor of a part is known.
    for (let from = 0; from < events.length; from += PART) {
      const part = events.slice(from, from + PART);
      const cursor = result.cursor - (events.length - from - part.length);
      publish(incident, { kind: 'events', cursor, serverNow: clock.now(), events: part });
    }
    tellIndex();
    safely(() => options.outbox.committed(incident, outbox));
    afterCommit(incident, current, actor, events);
    return answer;
  }

  async function merge(record: IncidentRecord, pending: readonly OutboxRow[]): Promise<Merged> {
    const { incident } = record;
    const loaded = await load(incident);
    const merged = await mergeRecord(options, loaded?.state ?? null, record, pending);
    // Whatever came of it; its turn is after this one.
    void inTurn(incident, () => putAway(incident));
    if (!merged.ok || merged.now === null) return merged;
    const { now, added } = merged;
    const current = loaded ?? freshly(now.incident);
    current.state = now.incident;
    current.cursor = now.cursor;
    current.quarantined = now.quarantined ?? null;
    current.sinceSnapshot += added;
    open.set(incident, current);
    index.set(incident, now.summary);
    publish(incident, wholeState(current, 'rebase', clock.now()));
    tellIndex();
    safely(() => options.outbox.committed(incident, now.outbox));
    return merged;
  }

  /** A command that was accepted before would be refused now; its stored answer is the right one. */
  async function answeredBefore(commandId: string, incident: string): Promise<Answer | null> {
    const stored = await options.journal().answerOf(commandId);
    if (stored === null) return null;
    return stored.incident === incident ? stored.answer : idReused();
  }

  function afterCommit(
    incident: string,
    current: OpenIncident,
    actor: DeskActor,
    events: readonly RecordedEvent[],
  ): void {
    if (current.sinceSnapshot >= SNAPSHOT_EVERY && current.snapshotting === null) void snapshot(incident, current);
    releases.look(incident, current.state, events, actor);
    checkpoints.look(current.state, events, actor);
  }

  /** One after another: while a long state is written, more may come in than calls for the next. */
  async function snapshot(incident: string, current: OpenIncident): Promise<void> {
    await current.snapshotting;
    if (current.sinceSnapshot === 0) return;
    current.sinceSnapshot = 0;
    current.snapshotting = options
      .journal()
      .snapshot(incident)
      .catch((error: unknown) => log.error('snapshot failed', { detail: String(error) }))
      .finally(() => (current.snapshotting = null));
    await current.snapshotting;
  }

  function publish(incident: string, message: Message): void {
    for (const listener of listeners.get(incident) ?? []) safely(() => listener(message));
  }

  function listen(incident: string, listener: (message: Message) => void): void {
    listeners.set(incident, (listeners.get(incident) ?? new Set()).add(listener));
  }

  function subscribe(incident: string, cursor: number | null, listener: (message: Message) => void): () => void {
    let wanted = true;
    const removed = (reason: string): void => listener({ kind: 'removed', cursor: 0, serverNow: clock.now(), reason });
    // In turn with the commands: between the first message and the registration nothing can happen.
    inTurn(incident, async () => {
      const current = await load(incident);
      if (!wanted) return;
      if (current === null) return removed('This incident is not in the record.');
      const missed =
        cursor === null || cursor > current.cursor ? null : await options.journal().eventsAfter(incident, cursor);
      if (!wanted) return;
      listener(
        missed === null
          ? wholeState(current, 'snapshot', clock.now())
          : { kind: 'events', cursor: current.cursor, serverNow: clock.now(), events: missed },
      );
      listen(incident, listener);
    }).catch((error: unknown) => {
      log.error('subscribe failed', { detail: String(error) });
      removed('This incident cannot be read just now. Close it and open it again.');
    });
    return () => {
      wanted = false;
      listeners.get(incident)?.delete(listener);
      if (listeners.get(incident)?.size === 0) listeners.delete(incident);
      void inTurn(incident, () => putAway(incident));
    };
  }

  /** Only incidents that somebody looks at stay in memory. */
  async function putAway(incident: string): Promise<void> {
    const current = open.get(incident);
    if (current === undefined || listeners.has(incident) || heldPublications(current.state).length > 0) return;
    if (current.sinceSnapshot > 0) await snapshot(incident, current);
    if (!listeners.has(incident)) open.delete(incident);
  }

  return {
    dispatch: (incident, command, actor, also) =>
      // Declarations queue behind each other as well: the next number for eyes is drawn from those before.
      inTurn(
        incident,
        () => dispatch(incident, command, actor, also),
        command.type === 'incident.declare' ? [DECLARING] : [],
      ),
    merge: (record, pending) => inTurn(record.incident, () => merge(record, pending)),
    read: (incident) => inTurn(incident, async () => (await load(incident))?.state ?? null),
    rest: (incident) => void inTurn(incident, () => putAway(incident)),
    subscribe,
    summaries: () => [...index.values()],
    onIndex: (listener) => {
      indexListeners.add(listener);
      return () => indexListeners.delete(listener);
    },
    seal: (incident, actor) => checkpoints.seal(incident, 'asked', actor),
    held: () => [...open.values()].flatMap((current) => heldPublications(current.state)).length,
    arrived: (incident) =>
      inTurn(incident, async () => {
        const line = (await options.journal().summaries()).incidents.find(({ id }) => id === incident);
        if (line === undefined) return;
        index.set(incident, line);
        open.delete(incident);
        if (listeners.has(incident)) await reread(incident);
        tellIndex();
      }),
    reload: (work = async () => {}) =>
      turns.alone(async () => {
        await work();
        await readIndex();
        open.clear();
        for (const incident of listeners.keys()) await reread(incident);
      }),
    stop: async () => {
      releases.stop();
      await turns.ended();
      await Promise.all([...open].map(([incident, current]) => snapshot(incident, current)));
      open.clear();
    },
  };

  async function reread(incident: string): Promise<void> {
    const current = await load(incident);
    const gone: Message = {
      kind: 'removed',
      cursor: 0,
      serverNow: clock.now(),
      reason: 'This incident is no longer in the record.',
    };
    publish(incident, current === null ? gone : wholeState(current, 'rebase', clock.now()));
    if (current === null) listeners.delete(incident);
  }
}
