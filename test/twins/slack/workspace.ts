// What Slack's twin holds: a workspace with its people, channels and messages. Plain data, changed by the methods beside it.

export interface User {
  id: string;
  /** the handle, without the @ */
  name: string;
  realName: string;
  displayName: string;
  /** '' for bots */
  email: string;
  bot: boolean;
  /** left the company */
  deleted: boolean;
}

export interface Metadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

/** Somebody's phone that rings for a message. */
export type Mention =
  | { kind: 'channel' | 'here' | 'everyone' }
  | { kind: 'user'; id: string }
  | { kind: 'group'; id: string }
  /** found in plain text because `link_names` or `parse: full` was asked for */
  | { kind: 'name'; name: string };

export interface Message {
  ts: string;
  /** of the user who wrote it; the app's bot user for ours */
  user: string;
  botId: string | null;
  text: string;
  blocks: readonly unknown[] | null;
  attachments: readonly unknown[] | null;
  metadata: Metadata | null;
  threadTs: string | null;
  /** a reply that the channel sees as well */
  broadcast: boolean;
  edited: { user: string; ts: string } | null;
  /** kept for tests; nobody reads it through the API any more */
  deleted: boolean;
  /** 'channel_topic', 'channel_join' ...: what Slack says itself; null for what people and apps post */
  subtype: string | null;
  reactions: { name: string; users: string[] }[];
  mentions: Mention[];
  files?: readonly { id: string; name: string; permalink: string }[];
}

export interface Bookmark {
  id: string;
  title: string;
  link: string;
  emoji: string | null;
  created: number;
  updated: number;
  updatedBy: string;
}

interface Blurb {
  value: string;
  creator: string;
  /** s since the epoch; 0 when never set */
  lastSet: number;
}

export interface Channel {
  id: string;
  /** '' for a direct message */
  name: string;
  isPrivate: boolean;
  /** the other side of a direct message */
  im: string | null;
  isGeneral: boolean;
  /** s since the epoch */
  created: number;
  creator: string;
  archived: boolean;
  topic: Blurb;
  purpose: Blurb;
  members: string[];
  /** oldest first, the deleted ones too */
  messages: Message[];
  /** the answers in threads, by the first message's timestamp */
  replies: Map<string, Message[]>;
  pins: { ts: string; created: number; by: string }[];
  bookmarks: Bookmark[];
  previousNames: string[];
}

export interface Workspace {
  team: { id: string; name: string; domain: string };
  /** the app that the token was issued to */
  app: { id: string; name: string; botId: string; user: string };
  users: Map<string, User>;
  /** user groups by id, with their handle */
  groups: Map<string, string>;
  channels: Map<string, Channel>;
  /** uploaded or announced; `bytes` null: they have not come yet */
  files: Map<string, { id: string; name: string; length: number; bytes: string | null }>;
  /** messages that only one person sees and that no history keeps */
  ephemeral: { channel: string; user: string; text: string; ts: string }[];
  /** dialogs that the app opened for somebody, the newest last */
  views: { id: string; user: string; view: Readonly<Record<string, unknown>> }[];
}

export function put(channel: Channel, message: Message): Message {
  channel.messages.push(message);
  if (message.threadTs === null) return message;
  const thread = channel.replies.get(message.threadTs) ?? [];
  thread.push(message);
  channel.replies.set(message.threadTs, thread);
  return message;
}

/** What Slack itself says in a channel when something is done to it. */
export function notice(channel: Channel, said: { ts: string; subtype: string; text: string; user: string }): Message {
  return put(channel, {
    ...said,
    botId: null,
    ...plain(),
  });
}

/** A message of words alone, as it is when it has just been said. */
export function plain(): Omit<Message, 'ts' | 'user' | 'botId' | 'text' | 'subtype'> {
  return {
    blocks: null,
    attachments: null,
    metadata: null,
    threadTs: null,
    broadcast: false,
    edited: null,
    deleted: false,
    reactions: [],
    mentions: [],
  };
}

export function emptyChannel(known: Pick<Channel, 'id' | 'name' | 'created' | 'creator'>): Channel {
  const blank = { value: '', creator: '', lastSet: 0 };
  return {
    ...known,
    isPrivate: false,
    im: null,
    isGeneral: false,
    archived: false,
    topic: blank,
    purpose: blank,
    members: [],
    messages: [],
    replies: new Map(),
    pins: [],
    bookmarks: [],
    previousNames: [],
  };
}
