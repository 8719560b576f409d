// What the cockpit shows of the outbox and of the vendors: lanes, what waits in them and why, settings, tests.

/** How a lane or one effect in it stands. Times in ms since the epoch. */
export type DeliveryStanding =
  | { is: 'in-step' }
  | { is: 'queued' }
  | { is: 'sending' }
  | { is: 'waiting'; for: string }
  | { is: 'retrying'; at: number; why: string }
  | { is: 'limited'; until: number }
  | { is: 'checking'; why: string }
  | { is: 'parked'; why: string; mend: string }
  /** stale and public: waits for one click */
  | { is: 'review' };

export interface DeliveryItem {
  key: string;
  what: string;
  at: number;
  standing: DeliveryStanding;
  /** null: rendered from the incident when it is sent */
  text: string | null;
  /** what to know of it beside its text, '' where there is nothing */
  detail: string;
  /** it has not left yet, and it has a text */
  editable: boolean;
  /** it has not left yet */
  withdrawable: boolean;
  attempts: number;
}

/** One lane of one incident. The worst standing of its items is its own; `queued` counts all, `items` holds the first 50. */
export interface DeliveryLane {
  incident: string;
  vendor: string;
  lane: string;
  name: string;
  /** the page that a status page lane posts to */
  page: 'public' | 'private' | null;
  standing: DeliveryStanding;
  queued: number;
  oldestAt: number | null;
  items: readonly DeliveryItem[];
  /** what would go out on one click, and what something newer overtakes; null: no review is waiting */
  review: { go: readonly string[]; overtaken: readonly string[] } | null;
}

/** Planned work that the page announces. Times in ms; null: the page does not say. */
export interface PlannedMaintenance {
  id: string;
  name: string;
  underWay: boolean;
  from: number | null;
  until: number | null;
  url: string | null;
}

/** A field of a vendor's settings. `env`: the variable that sets it from outside, and then wins. */
export interface SettingField {
  name: string;
  label: string;
  help: string;
  secret: boolean;
  required: boolean;
  env: string;
  /** e.g. xoxb-... */
  placeholder: string;
}

/** `memory`: until Warroom ends. A secret's value is never shown. */
export interface VendorField extends SettingField {
  from: 'environment' | 'keychain' | 'settings' | 'memory' | null;
  value: string | null;
}

/** What a vendor says of itself, in its own public words. `unread`: nobody here could read it. */
export type SaidOfItself = { is: 'ok' } | { is: 'trouble'; titles: readonly string[] } | { is: 'unread'; why: string };

/** Nothing has got through to a vendor for a while. `says` null: it has not been asked yet, or cannot be. */
export interface VendorOutage {
  since: number;
  why: string;
  says: SaidOfItself | null;
}

export interface VendorState {
  vendor: string;
  name: string;
  /** off: a required field is missing; broken: a value cannot be used, `trouble` says which; on: connected */
  state: 'off' | 'broken' | 'on';
  /** what stops it now, or the last error; null: nothing known against it */
  trouble: { at: number; why: string; mend: string } | null;
  fields: readonly VendorField[];
  lanes: readonly { lane: string; name: string; page: 'public' | 'private' | null }[];
  budget: string;
  limitedUntil: number | null;
  /** null: what goes to it arrives, or nothing does at the moment */
  outage: VendorOutage | null;
}

/** The lines of a test, in order; `mend` where a line failed. */
export interface TestReport {
  ok: boolean;
  lines: readonly { what: string; ok: boolean; detail: string; mend?: string }[];
}

export interface PageComponents {
  lane: string;
  page: 'public' | 'private';
  /** when it was read, ms */
  at: number;
  components: readonly { id: string; name: string; group: string | null; state: string }[];
}

export interface OpenPageIncident {
  id: string;
  name: string;
  status: string;
  url: string | null;
  updatedAt: number;
}
