// Records that begin as a line of the timeline: hypotheses, tasks, decisions, actions. Kept by id in a chunked list, and
// corrected, retracted and restored together with their line, because the id of both is the id of the event.
import { z } from 'zod';
import { type ChunkedList, chosen, find, insert, replace } from './chunked-list.ts';
import { id, time } from './fields.ts';
import type { EventOf } from './index.ts';
import { refuse, type Refused } from './refusal.ts';

/** How exact a time is: about, some time after, or the day alone. Without it: as stated. */
export const precision = z.enum(['approx', 'after', 'day']);

/** What a line keeps of the paste it came from: the batch, how exact its time is, and whom it named. */
export const pasted = z.object({ batch: id, precision: precision.optional(), author: z.string().optional() });

/**
 * What a line keeps of the message it was taken from: where it stands, who said it, how to open it, and the reaction that
 * took it in, where one did (docs/decisions/0007).
 */
export const heardFrom = z.object({
  place: z.string(),
  message: z.string(),
  by: id,
  url: z.string().optional(),
  reaction: z.string().optional(),
});

/** The part of an event's payload that makes it a line of the timeline. */
export const lineFields = {
  text: z.string(),
  at: time,
  star: z.literal(true).optional(),
  pasted: pasted.optional(),
  heard: heardFrom.optional(),
};

export interface LineRecord {
  id: string;
  text: string;
  at: number;
  /** its line was retracted */
  withdrawn?: true;
}

export type Records<T extends LineRecord> = ChunkedList<T>;

export function addRecord<T extends LineRecord>(list: Records<T>, record: T): Records<T> {
  return insert(list, record, (a, b) => order(a.id, b.id));
}

export function recordOf<T extends LineRecord>(list: Records<T>, record: string): T | undefined {
  return find(list, (other) => order(other.id, record));
}

/** The record, where it is there and its line was not retracted. `what` is its name and its field in the command. */
export function standingRecord<T extends LineRecord>(
  list: Records<T>,
  record: string,
  what: 'decision' | 'proposal' | 'hypothesis' | 'task' | 'action',
): { ok: true; record: T } | Refused {
  const found = recordOf(list, record);
  if (found === undefined) return refuse('unknown-record', `This ${what} is not in the incident.`, what);
  if (found.withdrawn === true)
    return refuse('unknown-record', `The line of this ${what} was retracted. Restore it first.`, what);
  return { ok: true, record: found };
}

/** The same list where there is no such record. */
export function changeRecord<T extends LineRecord>(
  list: Records<T>,
  record: string,
  change: (before: T) => T,
): Records<T> {
  const found = recordOf(list, record);
  return found === undefined ? list : replace(list, (other) => order(other.id, record), change(found));
}

/** The records that stand, in the order they were begun; withdrawn ones left out. */
export function standing<T extends LineRecord>(list: Records<T>): T[] {
  return chosen(list, stands);
}

export function stands(record: LineRecord): boolean {
  return record.withdrawn !== true;
}

/** How a list of records follows its lines. */
export function followingLines<T extends LineRecord>() {
  return {
    'entry.corrected': (part: Records<T>, event: EventOf<'entry.corrected'>): Records<T> =>
      changeRecord(part, event.payload.entry, (r) => ({
        ...r,
        text: event.payload.text ?? r.text,
        at: event.payload.at ?? r.at,
      })),
    'entry.retracted': (part: Records<T>, event: EventOf<'entry.retracted'>): Records<T> =>
      changeRecord(part, event.payload.entry, (r) => ({ ...r, withdrawn: true })),
    'entry.restored': (part: Records<T>, event: EventOf<'entry.restored'>): Records<T> =>
      changeRecord(part, event.payload.entry, (r) => {
        const { withdrawn: _withdrawn, ...back } = r;
        // All of T but the optional mark is kept.
        return back as T;
      }),
  };
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
