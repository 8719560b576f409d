// What goes between the host and the journal's two threads: a request with a number, an answer with the same number, and
// notices from the writer. Plain data and buffers.
import type { Actor } from '../../src-shared/incident/event.ts';
import type { Answer, Backup, SearchHit } from '../../src-shared/bridge.ts';
import type { Voucher } from '../../src-shared/bundle/evidence-check.ts';
import type { Head } from '../../src-shared/bundle/record.ts';
import type { Arrived } from './arriving.ts';
import type { CommitResult, Exported, IncidentRecord, OutboxRow, Weighed } from './journal.ts';
import type { Added } from './merging.ts';
import type { Verification } from './verify.ts';

export type Mode = 'writer' | 'keeper';

/** How a thread is started. */
export interface ThreadStart {
  mode: Mode;
  dir: string;
  appVersion: string;
}

export type RefusalCode = 'in-use' | 'no-permission' | 'newer' | 'disk-full' | 'damaged';
export interface Refusal {
  code: RefusalCode;
  /** for the person: what is wrong and what to do */
  message: string;
  /** for the log */
  detail: string;
}

/** A draft ready to be sealed: its payload as the JSON that will be stored. */
export interface DraftToSeal {
  id: string;
  type: string;
  v: number;
  payload: string;
  playbook?: { hash: string; bytes: string };
}

/** What is made from the events, as it is written. */
export interface ProjectionRows {
  summary: { number: string; declaredAt: number; json: string };
  search: readonly { entry: string; at: number; text: string | null }[];
  people: readonly { id: string; name: string; json: string }[];
  outbox: { put: readonly OutboxRow[]; remove: readonly string[] };
}

export interface CommitRequest extends ProjectionRows {
  /** how often the store had failed when this was sent; a commit from before a failure is turned away */
  failures: number;
  incident: string;
  command: { id: string; answer: string };
  actor: Actor;
  wall: number;
  events: readonly DraftToSeal[];
  /** 32 random bytes for each event, one after the other */
  salts: Uint8Array;
}

/** What a record from elsewhere brings that is not here; `before`: how many events of it were here when that was found. */
export interface Addition {
  incident: string;
  before: number;
  events: readonly {
    id: string;
    origin: string;
    seq: number;
    hlc: string;
    type: string;
    v: number;
    envelope: Uint8Array;
    hash: string;
    salt: Uint8Array | null;
    payload: Uint8Array | null;
  }[];
  playbooks: readonly { hash: string; json: string }[];
  heads: readonly Head[];
}

export interface MergeRequest {
  failures: number;
  add: Addition;
  wall: number;
  projection: ProjectionRows;
}

/** Nothing was written, for the disk; `overtaken`: the record has changed since it was looked at. */
export type NotSaved =
  | { ok: false; why: 'disk-full' | 'io-error'; detail: string }
  | { ok: false; why: 'overtaken'; detail: string };

/** A row of the journal as it lies on disk; `payload` null: redacted. */
export interface EventRow {
  arrival: number;
  envelope: string;
  payload: string | null;
}

export interface SnapshotRow {
  incident: string;
  cursor: number;
  events: number;
  hlc: string;
  origin: string;
  seq: number;
  format: string;
  /** bytes of the state before compression */
  size: number;
  state: Uint8Array<ArrayBuffer>;
}

/** What the writer hands over for an incident: a snapshot if a good one is there, and the events after it. */
export interface IncidentBytes {
  snapshot: { cursor: number; size: number; state: Uint8Array<ArrayBuffer> } | null;
  /** null: so many events that they are better folded on the keeper's thread */
  rows: readonly EventRow[] | null;
  playbooks: Readonly<Record<string, string>>;
  cursor: number;
}

/** What the keeper folded: the state as JSON in UTF-8, and the same as a row to be kept. */
export interface Folded {
  state: Uint8Array<ArrayBuffer>;
  cursor: number;
  from: 'snapshot' | 'replay';
  quarantined: string | null;
  row: SnapshotRow | null;
}

export interface WriterCalls {
  start: {
    args: { seed: Uint8Array; token: string; now: number };
    answer:
      | { ok: true; origin: string; own: readonly string[]; minted: string | null }
      | { ok: false; refusal: Refusal };
  };
  commit: { args: CommitRequest; answer: CommitResult };
  merge: { args: MergeRequest; answer: Added | NotSaved };
  answerOf: { args: { command: string }; answer: { incident: string; answer: Answer } | null };
  open: { args: { incident: string; format: string }; answer: IncidentBytes | null };
  eventsAfter: {
    args: { incident: string; cursor: number };
    answer: { rows: readonly EventRow[]; playbooks: Readonly<Record<string, string>> };
  };
  summaries: { args: Record<never, never>; answer: { cursor: number; incidents: readonly string[] } };
  search: { args: { text: string; incident: string | null; limit: number }; answer: readonly SearchHit[] };
  people: { args: { text: string }; answer: readonly string[] };
  highestNumber: { args: { prefix: string }; answer: number };
  outbox: { args: Record<never, never>; answer: readonly OutboxRow[] };
  /** signs with the key of the origin that writes now */
  vouch: { args: { text: string }; answer: Voucher };
  markOutbox: { args: { key: string; json: string | null }; answer: null };
  keepSnapshot: { args: SnapshotRow; answer: null };
  erase: { args: { incident: string }; answer: null };
  /** builds the word index anew from the lines */
  reindex: { args: Record<never, never>; answer: null };
  /** looks whether there is room again for the reserve file */
  reserve: { args: Record<never, never>; answer: null };
  stop: { args: Record<never, never>; answer: null };
}

export interface KeeperCalls {
  fold: { args: { incident: string; format: string }; answer: Folded | null };
  exported: { args: { incident: string }; answer: Exported | null };
  heads: { args: { incident: string }; answer: { heads: readonly Head[]; events: number } | null };
  weigh: { args: IncidentRecord; answer: Weighed };
  arrive: { args: IncidentRecord; answer: Arrived | null };
  verify: { args: { now: number }; answer: Verification };
  backup: { args: { now: number }; answer: Backup };
  eraseFromBackups: { args: { incident: string }; answer: null };
  stop: { args: Record<never, never>; answer: null };
}

/** `failures` counts up each time the store failed; `trouble` is for the person, null when all is well again. */
export interface Notice {
  trouble: string | null;
  detail: string;
  failures: number;
  /** the reserve file was given up to the disk: look now and then whether it can be had back */
  reserveGone: boolean;
}
