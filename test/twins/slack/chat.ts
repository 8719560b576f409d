// chat.*: post, update, delete, a link to a message, a message that one person sees.
import { flag, isObject, structure, text } from './call.ts';
import { directMessageWith, openDirectMessage } from './direct.ts';
import { mentionsIn } from './mentions.ts';
import { type Method, type Moment, Refusal, channelOf, isMember, messageOf, seconds } from './method.ts';
import { messageShape, permalink } from './shapes.ts';
import { type Channel, type Message, type Metadata, put } from './workspace.ts';

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { scopes: ['chat:write'], tier: 'posts', json: true, required: ['channel'], run: post },
  'chat.update': { scopes: ['chat:write'], tier: 3, json: true, required: ['channel', 'ts'], run: update },
  'chat.delete': { scopes: ['chat:write'], tier: 3, json: true, required: ['channel', 'ts'], run: remove },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    tier: 4,
    json: true,
    required: ['channel', 'user'],
    run: postEphemeral,
  },
  'chat.getPermalink': { scopes: [], tier: 'unlimited', json: false, required: ['channel', 'message_ts'], run: link },
};

const LONGEST_POST = 40_000;
const LONGEST_UPDATE = 4000;
const LONGEST_SECTION = 3000;
const MOST_BLOCKS = 50;
/** Not documented; where people found it to fail (bolt-js issue 2509). */
const LONGEST_BLOCKS = 13_200;

function post(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const target = channelToPostIn(moment);
  const content = contentOf(moment);
  const { text: said, cut } = lengthOfPost(moment, content.text);
  const threadTs = threadOf(moment, target);
  const channel = target ?? openDirectMessage(moment, text(args, 'channel') ?? '').channel;
  const message = put(channel, {
    ts: moment.nextTs(),
    user: workspace.app.user,
    botId: workspace.app.botId,
    text: said,
    blocks: content.blocks ?? null,
    attachments: content.attachments ?? null,
    metadata: content.metadata ?? null,
    threadTs,
    broadcast: threadTs !== null && flag(args, 'reply_broadcast'),
    edited: null,
    deleted: false,
    subtype: null,
    reactions: [],
    mentions: mentionsIn({ ...content, text: said }, workspace),
  });
  moment.told.said(channel, message);
  const warned = cut ? { response_metadata: { warnings: ['message_truncated'] } } : {};
  return { channel: channel.id, ts: message.ts, message: messageShape(workspace, channel, message), ...warned };
}

/** By id, by name, or a person's id: then null, because their direct message may not be open yet. */
function channelToPostIn(moment: Moment): Channel | null {
  const { args, workspace, scopes } = moment;
  const said = text(args, 'channel') ?? '';
  const person = workspace.users.get(said);
  if (person !== undefined) {
    if (person.deleted || person.id === workspace.app.user) throw new Refusal('channel_not_found');
    return directMessageWith(workspace, person.id) ?? null;
  }
  const named = [...workspace.channels.values()].find(({ name }) => name !== '' && name === said.replace(/^#/u, ''));
  const channel = channelOf(named === undefined ? moment : { ...moment, args: { ...args, channel: named.id } }, null);
  if (channel.archived) throw new Refusal('is_archived');
  if (!isMember(moment, channel) && !scopes.has('chat:write.public')) throw new Refusal('not_in_channel');
  return channel;
}

function threadOf({ args }: Moment, channel: Channel | null): string | null {
  const ts = text(args, 'thread_ts');
  if (ts === undefined || ts === '') return null;
  if (!/^\d+\.\d{6}$/u.test(ts)) throw new Refusal('invalid_thread_ts');
  const parent = channel?.messages.findLast((message) => message.ts === ts && !message.deleted);
  if (parent === undefined) throw new Refusal('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

function lengthOfPost({ longText }: Moment, said: string): { text: string; cut: boolean } {
  const letters = [...said];
  if (letters.length <= LONGEST_POST) return { text: said, cut: false };
  if (longText === 'refuse') throw new Refusal('msg_too_long');
  return { text: letters.slice(0, LONGEST_POST).join(''), cut: true };
}

interface Content {
  text: string;
  textGiven: boolean;
  blocks: unknown[] | undefined;
  attachments: unknown[] | undefined;
  /** null takes away what was there */
  metadata: Metadata | null | undefined;
  linkNames: boolean;
}

function contentOf({ args }: Moment): Content {
  const markdown = text(args, 'markdown_text');
  const said = text(args, 'text');
  const blocks = listOf(structure(args, 'blocks'), 'invalid_blocks_format');
  const attachments = listOf(structure(args, 'attachments'), 'invalid_attachments');
  if (markdown !== undefined && (said !== undefined || blocks !== undefined))
    throw new Refusal('markdown_text_conflict');
  if (blocks !== undefined) checkBlocks(blocks);
  const content = {
    text: markdown ?? said ?? '',
    textGiven: (markdown ?? said) !== undefined,
    blocks,
    attachments,
    metadata: metadataOf(structure(args, 'metadata')),
    linkNames: flag(args, 'link_names') || text(args, 'parse') === 'full',
  };
  if (content.text.trim() === '' && (blocks ?? []).length === 0 && (attachments ?? []).length === 0) {
    throw new Refusal('no_text');
  }
  return content;
}

function listOf(value: unknown, otherwise: string): unknown[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Refusal(otherwise);
  return value as unknown[];
}

function checkBlocks(blocks: readonly unknown[]): void {
  const wrong = (why: string): Refusal => new Refusal('invalid_blocks', { response_metadata: { messages: [why] } });
  if (blocks.length > MOST_BLOCKS) throw wrong('[ERROR] no more than 50 items allowed [json-pointer:/blocks]');
  let letters = 0;
  for (const [i, block] of blocks.entries()) {
    if (!isObject(block) || typeof block['type'] !== 'string')
      throw wrong(`[ERROR] missing required field: type [json-pointer:/blocks/${i}]`);
    const said = isObject(block['text']) ? (text(block['text'], 'text') ?? '') : null;
    letters += said?.length ?? 0;
    const most = block['type'] === 'header' ? 150 : LONGEST_SECTION;
    if (said === null || block['type'] === 'markdown') continue;
    const place = `[json-pointer:/blocks/${i}/text/text]`;
    if (said === '') throw wrong(`[ERROR] must be more than 0 characters ${place}`);
    if ([...said].length > most) throw wrong(`[ERROR] must be less than ${most + 1} characters ${place}`);
  }
  if (letters > LONGEST_BLOCKS) throw new Refusal('msg_blocks_too_long');
}

function metadataOf(value: unknown): Metadata | null | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(value).length === 0) return null;
  const { event_type: type, event_payload: payload } = value;
  if (typeof type !== 'string' || type === '' || !isObject(payload)) throw new Refusal('invalid_metadata_format');
  return { event_type: type, event_payload: payload };
}

function update(moment: Moment): Record<string, unknown> {
  const { args, workspace, now } = moment;
  const channel = channelOf(moment, null);
  const message = messageOf(channel, text(args, 'ts'));
  if (message.user !== workspace.app.user || message.subtype !== null) throw new Refusal('cant_update_message');
  if (channel.archived) throw new Refusal('is_inactive');
  const content = contentOf(moment);
  const before = { ...message };
  if ([...content.text].length > LONGEST_UPDATE) throw new Refusal('msg_too_long');
  if (content.textGiven) message.text = content.text;
  // Text alone takes the place of the blocks; blocks alone keep the text.
  message.blocks = content.blocks ?? (content.textGiven ? null : message.blocks);
  if (content.attachments !== undefined) message.attachments = content.attachments;
  if (content.metadata !== undefined) message.metadata = content.metadata;
  message.edited = { user: workspace.app.user, ts: `${seconds(now)}.000000` };
  message.mentions.push(...mentionsIn(content, workspace));
  moment.told.edited(channel, message, before, moment.nextTs());
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageShape(workspace, channel, message),
  };
}

function remove(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null);
  const message = messageOf(channel, text(moment.args, 'ts'));
  if (message.user !== moment.workspace.app.user) throw new Refusal('cant_delete_message');
  removeMessage(channel, message);
  moment.told.deleted(channel, message, moment.nextTs());
  return { channel: channel.id, ts: message.ts };
}

/** Pins go with the message. The first of a thread leaves a tombstone while there are answers (shapes.ts). */
export function removeMessage(channel: Channel, message: Message): void {
  channel.pins = channel.pins.filter(({ ts }) => ts !== message.ts);
  message.deleted = true;
}

function link({ workspace, ...moment }: Moment): Record<string, unknown> {
  const channel = channelOf({ workspace, ...moment }, null);
  const message = messageOf(channel, text(moment.args, 'message_ts'));
  return { channel: channel.id, permalink: permalink(workspace, channel, message) };
}

function postEphemeral(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const channel = channelOf(moment, null);
  if (channel.archived) throw new Refusal('is_archived');
  if (!isMember(moment, channel)) throw new Refusal('not_in_channel');
  const user = text(args, 'user') ?? '';
  if (!channel.members.includes(user)) throw new Refusal('user_not_in_channel');
  const { text: said } = contentOf(moment);
  if ([...said].length > LONGEST_POST) throw new Refusal('msg_too_long');
  const ts = moment.nextTs();
  workspace.ephemeral.push({ channel: channel.id, user, text: said, ts });
  return { message_ts: ts };
}
