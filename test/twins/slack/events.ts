// What Slack tells an app of what happens in its channels: the events of messages, reactions and pins (docs.slack.dev, events).
import { messageShape } from './shapes.ts';
import type { SocketMode } from './socket.ts';
import type { Channel, Message, Workspace } from './workspace.ts';

/** The app hears of the channels it is in, its own posts too. */
export interface Told {
  said: (channel: Channel, message: Message, ts?: string) => void;
  edited: (channel: Channel, message: Message, before: Message, ts: string) => void;
  deleted: (channel: Channel, message: Message, ts: string) => void;
  reaction: (channel: Channel, message: Message, by: string, name: string, on: boolean, ts: string) => void;
  pin: (channel: Channel, message: Message, by: string, on: boolean, ts: string) => void;
}

export function told(workspace: Workspace, socket: SocketMode): Told {
  const emit = (channel: Channel, event: Record<string, unknown>): void => {
    if (channel.members.includes(workspace.app.user)) socket.emit(event);
  };
  const typeOf = ({ im, isPrivate }: Channel): string => (im !== null ? 'im' : isPrivate ? 'group' : 'channel');
  const shape = (channel: Channel, message: Message): Record<string, unknown> => {
    const {
      reactions: _reactions,
      pinned_to: _pinned,
      ...said
    } = messageShape(workspace, channel, message, {
      withMetadata: true,
    });
    return said;
  };
  const around = (channel: Channel, ts: string): Record<string, unknown> => ({
    type: 'message',
    channel: channel.id,
    channel_type: typeOf(channel),
    event_ts: ts,
  });
  return {
    said: (channel, message) =>
      emit(channel, { ...shape(channel, message), ...around(channel, message.ts), ts: message.ts }),
    edited: (channel, message, before, ts) =>
      emit(channel, {
        ...around(channel, ts),
        subtype: 'message_changed',
        hidden: true,
        ts,
        message: shape(channel, message),
        previous_message: shape(channel, before),
      }),
    deleted: (channel, message, ts) =>
      emit(channel, {
        ...around(channel, ts),
        subtype: 'message_deleted',
        hidden: true,
        ts,
        deleted_ts: message.ts,
        previous_message: shape(channel, { ...message, deleted: false }),
      }),
    reaction: (channel, message, by, name, on, ts) =>
      emit(channel, {
        type: on ? 'reaction_added' : 'reaction_removed',
        user: by,
        reaction: name,
        item_user: message.user,
        item: { type: 'message', channel: channel.id, ts: message.ts },
        event_ts: ts,
      }),
    pin: (channel, message, by, on, ts) =>
      emit(channel, {
        type: on ? 'pin_added' : 'pin_removed',
        user: by,
        channel_id: channel.id,
        item: {
          type: 'message',
          channel: channel.id,
          created: Math.floor(Number(ts)),
          message: shape(channel, message),
        },
        has_pins: channel.pins.length > 0,
        event_ts: ts,
      }),
  };
}
