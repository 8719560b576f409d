// Checklists: what each role must not forget. An item ticks itself when its deed is done in Warroom, by hand otherwise
// (DOMAIN.md 12).
//
// Every tick is an event, and there is one truth for each: where the deed was done here, the deed's own event is the tick
// and nothing else is written, so undoing the deed opens the item again. Only what Warroom cannot see (the bridge, the support
// channel, a page posted elsewhere) is ticked and unticked by hand, with events of its own.
import { z } from 'zod';
import type { PlaybookChecklist, PlaybookChecklistItem } from '../playbook/checklists.ts';
import { flagsOf } from './flags.ts';
import { deedDone, type Done } from './deeds.ts';
import type { Incident } from './index.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

const playbookId = z.string().regex(/^(?!constructor$)[a-z][a-z0-9-]{0,39}$/u, 'This is not an id of the playbook.');

export const checklistEvents = {
  /** `text`: the item as it read, and the list's name, so that the record can be read without the playbook. */
  'checklist.ticked': z.object({ list: playbookId, item: playbookId, text: z.string(), of: z.string() }),
  'checklist.unticked': z.object({ list: playbookId, item: playbookId, text: z.string(), of: z.string() }),
};

export const checklistCommands = {
  'checklist.tick': z.strictObject({ list: playbookId, item: playbookId }),
  'checklist.untick': z.strictObject({ list: playbookId, item: playbookId }),
};

/** What was ticked by hand: by list, then by item. */
export type ChecklistState = Readonly<Record<string, Readonly<Record<string, { at: number; by: string }>>>>;

export const checklist = slice<ChecklistState, typeof checklistEvents, typeof checklistCommands>({
  events: checklistEvents,
  commands: checklistCommands,
  initial: () => ({}),
  decide: {
    'checklist.tick': (incident, command, ctx) => {
      const found = itemOf(incident, command);
      if (!found.ok) return found;
      if (found.view.tick !== null) return refuse('no-change', `“${found.view.text}” is ticked already.`);
      return decided(draft(ctx, 'checklist.ticked', { ...command, text: found.view.text, of: found.list.name }));
    },
    'checklist.untick': (incident, command, ctx) => {
      const found = itemOf(incident, command);
      if (!found.ok) return found;
      const { tick, text } = found.view;
      if (tick === null) return refuse('no-change', `“${text}” is not ticked.`);
      if (tick.how === 'deed')
        return refuse('not-editable', `“${text}” ticked itself: it was done. It opens again when that is undone.`);
      return decided(draft(ctx, 'checklist.unticked', { ...command, text, of: found.list.name }));
    },
  },
  evolve: {
    'checklist.ticked': (part, event) => {
      const { list, item } = event.payload;
      return { ...part, [list]: { ...part[list], [item]: { at: event.wall, by: event.actor.person } } };
    },
    'checklist.unticked': (part, event) => {
      const { list, item } = event.payload;
      const { [item]: _gone, ...rest } = part[list] ?? {};
      return { ...part, [list]: rest };
    },
  },
  tell: {
    'checklist.ticked': ({ payload }) => ({ kind: 'note', text: `Ticked: ${payload.text}`, detail: payload.of }),
    'checklist.unticked': ({ payload }) => ({ kind: 'note', text: `Unticked: ${payload.text}`, detail: payload.of }),
  },
});

export interface ItemView {
  id: string;
  text: string;
  /** null: still open */
  tick: (Done & { how: 'deed' | 'hand' }) | null;
}

export interface ChecklistView {
  id: string;
  name: string;
  short: string;
  role: string | null;
  phases: readonly { when: string | null; items: readonly ItemView[] }[];
  done: number;
  size: number;
}

/** The lists of the incident's playbook as they stand; one that belongs to a flag shows once that flag was up (DOMAIN.md 11). */
export function checklistsOf(incident: Incident): ChecklistView[] {
  const shows = ({ id }: PlaybookChecklist): boolean => {
    const owners = flagsOf(incident).filter((flag) => flag.checklist === id);
    return owners.length === 0 || owners.some((flag) => incident.compliance.ever.includes(flag.id));
  };
  const lists = (incident.declaration?.playbook?.checklists ?? []).filter(shows);
  return lists.map((list) => {
    const phases = list.phases.map(({ when, items }) => ({
      when: when ?? null,
      items: items.map((item) => viewOf(incident, list.id, item)),
    }));
    const all = phases.flatMap(({ items }) => items);
    return {
      id: list.id,
      name: list.name,
      short: list.short,
      role: list.role ?? null,
      phases,
      done: all.filter(({ tick }) => tick !== null).length,
      size: all.length,
    };
  });
}

/** The deed counts before the hand: what was ticked by hand first and is done here later, is done. */
function viewOf(incident: Incident, list: string, item: PlaybookChecklistItem): ItemView {
  const deed = item.doneBy === undefined ? null : deedDone(incident, item.doneBy);
  const hand = incident.checklist[list]?.[item.id] ?? null;
  const tick =
    deed === null ? (hand === null ? null : { ...hand, how: 'hand' as const }) : { ...deed, how: 'deed' as const };
  return { id: item.id, text: item.text, tick };
}

function itemOf(
  incident: Incident,
  wanted: { list: string; item: string },
): { ok: true; list: PlaybookChecklist; view: ItemView } | Refused {
  const list = incident.declaration?.playbook?.checklists.find(({ id }) => id === wanted.list);
  const item = list?.phases.flatMap(({ items }) => items).find(({ id }) => id === wanted.item);
  if (list === undefined || item === undefined)
    return refuse('unknown-record', 'The playbook of this incident has no such item. Open the checklist again.');
  return { ok: true, list, view: viewOf(incident, list.id, item) };
}
