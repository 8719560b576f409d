// What other people do in the workspace while our app is looking elsewhere.
import type { Clock } from '../../../src-main/ports.ts';
import { isObject } from './call.ts';
import { removeMessage } from './chat.ts';
import type { SomebodyElse } from './index.ts';
import { type Tick, seededChannel } from './seed.ts';
import type { Told } from './events.ts';
import type { SocketMode } from './socket.ts';
import { findChannel } from './views.ts';
import { type Channel, type Message, type Workspace, plain, put } from './workspace.ts';

interface Company {
  workspace: Workspace;
  tick: Tick;
  clock: Clock;
  socket: SocketMode;
  told: Told;
}

export function somebodyElse({ workspace, tick, clock, socket, told }: Company): SomebodyElse {
  const the = (wanted: string): Channel => {
    const channel = findChannel(workspace, wanted);
    if (channel === undefined) throw new Error(`There is no channel ${wanted} in the twin.`);
    return channel;
  };
  const idOf = (wanted: string): string => {
    const user = [...workspace.users.values()].find(({ id, name }) => id === wanted || name === wanted);
    if (user === undefined) throw new Error(`There is nobody called ${wanted} in the twin.`);
    return user.id;
  };
  const messageIn = (channel: Channel, ts: string): Message => {
    const message = channel.messages.find((each) => each.ts === ts);
    if (message === undefined) throw new Error(`There is no message ${ts} in ${channel.name}.`);
    return message;
  };
  const from = (who: string) => ({
    team_id: workspace.team.id,
    api_app_id: workspace.app.id,
    trigger_id: `${tick.id('trigger')}:${idOf(who)}`,
    user_id: idOf(who),
    user_name: workspace.users.get(idOf(who))?.name ?? '',
  });
  return {
    createsChannel: (seed) => {
      const created = Math.floor(clock.now() / 1000);
      const channel = seededChannel(workspace, { withoutBot: true, ...seed }, { id: tick.id('C'), created });
      workspace.channels.set(channel.id, channel);
      return channel;
    },
    posts: (where, text, { by = 'ana', threadTs, broadcast = false, files } = {}) => {
      const channel = the(where);
      const message = put(channel, {
        ts: tick.ts(clock.now()),
        user: idOf(by),
        botId: null,
        text,
        subtype: null,
        ...plain(),
        threadTs: threadTs ?? null,
        broadcast,
        ...(files === undefined
          ? {}
          : {
              files: files.map((name) => {
                const id = tick.id('F');
                return {
                  id,
                  name,
                  permalink: `https://${workspace.team.domain}.slack.com/files/${idOf(by)}/${id}/${name}`,
                };
              }),
            }),
      });
      told.said(channel, message);
      return message;
    },
    edits: (where, ts, text) => {
      const channel = the(where);
      const message = messageIn(channel, ts);
      const before = { ...message };
      const at = tick.ts(clock.now());
      message.text = text;
      message.edited = { user: message.user, ts: at };
      told.edited(channel, message, before, at);
    },
    deletes: (where, ts) => {
      const channel = the(where);
      const message = messageIn(channel, ts);
      removeMessage(channel, message);
      told.deleted(channel, message, tick.ts(clock.now()));
    },
    reacts: (where, ts, name, { by = 'ana', off = false } = {}) => {
      const channel = the(where);
      const message = messageIn(channel, ts);
      const user = idOf(by);
      const users = (message.reactions.find((one) => one.name === name)?.users ?? []).filter((one) => one !== user);
      const others = message.reactions.filter((one) => one.name !== name);
      const after = off ? users : [...users, user];
      message.reactions = after.length === 0 ? others : [...others, { name, users: after }];
      told.reaction(channel, message, user, name, !off, tick.ts(clock.now()));
    },
    pins: (where, ts, { by = 'ana' } = {}) => {
      const channel = the(where);
      const message = messageIn(channel, ts);
      channel.pins.unshift({ ts, created: Math.floor(clock.now() / 1000), by: idOf(by) });
      told.pin(channel, message, idOf(by), true, tick.ts(clock.now()));
    },
    types: (command, { by = 'ana', channel: where = 'general' } = {}) => {
      const [name = '', ...words] = command.split(' ');
      const channel = the(where);
      return socket.ask('slash_commands', {
        ...from(by),
        command: name,
        text: words.join(' '),
        channel_id: channel.id,
        channel_name: channel.name,
      });
    },
    presses: (action, { by = 'ana', channel: where = 'general', ts = '' } = {}) => {
      const { user_id: id, user_name: username, ...more } = from(by);
      return socket.ask('interactive', {
        ...more,
        type: 'block_actions',
        user: { id, username, team_id: workspace.team.id },
        container: { type: 'message', message_ts: ts, channel_id: the(where).id },
        channel: { id: the(where).id, name: the(where).name },
        actions: [{ type: 'button', block_id: 'b', action_ts: tick.ts(clock.now()), ...action }],
      });
    },
    submits: (values, { by = 'ana' } = {}) => {
      const open = workspace.views.findLast(({ user }) => user === idOf(by));
      if (open === undefined) throw new Error(`No dialog is open for ${by}.`);
      const { user_id: id, user_name: username, ...more } = from(by);
      const chosen = choicesIn(open.view);
      const state = Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          const type = chosen.get(name);
          const input = type === undefined ? { type: 'plain_text_input', value } : { type, selected_option: { value } };
          return [name, { [name]: input }];
        }),
      );
      return socket.ask('interactive', {
        ...more,
        type: 'view_submission',
        user: { id, username, team_id: workspace.team.id },
        view: { ...open.view, id: open.id, state: { values: state } },
      });
    },
    archives: (where) => void (the(where).archived = true),
    unarchives: (where) => void (the(where).archived = false),
    renames: (where, name) => {
      const channel = the(where);
      channel.previousNames.unshift(channel.name);
      channel.name = name;
    },
    removesBot: (where) => {
      const channel = the(where);
      channel.members = channel.members.filter((id) => id !== workspace.app.user);
    },
    unpins: (where, ts) => {
      const channel = the(where);
      channel.pins = channel.pins.filter((pin) => pin.ts !== ts);
      told.pin(channel, messageIn(channel, ts), channel.creator, false, tick.ts(clock.now()));
    },
    leavesCompany: (who) => {
      const user = workspace.users.get(idOf(who));
      if (user !== undefined) user.deleted = true;
    },
  };
}

/** The fields of a dialog in which one of several is chosen, and how. */
function choicesIn({ blocks }: Readonly<Record<string, unknown>>): ReadonlyMap<unknown, string> {
  const all = Array.isArray(blocks) ? blocks.filter(isObject) : [];
  return new Map(
    all.flatMap(({ block_id: name, element }) => {
      const type = isObject(element) ? element['type'] : undefined;
      return type === 'static_select' || type === 'radio_buttons' ? [[name, type]] : [];
    }),
  );
}
