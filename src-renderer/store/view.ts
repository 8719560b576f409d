// What the person is looking at: which dialog is open, what is searched, focus wishes. Never part of the record.
import { create } from 'zustand';
import type { Audience } from '../../src-shared/incident/cadence.ts';
import type { DocumentKind } from '../../src-shared/incident/briefings.ts';
import type { Status } from '../../src-shared/incident/lifecycle.ts';
import { EVERYTHING } from '../../src-shared/incident/entry-filter.ts';
import type { Composed, FormKind } from './composed.ts';
import type { DeliveryAsk } from './delivery.ts';
import { useTimeline } from './timeline.ts';

/** What can be done with the commander's seat, beside handing it over. */
export type SeatDeed = 'claim' | 'step-down' | 'extend' | 'shift';
/** Whom a call is for: a step of a chain, a position that is told at once, or anybody. */
export type CallTarget =
  | { escalation: string; step: number }
  | { notice: string; position: string }
  | { position: string; person?: string };

export type Dialog =
  /** `drill`: as the first step of one */
  | { name: 'declare'; drill?: true }
  | { name: 'import'; into: 'new' | 'open'; text?: string }
  | { name: 'assign'; role: string; from?: string }
  | { name: 'hand-over' }
  /** `shared`: one of the shared folder */
  | { name: 'open-handover-file'; shared?: { key: string; name: string } }
  | { name: 'save-handover-file' }
  | { name: 'hand-over-by-file' }
  | { name: 'receipt' }
  | { name: 'take-over' }
  | { name: 'handover-skip' }
  | { name: 'handover-withdraw' }
  | { name: 'seat'; deed: SeatDeed }
  | { name: 'role-card'; role: string }
  | { name: 'false-alarm' }
  | { name: 'sitrep' }
  | { name: 'fallback' }
  | { name: 'support-script' }
  | { name: 'redirect' }
  | { name: 'escalate' }
  | { name: 'call'; to: CallTarget }
  | { name: 'phone-book' }
  | { name: 'import-phone-book' }
  | { name: 'update'; audience: Audience }
  | { name: 'snooze' }
  | { name: 'clocks' }
  | { name: 'check-in' }
  | { name: 'report'; publication: string }
  | { name: 'excuse-clock'; clock: string; label: string }
  | { name: 'move-status'; to: Status }
  | { name: 'severity' }
  | { name: 'compliance' }
  | { name: 'evidence' }
  | { name: 'describe' }
  | { name: 'milestones' }
  | { name: 'correct'; entry: string }
  | { name: 'retract'; entry: string }
  | { name: 'settle-hypothesis'; hypothesis: string; outcome: 'confirmed' | 'eliminated' }
  | { name: 'filter' }
  | { name: 'go-to-time' }
  | { name: 'search-all' }
  | { name: 'switch-incident' }
  /** the whole form of a kind; `from`: what stood in the composer */
  | { name: FormKind; from: Composed | null }
  | { name: 'rollback' }
  | { name: 'step'; step: Step; id: string }
  | { name: 'time-up'; record: 'hypothesis' | 'task' | 'action'; id: string }
  | { name: 'delivery'; ask: DeliveryAsk }
  | { name: 'delete'; incident: string }
  | { name: 'restore-backup'; backup: string }
  | { name: 'playbooks' }
  | { name: 'palette' }
  | { name: 'help' }
  /** `vendor`: whose section to show first */
  | { name: 'settings'; vendor?: string };

/** The next step of a record that asks for a word or two. */
export type Step =
  | 'test'
  | 'assign'
  | 'way-back'
  | 'start'
  | 'verify'
  | 'abandon'
  | 'object'
  | 'carry-out'
  | 'revise'
  | 'drop-proposal';

/** Places that something elsewhere on the screen can ask to have the focus. */
export type FocusPlace =
  | 'composer'
  | 'timeline'
  | 'search'
  | 'status-page'
  | 'next-step'
  | 'delivery'
  | 'checklist'
  | 'room'
  | 'documents';

interface View {
  dialog: Dialog | null;
  /** text sought in the timeline; null: not searching */
  search: string | null;
  /** an entry to bring into view, or the end with null; `n` tells one wish from the next */
  jump: { entry: string | null; n: number } | null;
  focus: { place: FocusPlace; n: number } | null;
  /** a message of the room to bring into view as soon as it is there */
  message: { place: string; message: string } | null;
  /** the right column, where the window is too narrow to show it beside the rest */
  drawer: boolean;
  /** the board stands where the list of entries does */
  board: boolean;
  /** the room stands where the right column does */
  room: boolean;
  /** the documents stand where the right column does: which one, and whether its template is edited */
  documents: { kind: DocumentKind; editing: boolean } | null;
  /** a line of the composer that went on the record by its form */
  spent: { line: string; n: number } | null;
  muted: boolean;
}

const MUTED_KEY = 'warroom.muted';

/** As each incident is met: what belongs to the one that was on screen does not follow to the next. */
const FRESH = {
  dialog: null,
  search: null,
  jump: null,
  focus: null,
  message: null,
  drawer: false,
  board: false,
  spent: null,
} satisfies Partial<View>;

export const useView = create<View>()(() => ({
  ...FRESH,
  room: false,
  documents: null,
  muted: readMuted(),
}));

/** Places in the right column, which is a drawer where the window is narrow. */
const IN_DRAWER: ReadonlySet<FocusPlace> = new Set(['status-page', 'delivery']);

let wishes = 0;

export function openDialog(dialog: Dialog): void {
  useView.setState({ dialog });
}

/** From where something of a vendor cannot go out: its own section of the settings. */
export function openSettingsAt(vendor: string): void {
  openDialog({ name: 'settings', vendor });
}

/** Shows a document beside the cockpit; the room, which has the same place, goes. */
export function showDocuments(kind: DocumentKind, editing = false): void {
  useView.setState({ documents: { kind, editing }, room: false, drawer: true, dialog: null });
}

export function closeDialog(): void {
  useView.setState({ dialog: null });
}

export function requestFocus(place: FocusPlace): void {
  wishes += 1;
  useView.setState({
    focus: { place, n: wishes },
    ...(IN_DRAWER.has(place) ? { drawer: true, room: false, documents: null } : {}),
  });
}

export function jumpTo(entry: string): void {
  wishes += 1;
  useView.setState({ jump: { entry, n: wishes }, board: false });
}

/** Opens the room at one of its messages. */
export function jumpToMessage(message: { place: string; message: string }): void {
  useView.setState({ room: true, drawer: true, message });
}

/** Shows the end of the timeline: where what was just typed stands. */
export function jumpToEnd(): void {
  wishes += 1;
  useView.setState({ jump: { entry: null, n: wishes } });
}

/** What belongs to the incident that was on screen does not follow to the next. */
export function resetView(): void {
  useView.setState(FRESH);
  useTimeline.setState({ filter: EVERYTHING, picked: null });
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(MUTED_KEY, muted ? 'yes' : 'no');
  useView.setState({ muted });
}

function readMuted(): boolean {
  return globalThis.localStorage?.getItem(MUTED_KEY) === 'yes';
}
