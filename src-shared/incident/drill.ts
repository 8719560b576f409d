// Drills: an incident that is played. It is marked from its declaration on, its story can be halted, and nothing of it
// leaves the machine (DOMAIN.md 13).
import { z } from 'zod';
import { oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

const storySchema = z.enum(['running', 'paused', 'ended']);
const injectId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, 'This is not the name of something that happens.');
/** Who can be down on demand; nobody is told in a drill, so nobody is really down either. */
const fakedVendor = z.enum(['slack', 'statuspage']);
export type FakedVendor = z.infer<typeof fakedVendor>;

/** Which story is played: what `incident.declared` carries. */
export const drillMark = z.object({ scenario: z.string().max(40) });

export const drillEvents = {
  'drill.moved': z.object({ to: storySchema, why: z.string().optional() }),
  /** Something of the story happened; what it was stands in the timeline by itself. */
  'drill.injected': z.object({ inject: injectId }),
  'drill.fault-set': z.object({ vendor: fakedVendor, down: z.boolean() }),
};

export const drillCommands = {
  'drill.move': z.strictObject({ to: storySchema, why: oneLine('The reason', 500).optional() }),
  // The player's own: the choke point takes it from nobody else.
  'drill.inject': z.strictObject({ inject: injectId }),
  'drill.fault': z.strictObject({ vendor: fakedVendor, down: z.boolean() }),
};

/** How long a faked vendor did not answer, ms; `to` null: it still does not. */
export interface Outage {
  vendor: FakedVendor;
  from: number;
  to: number | null;
}

/** Null: this is no drill. `ranMs`: how long the story ran before `since`. */
export type DrillState = {
  scenario: string;
  story: z.infer<typeof storySchema>;
  since: number;
  ranMs: number;
  injected: readonly string[];
  outages: readonly Outage[];
} | null;

/** In front of the title, so that the badge goes wherever the title goes: lists, documents, the window, the tray. */
export const DRILL_PREFIX = 'DRILL: ';

export const drill = slice<DrillState, typeof drillEvents, typeof drillCommands>({
  events: drillEvents,
  commands: drillCommands,
  initial: () => null,
  decide: {
    'drill.move': (incident, command, ctx) => {
      const story = incident.drill?.story;
      if (story === undefined) return noDrill();
      if (story === command.to) return refuse('no-change', `The story is ${story} already.`, 'to');
      if (story === 'ended')
        return refuse('impossible-order', 'The story is over. Go on by hand, or run another drill.', 'to');
      return decided(draft(ctx, 'drill.moved', command));
    },
    'drill.inject': (incident, command, ctx) => {
      if (incident.drill === null) return noDrill();
      if (incident.drill.story !== 'running')
        return refuse('not-available', 'The story does not run. Resume it first.');
      if (incident.drill.injected.includes(command.inject))
        return refuse('no-change', 'This has happened in the story already.', 'inject');
      return decided(draft(ctx, 'drill.injected', command));
    },
    'drill.fault': (incident, command, ctx) => {
      if (incident.drill === null) return noDrill();
      if ((downSince(incident, command.vendor) !== null) === command.down)
        return refuse('no-change', command.down ? 'It is down already.' : 'It answers already.', 'down');
      return decided(draft(ctx, 'drill.fault-set', command));
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration !== null || event.payload.drill === undefined
        ? part
        : {
            scenario: event.payload.drill.scenario,
            story: 'running',
            since: event.wall,
            ranMs: 0,
            injected: [],
            outages: [],
          },
    'drill.moved': (part, event) => (part === null ? part : moved(part, event.payload.to, event.wall)),
    'drill.injected': (part, event) =>
      part === null || part.injected.includes(event.payload.inject)
        ? part
        : { ...part, injected: [...part.injected, event.payload.inject] },
    'drill.fault-set': (part, event) => {
      if (part === null) return part;
      const { vendor, down } = event.payload;
      const ended = part.outages.map((one) =>
        one.vendor === vendor && one.to === null ? { ...one, to: event.wall } : one,
      );
      return { ...part, outages: down ? [...ended, { vendor, from: event.wall, to: null }] : ended };
    },
    // A story has nothing more to tell once the incident is over.
    'status.changed': (part, event) =>
      part !== null && (event.payload.to === 'resolved' || event.payload.to === 'closed')
        ? moved(part, 'ended', event.wall)
        : part,
  },
  tell: {
    'drill.moved': (event) => ({
      kind: 'note',
      text: `Drill: the story ${WORDS[event.payload.to]}${event.payload.why === undefined ? '' : `. ${event.payload.why}`}`,
    }),
    'drill.injected': null,
    'drill.fault-set': (event) => ({
      kind: 'note',
      text: `Drill: ${VENDORS[event.payload.vendor]} ${event.payload.down ? 'is down' : 'answers again'} (pretended)`,
    }),
  },
});

const WORDS = { running: 'goes on', paused: 'is paused', ended: 'ends here' } as const;
export const VENDORS: Readonly<Record<FakedVendor, string>> = { slack: 'Slack', statuspage: 'Statuspage' };

function moved(part: NonNullable<DrillState>, to: z.infer<typeof storySchema>, at: number): NonNullable<DrillState> {
  if (part.story === to) return part;
  return { ...part, story: to, since: at, ranMs: ranMs(part, at) };
}

/** How long the story has run, pauses left out, ms. */
export function ranMs(part: NonNullable<DrillState>, now: number): number {
  return part.ranMs + (part.story === 'running' ? Math.max(0, now - part.since) : 0);
}

/** Since when a faked vendor does not answer, ms; null: it does. */
export function downSince(incident: Incident, vendor: FakedVendor): number | null {
  return incident.drill?.outages.find((one) => one.vendor === vendor && one.to === null)?.from ?? null;
}

export function isDrill(incident: Incident): boolean {
  return incident.drill !== null;
}

/** The title as a drill carries it, whatever was typed. */
export function drillTitle(title: string): string {
  return title.toLowerCase().startsWith(DRILL_PREFIX.toLowerCase().trim()) ? title : `${DRILL_PREFIX}${title}`;
}

/** Commands that would reach somebody, or say that somebody was reached: a drill has none of them. */
const OUTWARD: ReadonlySet<string> = new Set([
  'vendor.join',
  'remote.attach',
  'effect.settle',
  'effect.edit',
  'channel.archive',
]);

/** Nothing leaves the machine in a drill, later neither (DOMAIN.md 13). */
export function staysHere(incident: Incident, command: string): Refused | null {
  return incident.drill !== null && OUTWARD.has(command)
    ? refuse('not-available', 'This is a drill: nothing of it leaves this machine.')
    : null;
}

function noDrill(): Refused {
  return refuse('not-available', 'This is no drill. Run one from the palette.');
}
