// How a person at a machine gives a command: over its screen's bridge, to be answered sooner, later or never.
import type { Answer } from '../../src-shared/bridge.ts';
import type { Wanted } from '../incident/scenario.ts';
import type { Asked } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { World } from './world.ts';

/** Longer than any single thing that a person waits for, ms. */
export const PATIENCE = 20_000;

/** Somebody can sit at it: it runs, and its lid is open. */
export function isOpen(world: World, machine: Machine): boolean {
  const { asleep } = machine.being();
  return machine.cockpit() !== null && (asleep === null || asleep.until <= world.agenda.now());
}

/** Does something at a machine's cockpit, as its person. */
export function ask(world: World, machine: Machine, incident: string, wanted: Wanted & { id?: string }): Asked | null {
  if (!isOpen(world, machine)) return null;
  const { agenda, ledger } = world;
  const command = { id: newId(world, machine), ...wanted };
  const asked = ledger.ask({ machine, incident, command });
  agenda.as(machine.being(), () => {
    // What the choke point checks: it may be any JSON.
    void machine.screen.bridge.dispatch(incident, command as never).then((answer: Answer) => {
      if (!asked.lost) ledger.answer(asked, answer);
    });
  });
  return asked;
}

export async function host(world: World, machine: Machine, wanted: Record<string, unknown>): Promise<void> {
  if (!isOpen(world, machine)) return;
  const command = { id: newId(world, machine), ...wanted };
  const done = world.agenda.as(machine.being(), () => machine.screen.bridge.dispatchHost(command as never));
  await world.agenda.until(done, PATIENCE);
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As a screen mints its ids: nobody else's, whatever time it is. */
export function newId({ chance }: World, machine: Machine): string {
  return `0${machine.name.at(-1)}${Array.from({ length: 24 }, () => ALPHABET[Math.floor(chance() * 32)]).join('')}`;
}
