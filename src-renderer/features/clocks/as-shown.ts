// The clocks as the strip and the list show them: in order, and everybody who has not said yes as one.
import type { ClockView } from '../../../src-shared/incident/clock.ts';
import { clocksOf, inOrder, isOpen } from '../../../src-shared/incident/clocks.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';

export function asShown(incident: Incident, now: number): ClockView[] {
  return inOrder(withAcksTogether(incident, clocksOf(incident, now).filter(isShown)));
}

/**
 * What the strip has places for, the most pressing first. Time-boxes are many on a busy night and would push the duties out:
 * there they are one, the first of them due with its button; the list of all shows each.
 */
export function forStrip(clocks: readonly ClockView[], places: number): ClockView[] {
  const boxes = clocks.filter((clock) => isOpen(clock) && clock.mend?.action === 'time-up');
  const [first, ...others] = boxes.toSorted((a, b) => a.dueAt - b.dueAt);
  const folded =
    first === undefined || others.length === 0
      ? clocks
      : clocks
          .filter((clock) => !others.includes(clock))
          .map((clock) =>
            clock === first ? { ...clock, label: `${boxes.length} time-boxes: ${clock.label}` } : clock,
          );
  // The last place is the way to those that are not shown.
  return folded.length <= places && folded.length === clocks.length
    ? [...folded]
    : folded.slice(0, Math.max(1, places - 1));
}

/** A question waits out of sight until it is asked. */
function isShown({ quiet, state }: ClockView): boolean {
  return quiet !== true || (state !== 'armed' && state !== 'soon');
}

/** A target that is missed is not loud. */
export function isOverdueView({ state, target }: ClockView): boolean {
  return state === 'overdue' && target !== true;
}

/** Who has not said yes shows on the role board, each by name; here they are one clock: the first one due, and its button. */
function withAcksTogether(incident: Incident, clocks: readonly ClockView[]): readonly ClockView[] {
  const acks = clocks
    .filter((clock) => clock.mend?.action === 'acknowledge-role')
    .toSorted((a, b) => a.dueAt - b.dueAt);
  const [first] = acks;
  if (first === undefined) return clocks;
  const who = first.mend?.action === 'acknowledge-role' ? nameOf(incident, first.mend.person) : '';
  const together = { ...first, label: acks.length === 1 ? `No ack: ${who}` : `${acks.length} no ack: ${who}` };
  return [...clocks.filter((clock) => !acks.includes(clock)), together];
}
