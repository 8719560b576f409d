// The part of random nights in which command travels between installations: files, receipts, claims, and what a vendor shows.
import fc from 'fast-check';
import type { Incident } from '../../src-shared/incident/index.ts';
import { aStation } from './a-station.ts';
import type { Wanted } from './scenario.ts';

const FROM = 3_000;
const STEPS = 6;

export const stationStep: fc.Arbitrary<number> = fc.integer({ min: FROM, max: FROM + STEPS - 1 });

/** The command that a step means; null: it is none of these. */
export function stationCommandOf(
  incident: Incident,
  { which, pick, text }: { which: number; pick: number; text: string },
): Wanted | null {
  const { packs } = incident.station;
  const pack = packs[pick % Math.max(1, packs.length)];
  const taken = String(pick).padStart(26, '0');
  switch (which - FROM) {
    case 0:
    case 1:
      return {
        type: 'station.pack',
        for: { id: incident.handover.current?.to ?? incident.command.commander ?? taken },
      };
    case 2:
      return { type: 'station.take', ...(pick % 3 === 0 ? {} : { reason: text }) };
    case 3:
    case 4:
      return {
        type: 'station.yield',
        code: aStation.receipt(pack?.secret ?? '', pick % 4 === 0 ? '' : (pack?.id ?? '')),
      };
    case 5:
      return { type: 'station.overtake', vendor: 'slack', epoch: incident.command.epoch + (pick % 3), taken };
    default:
      return null;
  }
}
