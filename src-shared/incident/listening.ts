// How well the room is heard: from when to when nobody listened, and what could not be read (docs/decisions/0007).
import { z } from 'zod';
import { instant, time } from './fields.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const listeningEvents = {
  /** Nobody listens there, or nobody knows whether all was heard; `since` then, where that was before it was noticed. */
  'listening.broken': z.object({ place: z.string(), vendor: z.string(), why: z.string(), since: time.optional() }),
  /** All that stands there now is in the record, but for what `missing` says; `brought`: so many messages came late. */
  'listening.caught-up': z.object({
    place: z.string(),
    vendor: z.string(),
    brought: z.int().min(0),
    missing: z.string().optional(),
  }),
};

const where = {
  place: z.string().min(1).max(200),
  vendor: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, 'This is not the name of a vendor.'),
};

/** The inbox's own: the choke point takes them from nobody else. */
export const listeningCommands = {
  'listening.break': z.strictObject({ ...where, why: z.string().max(300), since: instant.optional() }),
  'listening.catch-up': z.strictObject({
    ...where,
    brought: z.int().min(0),
    missing: z.string().max(500).optional(),
  }),
};

/** How well a place is heard. `since`: from when on that has been so, ms. */
export interface Listening {
  vendor: string;
  is: 'broken' | 'complete';
  since: number;
  why?: string;
  /** what could not be read when it was caught up last */
  missing?: string;
}

/** By the id of the place. */
export type ListeningState = Readonly<Record<string, Listening>>;

export const listening = slice<ListeningState, typeof listeningEvents, typeof listeningCommands>({
  events: listeningEvents,
  commands: listeningCommands,
  initial: () => ({}),
  decide: {
    'listening.break': (incident, command, ctx) =>
      incident.listening[command.place]?.is === 'broken'
        ? refuse('no-change', 'It is known already that nobody listens there.')
        : decided(draft(ctx, 'listening.broken', command)),
    'listening.catch-up': (incident, command, ctx) => {
      const now = incident.listening[command.place];
      if (now?.is === 'complete' && command.brought === 0 && now.missing === command.missing)
        return refuse('no-change', 'It is known already that all was heard.');
      return decided(draft(ctx, 'listening.caught-up', command));
    },
  },
  evolve: {
    'listening.broken': (part, { payload: { place, vendor, why, since }, wall }) => ({
      ...part,
      [place]: { vendor, is: 'broken', since: since ?? wall, why },
    }),
    'listening.caught-up': (part, { payload: { place, vendor, missing }, wall }) => ({
      ...part,
      [place]: { vendor, is: 'complete', since: wall, ...(missing === undefined ? {} : { missing }) },
    }),
  },
  tell: {
    'listening.broken': null,
    'listening.caught-up': (event, before) => {
      const was = before.listening[event.payload.place];
      const { brought, missing } = event.payload;
      const long = was?.is === 'broken' && event.wall - was.since >= WORTH_TELLING_MS;
      if (missing === undefined && !(long && brought > 0)) return null;
      const came = `${brought.toLocaleString('en')} ${brought === 1 ? 'message' : 'messages'} of the room came in late`;
      return { kind: 'note', text: `${came}${missing === undefined ? '' : `. Missing: ${missing}`}` };
    },
  },
});

/** A break that nobody can have noticed is no news for the timeline. */
const WORTH_TELLING_MS = 60_000;
