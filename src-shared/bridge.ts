// The one contract between the cockpit and its host: dispatch, query, subscribe. Electron carries it over IPC, the
// browser host over a WebSocket; what goes over is the same, checked at the same choke point.
import type {
  DeliveryLane,
  OpenPageIncident,
  PageComponents,
  PlannedMaintenance,
  TestReport,
  VendorState,
} from './delivery.ts';
import type { Command, Incident, Person, Playbook } from './incident/index.ts';
import type { RecordedEvent } from './incident/event.ts';
import type { DueClock } from './incident/due.ts';
import type { Severity } from './incident/fields.ts';
import type { Status } from './incident/lifecycle.ts';
import type { Refused } from './incident/refusal.ts';
import type { KnownPerson, PhoneBook, PhoneBookPerson } from './phone-book.ts';
import type { PlaybookProblem } from './playbook/read-playbook.ts';
import type { MenuEntry } from './menu.ts';
import type { Preferences } from './preferences.ts';

/** `ok` means durable on this machine; delivery elsewhere is another matter. `events` are the ids that were written. */
export type Answer = { ok: true; events: readonly string[] } | Refused;

/** Where a subscription listens: the list of incidents, the host, what is on its way out, or one incident by its id. */
export type Scope = 'index' | 'host' | 'delivery' | (string & {});

/** The messages of a subscription. `cursor` is this host's order of arrival; `serverNow` sets the renderer's clock. */
export type Message =
  | { kind: 'snapshot'; cursor: number; serverNow: number; body: SnapshotBody }
  | { kind: 'events'; cursor: number; serverNow: number; events: readonly RecordedEvent[] }
  /** events arrived that belong before ones already folded: take this state instead */
  | { kind: 'rebase'; cursor: number; serverNow: number; body: SnapshotBody }
  | { kind: 'removed'; cursor: number; serverNow: number; reason: string };

export type SnapshotBody =
  | { scope: 'incident'; incident: Incident }
  | { scope: 'index'; incidents: readonly IncidentSummary[] }
  | { scope: 'host'; host: HostState }
  /** lanes of all open incidents; a lane with nothing waiting is there too once its vendor takes part */
  | { scope: 'delivery'; lanes: readonly DeliveryLane[] };

/** One line of the list of incidents. */
export interface IncidentSummary {
  id: string;
  number: string;
  title: string;
  severity: Severity;
  status: Status;
  declaredAt: number;
  resolvedAt: number | null;
  /** it ended because there was no incident */
  falseAlarm?: true;
  closedAt: number | null;
  commander: string | null;
  nextUpdateAt: number | null;
  /** every clock that runs, with when it is due: enough to know all alarms without opening the incident */
  due: readonly DueClock[];
  /** which version of the clocks made `due`; absent in lines that were written before there was one */
  dueVersion?: number;
  /** only a closed circle may know what it is about: its title stays out of notifications (DOMAIN.md 11) */
  needToKnow?: boolean;
  entries: number;
  /** which vendors are told of it, and over which lanes */
  joined: readonly { vendor: string; lanes: readonly string[] }[];
  /** the station that acts for it, once command can travel; null: another one, nobody knows which (docs/decisions/0008) */
  actsFrom?: string | null;
  /** played, not suffered: it counts in no figures of real incidents */
  drill?: true;
  /** it ended, and its record was not sealed since: the next start of the host does it (docs/decisions/0010) */
  unsealed?: 'resolved' | 'closed';
  /** a legal hold is on it: it is not deleted */
  legalHold?: true;
  /** why it cannot be opened: an event that this version cannot read */
  quarantined?: string;
}

/** What the cockpit shows of the host and its preferences. */
export interface HostState {
  host: 'electron' | 'browser';
  version: string;
  platform: string;
  dataDir: string;
  /** by which names this installation is known in the records (docs/decisions/0003) */
  station: { id: string; own: readonly string[] };
  /** who is at the keyboard; `guessed`: taken from the account's name, nobody has typed it yet */
  identity: { person: Person; guessed: boolean };
  preferences: Preferences;
  /** the journal's own state; `verifiedAt` null: the check in the background has not ended */
  journal: {
    state: 'open' | 'verifying' | 'trouble';
    verifiedAt: number | null;
    trouble: string | null;
    freeBytes: number | null;
  };
  /** what the next incident is declared under; `forced`: the environment names it, nothing else can be chosen */
  playbook: { ref: string; id: string; name: string; source: string; forced: boolean; problems: readonly string[] };
  backups: readonly Backup[];
  /** null: none is set */
  sharedFolder: SharedFolderState | null;
  vendors: readonly VendorState[];
  /** how many stand in the phone book, when it was imported, ms, and a count that grows with each change */
  phoneBook: { people: number; importedAt: number | null; changes: number };
  /** where secrets typed into the settings are kept; `why` says it where they are not */
  keychain: { kept: boolean; why: string | null };
  updates: string;
  /** an action asked for from the native menu: to be done once, when `n` is newer than what was seen */
  wish?: { action: string; n: number };
  /** the line over any program: why its shortcut does not work, or null; absent where there is none */
  capture?: { trouble: string | null };
}

/** `files`: whole handover files that nobody here has dealt with, the newest first. `trouble`: why it cannot be looked at. */
export interface SharedFolderState {
  path: string;
  trouble: string | null;
  files: readonly SharedFile[];
}

/** `key` is the same under whatever name; `at`: when it was laid there, ms, by the drive's clock. */
export interface SharedFile {
  key: string;
  name: string;
  size: number;
  at: number;
}

export interface Backup {
  name: string;
  at: number;
  bytes: number;
}

/** One of the playbooks that can be chosen. `ref` names it: `built-in:standard`, `team:payments.yaml`, `environment`. */
export interface PlaybookListed {
  ref: string;
  kind: 'built-in' | 'team' | 'environment';
  file: string;
  name: string;
  description: string;
  problems: readonly string[];
  chosen: boolean;
}

/** A playbook as it is edited; `hash` is of the text, to see whether the file changed meanwhile. */
export interface PlaybookText {
  text: string;
  hash: string;
}

/** What a text is as a playbook: the playbook and its hash, or what is wrong. `more`: problems that were left off. */
export interface CheckedPlaybook {
  playbook: Playbook | null;
  hash: string | null;
  problems: readonly PlaybookProblem[];
  more: number;
}

/** What changes the host and not an incident: settings, drafts, backups. */
/** How many characters the host puts on the clipboard for a page; more belong in a file. */
export const MAX_CLIPBOARD = 1_000_000;
/** Characters of a text that the page has made and the host saves: what one request carries, with room around it. */
export const MAX_SAVED_TEXT = 14_000_000;

export type HostCommand =
  | { id: string; type: 'identity.set'; name: string }
  | { id: string; type: 'preferences.set'; preferences: Partial<Preferences> }
  /** A half-typed line or form, kept across a crash; empty text forgets it. `key` says where it was typed. */
  | { id: string; type: 'draft.keep'; key: string; text: string }
  | { id: string; type: 'playbook.choose'; ref: string }
  /** `ref` null: a new file. `was`: the hash of the text that was opened; a file that changed meanwhile is not written over. */
  | { id: string; type: 'playbook.save'; ref: string | null; text: string; was: string | null }
  | { id: string; type: 'playbook.delete'; ref: string }
  | { id: string; type: 'backup.make' }
  | { id: string; type: 'backup.restore'; name: string }
  | { id: string; type: 'incident.delete'; incident: string; title: string }
  /** `html`: the same with its formatting */
  | { id: string; type: 'clipboard.copy'; text: string; html?: string }
  | { id: string; type: 'link.open'; url: string }
  | { id: string; type: 'data-folder.show' }
  | { id: string; type: 'phone-book.import'; how: 'replace' | 'add'; people: readonly PhoneBookPerson[] }
  /** `replaces`: the name that the entry had before */
  | { id: string; type: 'phone-book.put'; person: PhoneBookPerson; replaces?: string }
  | { id: string; type: 'phone-book.remove'; name: string }
  /** What the page shows for paper. `name`: of the file where it becomes one, without its ending. */
  | { id: string; type: 'page.print'; name: string }
  /** The small timer over every other program. */
  | { id: string; type: 'timer.show'; on: boolean }
  /** Brings the cockpit to the front. */
  | { id: string; type: 'cockpit.show'; incident?: string }
  /** The actions as they are now, for the native menu. */
  | { id: string; type: 'capture.close' }
  | { id: string; type: 'menu.show'; entries: readonly MenuEntry[] }
  /** Fields by name; null forgets one, a field that is not named stays. What the environment sets stays set. */
  | { id: string; type: 'vendor.configure'; vendor: string; fields: Readonly<Record<string, string | null>> }
  /** Tries at once what waits to be tried again, or what is parked; `key` absent: everything of this vendor. */
  | { id: string; type: 'effect.retry'; vendor: string; key?: string }
  | { id: string; type: 'effect.rewrite'; key: string; text: string }
  | { id: string; type: 'effect.withdraw'; key: string; reason: string }
  /** The review was read: what it would send goes, what it says is overtaken does not. */
  | { id: string; type: 'delivery.confirm'; incident: string; lane: string }
  /** An incident that is open on the page already becomes this incident's own. */
  | { id: string; type: 'page.adopt'; incident: string; lane: string; remoteId: string }
  /** the file is not wanted any more; nothing of it was taken in */
  | { id: string; type: 'file.forget'; file: string }
  /** Takes in a handover file that was looked at: a new incident here, or what is new in one. */
  | { id: string; type: 'handover.open'; file: string }
  /** A file of the shared folder is not for here: it is not told of again. It stays where it is. */
  | { id: string; type: 'handover.put-aside'; key: string }
  /** Writes down where the chains of the record end now, and says it in the room. */
  | { id: string; type: 'record.seal'; incident: string };

/** Which kinds of files the host takes in by the person's hand. */
export type FileKind = 'handover';

/** A file that the host has made: it waits for a while to be saved, in Electron by asking where, else by a download. */
export interface OfferedFile {
  file: string;
  name: string;
  size: number;
}

/** A handover file that was made; `useBy`: until when it is expected to be opened, ms. */
export interface MadeHandover extends OfferedFile {
  passphrase: string;
  useBy: number;
}

/** A handover file as it was looked at; nothing of it was taken in. */
export interface HandoverSeen {
  incident: string;
  number: string;
  title: string;
  severity: Severity;
  status: Status;
  commander: string | null;
  entries: number;
  drill: boolean;
  /** events in the file, of those in the record of this incident here, and how many of the file are not here */
  events: number;
  here: number;
  fresh: number;
  /** when its last entry was written and the file made, ms, and by whom */
  lastAt: number;
  madeAt: number;
  /** until when whoever made it expected it to be opened, ms; null: it does not say */
  useBy: number | null;
  madeBy: string;
  appVersion: string;
  /** what was still to go out over there */
  pending: number;
  /** people for the phone book who are not in it here */
  people: number;
  /** of a newer Warroom: what cannot be read here; it would be kept, and the incident only be read */
  newer: string | null;
}

/** The questions the cockpit may ask, each with its arguments and its answer. */
export interface Queries {
  /** full text over all incidents, lines of the timeline and messages of the room that are none; the newest 200 that match, of very many matches among those written last */
  search: { args: { text: string; incident?: string }; answer: readonly SearchHit[] };
  /** people known from any incident or from the phone book, for name boxes */
  people: { args: { text: string }; answer: readonly KnownPerson[] };
  'phone-book': { args: Record<never, never>; answer: PhoneBook };
  /** drafts kept for an incident, or for the start screen ('start') */
  drafts: { args: { scope: string }; answer: Readonly<Record<string, string>> };
  /** the playbook the next incident will be declared under, for the declare dialog */
  playbook: { args: Record<never, never>; answer: Playbook };
  playbooks: { args: Record<never, never>; answer: readonly PlaybookListed[] };
  /** a playbook as it is edited, and what it is */
  'playbook-text': { args: { ref: string }; answer: PlaybookText & { checked: CheckedPlaybook } };
  'playbook-check': { args: { text: string }; answer: CheckedPlaybook };
  /** one incident's diagnostics file as text, redacted */
  diagnostics: { args: Record<never, never>; answer: { name: string; text: string } };
  /** the sheet that stands in the page for the printer, made into a PDF of this name; `file`: to be saved (`file-save`) */
  paper: { args: { name: string }; answer: { file: string } };
  /** a real, harmless call to a vendor */
  'vendor-test': { args: { vendor: string }; answer: TestReport };
  /** the components of the status pages, as read last (at most minutes ago) */
  'page-components': { args: Record<never, never>; answer: readonly PageComponents[] };
  /** what is open on a page and could be adopted */
  'page-incidents': { args: { lane: string }; answer: readonly OpenPageIncident[] };
  'page-maintenance': { args: { lane: string }; answer: readonly PlannedMaintenance[] };
  /** A file the host has made, or a text the page has made. Electron asks where to; `saved` false: the person thought better of it, and it can be asked again. */
  'file-save': { args: { file: string } | { name: string; text: string }; answer: { saved: boolean } };
  /** Electron asks which; the browser host answers where it may be sent up to. null: the person thought better of it. */
  'file-choose': {
    args: { kind: FileKind };
    answer: { file: string; name: string; size: number } | { sendUpTo: string; most: number } | null;
  };
  /** Makes an evidence bundle of the incident as it is now; `withhold`: texts with personal data stay behind. */
  'evidence-make': { args: { incident: string; withhold: boolean }; answer: OfferedFile };
  /** Makes a handover file of the incident as it is now; the passphrase is said over the bridge and kept nowhere. */
  'handover-make': { args: { incident: string }; answer: MadeHandover };
  /** Sends one that the host has made to the incident's own channel, at once. `doubtful`: it may have arrived, and why it is not known. */
  'handover-send': { args: { incident: string; file: string }; answer: { where: string; doubtful: string | null } };
  /** Lays a file that the host has made in the shared folder; answers under which name. */
  'handover-to-folder': { args: { file: string }; answer: { name: string } };
  /** a file of the shared folder, as if it had been chosen */
  'handover-from-folder': { args: { key: string }; answer: OfferedFile };
  /** opens a file that was chosen, and says what is in it */
  'handover-look': { args: { file: string; passphrase: string }; answer: HandoverSeen };
}
export type QueryName = keyof Queries;

export interface SearchHit {
  incident: string;
  number: string;
  title: string;
  entry: string;
  /** it is a message of the room that nobody has taken in; no line of the timeline has this `entry` */
  message?: { place: string; message: string };
  at: number;
  /** the text around the match; matches stand between U+0002 and U+0003 */
  snippet: string;
}

export type QueryAnswer<N extends QueryName> = { ok: true; answer: Queries[N]['answer'] } | Refused;

/** What a renderer is given, in either host. */
export interface Bridge {
  dispatch: (incident: string, command: Command) => Promise<Answer>;
  dispatchHost: (command: HostCommand) => Promise<Answer>;
  query: <N extends QueryName>(name: N, args: Queries[N]['args']) => Promise<QueryAnswer<N>>;
  /** Messages arrive in order, a snapshot or the events after `cursor` first. Call the answer to stop. */
  subscribe: (scope: Scope, cursor: number | null, listener: (message: Message) => void) => () => void;
  /** Whether the host can be reached; told at once and at each change. */
  connection: (listener: (state: ConnectionState) => void) => () => void;
}

/** `refused`: the host is there, but this page's token is not, or no longer, its own. Trying again does not help. */
export type ConnectionState = 'connected' | 'lost' | 'refused';

/** What goes over the wire, both ways: one request with a number, one reply with the same number, messages in between. */
export type Request =
  | { n: number; kind: 'dispatch'; incident: string; command: unknown }
  | { n: number; kind: 'host'; command: unknown }
  | { n: number; kind: 'query'; name: string; args: unknown }
  | { n: number; kind: 'subscribe'; scope: string; cursor: number | null }
  | { n: number; kind: 'unsubscribe'; subscription: number };
export type Reply =
  | { n: number; kind: 'reply'; body: unknown }
  | { n: number; kind: 'message'; subscription: number; message: Message };

/** The only two names of IPC channels; the preload exposes nothing else. */
export const CHANNEL_TO_HOST = 'warroom:request';
export const CHANNEL_TO_COCKPIT = 'warroom:reply';

/** Caps of the choke point, before anything else looks at a request. */
export const MAX_REQUEST_BYTES = 16_000_000;
export const MAX_REQUEST_DEPTH = 12;
