// While the room cannot be reached: since when, and what was said elsewhere (by mail, SMS, phone or on the bridge) to whom. When the
// vendor is back, its room is told of it once, from here (ours; DOMAIN.md 10 has the night the paging service is down).
import { z } from 'zod';
import { MAX_TEXT, instant, manyLines, oneLine, time } from './fields.ts';
import { refuse } from './refusal.ts';
import { vendorId } from './remote.ts';
import { decided, draft, slice } from './slice.ts';

const way = z.enum(['mail', 'sms', 'phone', 'bridge']);
export type Way = z.infer<typeof way>;

export const elsewhereEvents = {
  'elsewhere.told': z.object({ way, text: z.string(), reached: z.string().optional() }),
  /** Nothing has got through to a vendor for longer than the playbook waits: it is owed a catch-up. */
  'vendor.lost': z.object({ vendor: vendorId, since: time }),
};

export const elsewhereCommands = {
  'elsewhere.tell': z.strictObject({
    way,
    text: manyLines('What was said', MAX_TEXT),
    reached: oneLine('Whom it reached', 500).optional(),
  }),
  // The outbox's own, as those of remote.ts.
  'vendor.lose': z.strictObject({ vendor: vendorId, since: instant }),
};

export interface ToldElsewhere {
  id: string;
  at: number;
  by: string;
  way: Way;
  text: string;
  reached?: string;
}
export interface ElsewhereState {
  told: readonly ToldElsewhere[];
  lost: readonly { vendor: string; since: number }[];
}

/** "Told by mail", "Told on the bridge" */
export const WAY_WORDS: Readonly<Record<Way, string>> = {
  mail: 'by mail',
  sms: 'by SMS',
  phone: 'by phone',
  bridge: 'on the bridge',
};

export const elsewhere = slice<ElsewhereState, typeof elsewhereEvents, typeof elsewhereCommands>({
  events: elsewhereEvents,
  commands: elsewhereCommands,
  initial: () => ({ told: [], lost: [] }),
  decide: {
    'elsewhere.tell': (_incident, command, ctx) => decided(draft(ctx, 'elsewhere.told', command)),
    'vendor.lose': (incident, command, ctx) => {
      const known = incident.elsewhere.lost.some(
        ({ vendor, since }) => vendor === command.vendor && since === command.since,
      );
      if (known) return refuse('no-change', 'It is on the record already.');
      if (incident.remote.joined[command.vendor] === undefined)
        return refuse('not-available', 'It does not take part in this incident.', 'vendor');
      return decided(draft(ctx, 'vendor.lost', command));
    },
  },
  evolve: {
    'elsewhere.told': (part, event) => ({
      ...part,
      told: [...part.told, { id: event.id, at: event.wall, by: event.actor.person, ...event.payload }],
    }),
    'vendor.lost': (part, event) => ({ ...part, lost: [...part.lost, event.payload] }),
  },
  tell: {
    'elsewhere.told': ({ payload: { way: how, text, reached } }) => ({
      kind: 'communication',
      text: `Told ${WAY_WORDS[how]}: ${text}`,
      ...(reached === undefined ? {} : { detail: `reached: ${reached}` }),
    }),
    'vendor.lost': ({ payload: { vendor, since } }) => ({
      kind: 'note',
      text: `${vendor.charAt(0).toUpperCase()}${vendor.slice(1)} could not be reached from here on. It gets one catch-up when it is back.`,
      at: since,
    }),
  },
});
