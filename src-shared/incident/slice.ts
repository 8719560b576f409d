// The shape of a slice: one concept of the protocol with its events, its commands and its part of the state.
import type { z } from 'zod';
import type { Draft } from './event.ts';
import type { Refused } from './refusal.ts';
import type { CommandOf, EventOf, EventType, CommandType, Incident, Person, Playbook } from './index.ts';
import type { heardFrom, pasted } from './records.ts';
import type { EntryKind } from './timeline.ts';

export type Schemas = Readonly<Record<string, z.ZodType>>;

/** A playbook and the hash that the record keeps it under. */
export interface Pinned {
  playbook: Playbook;
  playbookHash: string;
}

/** `own`: the names that this installation writes under and wrote under before (docs/decisions/0003). */
export interface StationContext {
  id: string;
  own: readonly string[];
  /** 32 fresh hexadecimal digits at each call */
  secret: () => string;
  /** Pure: what is said over the bridge by whoever took command from this file. */
  receipt: (secret: string, pack: string) => string;
}

/** What deciding may know besides the state: the time, fresh ids, who acts, and the people and playbook of this host. */
export interface Context {
  /** ms since the epoch */
  now: number;
  /** a fresh ULID at each call */
  id: () => string;
  actor: { person: Person; via: 'cockpit' | 'slack' | 'cli' | 'import' | 'system' };
  /** somebody known from another incident, by the name as typed */
  knownPerson: (name: string) => Person | undefined;
  /** what a new incident is declared under, the next number for eyes, and the other playbooks of this host by their ref */
  declareWith: Pinned & { number: string; named: (ref: string) => Pinned | null };
  /** this installation; see `StationContext` */
  station: StationContext;
  /** the vendors that are connected on this host, with their lanes */
  vendors: readonly { vendor: string; lanes: readonly string[] }[];
}

export interface Decided {
  ok: true;
  events: Draft[];
}

export type Decision = Decided | Refused;

/**
 * How a deed reads in the timeline. `at` is when it happened; without it, when it was written. `detail` is what the record
 * says beside the words that were typed (what was rejected, who does it until when): correcting the words leaves it.
 */
export interface Told {
  kind: EntryKind;
  text: string;
  detail?: string;
  at?: number;
  star?: boolean;
  shareable?: boolean;
  /** what it keeps of the paste it came from: the batch, how exact its time is, and whom the line named */
  pasted?: z.output<typeof pasted>;
  /** the message of the room that it was taken from */
  heard?: z.output<typeof heardFrom>;
}

/**
 * One concept. `decide` turns its commands into events or a refusal; `evolve` folds any event into its part of the
 * state, given the incident as it was before the event, and never throws; `tell` says how its own events read in the
 * timeline (null: not shown).
 */
export interface Slice<State, Events extends Schemas, Commands extends Schemas> {
  events: Events;
  commands: Commands;
  initial: () => State;
  decide: {
    [K in keyof Commands & CommandType]: (incident: Incident, command: CommandOf<K>, ctx: Context) => Decision;
  };
  evolve: {
    [K in EventType]?: (part: State, event: EventOf<K>, before: Incident) => State;
  };
  tell: {
    [K in keyof Events & EventType]: ((event: EventOf<K>, before: Incident) => Told | null) | null;
  };
}

export function slice<State, Events extends Schemas, Commands extends Schemas>(
  definition: Slice<State, Events, Commands>,
): Slice<State, Events, Commands> {
  return definition;
}

/** An event about to be written, with a fresh id. Fields without a value are left out, as they are on disk. */
export function draft<T extends EventType>(ctx: Context, type: T, payload: EventOf<T>['payload']): Draft {
  return {
    id: ctx.id(),
    type,
    payload: Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined)),
  };
}

export function decided(...events: Draft[]): Decided {
  return { ok: true, events };
}
