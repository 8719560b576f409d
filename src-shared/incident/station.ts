// Who acts outside. A station is one installation of Warroom. While an incident never left its own, whoever has the record acts;
// from the first handover file on it has one named holder, and only that one sends (docs/decisions/0008).
import { z } from 'zod';
import { sameCode } from '../text/quints.ts';
import { id, oneLine } from './fields.ts';
import type { Draft } from './event.ts';
import type { Incident } from './index.ts';
import { meet, nameOf, personRef } from './people.ts';
import { refuse, type Refused } from './refusal.ts';
import { vendorId } from './remote.ts';
import { sentText, vendorName } from './sent.ts';
import { decided, draft, slice, type Context } from './slice.ts';

/** The name of the origin that it writes under (docs/decisions/0003). */
const stationId = z.string().regex(/^[0-9a-f]{32}$/u, 'This is not the name of an installation.');

export const stationEvents = {
  /** A handover file was made, for whom, and whether it ends a handover. The receipt is made from the `secret`. */
  'station.packed': z.object({
    station: stationId,
    for: id,
    secret: z.string().regex(/^[0-9a-f]{32}$/u),
    handover: id.optional(),
  }),
  /**
   * From here on this station acts. `from` is the one that was known to act last, and `knew` the event that had named it: where
   * another was named meanwhile, two took over without knowing of each other. `taken` is the `command.taken` beside it. `pack` is the file that it answers, `receipt` what is said over the bridge then.
   */
  'station.taken': z.object({
    station: stationId,
    from: stationId,
    knew: id,
    taken: id,
    epoch: z.int(),
    how: z.enum(['handover', 'continued', 'claimed']),
    pack: id.optional(),
    receipt: z.string().optional(),
    reason: z.string().optional(),
  }),
  /** The receipt of that file was typed at the station that had made it: it acts no more. */
  'station.yielded': z.object({ station: stationId, pack: id }),
  /** A handover file went over a wire, or may have (`doubtful`). Its passphrase did not. */
  'station.sent': z.object({
    station: stationId,
    file: z.string(),
    vendor: vendorId,
    place: z.string(),
    useBy: z.int(),
    doubtful: z.boolean().optional(),
  }),
  /** A vendor shows that somebody acts under a command which this record does not know. */
  'station.overtaken': z.object({ station: stationId, vendor: vendorId, epoch: z.int(), taken: id }),
};

const reason = oneLine('The reason', 500);

export const stationCommands = {
  'station.pack': z.strictObject({ for: personRef }),
  /** Whoever has command keeps it, and goes on here. */
  'station.take': z.strictObject({ reason: reason.optional() }),
  'station.yield': z.strictObject({ code: oneLine('The receipt code', 60) }),
  /** This host's own, as the next one: the choke point takes them from nobody else. */
  'station.send': z.strictObject({
    file: oneLine('The name of the file', 200),
    vendor: vendorId,
    place: oneLine('The channel', 200),
    useBy: z.int(),
    doubtful: z.boolean().optional(),
  }),
  'station.overtake': z.strictObject({ vendor: vendorId, epoch: z.int(), taken: id }),
};

/**
 * Whoever acts, named by the event `named`; or, where command has left for a station that the record does not know, who acted
 * last and how it is known that they do not any more.
 */
export type Holder =
  | { is: 'known'; station: string; named: string; by: string; at: number }
  | { is: 'gone'; station: string; named: string; to: string | null; vendor: string | null; at: number };

export interface Pack {
  id: string;
  at: number;
  station: string;
  by: string;
  for: string;
  secret: string;
  handover: string | null;
  /** when it was known to be answered, or command had moved otherwise; null while its receipt is awaited */
  answeredAt: number | null;
}

/** `seen` is the highest epoch that is known of, `takings` are the ids of every `command.taken` of the record. */
export interface StationState {
  /** null: no file was ever made of this incident */
  holder: Holder | null;
  packs: readonly Pack[];
  seen: number;
  takings: readonly string[];
  /** what this station says over the bridge after it took command from a file */
  receipt: { code: string; pack: string; station: string; at: number } | null;
}

export const station = slice<StationState, typeof stationEvents, typeof stationCommands>({
  events: stationEvents,
  commands: stationCommands,
  initial: () => ({ holder: null, packs: [], seen: 0, takings: [], receipt: null }),
  decide: {
    'station.pack': (incident, command, ctx) => {
      if (!acts(incident, ctx.station.own)) return notHere('hand it over');
      const met = meet(incident, ctx, command.for, 'for');
      if (!met.ok) return met;
      const { commander } = incident.command;
      const open = incident.handover.current;
      if (commander !== null && met.person.id !== commander && open?.to !== met.person.id)
        return refuse(
          'impossible-order',
          `Command is not on offer to ${met.person.name}. Offer it first, then make the file for them.`,
          'for',
        );
      const packed = draft(ctx, 'station.packed', {
        station: ctx.station.id,
        for: met.person.id,
        secret: ctx.station.secret(),
        handover: open?.to === met.person.id ? open.id : undefined,
      });
      return decided(...met.drafts, packed);
    },
    'station.take': (incident, command, ctx) => {
      const acting = acts(incident, ctx.station.own);
      if (acting && !isDisputed(incident)) return refuse('no-change', 'Warroom acts from this laptop already.');
      const { commander } = incident.command;
      if (commander === null)
        return refuse('impossible-order', 'Nobody has command. Take it, and it goes on from this laptop.');
      if (!acting && command.reason === undefined && continuedFrom(incident) === null) return elsewhere(incident);
      const taken = draft(ctx, 'command.taken', {
        person: commander,
        from: commander,
        epoch: nextEpoch(incident),
        how: 'claimed',
        reason: command.reason,
      });
      return decided(taken, ...takenHere(incident, ctx, taken, command.reason));
    },
    'station.yield': (incident, command, ctx) => {
      const { holder, packs } = incident.station;
      if (!acts(incident, ctx.station.own)) return refuse('no-change', 'This laptop does not act any more.');
      const ours = packs.filter((one) => ctx.station.own.includes(one.station));
      if (holder?.is !== 'known' || ours.length === 0)
        return refuse('impossible-order', 'No handover file of this incident was made here. Make one first.');
      const answered = ours.find((one) => sameCode(command.code, ctx.station.receipt(one.secret, one.id)));
      if (answered === undefined)
        return refuse(
          'malformed',
          'This is not the receipt of a file that was made here. Let them spell it letter by letter, and type it again. Until then you have command.',
          'code',
        );
      return decided(draft(ctx, 'station.yielded', { station: holder.station, pack: answered.id }));
    },
    'station.send': (_incident, command, ctx) =>
      decided(draft(ctx, 'station.sent', { station: ctx.station.id, ...command })),
    'station.overtake': (incident, command, ctx) => {
      if (!acts(incident, ctx.station.own)) return refuse('no-change', 'This laptop does not act any more.');
      const { holder } = incident.station;
      return decided(
        draft(ctx, 'station.overtaken', {
          station: holder?.is === 'known' ? holder.station : ctx.station.id,
          ...command,
        }),
      );
    },
  },
  evolve: {
    'station.packed': (part, { payload, actor, wall, id: pack }) => ({
      ...part,
      // Named with the first file; from then on only by taking.
      holder: part.holder ?? { is: 'known', station: payload.station, named: pack, by: actor.person, at: wall },
      packs: [
        ...part.packs,
        {
          id: pack,
          at: wall,
          station: payload.station,
          by: actor.person,
          for: payload.for,
          secret: payload.secret,
          handover: payload.handover ?? null,
          answeredAt: null,
        },
      ],
    }),
    'station.taken': (part, { payload, actor, wall, id: named }, before) => ({
      ...part,
      holder: {
        is: 'known',
        station: payload.station,
        named,
        by: before.command.commander ?? actor.person,
        at: wall,
      },
      packs: answered(part.packs, wall, () => true),
      seen: Math.max(part.seen, payload.epoch),
      receipt:
        payload.receipt === undefined || payload.pack === undefined
          ? part.receipt
          : { code: payload.receipt, pack: payload.pack, station: payload.station, at: wall },
    }),
    // The other side's own word may be in the record already, after a merge: then it acts, and this says no more than that.
    'station.yielded': (part, { payload, wall }) => {
      const pack = part.packs.find((one) => one.id === payload.pack);
      return {
        ...part,
        holder:
          part.holder === null
            ? null
            : leftBy(part.holder, payload.station, { to: pack?.for ?? null, vendor: null, at: wall }),
        packs: answered(part.packs, wall, (one) => one.id === payload.pack),
        // Taking command raised it there.
        seen: part.holder?.is === 'known' && part.holder.station === payload.station ? part.seen + 1 : part.seen,
      };
    },
    // A copy of the record moves no command: that is what `station.packed` is for.
    'station.sent': (part) => part,
    'station.overtaken': (part, { payload, wall, id: seen }) => ({
      ...part,
      holder: leftBy(part.holder ?? actingSince(payload.station, seen, wall), payload.station, {
        to: null,
        vendor: payload.vendor,
        at: wall,
      }),
      seen: Math.max(part.seen, payload.epoch),
    }),
    'command.taken': (part, { payload, id: taken }) => ({
      ...part,
      seen: Math.max(part.seen, payload.epoch),
      takings: [...part.takings, taken],
    }),
    'handover.withdrawn': (part, { payload, wall }) =>
      part.packs.some((one) => one.handover === payload.handover)
        ? { ...part, packs: answered(part.packs, wall, (one) => one.handover === payload.handover) }
        : part,
  },
  tell: {
    'station.packed': ({ payload, actor }, before) => ({
      kind: 'status',
      text: `${nameOf(before, actor.person)} made a handover file for ${nameOf(before, payload.for)}. Until its receipt is typed in, Warroom goes on acting from the laptop it was made on`,
      star: true,
    }),
    'station.taken': ({ payload, actor }, before) => {
      const who = nameOf(before, before.command.commander ?? actor.person);
      const file = before.station.packs.find((one) => one.id === payload.pack);
      const made = file === undefined ? '' : `, by the handover file of ${nameOf(before, file.by)}`;
      const why = payload.reason === undefined ? '' : `: ${payload.reason}`;
      return {
        kind: 'status',
        text:
          payload.from === payload.station
            ? `It is settled that Warroom acts from the laptop of ${who}${why}`
            : payload.how === 'claimed'
              ? `Warroom acts from the laptop of ${who} from here on, claimed without a receipt${why}`
              : `Warroom acts from the laptop of ${who} from here on${made}${why}`,
        star: true,
      };
    },
    'station.yielded': ({ payload, actor }, before) => {
      const pack = before.station.packs.find((one) => one.id === payload.pack);
      return {
        kind: 'status',
        text: `The receipt of ${nameOf(before, pack?.for)} was typed in: command is on their laptop, and that of ${nameOf(before, actor.person)} sends nothing more`,
        star: true,
      };
    },
    'station.sent': ({ payload, actor }, before) => ({
      kind: 'status',
      text: sentText(payload, nameOf(before, actor.person)),
    }),
    'station.overtaken': ({ payload, actor }, before) => ({
      kind: 'status',
      text: `${vendorName(payload.vendor)} shows a later command than was known: another laptop acts, and that of ${nameOf(before, actor.person)} sends nothing more`,
      star: true,
    }),
  },
});

/** Whether this station may act outside. `own`: the names that it has and had. */
export function acts({ station: { holder } }: Pick<Incident, 'station'>, own: readonly string[]): boolean {
  return holder === null || (holder.is === 'known' && own.includes(holder.station));
}

/** Whoever acts, in words: "the laptop of Tran B". */
export function whoActs(incident: Pick<Incident, 'station' | 'people'>): string {
  const { holder } = incident.station;
  const who = holder?.is === 'known' ? holder.by : (holder?.to ?? null);
  return who === null || who === '' ? 'another laptop' : `the laptop of ${nameOf(incident, who)}`;
}

/** The number of the next command: higher than any that is known of, on whichever laptop. */
export function nextEpoch({ command, station: { seen } }: Incident): number {
  return Math.max(command.epoch, seen) + 1;
}

/** The file of this laptop whose receipt is awaited. */
export function awaitedPack({ station: { packs } }: Incident, own: readonly string[]): Pack | null {
  return packs.findLast((one) => one.answeredAt === null && own.includes(one.station)) ?? null;
}

/** Where command is taken on a station that did not act: from here on it does. */
export function takenHere(
  incident: Incident,
  ctx: Context,
  taken: Draft,
  why: string | undefined,
  handover?: string,
): Draft[] {
  if (acts(incident, ctx.station.own) && !isDisputed(incident)) return [];
  const { holder } = incident.station;
  if (holder === null) return [];
  const pack =
    handover === undefined
      ? continuedFrom(incident)
      : (incident.station.packs.findLast((one) => one.handover === handover && one.answeredAt === null) ?? null);
  const answers = why === undefined && pack !== null;
  return [
    draft(ctx, 'station.taken', {
      station: ctx.station.id,
      from: holder.station,
      knew: holder.named,
      taken: taken.id,
      epoch: nextEpoch(incident),
      how: answers ? (handover === undefined ? 'continued' : 'handover') : 'claimed',
      pack: answers ? pack.id : undefined,
      receipt: answers ? ctx.station.receipt(pack.secret, pack.id) : undefined,
      reason: why,
    }),
  ];
}

/** Command that acts from elsewhere passes to this laptop with a reason alone; null: nothing stands in the way. */
export function claimRefused(incident: Incident, ctx: Context, why: string | undefined): Refused | null {
  return acts(incident, ctx.station.own) || why !== undefined ? null : elsewhere(incident);
}

/** "I have command" is said where the file was opened; null: it may be said here. */
export function saidElsewhere(incident: Incident, ctx: Context, handover: string): Refused | null {
  const { packs } = incident.station;
  if (!acts(incident, ctx.station.own))
    return packs.some((one) => one.handover === handover && one.answeredAt === null) ? null : elsewhere(incident);
  const pack = awaitedPack(incident, ctx.station.own);
  if (pack === null || pack.handover !== handover) return null;
  return refuse(
    'impossible-order',
    `A handover file is out: ${nameOf(incident, pack.for)} says it on the other laptop and gives you a receipt code to type in here. If nobody opened the file, withdraw the handover and offer it again.`,
  );
}

/** Two stations took over without knowing of each other, and nobody has settled it yet. */
export function isDisputed({ conflicts }: Pick<Incident, 'conflicts'>): boolean {
  return conflicts.some(({ field }) => field === 'station');
}

/** The file with which the commander goes on, on another laptop of their own. */
function continuedFrom({ command, station: { packs } }: Incident): Pack | null {
  const pack = packs.at(-1);
  return pack !== undefined && pack.answeredAt === null && pack.for === command.commander ? pack : null;
}

function notHere(what: string): Refused {
  return refuse(
    'not-in-command',
    `Warroom acts from another laptop for this incident, so this one cannot ${what}. Take command here first.`,
  );
}

function elsewhere(incident: Incident): Refused {
  return refuse(
    'reason-needed',
    `Warroom acts from ${whoActs(incident)}. Where that one is gone or it cannot wait, write why and this one takes over; both may act until they are merged.`,
    'reason',
  );
}

function leftBy(
  holder: Holder,
  from: string,
  how: Pick<Extract<Holder, { is: 'gone' }>, 'to' | 'vendor' | 'at'>,
): Holder {
  return holder.is === 'known' && holder.station === from
    ? { is: 'gone', station: holder.station, named: holder.named, ...how }
    : holder;
}

/** Who acted by its record alone, until now. */
function actingSince(station: string, named: string, at: number): Holder {
  return { is: 'known', station, named, by: '', at };
}

function answered(packs: readonly Pack[], at: number, which: (pack: Pack) => boolean): readonly Pack[] {
  return packs.map((one) => (one.answeredAt === null && which(one) ? { ...one, answeredAt: at } : one));
}
