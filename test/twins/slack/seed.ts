// The workspace that Slack's twin begins with, and the counters that number what comes later.
import type { SeedChannel, SeedPerson, SlackTwinOptions } from './index.ts';
import { type Channel, type User, type Workspace, emptyChannel } from './workspace.ts';

const PEOPLE: readonly SeedPerson[] = [
  { name: 'ana', realName: 'Ana Ruiz', email: 'ana@example.com' },
  { name: 'bo', realName: 'Bo Chen', email: 'bo@example.com' },
  { name: 'cleo', realName: 'Cleo Marsh', displayName: 'cleo (support)', email: 'cleo@example.com' },
  { name: 'statusbot', realName: 'Status Bot', bot: true },
];
const CHANNELS: readonly SeedChannel[] = [
  { name: 'general', members: ['ana', 'bo', 'cleo'] },
  { name: 'incidents', members: ['ana', 'bo'] },
];

/** The twin's counters. */
export interface Tick {
  /** 'seconds.micros' of now, and always later than the one before */
  ts: (now: number) => string;
  id: (prefix: string) => string;
}

export function seedWorkspace({ clock, people = PEOPLE, channels = CHANNELS }: SlackTwinOptions): {
  workspace: Workspace;
  tick: Tick;
} {
  const app = { id: 'A0WARROOM', name: 'Warroom', botId: 'B0WARROOM', user: 'U0WARROOM' };
  const bot: User = {
    id: app.user,
    name: 'warroom',
    realName: 'Warroom',
    displayName: '',
    email: '',
    bot: true,
    deleted: false,
  };
  const users = [bot, ...people.map(personOf)];
  const workspace: Workspace = {
    team: { id: 'T0EXAMPLE', name: 'Example Ltd', domain: 'example' },
    app,
    users: new Map(users.map((user) => [user.id, user])),
    groups: new Map([['S0ONCALL', 'oncall']]),
    channels: new Map(),
    files: new Map(),
    ephemeral: [],
    views: [],
  };
  const created = Math.floor(clock.now() / 1000) - 86_400;
  for (const seed of channels) {
    const channel = seededChannel(workspace, seed, { id: readableId('C0', seed.name), created });
    workspace.channels.set(channel.id, channel);
  }
  return { workspace, tick: makeTick() };
}

export function seededChannel(
  { app, users }: Workspace,
  seed: SeedChannel,
  { id, created }: { id: string; created: number },
): Channel {
  const { members = [], withoutBot = false, isPrivate = false, archived = false } = seed;
  const ids = members.map((name) => [...users.values()].find((user) => user.name === name || user.id === name)?.id);
  const known = ids.filter((one) => one !== undefined);
  if (known.length < members.length) throw new Error(`#${seed.name} names somebody who is not in the workspace.`);
  return {
    ...emptyChannel({ id: seed.id ?? id, name: seed.name, created, creator: known[0] ?? 'U0ADMIN' }),
    isPrivate,
    archived,
    isGeneral: seed.name === 'general',
    members: withoutBot ? known : [app.user, ...known],
  };
}

function personOf({
  id,
  name,
  realName,
  displayName = '',
  email = '',
  bot = false,
  deleted = false,
}: SeedPerson): User {
  return { id: id ?? readableId('U0', name), name, realName, displayName, email, bot, deleted };
}

function readableId(prefix: string, name: string): string {
  return prefix + name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');
}

function makeTick(): Tick {
  let last = 0;
  const counts = new Map<string, number>();
  return {
    ts: (now) => {
      last = Math.max(Math.floor(now) * 1000, last + 1);
      return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    id: (prefix) => {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}${count.toString(36).toUpperCase().padStart(8, '0')}`;
    },
  };
}
