// What is due over all incidents, from the list alone: for the list, the tray, the title, notifications and the timer window.
// Pure: whoever holds the list and the time knows every alarm, so two windows and two hosts agree without a word.
import { clocksOf, isOpen } from './clocks.ts';
import type { Incident } from './index.ts';
import { inCommand } from './in-command.ts';

/** One clock that runs, as the list of incidents carries it; times in ms. `target`: an aim, never heard. */
export interface DueClock {
  clock: string;
  label: string;
  dueAt: number;
  /** it is announced then */
  nudgeAt?: number;
  /** snoozed until then */
  quietUntil?: number;
  target?: true;
}

/** What of an incident's line in the list is needed here. */
export interface Timed {
  id: string;
  number: string;
  title: string;
  needToKnow?: boolean;
  due: readonly DueClock[];
}

/** How an incident is called where others may look on: of one that few may know of, the number says enough (DOMAIN.md 11). */
export function spokenTitle({ number, title, needToKnow }: Omit<Timed, 'due'>): string {
  return needToKnow === true ? number : title;
}

/**
 * Stored with each line of the list: a line that an older version wrote is read anew from its incident. Raise it when a new
 * kind of clock comes.
 */
export const DUE_VERSION = 2;

/**
 * The running clocks of an incident: all that would be overdue some day if nobody did anything. So it hangs on the record
 * alone and holds until the next event, however much time goes by. What ends by itself is not among them, nor what runs where
 * command is, once that is another laptop: here nobody sees what is done there.
 */
export function dueClocks(incident: Incident): DueClock[] {
  if (inCommand(incident)?.left === true) return [];
  return clocksOf(incident, END_OF_TIME)
    .filter(isOpen)
    .map(({ id, label, plain, dueAt, nudgeAt, snoozedUntil, target }) => ({
      clock: id,
      label: plain ?? label,
      dueAt,
      ...(nudgeAt === undefined ? {} : { nudgeAt }),
      ...(snoozedUntil === undefined ? {} : { quietUntil: snoozedUntil }),
      ...(target === true ? { target } : {}),
    }));
}

/** The last that a calendar can show, ms. */
const END_OF_TIME = 8_640_000_000_000_000;

/** A moment at which something is told, once. `key` is the same on every screen and after every restart. */
export interface Alarm {
  key: string;
  incident: string;
  title: string;
  clock: string;
  label: string;
  kind: 'nudge' | 'due';
  /** when it is told, ms */
  at: number;
  dueAt: number;
}

/** Every alarm that these incidents have ahead or behind them and nobody has answered yet. Targets have none. */
export function alarmsOf(incidents: readonly Timed[]): Alarm[] {
  return incidents.flatMap((incident) =>
    incident.due.filter(({ target }) => target !== true).flatMap((due) => alarmsOfClock(incident, due)),
  );
}

function alarmsOfClock(incident: Timed, { clock, label, dueAt, nudgeAt, quietUntil }: DueClock): Alarm[] {
  const make = (kind: Alarm['kind'], at: number): Alarm => ({
    key: [incident.id, clock, kind, at].join(' '),
    incident: incident.id,
    title: spokenTitle(incident),
    clock,
    label,
    kind,
    at,
    dueAt,
  });
  // After a snooze it comes back, as an alarm of its own.
  const due = make('due', Math.max(dueAt, quietUntil ?? 0));
  const announced = nudgeAt !== undefined && nudgeAt >= (quietUntil ?? 0);
  return announced ? [make('nudge', nudgeAt), due] : [due];
}

/** Whether it is to be told at `now`. A nudge that came too late is not told beside what it announced. */
export function isRinging({ kind, at, dueAt }: Alarm, now: number): boolean {
  return at <= now && (kind === 'due' || now < dueAt);
}

/** A running duty with its incident. */
export interface Pressing<T extends Timed = Timed> {
  incident: T;
  due: DueClock;
}

/** Duties, the most pressing first: overdue longest, then due soonest; what is snoozed after all that is not. */
export function mostPressing<T extends Timed>(incidents: readonly T[], now: number): Pressing<T>[] {
  const quiet = ({ due }: Pressing): boolean => isQuiet(due, now);
  return incidents
    .flatMap((incident) => incident.due.map((due) => ({ incident, due })))
    .filter(({ due }) => due.target !== true)
    .toSorted((a, b) => Number(quiet(a)) - Number(quiet(b)) || a.due.dueAt - b.due.dueAt);
}

/** Overdue, and nobody asked for quiet. */
export function isOverdue(due: DueClock, now: number): boolean {
  return due.dueAt <= now && !isQuiet(due, now);
}

/** Snoozed: until then it neither counts as overdue nor is heard. What is not near yet is not quiet, only ahead. */
function isQuiet({ dueAt, nudgeAt, quietUntil }: DueClock, now: number): boolean {
  return quietUntil !== undefined && quietUntil > now && (nudgeAt ?? dueAt) <= now;
}
