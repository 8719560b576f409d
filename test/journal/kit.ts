// What the journal's tests and its torture share: a data folder of their own, a clock they turn, a scribe who commits.
import { realRandom } from '../../src-main/platform/real-time.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aStation } from '../incident/a-station.ts';
import type { Answer } from '../../src-shared/bridge.ts';
import type { Draft, RecordedEvent } from '../../src-shared/incident/event.ts';
import { type Incident, decide, emptyIncident, evolve, parseCommand } from '../../src-shared/incident/index.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { peopleOf, searchRowsOf, summaryOf } from '../../src-main/incidents/projections.ts';
import type { Commit, CommitResult, Journal } from '../../src-main/journal/journal.ts';
import { type JournalOptions, openJournal } from '../../src-main/journal/open.ts';
import type { Clock, Log } from '../../src-main/ports.ts';

/** the auditor's page, as the build made it */
export const VERIFIER = new URL('../../out/main/verify.html', import.meta.url);
export const WRITER = new URL('../../src-main/journal/writer.ts', import.meta.url);
/** How long a test waits for what happens by itself: long, for a busy machine. */
export const SOON = { timeout: 15_000 };
export const NIGHT = Date.UTC(2025, 1, 28, 3, 12, 0);

/** A folder that goes when the test does. `defer` registers what is done at its end. */
export function makeFolder(defer: (end: () => void) => void): string {
  const outer = mkdtempSync(join(tmpdir(), 'warroom-journal-'));
  defer(() => rmSync(outer, { recursive: true, force: true }));
  return join(outer, 'data');
}

export interface TurnedClock extends Clock {
  turn: (ms: number) => void;
  set: (at: number) => void;
}

/** Stands still until it is turned; what fell due is called in order. */
export function turnedClock(start = NIGHT): TurnedClock {
  let now = start;
  let turned = 0;
  let waiting: { at: number; call: () => void }[] = [];
  const run = (): void => {
    const due = waiting.filter((one) => one.at <= now).sort((a, b) => a.at - b.at);
    waiting = waiting.filter((one) => one.at > now);
    for (const { call } of due) call();
  };
  return {
    now: () => now,
    steady: () => turned,
    after: (ms, call) => {
      const one = { at: now + ms, call };
      waiting.push(one);
      return () => void (waiting = waiting.filter((other) => other !== one));
    },
    turn: (ms) => {
      now += ms;
      turned += ms;
      run();
    },
    set: (at) => {
      now = at;
    },
  };
}

/** Ids in order, 26 characters; another prefix, other ids. */
export function countingIds(prefix = 'J'): () => string {
  let n = 0;
  const crockford = (number: number): string =>
    number
      .toString(32)
      .toUpperCase()
      .replaceAll(/[ILOU]/gu, (letter) => REPLACED[letter] ?? letter);
  return () => `01${prefix}${crockford(n++).padStart(24 - prefix.length, '0')}`;
}

const REPLACED: Record<string, string> = { I: 'W', L: 'X', O: 'Y', U: 'Z' };

/** Pseudo-random numbers in [0, 1) from a seed (mulberry32), so that a failure can be run again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface LogLine {
  level: 'info' | 'error';
  what: string;
  facts: Readonly<Record<string, unknown>>;
}

export function listLog(): Log & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const put =
    (level: LogLine['level']): Log['info'] =>
    (what, facts = {}) =>
      void lines.push({ level, what, facts });
  return { lines, info: put('info'), error: put('error') };
}

/** Opens or throws the refusal; closes at the end of the test. */
export async function opened(
  dir: string,
  defer: (end: () => Promise<void> | void) => void,
  changed: Partial<JournalOptions> = {},
): Promise<Journal> {
  const result = await openJournal({
    dir,
    writer: WRITER,
    clock: turnedClock(),
    random: realRandom(),
    log: listLog(),
    appVersion: '0.1.0',
    ...changed,
  });
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message} (${result.refusal.detail})`);
  defer(() => result.journal.close());
  return result.journal;
}

export const playbook: Playbook = read();
export const playbookHash = createHash('sha256').update(JSON.stringify(playbook)).digest('hex');

function read(): Playbook {
  const path = new URL('../../src-shared/playbook/standard.yaml', import.meta.url);
  const result = readPlaybook(readFileSync(path, 'utf8'), 'standard.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.playbook;
}

export const ana: Person = { id: '01HZZZZZZZZZZZZZZZZZZZZANA', name: 'Ana Ruiz', handles: { slack: '@ana' } };

/** Somebody at the keyboard of one incident: what they do is decided by the domain and goes through the journal. */
export interface Scribe {
  incident: string;
  state: () => Incident;
  /** as the fold gave it, every event with its stamps */
  events: () => readonly RecordedEvent[];
  do: (command: Readonly<Record<string, unknown>> & { type: string }, commandId?: string) => Promise<CommitResult>;
  declare: (title?: string) => Promise<CommitResult>;
  log: (text: string, more?: Readonly<Record<string, unknown>>) => Promise<CommitResult>;
  /** the commit as it would be sent for these drafts */
  commitOf: (drafts: readonly Draft[], commandId?: string) => Commit;
}

export function scribe(
  journal: () => Journal,
  options: { ids: () => string; clock: Clock; number?: string; start?: Incident; under?: Playbook },
): Scribe {
  const { ids, clock, number = 'INC-20250228-01' } = options;
  const under =
    options.under === undefined
      ? { playbook, playbookHash }
      : {
          playbook: options.under,
          playbookHash: createHash('sha256').update(JSON.stringify(options.under)).digest('hex'),
        };
  const incident = options.start?.id ?? ids();
  let state = options.start ?? emptyIncident(incident);
  const events: RecordedEvent[] = [];

  const commitOf = (drafts: readonly Draft[], commandId = ids()): Commit => {
    const unstamped = unstampedOf(drafts);
    const after = unstamped.reduce(evolve, state);
    const answer: Answer = { ok: true, events: drafts.map(({ id }) => id) };
    return {
      incident,
      command: { id: commandId, answer },
      actor: { person: ana.id, via: 'cockpit' },
      wall: clock.now(),
      events: drafts,
      summary: summaryOf(after),
      search: searchRowsOf(unstamped, after),
      people: peopleOf(unstamped, after),
    };
  };
  const unstampedOf = (drafts: readonly Draft[]): RecordedEvent[] =>
    drafts.map((draft) => ({
      ...draft,
      incident,
      actor: { person: ana.id, via: 'cockpit' as const },
      origin: '',
      seq: 0,
      wall: clock.now(),
      hlc: '',
      v: 1,
    }));

  const act: Scribe['do'] = async (command, commandId = ids()) => {
    const parsed = parseCommand({ ...command, id: commandId });
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    const decision = decide(state, parsed.command, {
      now: clock.now(),
      id: ids,
      actor: { person: ana, via: 'cockpit' },
      knownPerson: () => undefined,
      declareWith: { ...under, number, named: () => null },
      station: aStation,
      vendors: [{ vendor: 'slack', lanes: ['slack', 'slack-executives'] }],
    });
    if (!decision.ok) throw new Error(decision.refusal.message);
    const result = await journal().commit(commitOf(decision.events, commandId));
    if (result.ok) {
      const stamped = unstampedOf(decision.events).map((event, i) => ({ ...event, ...result.stamps[i] }));
      events.push(...stamped);
      state = stamped.reduce(evolve, state);
    }
    return result;
  };

  return {
    incident,
    state: () => state,
    events: () => events,
    do: act,
    declare: (title = 'Checkout is down') =>
      act({
        type: 'incident.declare',
        title,
        impact: 'Nobody can pay',
        severity: 1,
        components: ['checkout'],
        declarer: { name: 'Ana Ruiz' },
        commander: { name: 'Bo Chen' },
      }),
    log: (text, more = {}) => act({ type: 'timeline.log', kind: 'note', text, ...more }),
    commitOf,
  };
}
