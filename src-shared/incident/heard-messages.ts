// The messages of a room as they stand in the record: looked up by place and id, changed one at a time.
import { type ChunkedList, find, replace } from './chunked-list.ts';
import type { RecordedEvent } from './event.ts';
import type { Incident } from './index.ts';
import { entryOf } from './timeline.ts';

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

export interface RoomState {
  messages: ChunkedList<HeardMessage>;
}

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

export function lookUp(part: RoomState, of: Where): HeardMessage | undefined {
  return find(part.messages, (other) => bySaying(other, of));
}

export function changed(part: RoomState, of: Where, change: (message: HeardMessage) => HeardMessage): RoomState {
  const message = lookUp(part, of);
  if (message === undefined) return part;
  return { ...part, messages: replace(part.messages, (other) => bySaying(other, of), change(message)) };
}

/** With somebody's reaction put there, or taken off. */
export function reacted(
  { reactions = {}, ...message }: HeardMessage,
  { reaction: name, by, on }: { reaction: string; by: string; on: boolean },
): HeardMessage {
  const { [name]: _named, ...others } = reactions;
  const had = Object.hasOwn(reactions, name) ? (reactions[name] ?? []) : [];
  const has = on ? [...had.filter((one) => one !== by), by] : had.filter((one) => one !== by);
  const after = has.length === 0 ? others : { ...others, [name]: has };
  return Object.keys(after).length === 0 ? message : { ...message, reactions: after };
}

/** A line of the timeline came from a message: it says so from now on. */
export function taken(
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

/** A line that came from a message was retracted, or restored. */
export function turned(part: RoomState, entry: string, before: Incident, back: boolean): RoomState {
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
