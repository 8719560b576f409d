// What the people at the cockpits may rely on: alarms in time, words that are true, and secrets that stay.
import { summaryOf } from '../../../src-main/incidents/projections.ts';
import { type Alarm, alarmsOf, isRinging } from '../../../src-shared/incident/due.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { PERSONAL } from '../deeds.ts';
import { audited } from '../ledger.ts';
import type { Machine } from '../machine.ts';
import type { Row } from '../truth.ts';
import { PAGES, type World } from '../world.ts';
import { isPostOf } from './outside.ts';

/** A cockpit looks at least every 30 s, and notices a sleep or a clock that was set within 5. */
const ALARM_WITHIN_MS = 40_000;

/** 14: what falls due is told when it does, once in a life; after a sleep or a clock that was set, within a look. */
export function alarmsOnTime({ machines, ledger, agenda }: World): string[] {
  return machines.flatMap((machine) => {
    const own = ledger.books(machine);
    const calm = agenda.now() - own.calmSince;
    if (machine.cockpit() === null || (machine.being().asleep !== null && calm < 0) || calm < ALARM_WITHIN_MS)
      return [];
    const heard = new Set(own.told.map(({ alarm }) => alarm.key));
    const wall = machine.wall();
    return [...own.incidents.values()]
      .filter(({ grewAt }) => agenda.now() - grewAt > ALARM_WITHIN_MS)
      .flatMap(({ state }) => alarmsIn(state))
      .filter((alarm) => alarm.kind === 'due' && isRinging(alarm, wall - ALARM_WITHIN_MS) && !heard.has(alarm.key))
      .map((alarm) => `${machine.name}: ${alarm.label} was due ${wall - alarm.at} ms ago and nobody was told`);
  });
}

const alarms = new WeakMap<Incident, readonly Alarm[]>();

function alarmsIn(state: Incident): readonly Alarm[] {
  const known = alarms.get(state) ?? alarmsOf([summaryOf(state)]);
  alarms.set(state, known);
  return known;
}

/** From the flag on; what was on its way then may still arrive. */
const ON_ITS_WAY_MS = 150_000;

/** 15: tokens stay in the settings; what is for few stays with them; the log holds no text of an incident. */
export function secretsStayHome(world: World): string[] {
  const { machines, ledger, secrets, slack, page } = world;
  const wrong: string[] = [];
  for (const machine of machines) {
    const places: [string, string][] = [
      ['its log', machine.log.join('\n')],
      [
        'its record',
        ledger
          .books(machine)
          .rows.map(({ words }) => words.payload ?? '')
          .join('\n'),
      ],
      ['what waits to go out', JSON.stringify(machine.truth()?.outbox() ?? [])],
    ];
    for (const [place, words] of places)
      for (const secret of secrets) if (words.includes(secret)) wrong.push(`${machine.name}: a token is in ${place}`);
    if (/\(said \d+\)/u.test(machine.log.join('\n'))) wrong.push(`${machine.name}: its log holds what somebody typed`);
  }
  const public_ = JSON.stringify(page.page(PAGES[0]).incidents);
  for (const { messages } of slack.workspace.channels.values())
    for (const { text } of messages)
      if (text.includes('PRIVATE')) wrong.push('what is for the private page is in Slack');
  if (public_.includes('PRIVATE')) wrong.push('what is for the private page is on the public one');
  for (const { quietSince, effects } of audited(world)) {
    if (quietSince === null) continue;
    const ours = new Set(effects.map(({ key }) => key));
    for (const { messages } of slack.workspace.channels.values())
      for (const { text, ts, metadata } of messages)
        if (
          text.includes(PERSONAL) &&
          ours.has(String(metadata?.event_payload['k'])) &&
          Number(ts) * 1_000 > quietSince + ON_ITS_WAY_MS
        )
          wrong.push(`personal data went to Slack after the flag: ${text}`);
  }
  return wrong;
}

/** 16: what is called saved is on the disk, what is called delivered is at the vendor, in the moment it is called so. */
export function neverAheadOfTruth(
  { machines, ledger, slack, page }: World,
  fresh: ReadonlyMap<Machine, readonly Row[]>,
): string[] {
  return machines.flatMap((machine) =>
    (fresh.get(machine) ?? []).flatMap((row) => {
      if (row.type !== 'effect.settled') return [];
      const said = JSON.parse(row.words.payload ?? '{}') as { effect: string; outcome: string };
      const effect = ledger.effects.get(said.effect);
      if (said.outcome !== 'delivered' || effect === undefined) return [];
      if (effect.kind === 'post')
        return PAGES.some((id) =>
          page
            .page(id)
            .incidents.some(({ updates }) =>
              updates.some((one) => isPostOf(effect, ledger.onTheWeb.get(one.id)?.was ?? one.body)),
            ),
        )
          ? []
          : [`${machine.name}: delivered, and not on the page: ${effect.what}`];
      if (!POSTED.has(effect.kind)) return [];
      return slack.messagesWithPayload('k', effect.key).length > 0
        ? []
        : [`${machine.name}: delivered, and not in Slack: ${effect.what}`];
    }),
  );
}

const POSTED: ReadonlySet<string> = new Set(['declaration', 'announcement', 'message', 'update']);

/** 17: lines on the screen change places only when somebody corrected them (found while it happens: ledger.ts). */
export function noSilentReorder(): string[] {
  return [];
}
