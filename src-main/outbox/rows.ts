// The outbox in memory, as it lies in the journal: rows in the order in which they were called for.
import type { Pending } from './effect.ts';
import { pendingOf } from './effect.ts';

/** What the outbox needs of the journal. */
export interface OutboxStore {
  outbox: () => Promise<readonly OutboxRow[]>;
  markOutbox: (key: string, json: string | null) => Promise<void>;
}

export interface OutboxRow {
  key: string;
  incident: string;
  json: string;
}

/** Rows that come and go with a command, in its transaction. */
export interface RowChange {
  put: readonly OutboxRow[];
  remove: readonly string[];
}

export interface Rows {
  all: () => readonly Pending[];
  get: (key: string) => Pending | undefined;
  /** whether something for a lane of an incident is not settled yet */
  busy: (incident: string, lane: string) => boolean;
  /** what a committed command brought and took away */
  apply: (change: RowChange) => void;
  /** durable first, then in memory; throws what the disk says, and then nothing is changed */
  keep: (pending: Pending) => Promise<void>;
  drop: (key: string) => Promise<void>;
  load: () => Promise<void>;
  /** in memory alone: what this makes of each; the same row where nothing is to be changed */
  rebase: (made: (pending: Pending) => Pending) => void;
}

export function openRows(store: () => OutboxStore): Rows {
  const rows = new Map<string, Pending>();
  /** the same as a list, until something changes: it is asked for several times in each step */
  let list: readonly Pending[] | null = null;
  return {
    all: () => (list ??= [...rows.values()]),
    get: (key) => rows.get(key),
    busy: (incident, lane) =>
      (list ??= [...rows.values()]).some(
        ({ effect, standing }) => effect.incident === incident && effect.lane === lane && standing.is !== 'sweep',
      ),
    apply: ({ put, remove }) => {
      list = null;
      for (const key of remove) rows.delete(key);
      for (const { key, json } of put) rows.set(key, pendingOf(json));
    },
    keep: async (pending) => {
      await store().markOutbox(pending.effect.key, JSON.stringify(pending));
      // It may have been withdrawn, or its incident erased, meanwhile.
      if (!rows.has(pending.effect.key)) return;
      rows.set(pending.effect.key, pending);
      list = null;
    },
    drop: async (key) => {
      await store().markOutbox(key, null);
      rows.delete(key);
      list = null;
    },
    load: async () => {
      // Forgotten first: what another record called for must not go out while this one is read.
      rows.clear();
      list = null;
      for (const { key, json } of await store().outbox()) rows.set(key, pendingOf(json));
      list = null;
    },
    rebase: (made) => {
      for (const [key, pending] of rows) {
        const now = made(pending);
        if (now === pending) continue;
        rows.set(key, now);
        list = null;
      }
    },
  };
}

export function rowOf(pending: Pending): OutboxRow {
  return { key: pending.effect.key, incident: pending.effect.incident, json: JSON.stringify(pending) };
}
