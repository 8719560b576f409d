// A whole cockpit beside Slack's twin on real sockets: declared, its channel open, listening. Its clock is the real one, which
// a test can put forward.
import { realHttp } from '../../src-main/platform/http.ts';
import { realWayOut } from '../../src-main/platform/way-out.ts';
import type { HeardMessage } from '../../src-shared/incident/heard-messages.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { declaration, startHost, type Follower, type TestConnection, type TestHost } from '../incidents/host.ts';
import type { TurnedClock } from '../journal/kit.ts';
import { serveTwin, type Served } from '../twins/serve.ts';
import { slackTwin, type SlackTwin, type SlackTwinOptions } from '../twins/slack/index.ts';

export interface Room {
  twin: SlackTwin;
  served: Served;
  clock: TurnedClock;
  host: TestHost;
  cockpit: TestConnection;
  incident: string;
  /** the name of its channel */
  room: string;
  follower: () => Follower;
  state: () => Incident;
  heard: () => readonly HeardMessage[];
  texts: () => string[];
  /** resolves when the incident is as wanted */
  until: (wanted: (incident: Incident) => boolean) => Promise<void>;
  says: (text: string, more?: { by?: string; threadTs?: string; files?: string[] }) => string;
  /** stops the cockpit and starts it again on the same folder */
  restart: () => Promise<void>;
}

export const people = [
  { name: 'tran.b', realName: 'Tran B', email: 'tran@example.com' },
  { name: 'le.v', realName: 'Le V', email: 'le@example.com' },
  { name: 'nguyen', realName: 'nguyen', email: 'nguyen@example.com' },
];

/** Time goes on by itself, and jumps when it is put forward. */
function jumpingClock(): TurnedClock {
  let ahead = 0;
  const waiting = new Set<{ at: number; fire: () => void }>();
  const now = (): number => Date.now() + ahead;
  return {
    now,
    steady: now,
    after: (ms, call) => {
      const one = { at: now() + ms, fire: () => {} };
      const timer = setTimeout(() => one.fire(), ms);
      one.fire = () => {
        clearTimeout(timer);
        waiting.delete(one);
        call();
      };
      waiting.add(one);
      return () => {
        clearTimeout(timer);
        waiting.delete(one);
      };
    },
    turn: (ms) => {
      ahead += ms;
      for (const one of [...waiting].filter(({ at }) => at <= now()).toSorted((a, b) => a.at - b.at)) one.fire();
    },
    set: () => {},
  };
}

export async function openRoom(
  defer: (end: () => void | Promise<void>) => void,
  options: { socket?: boolean; refused?: boolean; twin?: Partial<SlackTwinOptions> } = {},
): Promise<Room> {
  const clock = jumpingClock();
  const channels = [{ name: 'incidents', members: ['le.v'] }, { name: 'exec-updates' }];
  const twin = slackTwin({ clock, people, channels, ...options.twin });
  if (options.refused === true) twin.socket.setToken('token_revoked');
  const served = await serveTwin(twin);
  defer(served.close);
  const log = { info: () => {}, error: () => {} };
  const way = { proxyFor: null, env: {}, now: clock.now, log };
  const host = await startHost(defer, {
    clock,
    http: realHttp(way),
    wayOut: realWayOut(way),
    env: {
      WARROOM_SLACK_TOKEN: twin.token,
      WARROOM_SLACK_API_URL: served.url,
      ...(options.socket === false ? {} : { WARROOM_SLACK_APP_TOKEN: twin.socket.appToken }),
    },
  });
  let cockpit = host.connect();
  const incident = host.newId();
  const declared = await cockpit.dispatch(incident, declaration());
  if (!declared.ok) throw new Error(declared.refusal.message);
  let follower = cockpit.follow(incident);
  const self: Room = {
    twin,
    served,
    clock,
    host,
    get cockpit() {
      return cockpit;
    },
    incident,
    room: 'nowhere',
    follower: () => follower,
    state: () => follower.state(),
    heard: () => self.state().room.messages.chunks.flat(),
    texts: () => self.heard().map(({ text }) => text),
    until: (wanted) => follower.until((one) => one.state().declaration !== null && wanted(one.state())),
    says: (text, more = {}) => twin.somebody.posts(self.room, text, { by: 'le.v', ...more }).ts,
    restart: async () => {
      await host.restart();
      cockpit = host.connect();
      follower = cockpit.follow(incident);
    },
  };
  await self.until(isHeard);
  self.room = twin.channel(self.state().remote.refs['slack/channel']?.remoteId ?? '')?.name ?? 'nowhere';
  // Whoever talks there is in there.
  twin.channel(self.room)?.members.push('U0LEV', 'U0NGUYEN');
  return self;
}

/** All that stands in the room is in the record. */
export function isHeard({ listening }: Incident): boolean {
  const all = Object.values(listening);
  return all.length > 0 && all.every(({ is }) => is === 'complete');
}
