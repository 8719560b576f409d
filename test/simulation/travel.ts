// Command that travels (decision 8): files that go from one laptop to another, are opened there late, twice or out of order,
// command that is taken over there or claimed, receipts that are typed in or not, and what the merge shows settled or not. A
// night in a few has it, drawn from a chance of its own, so that it changes nothing in the others.
import { seeded } from '../journal/kit.ts';
import type { Deed, Night, Step } from './night.ts';

export const TRAVELS = [
  'packs', 'saves', 'opens', 'takes', 'claims', 'types-receipt', 'settles', 'withdraws',
] as const; // prettier-ignore
export type Travels = (typeof TRAVELS)[number];

const CHANCE = 0.1;
/** What a person does to an incident, with whichever laptop they sit at. */
const GOING_ON: readonly Deed[] = ['log', 'update', 'severity', 'status', 'role', 'command', 'decide', 'publish'];

/** The night with a handover between its machines, where its seed has that. */
export function withTravel(night: Night): Night {
  const chance = seeded(night.seed * 48_271 + 5);
  if (chance() >= CHANCE) return night;
  const below = (n: number): number => Math.floor(chance() * n);
  const steps = [...night.steps];
  const turn = turnOf(below(8), { below, machines: night.machines });
  // Close together, or with what else the night brings in between.
  const together = chance() < 0.4;
  let at = 1 + below(Math.min(steps.length, 8));
  for (const step of turn) {
    steps.splice(at, 0, step);
    at = Math.min(steps.length, at + 1 + (together ? 0 : below(3)));
  }
  return { ...night, steps };
}

interface Drawing {
  below: (n: number) => number;
  machines: number;
}

function turnOf(which: number, { below, machines }: Drawing): Step[] {
  const giver = 0;
  const relief = 1;
  const step = (on: number, what: Travels, wait = below(20_000), back = 0): Step => ({
    on,
    wait,
    does: 'travel',
    what,
    to: on === giver ? relief : giver,
    back,
    pick: below(1_000),
  });
  const goesOn = (on: number, wait = below(20_000)): Step => ({
    on,
    wait,
    does: 'deed',
    deed: GOING_ON[below(GOING_ON.length)]!,
    pick: below(1_000),
    said: below(7),
  });
  const both = (): Step[] => [goesOn(giver), goesOn(relief), goesOn(below(2))];
  const line = (on: number, cut: boolean): Step => ({ on, wait: below(20), does: 'line', cut, slow: 0 });
  switch (which) {
    case 0:
      // As it is meant to be: given, taken, the receipt typed in; and given back.
      return [
        goesOn(giver),
        step(giver, 'packs'),
        step(relief, 'opens'),
        step(relief, 'takes'),
        step(giver, 'types-receipt'),
        ...both(),
        step(relief, 'packs'),
        step(giver, 'opens'),
        step(giver, 'takes'),
        goesOn(giver),
      ];
    case 1:
      // No receipt, and the giver is offline: it comes back to a room in which somebody else has command.
      return [
        line(giver, true),
        goesOn(giver),
        step(giver, 'packs', below(4_000)),
        step(relief, 'opens', below(4_000)),
        step(relief, 'takes', below(4_000)),
        ...both(),
        ...(below(2) === 0 ? [{ on: giver, wait: below(9_000), does: 'crash' as const, power: below(2) === 0 }] : []),
        line(giver, false),
        ...both(),
      ];
    case 2:
      // What waited on the giver comes along, some of it perhaps out already.
      return [
        { on: giver, wait: below(4), does: 'line', cut: false, slow: 9_900 },
        goesOn(giver, below(300)),
        goesOn(giver, below(300)),
        step(giver, 'packs', below(300)),
        step(relief, 'opens', below(300)),
        step(relief, below(2) === 0 ? 'takes' : 'claims', below(300)),
        step(giver, 'types-receipt', below(300)),
        line(giver, false),
        ...both(),
      ];
    case 3:
      // Both act, cut off from each other; the merge shows it, and somebody settles it or not.
      return [
        step(giver, 'packs'),
        step(relief, 'opens'),
        step(relief, 'claims'),
        step(giver, 'types-receipt'),
        step(giver, 'claims'),
        ...both(),
        step(giver, 'saves'),
        step(relief, 'opens'),
        ...(below(2) === 0 ? [step(relief, 'settles')] : []),
        step(relief, 'saves'),
        step(giver, 'opens'),
        ...(below(2) === 0 ? [step(giver, 'settles')] : []),
      ];
    case 4:
      // Files later, twice, out of order, and an old one at the end.
      return [
        step(giver, 'saves'),
        goesOn(giver),
        step(giver, 'packs'),
        step(relief, 'opens', below(900), 1),
        goesOn(relief),
        step(relief, 'opens'),
        step(relief, 'opens', below(900), below(2)),
        step(relief, below(2) === 0 ? 'takes' : 'claims'),
        ...both(),
        step(relief, 'saves'),
        goesOn(relief),
        step(relief, 'saves'),
        step(giver, 'opens', below(900)),
        step(giver, 'opens', below(900), 1),
        step(giver, 'opens', below(900), 3),
      ];
    case 5:
      // The receipt comes late, or the offer is withdrawn, or the laptop starts anew while it waits.
      return [
        step(giver, 'packs'),
        step(relief, 'opens'),
        step(relief, 'takes'),
        { on: giver, wait: below(5_000), does: 'crash', power: true },
        ...both(),
        ...(below(2) === 0 ? [step(giver, 'withdraws')] : []),
        goesOn(giver, 40_000 + below(40_000)),
        step(giver, 'types-receipt'),
        goesOn(giver),
      ];
    case 6:
      // Over to a third one, where there is one, before the first has heard of the second.
      return [
        step(giver, 'packs'),
        step(relief, 'opens'),
        step(relief, 'claims'),
        goesOn(relief),
        { ...step(relief, 'packs'), to: machines - 1 } as Step,
        step(machines - 1, 'opens'),
        step(machines - 1, 'takes'),
        goesOn(machines - 1),
        goesOn(giver),
        step(machines - 1, 'saves'),
        step(giver, 'opens'),
      ];
    default:
      // A record of before on one side.
      return [
        { on: giver, wait: below(900), does: 'backup' },
        step(giver, 'packs'),
        step(relief, 'opens'),
        step(relief, 'takes'),
        goesOn(relief),
        { on: giver, wait: below(9_000), does: 'restore', pick: 0 },
        goesOn(giver),
        step(relief, 'saves'),
        step(giver, 'opens'),
        goesOn(giver),
      ];
  }
}
