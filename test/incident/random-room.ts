// The part of random nights that is heard in the room: messages, edits, reactions, and what is taken in.
import fc from 'fast-check';
import type { Incident } from '../../src-shared/incident/index.ts';
import { TAKEN_AS } from '../../src-shared/incident/room-taking.ts';
import type { Wanted } from './scenario.ts';

const FROM = 2_000;
const STEPS = 12;

export const roomStep: fc.Arbitrary<number> = fc.integer({ min: FROM, max: FROM + STEPS - 1 });

const reactions = ['pushpin', 'star', 'white_check_mark', 'memo', 'wrench', 'rocket', 'eyes', '__proto__'] as const;

/** The command that a step means; null: it is none of these. */
export function roomCommandOf(
  incident: Incident,
  { which, pick, text }: { which: number; pick: number; text: string },
  now: number,
): Wanted | null {
  const of = <T>(all: readonly T[]): T => all[pick % all.length] ?? all[0]!; // every list here has an item
  const vendor = 'slack';
  const place = pick % 9 === 0 ? 'C2' : 'C1';
  const heard = incident.room.messages.chunks.flat();
  const at = of([...heard, { place, message: '1' }]);
  const where = { place: at.place, message: at.message };
  switch (which - FROM) {
    case 0:
    case 1:
    case 2:
    case 3:
      return {
        type: 'message.hear',
        vendor,
        place,
        message: String(pick % 40),
        at: now - pick * 1_000,
        text: of([text, 'copy', 'pool is exhausted']),
        ...(pick % 4 === 0 ? { thread: String(pick % 7), files: [{ name: text }] } : {}),
        ...(pick % 5 === 0 ? { url: 'https://x.slack.com/archives/C1/p1', edit: '1' } : {}),
      };
    case 4:
      return { type: 'message.edit', ...where, text, edit: String(pick) };
    case 5:
      return pick % 3 === 0
        ? { type: 'message.delete', ...where }
        : { type: 'message.pin', ...where, on: pick % 2 === 0 };
    case 6:
    case 7:
    case 8:
      return { type: 'message.react', ...where, reaction: of(reactions), on: pick % 3 !== 0 };
    case 9:
      return { type: 'message.take', ...where, as: of(TAKEN_AS), ...(pick % 2 === 0 ? { star: true } : {}) };
    case 10:
      return { type: 'listening.break', place, vendor, why: text };
    case 11:
      return { type: 'listening.catch-up', place, vendor, brought: pick, ...(pick % 2 === 0 ? { missing: text } : {}) };
    default:
      return null;
  }
}
