// After a night: everything is well again, whoever has to decide something does, those who have one incident between them give each
// other what they have, and everything has time to settle.
import type { Incident } from '../../src-shared/incident/index.ts';
import { acts } from '../../src-shared/incident/station.ts';
import { heldPublications } from '../../src-shared/incident/status-page.ts';
import { setToken, wellDisk } from './act.ts';
import { ask, host, PATIENCE } from './ask.ts';
import { opens, saves, settles } from './carry.ts';
import { inbound } from './invariants.ts';
import { groups, shared } from './invariants/travel.ts';
import { type Audited, audited } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
/** What nobody told us of is found by reading, every five minutes; and what is found then is read once more. */
const HEARD_WITHIN_MIN = 7;

/** `settled`: what the merges show is settled by somebody. */
export async function morning(world: World, { settles: settled }: { settles: boolean }): Promise<void> {
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
    for (const machine of machines) ledger.audit(machine);
    // Those who are apart are left to themselves at first.
    if (round > 0) await reunite(world, settled);
    const waits = groups(world).some((group) => !group.some(isActing)) || (round === 0 && shared(world).length > 0);
    if (!waits && machines.every((machine) => machine.cockpit()?.unsent() === 0)) break;
  }
  // Where there was a doubt, late twins are looked for within ten minutes more; alarms have their time as well.
  const doubted = machines.some((machine) => (machine.truth()?.outbox().length ?? 0) > 0);
  await agenda.run(doubted ? 15 * MINUTE : MINUTE);
  for (let minute = 0; minute < HEARD_WITHIN_MIN; minute += 1) {
    for (const machine of machines) ledger.audit(machine);
    if (inbound.every(({ broken: look }) => look(world).length === 0)) break;
    await agenda.run(MINUTE);
  }
  // What was heard on both sides since, with what it calls for.
  if (shared(world).length > 0) {
    await reunite(world, settled);
    for (const machine of machines) await tidy(world, machine, 3);
    await agenda.run(MINUTE);
    await reunite(world, false);
  }
  for (const machine of machines) ledger.books(machine).recovered = true;
}

/** By the record of its own machine. */
function isActing({ machine, state }: Audited): boolean {
  return acts(state, machine.truth()?.own() ?? []);
}

async function tidy(world: World, machine: Machine, round: number): Promise<void> {
  const { screen } = machine;
  world.agenda.as(machine.being(), screen.openAgain);
  const names = machine.truth()?.own() ?? [];
  for (const incident of screen.incidents.values()) {
    if (goesOnHere(world, machine, incident))
      ask(world, machine, incident.id, {
        ...(incident.command.commander === null
          ? { type: 'command.assign', person: { name: machine.person } }
          : { type: 'station.take' }),
        reason: 'Nobody acts for it any more',
      });
    // Asked whether it may go, people say yes: that it went already, before a restore, is for Warroom to find out.
    if (acts(incident, names))
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

/**
 * A restored record met at the vendors a command that it does not know, its own of before, and goes on by itself; or the one that
 * acted has no record of it any more. Of several that know of nobody who acts the first goes on.
 */
function goesOnHere(world: World, machine: Machine, { id }: Incident): boolean {
  const all = audited(world).filter(({ incident }) => incident === id);
  return all[0]?.machine === machine && !all.some(isActing);
}

/** Each gets what the others have, over one after another and back; what the merge shows is settled, and goes round as well. */
async function reunite(world: World, settled: boolean): Promise<void> {
  for (const group of shared(world)) {
    const { incident } = group[0]!;
    const machines = group.map(({ machine }) => machine);
    await passOn(world, incident, [...machines, ...machines.toReversed().slice(1)]);
    const acting = group.find(isActing);
    if (!settled || acting === undefined || acting.state.conflicts.length === 0) continue;
    settles(world, acting.machine, acting.state);
    await world.agenda.run(1_000);
    await passOn(world, incident, [...machines, ...machines.toReversed().slice(1)]);
  }
}

async function passOn(world: World, incident: string, along: readonly Machine[]): Promise<void> {
  for (const [i, to] of along.entries()) {
    const from = along[i - 1];
    const carried = from === undefined ? null : await saves(world, from, incident);
    if (carried !== null) await opens(world, to, carried);
  }
  for (const machine of world.machines) world.ledger.audit(machine);
}
