// Lives a night step by step, then lets morning come: the faults end, somebody looks after what waits for a person, and
// everything has time to settle. After each step, and at the end, the invariants are looked at.
import { createHash } from 'node:crypto';
import type { Incident } from '../../src-shared/incident/index.ts';
import { heldPublications } from '../../src-shared/incident/status-page.ts';
import { act, ask, host, PATIENCE, setToken, wellDisk } from './act.ts';
import { inbound, invariants } from './invariants.ts';
import { audited } from './ledger.ts';
import type { Machine } from './machine.ts';
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

const MINUTE = 60_000;
/** What nobody told us of is found by reading, every five minutes; and what is found then is read once more. */
const HEARD_WITHIN_MIN = 7;
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
    await morning(world);
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

/** Everything is well again; whoever has to decide something does. */
async function morning(world: World): Promise<void> {
  const { agenda, machines, slack, page, ledger } = world;
  for (const twin of [slack, page]) twin.faults.clear();
  for (const vendor of ['slack', 'page'] as const) setToken(world, vendor, true);
  slack.setLimits(null);
  slack.socket.mute(false);
  page.setLimits(null);
  for (const channel of slack.workspace.channels.values()) if (channel.archived) slack.somebody.unarchives(channel.id);
  for (const machine of machines) {
    wellDisk(machine);
    Object.assign(machine.line, { cut: false, slow: 0 });
    const { asleep } = machine.being();
    if (asleep !== null && asleep.until > agenda.now()) await agenda.run(asleep.until - agenda.now());
    if (machine.cockpit() === null) await agenda.until(machine.start(), PATIENCE);
  }
  await agenda.run(40_000);
  for (let round = 0; round < 12; round += 1) {
    for (const machine of machines) {
      ledger.audit(machine);
      await tidy(world, machine, round);
    }
    await agenda.run(round < 4 ? MINUTE : 15 * MINUTE);
    const fenced = audited(world).some(({ state }) => isFenced(state));
    if (!fenced && machines.every((machine) => machine.cockpit()?.unsent() === 0)) break;
  }
  // Where there was a doubt, late twins are looked for within ten minutes more; alarms have their time as well.
  const doubted = machines.some((machine) => (machine.truth()?.outbox().length ?? 0) > 0);
  await agenda.run(doubted ? 15 * MINUTE : MINUTE);
  for (let minute = 0; minute < HEARD_WITHIN_MIN; minute += 1) {
    for (const machine of machines) ledger.audit(machine);
    if (inbound.every(({ broken: look }) => look(world).length === 0)) break;
    await agenda.run(MINUTE);
  }
  for (const machine of machines) ledger.books(machine).recovered = true;
}

/** Nobody hands over between machines here, so whoever acts elsewhere is this machine before a restore. */
function isFenced({ station }: Incident): boolean {
  return station.holder?.is === 'gone';
}

async function tidy(world: World, machine: Machine, round: number): Promise<void> {
  const { screen } = machine;
  world.agenda.as(machine.being(), screen.openAgain);
  for (const incident of screen.incidents.values()) {
    // A restored record met at the vendors a command that it does not know, its own of before: they go on here.
    if (isFenced(incident))
      ask(world, machine, incident.id, {
        ...(incident.command.commander === null
          ? { type: 'command.assign', person: { name: machine.person } }
          : { type: 'station.take' }),
        reason: 'It was ours before the restore',
      });
    // Asked whether it may go, people say yes: that it went already, before a restore, is for Warroom to find out.
    for (const held of heldPublications(incident))
      ask(world, machine, incident.id, { type: 'status-page.release', publication: held.id });
  }
  for (const { incident, lane, review } of screen.lanes())
    if (review !== null) await host(world, machine, { type: 'delivery.confirm', incident, lane });
  // What cannot be said there, because of what somebody did on the far side, is withdrawn in the end.
  if (round >= 3)
    for (const { key, standing } of screen.lanes().flatMap(({ items }) => items))
      if (standing.is === 'parked' || standing.is === 'waiting')
        await host(world, machine, { type: 'effect.withdraw', key, reason: 'It cannot be said there any more' });
  for (const vendor of ['slack', 'statuspage']) await host(world, machine, { type: 'effect.retry', vendor });
}
