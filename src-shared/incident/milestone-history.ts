// What the milestones were before: every time that was corrected or fell away with a move back stays on the record (DOMAIN.md 2).
import type { RecordedEvent } from './event.ts';
import { milestones, type Milestone, type MilestoneMark, type MilestonesState } from './milestones.ts';
import { slice } from './slice.ts';

/** A mark that no longer stands: until when it did, and who changed that why. */
export interface FormerMark extends MilestoneMark {
  milestone: Milestone;
  until: number;
  changedBy: string;
  reason?: string;
}
/** Oldest first. */
export type MilestoneHistoryState = readonly FormerMark[];

export const milestoneHistory = slice<MilestoneHistoryState, Record<never, never>, Record<never, never>>({
  events: {},
  commands: {},
  initial: () => [],
  decide: {},
  evolve: {
    'milestone.set': (part, event, before) =>
      withLost(
        part,
        before.milestones,
        milestones.evolve['milestone.set']?.(before.milestones, event, before),
        event,
        event.payload.reason,
      ),
    'status.changed': (part, event, before) =>
      withLost(
        part,
        before.milestones,
        milestones.evolve['status.changed']?.(before.milestones, event, before),
        event,
        event.payload.reason,
      ),
  },
  tell: {},
});

function withLost(
  part: MilestoneHistoryState,
  was: MilestonesState,
  is: MilestonesState | undefined,
  event: RecordedEvent,
  reason: string | undefined,
): MilestoneHistoryState {
  if (is === undefined || is === was) return part;
  const lost = Object.entries(was).flatMap(([name, mark]): FormerMark[] => {
    // The keys of the state are the milestones.
    const milestone = name as Milestone;
    if (is[milestone] === mark || is[milestone]?.at === mark.at) return [];
    const why = reason === undefined ? {} : { reason };
    return [{ milestone, ...mark, until: event.wall, changedBy: event.actor.person, ...why }];
  });
  return lost.length === 0 ? part : [...part, ...lost];
}
