// Undo: takes back the last thing a person did to the timeline, by a further event that names what it takes back.
import { items } from './chunked-list.ts';
import type { Draft, RecordedEvent } from './event.ts';
import type { Incident } from './index.ts';
import { refuse } from './refusal.ts';
import { decided, draft, type Context, type Decision } from './slice.ts';
import type { Entry, EntryKind } from './timeline.ts';

/** What a person may take back. `undo` is how; the other fields are what stood there before. */
export interface Undoable {
  event: string;
  by: string;
  entry: string;
  undo: 'retract' | 'restore' | 'correct' | 'mark';
  /** the paste it came with: one press takes back all of it */
  batch?: string;
  text?: string;
  at?: number;
  kind?: EntryKind;
  star?: boolean;
  shareable?: boolean;
}

/** Newest last. */
export const UNDO_KEPT = 50;

/** An event that takes back another takes it off the list and cannot be taken back itself, so undoing twice goes on backwards. */
export function remember(
  list: readonly Undoable[],
  event: RecordedEvent,
  step: Omit<Undoable, 'event' | 'by'>,
  undoes: string | undefined,
): readonly Undoable[] {
  if (undoes !== undefined) return list.filter((u) => u.event !== undoes);
  const by = event.actor.person;
  if (step.batch !== undefined && list.some((u) => u.batch === step.batch && u.by === by)) return list;
  return [...list.slice(1 - UNDO_KEPT), { event: event.id, by, ...step }];
}

/** Steps that somebody else has made good already are passed over. */
export function undoLast(incident: Incident, ctx: Context, entryBy: (id: string) => Entry | undefined): Decision {
  for (const last of incident.timeline.undoable.toReversed()) {
    const entry = entryBy(last.entry);
    if (last.by !== ctx.actor.person.id || entry === undefined) continue;
    const newest = entry.corrections?.at(-1);
    if (last.undo === 'correct' && newest !== undefined && newest.by !== last.by)
      return refuse(
        'nothing-to-undo',
        'Somebody else has corrected this entry since. Correct it by hand; every version is kept.',
      );
    const drafts = takingBack(incident, ctx, last, entry);
    if (drafts.length > 0) return decided(...drafts);
  }
  return refuse('nothing-to-undo', 'There is nothing of yours to take back. Deeds are changed by doing them again.');
}

function takingBack(incident: Incident, ctx: Context, last: Undoable, entry: Entry): Draft[] {
  const undoes = last.event;
  switch (last.undo) {
    case 'retract': {
      const together =
        last.batch === undefined
          ? [entry]
          : [...items(incident.timeline.entries)].filter((e) => e.pasted?.batch === last.batch);
      return together
        .filter((e) => e.retracted === undefined)
        .map((e) => draft(ctx, 'entry.retracted', { entry: e.id, reason: 'Undone', undoes }));
    }
    case 'restore':
      return entry.retracted === undefined ? [] : [draft(ctx, 'entry.restored', { entry: entry.id, undoes })];
    case 'correct': {
      const { text, at, kind } = last;
      const plain =
        kind === 'decision' || kind === 'hypothesis' || kind === 'task' || kind === 'action' ? undefined : kind;
      const back = {
        ...(text === undefined || text === entry.text ? {} : { text }),
        ...(at === undefined || at === entry.at ? {} : { at }),
        ...(plain === undefined || plain === entry.kind ? {} : { kind: plain }),
      };
      return Object.keys(back).length === 0
        ? []
        : [draft(ctx, 'entry.corrected', { entry: entry.id, ...back, undoes })];
    }
    case 'mark': {
      const { star, shareable } = last;
      const back = {
        ...(star === undefined || star === (entry.star === true) ? {} : { star }),
        ...(shareable === undefined || shareable === (entry.shareable === true) ? {} : { shareable }),
      };
      return Object.keys(back).length === 0 ? [] : [draft(ctx, 'entry.marked', { entry: entry.id, ...back, undoes })];
    }
  }
}
