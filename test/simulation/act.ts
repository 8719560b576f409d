// One step of a night, done: by a person at a cockpit, or by the world to it.
import { createHash } from 'node:crypto';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import type { Wanted } from '../incident/scenario.ts';
import { ask, host, isOpen, newId, PATIENCE } from './ask.ts';
import { travel } from './carry.ts';
import { commandFor } from './deeds.ts';
import { far } from './far-side.ts';
import { inRoom } from './room.ts';
import type { Machine } from './machine.ts';
import { type Step, TITLES } from './night.ts';
import type { World } from './world.ts';

export async function act(world: World, machine: Machine, step: Step, n: number): Promise<void> {
  const { agenda, ledger, slack, page } = world;
  const twin = 'vendor' in step ? (step.vendor === 'slack' ? slack : page) : null;
  switch (step.does) {
    case 'declare':
      ask(world, machine, newId(world, machine), {
        type: 'incident.declare',
        title: TITLES[step.title % TITLES.length]!,
        impact: `Cards & wallets (said ${n})`,
        severity: step.severity,
        components: ['Payments'],
        declarer: { name: machine.person },
        ...(step.commander ? { commander: { name: machine.person } } : {}),
      });
      return;
    case 'deed': {
      const shown = [...machine.screen.incidents.values()];
      const incident = shown[step.pick % Math.max(1, shown.length)];
      if (incident === undefined) return;
      if (step.deed === 'switch-playbook') return switchPlaybook(world, machine, incident.id, step.pick);
      const wanted = commandFor(incident, { ...step, n, wall: machine.wall() });
      if (wanted !== null) ask(world, machine, incident.id, wanted);
      return;
    }
    case 'again': {
      const last = ledger.asked.findLast((one) => one.machine === machine);
      if (last !== undefined) ask(world, machine, last.incident, last.command as unknown as Wanted & { id: string });
      return;
    }
    case 'wait':
      return;
    case 'crash':
      machine.crash(step.power);
      ledger.ended(machine);
      await agenda.until(machine.start(), PATIENCE);
      return;
    case 'quit':
      await quit(world, machine);
      await agenda.until(machine.start(), PATIENCE);
      return;
    case 'start':
      if (machine.cockpit() === null) await agenda.until(machine.start(), PATIENCE);
      return;
    case 'writer-ends':
      if (isOpen(world, machine)) machine.endWriter('out of memory');
      return;
    case 'disk-fails':
      machine.disk.faults.failing = { commits: step.commits, written: step.written };
      return;
    case 'disk-full':
      machine.disk.faults.full = { room: step.room };
      return;
    case 'disk-away':
      machine.disk.faults.away = true;
      return;
    case 'disk-well':
      wellDisk(machine);
      return;
    case 'clock':
      machine.setClock(step.byMs);
      ledger.stirred(machine);
      return;
    case 'sleep':
      if (isOpen(world, machine)) machine.sleep(step.ms);
      ledger.stirred(machine);
      return;
    case 'line':
      Object.assign(machine.line, { cut: step.cut, slow: step.slow });
      return;
    case 'vendor-fault':
      twin?.faults.arm({
        count: step.count,
        does: step.behaviour,
        ...(step.calls === undefined ? {} : { calls: step.calls }),
      });
      return;
    case 'vendor-away':
      twin?.faults.arm({ until: agenda.now() + step.ms, does: { kind: 'offline' } });
      return;
    case 'vendor-limits':
      twin?.setLimits(step.limited ? {} : null);
      return;
    case 'token':
      setToken(world, step.vendor, step.good);
      return;
    case 'far-side':
      far(world, step.what, step.pick);
      return;
    case 'room':
      inRoom(world, step.what, step.pick);
      return;
    case 'travel':
      await travel(world, machine, step);
      return;
    case 'backup':
      await host(world, machine, { type: 'backup.make' });
      return;
    case 'restore':
      return restore(world, machine, step.pick);
  }
}

async function switchPlaybook(world: World, machine: Machine, incident: string, pick: number): Promise<void> {
  if (!isOpen(world, machine)) return;
  const one = builtInPlaybooks[pick % builtInPlaybooks.length]!;
  const ref = `built-in:${one.id}`;
  // The next incident is declared under it, and this one is switched to it.
  await host(world, machine, { type: 'playbook.choose', ref });
  ask(world, machine, incident, { type: 'playbook.switch', to: ref, hash: hashOf(one), reason: 'ours' });
}

const hashes = new Map<string, string>();

/** What the screen that shows the changes would say which version they are of. */
function hashOf(one: (typeof builtInPlaybooks)[number]): string {
  const known =
    hashes.get(one.id) ??
    createHash('sha256')
      .update(JSON.stringify(readBuiltIn(one)))
      .digest('hex');
  hashes.set(one.id, known);
  return known;
}

async function restore(world: World, machine: Machine, pick: number): Promise<void> {
  const { ledger } = world;
  if (!isOpen(world, machine)) return;
  const told = world.agenda.as(machine.being(), machine.screen.host);
  if (!(await world.agenda.until(told, PATIENCE)) || !isOpen(world, machine)) return;
  const { backups } = await told;
  const chosen = backups[pick % Math.max(1, backups.length)];
  if (chosen === undefined) return;
  ledger.audit(machine);
  await host(world, machine, { type: 'backup.restore', name: chosen.name });
  ledger.restored(machine);
}

async function quit({ agenda, ledger }: World, machine: Machine): Promise<void> {
  const gone = machine.quit();
  if (!(await agenda.until(gone, PATIENCE))) machine.crash(false);
  ledger.ended(machine);
}

export function wellDisk({ disk }: Machine): void {
  Object.assign(disk.faults, { failing: null, full: null, away: false });
}

export function setToken({ slack, page }: World, vendor: 'slack' | 'page', good: boolean): void {
  if (vendor === 'slack') slack.setToken(good ? 'good' : 'token_revoked');
  else page.setKey(good);
}
