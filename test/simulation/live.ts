// Lives a night step by step, then lets morning come: the faults end, somebody looks after what waits for a person, and
// everything has time to settle. After each step, and at the end, the invariants are looked at.
import { createHash } from 'node:crypto';
import { act } from './act.ts';
import { PATIENCE } from './ask.ts';
import { invariants } from './invariants.ts';
import { audited } from './ledger.ts';
import type { Machine } from './machine.ts';
import { morning } from './morning.ts';
import type { Night } from './night.ts';
import type { Row } from './truth.ts';
import { openWorld, type World } from './world.ts';

export interface Violation {
  invariant: string;
  words: string;
  /** the step after which it was found; as many as there are steps: at the end */
  step: number;
}

export interface Lived {
  violation: Violation | null;
  /** by the world's clock, ms; of all machines together */
  lifeMs: number;
  /** of all incidents together, from their declaration on */
  incidentMs: number;
  incidents: number;
  events: number;
  effects: number;
  delivered: number;
  /** tells this night from every other: the same seed and the same code give the same */
  trace: string;
}

/** `after`: looks at the world before it ends, for whoever wants to know why. */
export async function live(night: Night, after: (world: World) => void = () => {}): Promise<Lived> {
  const world = openWorld(night.seed, night.machines, { socket: night.socket === true });
  try {
    return await lived(world, night);
  } finally {
    after(world);
    world.end();
  }
}

async function lived(world: World, night: Night): Promise<Lived> {
  const { agenda, machines, ledger } = world;
  const began = agenda.now();
  let violation: Violation | null = null;
  const look = (step: number, atEnd: boolean): boolean => {
    violation ??= broken(world, step, atEnd);
    return violation !== null;
  };
  for (const machine of machines) await agenda.until(machine.start(), PATIENCE);
  for (const [n, step] of night.steps.entries()) {
    const machine = machines[step.on % machines.length]!;
    await act(world, machine, step, n);
    await agenda.run(step.wait);
    if (look(n, false)) break;
  }
  if (violation === null) {
    await morning(world, { settles: night.seed % 4 !== 0 });
    look(night.steps.length, true);
  }
  const books = machines.map(ledger.books);
  const all = audited(world);
  return {
    violation,
    lifeMs: (agenda.now() - began) * machines.length,
    incidentMs: all.reduce(
      (sum, { state }) => sum + Math.max(0, agenda.now() - (state.declaration?.declaredAt ?? agenda.now())),
      0,
    ),
    incidents: all.length,
    events: books.reduce((sum, { rows }) => sum + rows.length, 0),
    effects: ledger.effects.size,
    delivered: all
      .flatMap(({ state }) => Object.values(state.remote.settled))
      .filter(({ outcome }) => outcome === 'delivered').length,
    trace: traceOf(world),
  };
}

/** Every event as it lies on a disk, with its random salt in its hash, and every call that reached a vendor. */
function traceOf({ machines, ledger, slack, page }: World): string {
  const trace = createHash('sha256');
  for (const machine of machines) for (const { found } of ledger.books(machine).rows) trace.update(found);
  for (const { at, call, status } of [...slack.arrivals, ...page.arrivals]) trace.update(`${at} ${call} ${status}`);
  return trace.digest('hex').slice(0, 16);
}

/** The first broken invariant, or null. */
function broken(world: World, step: number, atEnd: boolean): Violation | null {
  const { ledger, machines } = world;
  for (const machine of machines) ledger.audit(machine);
  const fresh = new Map<Machine, readonly Row[]>(machines.map((machine) => [machine, ledger.fresh(machine)]));
  const [seen] = ledger.problems;
  if (seen !== undefined) return { ...seen, step };
  for (const { name, when, broken: look } of invariants) {
    if (when === 'end' && !atEnd) continue;
    const [words] = look(world, fresh);
    if (words !== undefined) return { invariant: name, words, step };
  }
  return null;
}
