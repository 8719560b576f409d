// The scribe timeline: every entry with when it happened and when it was written; corrections keep the original.
import { z } from 'zod';
import { type ChunkedList, emptyList, find, insert, remove, replace } from './chunked-list.ts';
import type { RecordedEvent } from './event.ts';
import { MAX_IMPORT, MAX_NAME, MAX_TEXT, id, instant, manyLines, oneLine, time } from './fields.ts';
import { importLines } from './import-lines.ts';
import type { Incident } from './index.ts';
import { ENTRY_KINDS } from '../text/entry-kind.ts';
import { lineFields, precision, type heardFrom, type pasted } from './records.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice, type Context, type Decision, type Told } from './slice.ts';
import { remember, undoLast, type Undoable } from './undo.ts';

export const entryKind = z.enum(ENTRY_KINDS);
export type EntryKind = z.infer<typeof entryKind>;
/** The kinds that are a line and no more; the others are records of their own, begun by their own commands. */
export const plainKind = entryKind.exclude(['decision', 'hypothesis', 'task', 'action']);

/** the event that this one takes back, where it is an undo */
const undoes = id.optional();

export const timelineEvents = {
  'entry.logged': z.object({ ...lineFields, kind: plainKind, shareable: z.literal(true).optional() }),
  'entry.corrected': z.object({
    entry: id,
    text: z.string().optional(),
    at: time.optional(),
    kind: plainKind.optional(),
    undoes,
  }),
  'entry.retracted': z.object({ entry: id, reason: z.string().optional(), undoes }),
  'entry.restored': z.object({ entry: id, undoes }),
  'entry.marked': z.object({ entry: id, star: z.boolean().optional(), shareable: z.boolean().optional(), undoes }),
};

const text = manyLines('The entry', MAX_TEXT);

export const timelineCommands = {
  'timeline.log': z.strictObject({
    kind: plainKind,
    text,
    at: instant.optional(),
    star: z.boolean().optional(),
    shareable: z.boolean().optional(),
  }),
  'timeline.import': z.strictObject({
    entries: z
      .array(
        z.strictObject({
          at: instant,
          kind: entryKind,
          text,
          precision: precision.optional(),
          author: oneLine('The author', MAX_NAME).optional(),
        }),
      )
      .min(1, 'There is nothing to add.')
      .max(MAX_IMPORT, `At most ${MAX_IMPORT.toLocaleString('en')} entries at once. Paste it in parts.`),
  }),
  'timeline.correct': z.strictObject({
    entry: id,
    text: text.optional(),
    at: instant.optional(),
    kind: plainKind.optional(),
  }),
  'timeline.retract': z.strictObject({ entry: id, reason: oneLine('The reason', 500).optional() }),
  'timeline.restore': z.strictObject({ entry: id }),
  'timeline.mark': z.strictObject({ entry: id, star: z.boolean().optional(), shareable: z.boolean().optional() }),
  /** Takes back the last thing this person did to the timeline, by a further event. */
  'timeline.undo': z.strictObject({}),
};

/** One line of the timeline. `type` is the event it began as; `corrections` hold what stood there before each change. */
export interface Entry {
  id: string;
  at: number;
  writtenAt: number;
  by: string;
  via: string;
  kind: EntryKind;
  type: string;
  text: string;
  /** what the record says beside the words: what was rejected, who does it until when */
  detail?: string;
  pasted?: z.output<typeof pasted>;
  /** the message of the room that it was taken from */
  heard?: z.output<typeof heardFrom>;
  star?: true;
  shareable?: true;
  retracted?: { at: number; by: string; reason?: string };
  corrections?: readonly { at: number; by: string; text: string; entryAt: number; kind: EntryKind }[];
}

/** Entries in order of when they happened; `places` finds one by its id. */
export interface TimelineState {
  entries: ChunkedList<Entry>;
  places: ChunkedList<readonly [id: string, at: number]>;
  undoable: readonly Undoable[];
}

/** Lines that say what somebody typed; the others tell of a deed and change only with it. */
const EDITABLE = new Set([
  'entry.logged',
  'hypothesis.raised',
  'task.given',
  'decision.made',
  'decision.proposed',
  'action.recorded',
]);

export const timeline = slice<TimelineState, typeof timelineEvents, typeof timelineCommands>({
  events: timelineEvents,
  commands: timelineCommands,
  initial: () => ({ entries: emptyList(), places: emptyList(), undoable: [] }),
  decide: {
    'timeline.log': (incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      return decided(
        draft(ctx, 'entry.logged', {
          kind: command.kind,
          text: command.text,
          at: command.at ?? ctx.now,
          ...(command.star === true ? { star: true } : {}),
          ...(command.shareable === true ? { shareable: true } : {}),
        }),
      );
    },
    'timeline.import': (incident, command, ctx) => {
      const ahead = command.entries.find((entry) => entry.at > ctx.now + AHEAD_MS);
      if (ahead !== undefined)
        return refuse(
          'in-the-future',
          `"${ahead.text.slice(0, 60)}" lies in the future. Check the date and the time zone above the preview.`,
          'entries',
        );
      return decided(...importLines(incident, ctx, command.entries));
    },
    'timeline.correct': (incident, command, ctx) => {
      const entry = entryOf(incident, command.entry);
      if (entry === undefined) return unknownEntry();
      if (!EDITABLE.has(entry.type))
        return refuse(
          'not-editable',
          'This line tells of a deed. Do the deed again instead; both stay on the record.',
          'entry',
        );
      if (command.kind !== undefined && entry.type !== 'entry.logged')
        return refuse(
          'not-editable',
          `A ${entry.kind} stays a ${entry.kind}. Retract it and log the line anew.`,
          'kind',
        );
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      const changed = {
        ...(command.text !== undefined && command.text !== entry.text ? { text: command.text } : {}),
        ...(command.at !== undefined && command.at !== entry.at ? { at: command.at } : {}),
        ...(command.kind !== undefined && command.kind !== entry.kind ? { kind: command.kind } : {}),
      };
      if (Object.keys(changed).length === 0)
        return refuse('no-change', 'Nothing is different from what stands there already.');
      return decided(draft(ctx, 'entry.corrected', { entry: entry.id, ...changed }));
    },
    'timeline.retract': (incident, command, ctx) => {
      const entry = entryOf(incident, command.entry);
      if (entry === undefined) return unknownEntry();
      if (!EDITABLE.has(entry.type))
        return refuse('not-editable', 'This line tells of a deed that happened; it cannot be retracted.', 'entry');
      if (entry.retracted !== undefined) return refuse('no-change', 'It is retracted already.');
      return decided(
        draft(ctx, 'entry.retracted', {
          entry: entry.id,
          ...(command.reason === undefined ? {} : { reason: command.reason }),
        }),
      );
    },
    'timeline.restore': (incident, command, ctx) => {
      const entry = entryOf(incident, command.entry);
      if (entry === undefined) return unknownEntry();
      if (entry.retracted === undefined) return refuse('no-change', 'It is not retracted.');
      return decided(draft(ctx, 'entry.restored', { entry: entry.id }));
    },
    'timeline.mark': (incident, command, ctx) => {
      const entry = entryOf(incident, command.entry);
      if (entry === undefined) return unknownEntry();
      const changed = {
        ...(command.star !== undefined && command.star !== (entry.star === true) ? { star: command.star } : {}),
        ...(command.shareable !== undefined && command.shareable !== (entry.shareable === true)
          ? { shareable: command.shareable }
          : {}),
      };
      if (Object.keys(changed).length === 0) return refuse('no-change', 'It is marked like this already.');
      return decided(draft(ctx, 'entry.marked', { entry: entry.id, ...changed }));
    },
    'timeline.undo': (incident, _command, ctx) => undoLast(incident, ctx, (entry) => entryOf(incident, entry)),
  },
  evolve: {
    'entry.logged': begun,
    'hypothesis.raised': begun,
    'task.given': begun,
    'decision.made': begun,
    'decision.proposed': begun,
    'action.recorded': begun,
    'entry.corrected': (part, event) => {
      const { entry: entryId, text: newText, at, kind } = event.payload;
      const entry = lookUp(part, entryId);
      if (entry === undefined) return part;
      const corrected: Entry = {
        ...entry,
        text: newText ?? entry.text,
        at: at ?? entry.at,
        kind: kind ?? entry.kind,
        corrections: [
          ...(entry.corrections ?? []),
          { at: event.wall, by: event.actor.person, text: entry.text, entryAt: entry.at, kind: entry.kind },
        ],
      };
      const step = { entry: entryId, undo: 'correct' as const, text: entry.text, at: entry.at, kind: entry.kind };
      return remembering(moved(part, entry, corrected), event, step, event.payload.undoes);
    },
    'entry.retracted': (part, event) => {
      const entry = lookUp(part, event.payload.entry);
      if (entry === undefined) return part;
      const { reason } = event.payload;
      const retracted = { at: event.wall, by: event.actor.person, ...(reason === undefined ? {} : { reason }) };
      return remembering(
        moved(part, entry, { ...entry, retracted }),
        event,
        { entry: entry.id, undo: 'restore' },
        event.payload.undoes,
      );
    },
    'entry.restored': (part, event) => {
      const entry = lookUp(part, event.payload.entry);
      if (entry === undefined) return part;
      const { retracted: _retracted, ...restored } = entry;
      return remembering(
        moved(part, entry, restored),
        event,
        { entry: entry.id, undo: 'retract' },
        event.payload.undoes,
      );
    },
    'entry.marked': (part, event) => {
      const entry = lookUp(part, event.payload.entry);
      if (entry === undefined) return part;
      const { star: _star, shareable: _shareable, ...plain } = entry;
      const star = event.payload.star ?? entry.star === true;
      const shareable = event.payload.shareable ?? entry.shareable === true;
      const marked: Entry = { ...plain, ...(star ? { star } : {}), ...(shareable ? { shareable } : {}) };
      const step = {
        entry: entry.id,
        undo: 'mark' as const,
        star: entry.star === true,
        shareable: entry.shareable === true,
      };
      return remembering(moved(part, entry, marked), event, step, event.payload.undoes);
    },
  },
  tell: {
    'entry.logged': (event) => event.payload,
    'entry.corrected': null,
    'entry.retracted': null,
    'entry.restored': null,
    'entry.marked': null,
  },
});

/** Puts what an event tells into the timeline; the id of the entry is the id of the event. */
export function addTold(part: TimelineState, event: RecordedEvent, told: Told): TimelineState {
  const at = told.at ?? event.wall;
  const entry: Entry = {
    id: event.id,
    at,
    writtenAt: event.wall,
    by: event.actor.person,
    via: event.actor.via,
    kind: told.kind,
    type: event.type,
    text: told.text,
    ...(told.detail === undefined ? {} : { detail: told.detail }),
    ...(told.pasted === undefined ? {} : { pasted: told.pasted }),
    ...(told.heard === undefined ? {} : { heard: told.heard }),
    ...(told.star === true ? { star: true } : {}),
    ...(told.shareable === true ? { shareable: true } : {}),
  };
  return {
    ...part,
    entries: insert(part.entries, entry, byTime),
    places: insert(part.places, [event.id, at], byId),
  };
}

export function entryOf(incident: Incident, entry: string): Entry | undefined {
  return lookUp(incident.timeline, entry);
}

/** A line with what its record says beside the words. */
export function fullText(entry: Entry): string {
  return entry.detail === undefined ? entry.text : `${entry.text} (${entry.detail})`;
}

/** Whether the text of an entry can be corrected or retracted, or tells of a deed. */
export function isEditable(entry: Entry): boolean {
  return EDITABLE.has(entry.type);
}

/** Clocks of two laptops differ a little; more than this ahead is a slip. */
const AHEAD_MS = 60_000;

/** A refusal when the time lies ahead of now; otherwise null. For every command that takes the time of a deed. */
export function notAhead(at: number | undefined, ctx: Context): Decision | null {
  if (at === undefined || at <= ctx.now + AHEAD_MS) return null;
  return refuse('in-the-future', 'This time lies in the future. Use an earlier one, or leave it out for now.', 'at');
}

type Begun = RecordedEvent<string, { pasted?: z.output<typeof pasted> | undefined }>;

/** Whoever began a line may take it back; a paste in one press. */
function begun(part: TimelineState, event: Begun): TimelineState {
  const batch = event.payload.pasted?.batch;
  return remembering(
    part,
    event,
    { entry: event.id, undo: 'retract', ...(batch === undefined ? {} : { batch }) },
    undefined,
  );
}

function remembering(
  part: TimelineState,
  event: RecordedEvent,
  step: Omit<Undoable, 'event' | 'by'>,
  taken: string | undefined,
): TimelineState {
  const undoable = remember(part.undoable, event, step, taken);
  return undoable === part.undoable ? part : { ...part, undoable };
}

function moved(part: TimelineState, from: Entry, to: Entry): TimelineState {
  if (from.at === to.at) return { ...part, entries: replace(part.entries, seekEntry(from), to) };
  return {
    ...part,
    entries: insert(remove(part.entries, seekEntry(from)), to, byTime),
    places: replace(part.places, seekPlace(from.id), [to.id, to.at]),
  };
}

function lookUp(part: TimelineState, entry: string): Entry | undefined {
  const place = find(part.places, seekPlace(entry));
  return place === undefined ? undefined : find(part.entries, seekEntry({ id: entry, at: place[1] }));
}

function seekEntry(of: { id: string; at: number }): (entry: Entry) => number {
  return (entry) => byTime(entry, of);
}

function seekPlace(entry: string): (place: readonly [string, number]) => number {
  return ([other]) => (other === entry ? 0 : other < entry ? -1 : 1);
}

/** The order of the timeline: when it happened; of the same moment, as written. */
export function byTime(a: { id: string; at: number }, b: { id: string; at: number }): number {
  return a.at - b.at || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
}

function byId(a: readonly [string, number], b: readonly [string, number]): number {
  return a[0] === b[0] ? 0 : a[0] < b[0] ? -1 : 1;
}

function unknownEntry(): Decision {
  return refuse('unknown-entry', 'This entry is not in the timeline.', 'entry');
}
