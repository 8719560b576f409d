// What other people do in the workspace while our app is looking elsewhere.
import type { Clock } from '../../../src-main/ports.ts';
import { removeMessage } from './chat.ts';
import type { SomebodyElse } from './index.ts';
import { type Tick, seededChannel } from './seed.ts';
import { findChannel } from './views.ts';
import { type Channel, type Workspace, put } from './workspace.ts';

export function somebodyElse(workspace: Workspace, tick: Tick, clock: Clock): SomebodyElse {
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
  return {
    createsChannel: (seed) => {
      const created = Math.floor(clock.now() / 1000);
      const channel = seededChannel(workspace, { withoutBot: true, ...seed }, { id: tick.id('C'), created });
      workspace.channels.set(channel.id, channel);
      return channel;
    },
    posts: (where, text, { by = 'ana', threadTs } = {}) =>
      put(the(where), {
        ts: tick.ts(clock.now()),
        user: idOf(by),
        botId: null,
        text,
        blocks: null,
        attachments: null,
        metadata: null,
        threadTs: threadTs ?? null,
        broadcast: false,
        edited: null,
        deleted: false,
        subtype: null,
        reactions: [],
        mentions: [],
      }),
    deletes: (where, ts) => {
      const message = the(where).messages.find((each) => each.ts === ts);
      if (message === undefined) throw new Error(`There is no message ${ts} in ${where}.`);
      removeMessage(the(where), message);
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
    },
    leavesCompany: (who) => {
      const user = workspace.users.get(idOf(who));
      if (user !== undefined) user.deleted = true;
    },
  };
}
