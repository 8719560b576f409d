// What came of it outside: which vendors take part in this incident, what of ours stands there, and how each effect ended.
// Facts alone; what is still to go out is in the outbox (docs/decisions/0006).
import { z } from 'zod';
import { id, manyLines, oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

/** A vendor's name as its folder has it: slack, statuspage. */
export const vendorId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, 'This is not the name of a vendor.');
/** Where texts go in order, e.g. `slack`, `slack-executives`, `statuspage`. */
const laneId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/u, 'This is not the name of a lane.');
/** By which an effect names what it needs, e.g. `slack/channel`. */
const refName = z.string().regex(/^[a-z][a-z0-9-]{0,59}\/[a-z][a-z0-9-]{0,59}$/u, 'This is not the name of a thing.');
/** See `keyOf` in the outbox. */
const effectKey = z.string().regex(/^[0-9a-f]{32}$/u, 'This is not the key of an effect.');

/** `made` by us, `found` again after its answer was lost, or `adopted` by a person. `place`: where it is, e.g. a channel's id. */
const attached = {
  ref: refName,
  remoteId: z.string().min(1).max(200),
  place: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  url: z.string().max(2_000).optional(),
  how: z.enum(['made', 'found', 'adopted']),
  /** the remote id that stood under this name and is gone there: that one gives way, no other does */
  replaces: z.string().min(1).max(200).optional(),
};

/**
 * delivered: the vendor confirmed it. withdrawn: a person took it back. overtaken: not sent, because something newer
 * says it better. untold: there is nobody there to be told, the note says whom. twin-removed: it was there twice after an
 * answer was lost, and the later one is deleted.
 */
const outcome = z.enum(['delivered', 'withdrawn', 'overtaken', 'untold', 'twin-removed']);
export type EffectOutcome = z.infer<typeof outcome>;

export const remoteEvents = {
  /** From here on what happens is told to this vendor, over these lanes. */
  'vendor.joined': z.object({ vendor: vendorId, lanes: z.array(laneId) }),
  /** `epoch` and `taken` say under whose command it was made: two laptops may share an epoch, not a taking. */
  'remote.attached': z.object({
    ...attached,
    vendor: vendorId,
    effect: effectKey.optional(),
    epoch: z.int(),
    taken: id.nullable(),
  }),
  'effect.settled': z.object({
    effect: effectKey,
    lane: laneId,
    what: z.string(),
    outcome,
    note: z.string().optional(),
  }),
  'effect.edited': z.object({ effect: effectKey, lane: laneId, what: z.string(), text: z.string() }),
  /** Somebody was asked and said yes: the channel may be archived. */
  'channel.archive-approved': z.object({}),
};

const MAX_NOTE = 1_000;

export const remoteCommands = {
  'vendor.join': z.strictObject({ vendor: vendorId }),
  'channel.archive': z.strictObject({}),
  // The three below are the outbox's own: the choke point takes them from nobody else.
  'remote.attach': z.strictObject({ vendor: vendorId, ...attached }),
  'effect.settle': z.strictObject({
    vendor: vendorId,
    effect: effectKey,
    lane: laneId,
    what: oneLine('What it is', 300),
    outcome,
    note: oneLine('The note', MAX_NOTE).optional(),
    attached: z.array(z.strictObject(attached)).max(10),
  }),
  'effect.edit': z.strictObject({
    effect: effectKey,
    lane: laneId,
    what: oneLine('What it is', 300),
    text: manyLines('The text', 25_000),
  }),
};

/** Commands that only this host itself may give. */
export const ownCommands: ReadonlySet<string> = new Set([
  'remote.attach',
  'effect.settle',
  'effect.edit',
  'message.hear',
  'message.edit',
  'message.delete',
  'message.react',
  'message.pin',
  'listening.break',
  'listening.catch-up',
  'page.drift',
  'drill.inject',
  'vendor.lose',
  'station.overtake',
  'station.send',
  'record.checkpoint',
]);

export interface RemoteRef {
  vendor: string;
  /** the key of the effect that made it; what a person adopted has none */
  effect?: string;
  remoteId: string;
  place?: string;
  name?: string;
  url?: string;
  how: 'made' | 'found' | 'adopted';
  at: number;
  epoch: number;
  taken: string | null;
}
export interface SettledEffect {
  lane: string;
  what: string;
  outcome: EffectOutcome;
  at: number;
  note?: string;
}
/** By vendor, by the name of the thing, by the key of the effect. */
export interface RemoteState {
  joined: Readonly<Record<string, { lanes: readonly string[]; at: number }>>;
  refs: Readonly<Record<string, RemoteRef>>;
  settled: Readonly<Record<string, SettledEffect>>;
  /** texts that a person changed before they left */
  edited: Readonly<Record<string, { lane: string; text: string }>>;
  archiveApprovedAt: number | null;
}

export const remote = slice<RemoteState, typeof remoteEvents, typeof remoteCommands>({
  events: remoteEvents,
  commands: remoteCommands,
  initial: () => ({ joined: {}, refs: {}, settled: {}, edited: {}, archiveApprovedAt: null }),
  decide: {
    'vendor.join': (incident, command, ctx) => {
      const vendor = ctx.vendors.find((v) => v.vendor === command.vendor);
      if (vendor === undefined)
        return refuse('not-available', 'This vendor is not connected. Enter its key in the settings first.', 'vendor');
      const joined = incident.remote.joined[vendor.vendor];
      if (joined !== undefined && vendor.lanes.every((lane) => joined.lanes.includes(lane)))
        return refuse('no-change', 'It takes part in this incident already.');
      return decided(draft(ctx, 'vendor.joined', { vendor: vendor.vendor, lanes: [...vendor.lanes] }));
    },
    'channel.archive': (incident, _command, ctx) => {
      if (incident.lifecycle.status !== 'closed')
        return refuse('impossible-order', 'Close the incident first, then archive its channel.');
      if (incident.remote.archiveApprovedAt !== null) return refuse('no-change', 'It is on its way to be archived.');
      return decided(draft(ctx, 'channel.archive-approved', {}));
    },
    'remote.attach': (incident, command, ctx) => decided(attachedBy(incident, command, ctx)),
    'effect.settle': (incident, { attached: things, vendor, ...command }, ctx) =>
      decided(
        ...things.map((thing) => attachedBy(incident, { ...thing, vendor, effect: command.effect }, ctx)),
        draft(ctx, 'effect.settled', command),
      ),
    'effect.edit': (_incident, command, ctx) => decided(draft(ctx, 'effect.edited', command)),
  },
  evolve: {
    'vendor.joined': (part, event) => {
      const { vendor, lanes } = event.payload;
      const before = part.joined[vendor];
      const all = [...new Set([...(before?.lanes ?? []), ...lanes])];
      return { ...part, joined: { ...part.joined, [vendor]: { lanes: all, at: before?.at ?? event.wall } } };
    },
    // After a merge there may be two of one name: the first keeps its place, both are in the record.
    'remote.attached': (part, event) => {
      const { ref, replaces, ...told } = event.payload;
      const stood = part.refs[ref];
      if (stood !== undefined && told.how !== 'adopted' && stood.remoteId !== replaces) return part;
      return { ...part, refs: { ...part.refs, [ref]: { ...told, at: event.wall } } };
    },
    'effect.settled': (part, event) => {
      const { effect, ...told } = event.payload;
      if (told.outcome === 'twin-removed' && part.settled[effect] !== undefined) return part;
      return { ...part, settled: { ...part.settled, [effect]: { ...told, at: event.wall } } };
    },
    'effect.edited': (part, { payload: { effect, lane, text } }) => ({
      ...part,
      edited: { ...part.edited, [effect]: { lane, text } },
    }),
    'channel.archive-approved': (part, event) => ({ ...part, archiveApprovedAt: event.wall }),
    'status.changed': (part, event) => (event.payload.from === 'closed' ? { ...part, archiveApprovedAt: null } : part),
  },
  tell: {
    'vendor.joined': null,
    'remote.attached': (event) => {
      const { name, url, how, ref, vendor } = event.payload;
      if (name === undefined) return null;
      const did = how === 'adopted' ? 'adopted' : how === 'found' ? 'found again' : 'opened';
      return {
        kind: 'note',
        text: `${vendor.charAt(0).toUpperCase()}${vendor.slice(1)}: ${did} ${name}`,
        detail: url ?? ref,
      };
    },
    'effect.settled': (event) => {
      const { outcome: how, what, note } = event.payload;
      const why = note === undefined ? '' : `: ${note}`;
      switch (how) {
        case 'delivered':
        case 'untold':
          return note === undefined ? null : { kind: 'note', text: `${what}${why}` };
        case 'withdrawn':
          return { kind: 'note', text: `Not sent, withdrawn (${what})${why}` };
        case 'overtaken':
          return { kind: 'note', text: `Not sent, overtaken by something newer (${what})` };
        case 'twin-removed':
          return { kind: 'note', text: `It was there twice after a lost answer; the later one is deleted (${what})` };
      }
    },
    'effect.edited': (event) => ({
      kind: 'note',
      text: `Changed before it was sent (${event.payload.what}): ${event.payload.text}`,
    }),
    'channel.archive-approved': () => ({ kind: 'note', text: 'The channel is to be archived' }),
  },
});

type Attach = z.output<(typeof remoteCommands)['remote.attach']> & { effect?: string };

function attachedBy(incident: Incident, thing: Attach, ctx: Parameters<typeof draft>[0]) {
  const { epoch, taken } = commandOf(incident);
  return draft(ctx, 'remote.attached', { ...thing, epoch, taken });
}

/** Whose command it is: what every remote key carries (DESIGN: "and command epoch"). */
export function commandOf(incident: Incident): { epoch: number; taken: string | null } {
  return { epoch: incident.command.epoch, taken: incident.command.taken };
}
