// What the control page shows: the twins as they stand, as plain data.
import type { Stage } from './buttons.ts';
import type { Behaviour } from './faults.ts';
import type { Channel, Message, Workspace } from './slack/workspace.ts';
import type { Incident, Page } from './statuspage/page.ts';
import { componentShape } from './statuspage/shapes.ts';
import type { Twin } from './twin.ts';

const MOST_MESSAGES = 60;
const MOST_CALLS = 40;

export function pictureOf({ slack, statuspage }: Stage): unknown {
  return {
    slack: {
      ...trafficOf(slack),
      people: [...slack.workspace.users.values()]
        .filter(({ bot }) => !bot)
        .map(({ name, realName }) => ({ name, realName })),
      channels: [...slack.workspace.channels.values()].map((channel) => channelPicture(slack.workspace, channel)),
    },
    statuspage: {
      ...trafficOf(statuspage),
      pages: statuspage.pages().map(pagePicture),
    },
  };
}

function trafficOf({
  faults,
  arrivals,
  trouble,
}: Twin & { trouble: () => readonly string[] }): Record<string, unknown> {
  return {
    broken: [...faults.armed().map(({ does }) => wordsFor(does)), ...trouble()],
    calls: arrivals
      .slice(-MOST_CALLS)
      .toReversed()
      .map(({ n, at, call, status, error, applied, fault }) => ({ n, at, call, status, error, applied, fault })),
  };
}

function wordsFor(does: Behaviour): string {
  switch (does.kind) {
    case 'status':
      return `answers ${does.status}`;
    case 'slack-error':
      return `answers ${does.error}`;
    case 'delay-apply':
      return `does it ${does.ms / 1000} s late`;
    case 'offline':
      return 'nothing connects';
    case 'hang':
      return 'never answers';
    case 'hang-after':
      return 'does it and never answers';
    case 'lose-before':
      return 'the question is lost';
    case 'lose-after':
      return 'does it, the answer is lost';
    case 'reset':
      return 'does it, resets in the middle of the answer';
    case 'captive-portal':
      return 'a hotel’s login page answers';
    case 'no-ts':
      return 'answers without ts';
  }
}

function channelPicture(workspace: Workspace, channel: Channel): Record<string, unknown> {
  const nameOf = (id: string): string => workspace.users.get(id)?.realName ?? id;
  const said = channel.messages.filter(({ deleted }) => !deleted);
  return {
    id: channel.id,
    name: channel.im === null ? `#${channel.name}` : `Direct message to ${nameOf(channel.im)}`,
    archived: channel.archived,
    isPrivate: channel.isPrivate,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    members: channel.members.map(nameOf),
    bookmarks: channel.bookmarks.map(({ title, link }) => ({ title, link })),
    messages: said.slice(-MOST_MESSAGES).map((message) => messagePicture(channel, message, nameOf)),
  };
}

function messagePicture(channel: Channel, message: Message, nameOf: (id: string) => string): Record<string, unknown> {
  return {
    at: Number(message.ts) * 1000,
    who: nameOf(message.user),
    text: readable(message.text, nameOf),
    isNotice: message.subtype !== null,
    isReply: message.threadTs !== null,
    isPinned: channel.pins.some(({ ts }) => ts === message.ts),
    isEdited: message.edited !== null,
    rings: message.mentions.length,
  };
}

/** Slack's markup as eyes read it. */
function readable(text: string, nameOf: (id: string) => string): string {
  return text
    .replaceAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/gu, (_, id: string) => `@${nameOf(id)}`)
    .replaceAll(/<!(channel|here|everyone)(?:\|[^>]*)?>/gu, '@$1')
    .replaceAll(/<([^|>]+)\|([^>]+)>/gu, '$2 ($1)')
    .replaceAll(/<([^>]+)>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function pagePicture(page: Page): Record<string, unknown> {
  return {
    id: page.id,
    name: page.name,
    isPrivate: page.isPrivate,
    subscribers: page.subscribers,
    mailings: page.mailings.length,
    components: page.components.map((component) => {
      const { id, name, group, status, group_id: groupId } = componentShape(page, component);
      return { id, name, group, status, groupId };
    }),
    incidents: page.incidents
      .filter(({ deleted }) => !deleted)
      .toReversed()
      .map((incident) => incidentPicture(page, incident)),
  };
}

function incidentPicture(page: Page, incident: Incident): Record<string, unknown> {
  return {
    id: incident.id,
    name: incident.name,
    status: incident.status,
    impact: incident.impactOverride ?? incident.impact,
    components: page.components.filter(({ id }) => incident.componentIds.includes(id)).map(({ name }) => name),
    updates: incident.updates.map(({ id, status, body, displayAt, deliverNotifications }) => ({
      id,
      status,
      body,
      at: displayAt,
      isMailed: deliverNotifications,
    })),
  };
}
