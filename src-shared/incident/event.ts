// What is written down: the envelope around every event, and who did it. Final format (docs/decisions/0001).
import type { Playbook } from '../playbook/schema.ts';

/** Where a deed came in. The connection decides this, never the command. */
export type Via = 'cockpit' | 'slack' | 'cli' | 'import' | 'system';

/** Who did it: a person's id (a `Person` of the same incident) and the way it came in. */
export interface Actor {
  person: string;
  via: Via;
}

/**
 * An event as the fold sees it. `wall` is when it was written (ms since the epoch, UTC); `hlc` sorts as text;
 * (hlc, origin, seq) is the one order of the fold. `attached` is the pinned playbook where the event carries its hash.
 */
export interface RecordedEvent<T extends string = string, P = unknown> {
  id: string;
  incident: string;
  actor: Actor;
  origin: string;
  seq: number;
  wall: number;
  hlc: string;
  v: number;
  type: T;
  payload: P;
  attached?: Playbook;
}

/** An event decided but not yet written. Its id is also the id of the record it begins (an entry, a task...). */
export interface Draft<T extends string = string, P = unknown> {
  id: string;
  type: T;
  payload: P;
  attached?: Playbook;
}

/** The order of the fold: hybrid clock, then origin, then sequence. */
export function compareEvents(a: RecordedEvent, b: RecordedEvent): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.seq - b.seq;
}
