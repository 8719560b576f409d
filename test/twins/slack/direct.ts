// Direct messages: the conversation of the app's bot with one person, opened when first needed.
import { type Moment, Refusal, seconds, userOf } from './method.ts';
import { type Channel, type Workspace, emptyChannel } from './workspace.ts';

export function openDirectMessage(moment: Moment, user: string): { channel: Channel; isNew: boolean } {
  const { workspace, now } = moment;
  const person = userOf(workspace, user);
  if (person.id === workspace.app.user) throw new Refusal('user_not_found');
  const open = directMessageWith(workspace, user);
  if (open !== undefined) return { channel: open, isNew: false };
  const channel: Channel = {
    ...emptyChannel({ id: moment.nextId('D'), name: '', created: seconds(now), creator: workspace.app.user }),
    im: user,
    members: [workspace.app.user, user],
  };
  workspace.channels.set(channel.id, channel);
  return { channel, isNew: true };
}

export function directMessageWith(workspace: Workspace, user: string): Channel | undefined {
  return [...workspace.channels.values()].find(({ im }) => im === user);
}
