// What a vendor's folder offers: its settings, what it is to be told of an event, and how it is told. The outbox knows
// vendors by this contract alone; a new one is a folder beside this file.
import type { z } from 'zod';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident, Playbook } from '../../src-shared/incident/index.ts';
import type { RemoteRef } from '../../src-shared/incident/remote.ts';
import type {
  OpenPageIncident,
  PageComponents,
  PlannedMaintenance,
  SaidOfItself,
  SettingField,
  TestReport,
} from '../../src-shared/delivery.ts';
import type { Clock, Http, Log, NamedFile, WayOut } from '../ports.ts';
import type { Inlet, LookAtPage } from './inlet.ts';

/**
 * What becomes of it when it could not go out in time:
 * - mirror: it is rendered when sent and shows the present; a newer one of its slot replaces it at once
 * - newest: when stale, only the newest of its slot goes
 * - chatter: when stale, it is not sent any more
 * - public: as newest, and when stale it waits for one confirming click
 * - lasting: it always goes
 */
export type Freshness = 'mirror' | 'newest' | 'chatter' | 'public' | 'lasting';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One thing that is to happen outside, as a vendor's plan calls for it. */
export interface Planned {
  /** unique among the effects of one event in one lane; a part of the key. E.g. `message`, `direct-message:<person id>` */
  kind: string;
  lane: string;
  /** in a few words, for the person: "Update #3" */
  what: string;
  /** ordered: after those before it in its lane; else it passes and is passed */
  ordered: boolean;
  /** names of things that have to be attached before it can go, e.g. `slack/channel` */
  needs: readonly string[];
  freshness: Freshness;
  /** what it shares with those that overtake it, e.g. `topic`; null where nothing overtakes it */
  slot: string | null;
  /** the text a person approved, frozen; it can be read and edited until it left. null: rendered when sent */
  text: string | null;
  /** what the person should know of it beside its text, before it goes */
  detail?: string;
  /** the event that it is known by, where that is not the one that calls for it: called for again it is the same */
  knownBy?: string;
  /** it may stand there already, and since when at the earliest, ms: it is looked for before it goes */
  mayStandSince?: number;
  /** whatever else sending it needs, frozen */
  body: Readonly<Record<string, Json>>;
}

/** An effect in the outbox. Plain JSON; its key is the same on every machine. */
export interface Effect extends Planned {
  key: string;
  vendor: string;
  incident: string;
  /** the event that called for it */
  event: string;
  /** when it was called for, ms */
  at: number;
  /** the first message of a SEV1 overtakes what waits for other incidents; lower goes first */
  rank: number;
  epoch: number;
  taken: string | null;
}

/** Something of ours that stands there now. `ref` is the name by which others need it. */
export interface Fact {
  ref: string;
  remoteId: string;
  place?: string;
  name?: string;
  url?: string;
  how: 'made' | 'found' | 'adopted';
  /** the remote id of what stood under this name and is gone there */
  replaces?: string;
}

/** How one attempt ended. `note` is told to the person and kept in the record ("Not found on Slack: Tran B"). */
export type Outcome =
  | { is: 'delivered'; facts: readonly Fact[]; note?: string }
  /** there is nobody to be told; the note says whom */
  | { is: 'untold'; note: string }
  /** surely not applied. `afterMs`: what the vendor asked for; `limited`: because of its rate limit */
  | { is: 'retry'; why: string; afterMs?: number; limited?: true }
  /** may have been applied: look before sending again */
  | { is: 'unknown'; why: string }
  /** `item`: this one alone and what needs it; `vendor`: everything of this vendor waits. `mend` says what to do. */
  | { is: 'parked'; what: 'item' | 'vendor'; why: string; mend: string };

/** What a look back found. `absent` only after complete pages. `twins`: later copies that were deleted. */
export type Finding =
  | { is: 'found'; facts: readonly Fact[]; twins: number; note?: string }
  | { is: 'absent' }
  | Exclude<Outcome, { is: 'delivered' | 'untold' }>;

/** Under whose command something of ours was made that stands there; `taken` is the id of its `command.taken`. */
export interface Mark {
  epoch: number;
  taken: string;
}

/** What an attempt may look at: the incident as it is now, and what is attached. */
export interface Situation {
  incident: Incident;
  ref: (name: string) => RemoteRef | undefined;
  now: number;
  zone: string;
}

export interface Connection {
  /** when the vendor's rate limits let it go, ms; not later than now: at once */
  readyAt: (effect: Effect, situation: Situation) => number;
  /** one attempt: never throws for what the vendor or the network says, never tries again by itself */
  send: (effect: Effect, situation: Situation) => Promise<Outcome>;
  /** whether an effect whose fate is unknown is there; `since`: our clock when it first left, ms. Deletes later twins. */
  find: (effect: Effect, situation: Situation, since: number) => Promise<Finding>;
  /**
   * The commands under which posts of this incident were made since then (our clock, ms) and stand there. Asked before anything is
   * sent of an incident that may have left this laptop. Never throws.
   */
  marks?: (
    situation: Situation,
    since: number,
  ) => Promise<{ is: 'read'; marks: readonly Mark[] } | Exclude<Finding, { is: 'found' | 'absent' }>>;
  /** A file into the incident's own place there, at once, with a line beside it. Never throws, never does it twice by itself. */
  shareFile?: (file: NamedFile, comment: string, situation: Situation) => Promise<Shared>;
  /** real, harmless calls; `playbook`: the one of new incidents, for the places that it names */
  test: (playbook?: Playbook) => Promise<TestReport>;
  /** the budget in words ("1 message a second for each channel") and until when the vendor has closed it */
  budget: () => { words: string; limitedUntil: number | null };
  /** status pages: the components as they stand, by lane */
  components?: () => Promise<readonly PageComponents[]>;
  /** status pages: what is open there and could be adopted */
  openIncidents?: (lane: string) => Promise<readonly OpenPageIncident[]>;
  /** what is said and done there, where it can be listened to */
  inlet?: Inlet;
  /** status pages: the incident of ours as it stands on the page of that lane */
  look?: LookAtPage;
  /** status pages: maintenance that is under way or planned, as the last look found it */
  maintenance?: (lane: string) => readonly PlannedMaintenance[];
  /** what the vendor's own status page says of it; asked only while nothing gets through. Never throws. */
  saysOfItself?: () => Promise<SaidOfItself>;
  close: () => void;
}

/** A bucket of its rate limit that a vendor closed: when, and until when, by our clock, ms. */
export interface Closed {
  at: number;
  until: number;
}

/** Where it is kept what a vendor closed, so that neither a restart nor other settings open it. */
export interface KeptClosed {
  read: () => Readonly<Record<string, Closed>>;
  write: (closed: Readonly<Record<string, Closed>>) => void;
}

/** What became of a file that a person sent there themselves. `doubtful`: it may have arrived. `why`: in sentences, with what to do. */
export type Shared =
  | { is: 'shared'; where: string }
  | { is: 'doubtful'; where: string; why: string }
  | { is: 'not'; why: string };

export interface VendorPorts {
  clock: Clock;
  http: Http;
  /** where it is not given, connections that stay take the SDK's own way */
  wayOut?: WayOut | undefined;
  log: Log;
  /** where it is kept that the vendor closed its doors; where it is not given, a restart opens them */
  closed?: KeptClosed;
}

export interface Integration<Config = unknown> {
  vendor: string;
  /** as the person knows it: Slack */
  name: string;
  /** the settings, in the order of the form; the schema below checks their values by the same names */
  fields: readonly SettingField[];
  config: z.ZodType<Config>;
  /** where it is told, with names for the person. `page`: the public or the private status page. */
  lanes: (config: Config) => readonly { lane: string; name: string; page?: 'public' | 'private' }[];
  /** Pure. What an event calls for on the lanes that take part; the same event and states give the same answer. */
  plan: (event: RecordedEvent, before: Incident, after: Incident, lanes: readonly string[]) => readonly Planned[];
  connect: (config: Config, ports: VendorPorts) => Connection;
}
