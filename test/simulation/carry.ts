// One thing that a person does to a command that travels, with the same presses and the same questions over the bridge as at any
// cockpit: a file is made and saved, chosen, looked at and taken in.
import type { Incident } from '../../src-shared/incident/index.ts';
import { sameName } from '../../src-shared/incident/people.ts';
import { ask, isOpen, newId, PATIENCE } from './ask.ts';
import type { Carried } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { Step } from './night.ts';
import type { World } from './world.ts';

export async function travel(
  world: World,
  machine: Machine,
  { what, to, back, pick }: Step & { does: 'travel' },
): Promise<void> {
  const { ledger, machines } = world;
  const last = ledger.carried.at(-1 - back) ?? ledger.carried.at(-1);
  const known = last === undefined ? undefined : machine.screen.incidents.get(last.incident);
  const shown = [...machine.screen.incidents.values()];
  const incident = known ?? shown[pick % Math.max(1, shown.length)];
  if (what === 'opens') {
    if (last !== undefined) await opens(world, machine, last);
    return;
  }
  if (incident === undefined || !isOpen(world, machine)) return;
  const does = (wanted: Parameters<typeof ask>[3]): void => void ask(world, machine, incident.id, wanted);
  switch (what) {
    case 'packs':
      await packs(world, machine, incident, machines[to % machines.length]!.person);
      return;
    case 'saves':
      // While no file names who acts, whoever has the record does (decision 8): two that do are no part of these nights.
      if (incident.station.holder !== null) await saves(world, machine, incident.id);
      return;
    case 'takes':
      does(
        incident.handover.current === null
          ? { type: 'station.take' }
          : { type: 'handover.take', handover: incident.handover.current.id },
      );
      return;
    case 'claims':
      does(
        incident.command.commander === null || pick % 2 === 0
          ? { type: 'command.assign', person: { name: machine.person }, reason: 'They do not answer' }
          : { type: 'station.take', reason: 'They do not answer' },
      );
      return;
    case 'types-receipt':
      does({ type: 'station.yield', code: pick % 8 === 0 ? 'lusab-babad' : receiptFor(world, incident.id) });
      return;
    case 'settles':
      settles(world, machine, incident);
      return;
    case 'withdraws':
      if (incident.handover.current !== null)
        does({ type: 'handover.withdraw', handover: incident.handover.current.id, who: 'outgoing' });
  }
}

/** What stands is right; which laptop acts is said by taking command there. */
export function settles(world: World, machine: Machine, incident: Incident): void {
  for (const { field, event } of incident.conflicts)
    ask(
      world,
      machine,
      incident.id,
      field !== 'station'
        ? { type: 'conflict.settle', conflict: event }
        : incident.command.commander === null
          ? { type: 'command.assign', person: { name: machine.person }, reason: 'It acts from here' }
          : { type: 'station.take', reason: 'It acts from here' },
    );
}

/** What they say over the bridge who have opened the file; something that is no receipt where nobody has. */
function receiptFor({ machines }: World, incident: string): string {
  const said = machines.flatMap(({ screen }) => screen.incidents.get(incident)?.station.receipt?.code ?? []);
  return said.at(-1) ?? 'lusab-babad';
}

/** Long enough for a command and what it brings to the screen, ms. */
const A_MOMENT = 40;

/** The file for whoever relieves; command is offered to them first, where it is not theirs already. */
async function packs(world: World, machine: Machine, incident: Incident, relief: string): Promise<void> {
  const doesNow = async (wanted: Parameters<typeof ask>[3]): Promise<void> => {
    ask(world, machine, incident.id, wanted);
    await world.agenda.run(A_MOMENT);
  };
  const { commander } = incident.command;
  if (commander !== null && sameName(incident.people[commander]?.name ?? '') !== sameName(relief)) {
    await doesNow({ type: 'handover.offer', to: { name: relief } });
    const offered = machine.screen.incidents.get(incident.id)?.handover.current;
    for (const step of ['shadow', 'sitrep', 'briefing', 'outgoing'] as const)
      if (offered !== undefined && offered !== null)
        await doesNow({ type: 'handover.skip', handover: offered.id, step, reason: 'It cannot wait' });
  }
  const before = incident.station.packs.length;
  await doesNow({ type: 'station.pack', for: { name: relief } });
  // Where it was refused there is no file.
  if ((machine.screen.incidents.get(incident.id)?.station.packs.length ?? 0) > before)
    await saves(world, machine, incident.id);
}

/** A person's file of an incident as it is now; null where there is none to be had. */
export async function saves(world: World, machine: Machine, incident: string): Promise<Carried | null> {
  const { screen, hand } = machine;
  const made = await answered(world, machine, () => screen.bridge.query('handover-make', { incident }));
  if (made?.ok !== true) return null;
  hand.saved = null;
  await answered(world, machine, () => screen.bridge.query('file-save', { file: made.answer.file }));
  if (hand.saved === null) return null;
  const carried: Carried = { incident, file: hand.saved, passphrase: made.answer.passphrase, opened: new Set() };
  world.ledger.carried.push(carried);
  return carried;
}

/** Chosen, looked at, taken in; refused only where the disk is in the way. */
export async function opens(world: World, machine: Machine, carried: Carried): Promise<void> {
  const { screen, hand } = machine;
  const { bridge } = screen;
  hand.chosen = carried.file;
  const chosen = await answered(world, machine, () => bridge.query('file-choose', { kind: 'handover' }));
  if (chosen?.ok !== true || chosen.answer === null || !('file' in chosen.answer)) return;
  const { file } = chosen.answer;
  const { passphrase } = carried;
  const looked = await answered(world, machine, () => bridge.query('handover-look', { file, passphrase }));
  const problem = (words: string): void =>
    void world.ledger.problems.push({ invariant: 'mergesAlike', words: `${machine.name}: ${words}` });
  if (looked === null) return;
  if (!looked.ok) {
    if (!OF_THE_DISK.has(looked.refusal.code)) problem(`refused: ${looked.refusal.message}`);
    return;
  }
  if (carried.opened.has(machine) && looked.answer.fresh > 0)
    problem(`a file that is in its record brings ${looked.answer.fresh} events once more`);
  const opened = await answered(world, machine, () =>
    bridge.dispatchHost({ id: newId(world, machine), type: 'handover.open', file }),
  );
  if (opened === null) return;
  if (opened.ok) carried.opened.add(machine);
  else if (!OF_THE_DISK.has(opened.refusal.code)) problem(`not taken in: ${opened.refusal.message}`);
}

const OF_THE_DISK: ReadonlySet<string> = new Set(['storage-failed', 'disk-full', 'not-available']);

/** Null where the machine did not live to hear the answer. */
async function answered<T>(world: World, machine: Machine, question: () => Promise<T>): Promise<T | null> {
  if (!isOpen(world, machine)) return null;
  let answer: T | null = null;
  const asked = world.agenda.as(machine.being(), question).then((one) => (answer = one));
  await world.agenda.until(asked, PATIENCE);
  return answer;
}
