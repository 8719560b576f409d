// The room as it was heard: what people wrote in the incident's channel, with edits, deletions, reactions, pins and files, and
// from when to when nobody listened. A message is evidence where it stands; it becomes timeline when somebody takes it in, by
// key or by reaction (DOMAIN.md 6; docs/decisions/0007).
import { z } from 'zod';
import { acknowledging } from './acknowledging.ts';
import { type ChunkedList, emptyList, find, insert, replace } from './chunked-list.ts';
import { cleanText } from '../text/clean.ts';
import type { Draft, RecordedEvent } from './event.ts';
import { id, instant, time } from './fields.ts';
import type { Incident } from './index.ts';
import { refuse, type Refused } from './refusal.ts';
import { TAKEN_AS, byReaction, correcting, taking, withoutReaction } from './room-taking.ts';
import { decided, draft, slice, type Context } from './slice.ts';
import { entryOf } from './timeline.ts';

/** Where it was said (a channel's id) and which message there: unique, and in the order of its text as it was said. */
const where = { place: z.string().min(1).max(200), message: z.string().min(1).max(200) };
const vendor = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, 'This is not the name of a vendor.');
const file = z.object({ name: z.string(), url: z.string().optional() });
const reaction = z.string().min(1).max(100);
/** The vendor's mark of an edit; a later one sorts after it as text. */
const stamp = z.string().min(1).max(100);

export const roomEvents = {
  /** `by`: who said it; `thread`: the message that it answers; `edit`: it had been edited already when it was heard. */
  'message.heard': z.object({
    ...where,
    vendor,
    at: time,
    by: id,
    text: z.string(),
    url: z.string().optional(),
    thread: z.string().optional(),
    files: z.array(file).optional(),
    edit: stamp.optional(),
  }),
  'message.edited': z.object({ ...where, text: z.string(), edit: stamp }),
  'message.deleted': z.object(where),
  'message.reacted': z.object({ ...where, reaction, by: id, on: z.boolean() }),
  'message.pinned': z.object({ ...where, on: z.boolean() }),
  /** Nobody listens there, or nobody knows whether all was heard; `since` then, where that was before it was noticed. */
  'listening.broken': z.object({ place: z.string(), vendor, why: z.string(), since: time.optional() }),
  /** All that stands there now is in the record, but for what `missing` says; `brought`: so many messages came late. */
  'listening.caught-up': z.object({
    place: z.string(),
    vendor,
    brought: z.int().min(0),
    missing: z.string().optional(),
  }),
};

/** Longer than any vendor lets a message be; what is longer all the same is cut, never lost for its length. */
const MAX_MESSAGE = 40_000;
const said = z.string().transform((raw) => [...cleanText(raw).text].slice(0, MAX_MESSAGE).join(''));
const link = z
  .string()
  .max(2_000)
  .regex(/^https:\/\/[^\s<>"|]+$/u, 'This is not a link that can be opened.');

export const roomCommands = {
  // All but the last are the inbox's own: the choke point takes them from nobody else.
  'message.hear': z.strictObject({
    ...where,
    vendor,
    at: instant,
    text: said,
    url: link.optional(),
    thread: z.string().min(1).max(200).optional(),
    files: z
      .array(z.strictObject({ name: said, url: link.optional() }))
      .max(50)
      .optional(),
    edit: stamp.optional(),
  }),
  'message.edit': z.strictObject({ ...where, text: said, edit: stamp }),
  'message.delete': z.strictObject(where),
  'message.react': z.strictObject({ ...where, reaction, on: z.boolean() }),
  'message.pin': z.strictObject({ ...where, on: z.boolean() }),
  'listening.break': z.strictObject({
    place: where.place,
    vendor,
    why: z.string().max(300),
    since: instant.optional(),
  }),
  'listening.catch-up': z.strictObject({
    place: where.place,
    vendor,
    brought: z.int().min(0),
    missing: z.string().max(500).optional(),
  }),
  /** Puts a message on the timeline, at the time it was said. */
  'message.take': z.strictObject({ ...where, as: z.enum(TAKEN_AS), star: z.boolean().optional() }),
};

export interface HeardMessage {
  place: string;
  message: string;
  vendor: string;
  at: number;
  /** when it came to the record, ms */
  heardAt: number;
  by: string;
  text: string;
  url?: string;
  thread?: string;
  files?: readonly { name: string; url?: string | undefined }[];
  edit?: string;
  /** what stood there before each edit, oldest first */
  before?: readonly string[];
  deletedAt?: number;
  pinned?: true;
  /** by the name of the reaction, who put it there */
  reactions?: Readonly<Record<string, readonly string[]>>;
  /** the lines of the timeline that came from it; `back`: retracted since */
  taken?: readonly { entry: string; type: string; reaction?: string; back?: true }[];
}

/** How well a place is heard. `since`: from when on that has been so, ms. */
export interface Listening {
  vendor: string;
  is: 'broken' | 'complete';
  since: number;
  why?: string;
  /** what could not be read when it was caught up last */
  missing?: string;
}

export interface RoomState {
  messages: ChunkedList<HeardMessage>;
  listening: Readonly<Record<string, Listening>>;
}

export const room = slice<RoomState, typeof roomEvents, typeof roomCommands>({
  events: roomEvents,
  commands: roomCommands,
  initial: () => ({ messages: emptyList(), listening: {} }),
  decide: {
    'message.hear': (incident, { files, ...command }, ctx) => {
      if (messageOf(incident, command) !== undefined) return refuse('no-change', 'This message is heard already.');
      const heard = draft(ctx, 'message.heard', {
        ...command,
        by: ctx.actor.person.id,
        files: files === undefined || files.length === 0 ? undefined : files.map(withoutGaps),
      });
      return decided(heard, ...whoSpeaks(incident, ctx), ...acknowledging.byWords(incident, ctx, command));
    },
    'message.edit': (incident, command, ctx) => {
      const found = standingMessage(incident, command);
      if (!found.ok) return found;
      const { edit, text } = found.message;
      if (text === command.text || (edit !== undefined && edit >= command.edit))
        return refuse('no-change', 'It says this already, or something newer.');
      return decided(draft(ctx, 'message.edited', command), ...correcting(incident, ctx, found.message, command.text));
    },
    'message.delete': (incident, command, ctx) => {
      const found = standingMessage(incident, command);
      return found.ok ? decided(draft(ctx, 'message.deleted', command)) : found;
    },
    'message.react': (incident, command, ctx) => {
      const message = messageOf(incident, command);
      const order = acknowledging.byReaction(incident, ctx, command);
      if (message === undefined)
        return order.length > 0
          ? decided(...order)
          : refuse('unknown-record', 'This message was not heard.', 'message');
      if (hasReaction(message, command.reaction, ctx.actor.person.id) === command.on)
        return refuse('no-change', 'It has this reaction already, or has it no more.');
      const reacted = draft(ctx, 'message.reacted', { ...command, by: ctx.actor.person.id });
      const change = command.on ? byReaction : withoutReaction;
      return decided(reacted, ...whoSpeaks(incident, ctx), ...change(incident, ctx, message, command.reaction));
    },
    'message.pin': (incident, command, ctx) => {
      const found = standingMessage(incident, command);
      if (!found.ok) return found;
      if ((found.message.pinned === true) === command.on) return refuse('no-change', 'It is pinned like this already.');
      return decided(draft(ctx, 'message.pinned', command));
    },
    'listening.break': (incident, command, ctx) =>
      incident.room.listening[command.place]?.is === 'broken'
        ? refuse('no-change', 'It is known already that nobody listens there.')
        : decided(draft(ctx, 'listening.broken', command)),
    'listening.catch-up': (incident, command, ctx) => {
      const now = incident.room.listening[command.place];
      if (now?.is === 'complete' && command.brought === 0 && now.missing === command.missing)
        return refuse('no-change', 'It is known already that all was heard.');
      return decided(draft(ctx, 'listening.caught-up', command));
    },
    'message.take': (incident, command, ctx) => {
      const message = messageOf(incident, command);
      if (message === undefined) return refuse('unknown-record', 'This message is not in the record.', 'message');
      return taking(incident, ctx, message, { as: command.as, star: command.star === true });
    },
  },
  evolve: {
    'message.heard': (part, event) => {
      const { payload, wall } = event;
      // The same message from two laptops: the first keeps its place.
      if (lookUp(part, payload) !== undefined) return part;
      const { files, ...told } = payload;
      // zod leaves no key for what is absent, so the copy has none either.
      const message = { ...told, ...(files === undefined ? {} : { files }), heardAt: wall } as HeardMessage;
      return { ...part, messages: insert(part.messages, message, bySaying) };
    },
    'message.edited': (part, event) =>
      changed(part, event.payload, (message) =>
        message.edit !== undefined && message.edit >= event.payload.edit
          ? message
          : {
              ...message,
              text: event.payload.text,
              edit: event.payload.edit,
              before: [...(message.before ?? []), message.text],
            },
      ),
    'message.deleted': (part, event) =>
      changed(part, event.payload, (message) => ({ ...message, deletedAt: message.deletedAt ?? event.wall })),
    'message.reacted': (part, event) => changed(part, event.payload, (message) => reacted(message, event.payload)),
    'message.pinned': (part, event) =>
      changed(part, event.payload, ({ pinned: _pinned, ...message }) =>
        event.payload.on ? { ...message, pinned: true } : message,
      ),
    'listening.broken': (part, { payload: { place, vendor: heardBy, why, since }, wall }) =>
      listeningOf(part, place, { vendor: heardBy, is: 'broken', since: since ?? wall, why }),
    'listening.caught-up': (part, { payload: { place, vendor: heardBy, missing }, wall }) =>
      listeningOf(part, place, {
        vendor: heardBy,
        is: 'complete',
        since: wall,
        ...(missing === undefined ? {} : { missing }),
      }),
    'entry.logged': taken,
    'decision.made': taken,
    'decision.proposed': taken,
    'hypothesis.raised': taken,
    'task.given': taken,
    'action.recorded': taken,
    'entry.retracted': (part, event, before) => turned(part, event.payload.entry, before, true),
    'entry.restored': (part, event, before) => turned(part, event.payload.entry, before, false),
  },
  tell: {
    'message.heard': null,
    'message.edited': null,
    'message.deleted': (event, before) => {
      const message = messageOf(before, event.payload);
      if (message?.taken === undefined) return null;
      return { kind: 'note', text: `Deleted in the room after it was taken in: ${message.text}` };
    },
    'message.reacted': null,
    'message.pinned': null,
    'listening.broken': null,
    'listening.caught-up': (event, before) => {
      const was = before.room.listening[event.payload.place];
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

type Where = Pick<HeardMessage, 'place' | 'message'>;

export function messageOf(incident: Incident, of: Where): HeardMessage | undefined {
  return lookUp(incident.room, of);
}

/** Whether a line of the timeline that stands came from it. */
export function isTaken(message: HeardMessage): boolean {
  return message.taken?.some(({ back }) => back !== true) === true;
}

export function hasReaction(message: HeardMessage, name: string, person: string): boolean {
  const { reactions } = message;
  return reactions !== undefined && Object.hasOwn(reactions, name) && reactions[name]?.includes(person) === true;
}

/** The order in which things were said; of two places at the same moment, any that stays. */
export function bySaying(a: Where, b: Where): number {
  if (a.message !== b.message) return a.message < b.message ? -1 : 1;
  return a.place === b.place ? 0 : a.place < b.place ? -1 : 1;
}

function lookUp(part: RoomState, of: Where): HeardMessage | undefined {
  return find(part.messages, (other) => bySaying(other, of));
}

function standingMessage(incident: Incident, of: Where): { ok: true; message: HeardMessage } | Refused {
  const message = messageOf(incident, of);
  if (message === undefined) return refuse('unknown-record', 'This message was not heard.', 'message');
  if (message.deletedAt !== undefined) return refuse('no-change', 'It is deleted already.');
  return { ok: true, message };
}

/** Whoever is known here without the name by which the room knows them gets it, so that they are found again by it. */
function whoSpeaks(incident: Incident, ctx: Context): Draft[] {
  const { id: speaker, handles } = ctx.actor.person;
  const known = incident.people[speaker];
  if (known === undefined || handles.slack === undefined || known.handles.slack !== undefined) return [];
  return [draft(ctx, 'person.changed', { person: speaker, handles: { slack: handles.slack } })];
}

function withoutGaps({ name, url }: { name: string; url?: string | undefined }): { name: string; url?: string } {
  return { name: name === '' ? 'a file' : name, ...(url === undefined ? {} : { url }) };
}

function changed(part: RoomState, of: Where, change: (message: HeardMessage) => HeardMessage): RoomState {
  const message = lookUp(part, of);
  if (message === undefined) return part;
  return { ...part, messages: replace(part.messages, (other) => bySaying(other, of), change(message)) };
}

function reacted(
  { reactions = {}, ...message }: HeardMessage,
  { reaction: name, by, on }: { reaction: string; by: string; on: boolean },
): HeardMessage {
  const { [name]: _named, ...others } = reactions;
  const had = Object.hasOwn(reactions, name) ? (reactions[name] ?? []) : [];
  const has = on ? [...had.filter((one) => one !== by), by] : had.filter((one) => one !== by);
  const after = has.length === 0 ? others : { ...others, [name]: has };
  return Object.keys(after).length === 0 ? message : { ...message, reactions: after };
}

function listeningOf(part: RoomState, place: string, now: Listening): RoomState {
  return { ...part, listening: { ...part.listening, [place]: now } };
}

function taken(
  part: RoomState,
  event: RecordedEvent<string, { heard?: (Where & { reaction?: string | undefined }) | undefined }>,
): RoomState {
  const { heard } = event.payload;
  if (heard === undefined) return part;
  const line = {
    entry: event.id,
    type: event.type,
    ...(heard.reaction === undefined ? {} : { reaction: heard.reaction }),
  };
  return changed(part, heard, (message) => ({ ...message, taken: [...(message.taken ?? []), line] }));
}

function turned(part: RoomState, entry: string, before: Incident, back: boolean): RoomState {
  const heard = entryOf(before, entry)?.heard;
  if (heard === undefined) return part;
  return changed(part, heard, (message) => ({
    ...message,
    taken: (message.taken ?? []).map((line) => {
      if (line.entry !== entry) return line;
      const { back: _back, ...standing } = line;
      return back ? { ...standing, back: true } : standing;
    }),
  }));
}
