// What a test asks of Slack's twin afterwards: who said what where, what is pinned, whose phone rang.
import { directMessageWith } from './direct.ts';
import type { SlackTwin } from './index.ts';
import type { Channel, Message, User, Workspace } from './workspace.ts';

type Views = Pick<
  SlackTwin,
  'channel' | 'messagesIn' | 'directMessagesTo' | 'pinnedIn' | 'mentions' | 'messagesWithPayload' | 'person'
>;

export function viewsOf(workspace: Workspace): Views {
  const { channels, app } = workspace;
  const channel = (wanted: string): Channel | undefined => findChannel(workspace, wanted);
  const person = (wanted: string): User | undefined => findPerson(workspace, wanted);
  const everything = (): Message[] => [...channels.values()].flatMap(({ messages }) => messages);
  const said = (where: Channel | undefined): readonly Message[] =>
    (where?.messages ?? []).filter(({ deleted, subtype }) => !deleted && subtype === null);
  return {
    channel,
    person,
    messagesIn: (where) => said(channel(where)),
    directMessagesTo: (who) => said(directMessageWith(workspace, person(who)?.id ?? who)),
    pinnedIn: (where) => {
      const pinned = new Set(channel(where)?.pins.map(({ ts }) => ts));
      return said(channel(where)).filter(({ ts }) => pinned.has(ts));
    },
    mentions: () =>
      everything()
        .filter(({ botId }) => botId === app.botId)
        .flatMap(({ mentions }) => mentions),
    messagesWithPayload: (key, value) => everything().filter(({ metadata }) => metadata?.event_payload[key] === value),
  };
}

function findPerson({ users }: Workspace, wanted: string): User | undefined {
  return users.get(wanted) ?? [...users.values()].find(({ name }) => name === wanted);
}

export function findChannel({ channels }: Workspace, wanted: string): Channel | undefined {
  return channels.get(wanted) ?? [...channels.values()].find(({ name }) => name === wanted && name !== '');
}
