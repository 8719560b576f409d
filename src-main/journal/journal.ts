// The journal as the rest of the host sees it: an append-only store of events, asynchronous, one writer.
import type { RecordedEvent, Draft, Actor } from '../../src-shared/incident/event.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Answer, Backup, HandoverSeen, IncidentSummary, SearchHit } from '../../src-shared/bridge.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import type { Voucher } from '../../src-shared/bundle/evidence-check.ts';
import type { Head, RecordFault, TravellingRecord } from '../../src-shared/bundle/record.ts';

/** One accepted command: everything of it goes into one transaction, or nothing. */
export interface Commit {
  incident: string;
  command: { id: string; answer: Answer };
  actor: Actor;
  /** ms since the epoch; the hybrid clock is drawn from it by the writer */
  wall: number;
  events: readonly Draft[];
  /** the incident's line in the list after this command; the fold is the caller's, so the line comes from there */
  summary: IncidentSummary;
  /** what the search index is to hold, by event id or by the key of a message; null text takes it out */
  search: readonly { entry: string; at: number; text: string | null }[];
  /** people introduced, for the name boxes of all incidents */
  people: readonly Person[];
  /** rows of the outbox that come and go with this command, in the same transaction */
  outbox?: { put: readonly OutboxRow[]; remove: readonly string[] };
}

/** One effect that is not settled. The journal keeps it and knows nothing of what is in it. */
export interface OutboxRow {
  key: string;
  incident: string;
  json: string;
}

/** What the writer added to the drafts, in their order; `cursor` is the place of the last in the order of arrival. */
export interface Committed {
  ok: true;
  cursor: number;
  stamps: readonly { origin: string; seq: number; hlc: string }[];
}

export type CommitResult =
  | Committed
  /** this command id was accepted before: nothing was written, this was its answer */
  | { ok: false; why: 'again'; answer: Answer }
  /** the id was accepted before for another incident */
  | { ok: false; why: 'id-reused' }
  /** nothing was written; `detail` for the log, `disk-full` asks the person to free space */
  | { ok: false; why: 'disk-full' | 'io-error'; detail: string };

export interface Opened {
  /** folded from a snapshot or from the beginning */
  incident: Incident;
  cursor: number;
  /** the event that cannot be read, and why; the incident is then read-only and nothing is dropped */
  quarantined?: string;
  from: 'snapshot' | 'replay';
}

export interface Verified {
  ok: boolean;
  at: number;
  events: number;
  /** where the first trouble is, in words */
  trouble: string | null;
}

/** The record of one incident, as it goes from one journal to another. */
export interface IncidentRecord extends TravellingRecord {
  /** those that its events pin, by the hash of their JSON */
  playbooks: readonly { hash: string; json: string }[];
}

export interface Exported extends IncidentRecord {
  events: number;
  /** what is still to go out, in the order it was called for */
  outbox: readonly OutboxRow[];
}

/**
 * Why a record is not taken in; nothing was written. Beside what is wrong with it by itself:
 * - fork: an origin gave one number to two events
 * - other-incident: the incident that stands here under this id was declared by another event
 * - erased: it was deleted here
 */
export interface MergeRefused {
  ok: false;
  why: RecordFault | 'fork' | 'other-incident' | 'erased';
  /** for the log, and the person who looks into it */
  detail: string;
}

/** An incident as a record that was not taken in yet has it. */
export type Seen = Pick<
  HandoverSeen,
  'number' | 'title' | 'severity' | 'status' | 'commander' | 'entries' | 'drill' | 'lastAt'
>;

export type Weighed =
  | MergeRefused
  | {
      ok: true;
      /** events of this incident that are in the journal; 0: it is not here */
      here: number;
      events: number;
      /** how many of them are not here */
      fresh: number;
      /** the event of a newer Warroom up to which it could be read here; it would be kept */
      quarantined: string | null;
      seen: Seen;
    };

/** What is kept beside the events, made by the caller from the state as it is with them. */
export interface Projection extends Required<Pick<Commit, 'summary' | 'search' | 'people' | 'outbox'>> {}

/** `quarantined`: why the state ends before the record does. `added`: ids of the events that are new here. */
export type Project = (after: Incident, added: ReadonlySet<string>, quarantined: string | null) => Projection;

export type Merged =
  | MergeRefused
  | { ok: false; why: 'disk-full' | 'io-error'; detail: string }
  /** null: all of it was here already, and nothing was written */
  | { ok: true; added: number; now: (Omit<Opened, 'from'> & Pick<Projection, 'summary' | 'outbox'>) | null };

export interface Journal {
  commit: (commit: Commit) => Promise<CommitResult>;
  /** the stored answer of a command accepted before */
  answerOf: (commandId: string) => Promise<{ incident: string; answer: Answer } | null>;
  open: (incident: string) => Promise<Opened | null>;
  /** events of one incident after a place in the order of arrival */
  eventsAfter: (incident: string, cursor: number) => Promise<readonly RecordedEvent[]>;
  summaries: () => Promise<{ cursor: number; incidents: readonly IncidentSummary[] }>;
  search: (text: string, incident: string | null, limit: number) => Promise<readonly SearchHit[]>;
  /** people whose name begins with, or holds a word that begins with, the text; at most 20 */
  people: (text: string) => Promise<readonly Person[]>;
  /** the highest number handed out for a day, e.g. prefix 'INC-20250228-' gives 3; 0 when none */
  highestNumber: (prefix: string) => Promise<number>;
  /** the rows of the outbox, in the order they were first put */
  outbox: () => Promise<readonly OutboxRow[]>;
  /** writes a row that is there already anew, or drops it (null); durable when it resolves */
  markOutbox: (key: string, json: string | null) => Promise<void>;
  /** why this journal has a new origin since it was last closed: the first start, or restored or copied; null: it goes on */
  minted: string | null;
  /** the origin that it writes under now, and all that it ever had: what this installation is known by in the records */
  station: { id: string; own: readonly string[] };
  /** writes the state as it is on disk now, so that the next open is quick; rebuildable at any time */
  snapshot: (incident: string) => Promise<void>;
  /** the whole record of one incident with its chains signed, made on a thread of its own; null where it is not here */
  exported: (incident: string) => Promise<Exported | null>;
  /** where each chain of an incident ends now, signed, and how many events there are; null where it is not here */
  heads: (incident: string) => Promise<{ heads: readonly Head[]; events: number } | null>;
  /** signs with the key of the origin that writes now */
  vouch: (text: string) => Promise<Voucher>;
  /** looks through a record from elsewhere and writes nothing */
  weigh: (record: IncidentRecord) => Promise<Weighed>;
  /** Adds what is not here, in one transaction; else nothing. In any order and any number of times it comes to the same state. */
  merge: (record: IncidentRecord, project: Project) => Promise<Merged>;
  /** checks chains, commitments and the file itself on a thread of its own */
  verify: () => Promise<Verified>;
  backup: () => Promise<Backup>;
  backups: () => Promise<readonly Backup[]>;
  /** removes an incident with all that is derived from it; used by deletion after closing */
  erase: (incident: string) => Promise<void>;
  /** told when the store fails or recovers; null: all is well again */
  onTrouble: (listener: (trouble: string | null) => void) => () => void;
  /** told when another thread writes because the one before ended: what that was about to answer may be in the record */
  onAnew: (listener: () => void) => () => void;
  close: () => Promise<void>;
}
