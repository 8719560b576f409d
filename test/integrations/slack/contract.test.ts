// The contract of integrations over Slack and its twin: the channel, a message in the room, the declaration, an executive
// update, and a role card by direct message.
import { integration } from '../../../src-main/integrations/slack/index.ts';
import type { Effect, Situation } from '../../../src-main/integrations/integration.ts';
import { plan } from '../../../src-main/outbox/plan.ts';
import type { Clock } from '../../../src-main/ports.ts';
import { emptyIncident, evolve } from '../../../src-shared/incident/index.ts';
import { declared, type Stage } from '../../incident/scenario.ts';
import { slackTwin, type SlackTwin } from '../../twins/slack/index.ts';
import { integrationContract, type Scene, type World } from '../contract.ts';
import { seeds, values, vendors } from './kit.ts';

const ROOM = 'inc-20250228-payments-fail-for-some-users';

/** Declared by Nguyen A, commanded by Tran B; a first executive update is out. */
function night(): Stage {
  const set = declared({ vendors });
  set.at('14:38').does({ type: 'severity.change', to: 2, reason: 'Fewer users than we thought' });
  set.does({ type: 'update.post', audience: 'executives', text: 'We know of it.' });
  return set;
}

function newest(set: Stage, kind: string): Effect {
  let before = emptyIncident(set.incident().id);
  let found: Effect | undefined;
  for (const event of set.events()) {
    const after = evolve(before, event);
    found = plan([integration], { event, before, after }).find((one) => one.kind.startsWith(kind)) ?? found;
    before = after;
  }
  return found!;
}

/** `inRoom`: the channel stands already. */
function open(kind: string, call: string, inRoom: boolean, standing: (twin: SlackTwin, effect: Effect) => number) {
  return (clock: Clock) => {
    // In every channel already: one that it would have to join first refuses the first post for sure.
    const channels = seeds.channels.map((channel) => ({ ...channel, withoutBot: false }));
    const twin = slackTwin({ clock, ...seeds, channels });
    const scenes = async ({ connection }: World): Promise<Scene[]> => {
      const set = night();
      const situation = (): Situation => {
        const incident = set.incident();
        return { incident, ref: (name) => incident.remote.refs[name], now: clock.now(), zone: 'UTC' };
      };
      if (inRoom) {
        const made = await connection.send(newest(set, 'channel'), situation());
        for (const fact of made.is === 'delivered' ? made.facts : [])
          set.given('remote.attached', { ...fact, vendor: 'slack', epoch: 1, taken: null });
      }
      const effect = newest(set, kind);
      return [{ name: kind, call, effect, situation: situation(), standing: () => standing(twin, effect) }];
    };
    return { twin, scenes };
  };
}

const withKey = (twin: SlackTwin, { key }: Effect): number =>
  twin.messagesWithPayload('k', key).filter(({ deleted }) => !deleted).length;
const rooms = (twin: SlackTwin): number =>
  [...twin.workspace.channels.values()].filter(({ name }) => name.startsWith(ROOM)).length;

for (const [kind, call, inRoom, standing] of [
  ['channel', 'conversations.create', false, rooms],
  ['declaration', 'chat.postMessage', true, withKey],
  ['message', 'chat.postMessage', true, withKey],
  ['update', 'chat.postMessage', false, withKey],
  ['announcement', 'chat.postMessage', true, withKey],
  ['card:ic', 'chat.postMessage', true, withKey],
] as const)
  integrationContract({
    integration,
    values,
    names: [kind],
    deletesTwins: true,
    ...(kind === 'channel' ? {} : { onlySending: true as const }),
    open: open(kind, call, inRoom, standing),
  });
