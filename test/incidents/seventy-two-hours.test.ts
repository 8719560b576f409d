// Three days with Warroom, in seconds: the real cockpit and journal, a clock that is turned. Every alarm, to the second.
// Friday 28 to Monday 31 March 2025, in UTC; the office keeps Berlin time, which goes over to summer time in between.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { wakingClock } from '../../src-main/platform/waking-clock.ts';
import { makeFolder } from '../journal/kit.ts';
import type { Wanted } from '../incident/scenario.ts';
import { turnedClock } from '../shell/turned-clock.ts';
import { declaration, startHost } from './host.ts';

const MINUTE = 60_000;
const DAYS = { Fri: 28, Sat: 29, Sun: 30, Mon: 31 } as const;

/** `Fri 15:37:00`, or to the minute; ms */
function moment(text: string): number {
  const [day = '', clock = ''] = text.split(' ');
  const date = DAYS[day as keyof typeof DAYS]; // a day that is none gives no time, and the test stops at once
  const at = Date.parse(`2025-03-${date}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  if (Number.isNaN(at)) throw new Error(`not a moment: ${text}`);
  return at;
}

function written(at: number): string {
  const day = Object.entries(DAYS).find(([, date]) => date === new Date(at).getUTCDate())?.[0] ?? '';
  return `${day} ${new Date(at).toISOString().slice(11, 19)}`;
}

async function threeDays() {
  const turned = turnedClock(moment('Fri 15:37'));
  const { clock, wake, watch } = wakingClock(turned.clock);
  onTestFinished(watch());
  const folder = makeFolder(onTestFinished);
  mkdirSync(folder, { recursive: true });
  const playbook = join(folder, 'berlin.yaml');
  writeFileSync(
    playbook,
    `version: 1
id: berlin
name: Berlin
description: The standard, with an office in Berlin.
extends: standard
businessHours:
  zone: Europe/Berlin
  days: [monday, tuesday, wednesday, thursday, friday]
  from: '09:00'
  to: '17:00'
`,
  );
  const host = await startHost(onTestFinished, {
    env: { WARROOM_PLAYBOOK: playbook },
    clock: { ...clock, turn: turned.turn, set: (at) => turned.sleep(at - clock.now()) },
  });
  const told: string[] = [];
  const listen = () =>
    void host.cockpit.onAlarm(({ title, label, kind }, now) =>
      told.push(`${written(now)} ${title}: ${label}${kind === 'nudge' ? ' soon' : ''}`),
    );
  listen();
  let cockpit = host.connect();
  const ids: Record<string, string> = {};

  return {
    told,
    /** lets the time pass until then */
    at: (text: string) => turned.turn(moment(text) - clock.now()),
    /** the lid is shut until then; `woken`: the system says so on waking */
    sleep: (until: string, { woken }: { woken: boolean }) => {
      turned.sleep(moment(until) - clock.now());
      if (woken) wake();
    },
    set: (minutes: number) => turned.sleep(minutes * MINUTE),
    restart: async () => {
      await host.restart();
      listen();
      cockpit = host.connect();
    },
    begin: async (name: string, command: Wanted) => {
      const incident = host.newId();
      ids[name] = incident;
      expect(await cockpit.dispatch(incident, command)).toMatchObject({ ok: true });
    },
    /** the id of what it made */
    does: async (name: string, command: Wanted): Promise<string> => {
      const answer = await cockpit.dispatch(ids[name] ?? '', command);
      if (!answer.ok) throw new Error(`${written(clock.now())} ${command.type}: ${answer.refusal.message}`);
      return answer.events.at(-1) ?? '';
    },
    person: async (name: string, who: string): Promise<string> => {
      const follower = cockpit.follow(ids[name] ?? '');
      await follower.until((f) => f.messages.length > 0);
      follower.stop();
      const found = Object.values(follower.state().people).find((one) => one.name === who);
      if (found === undefined) throw new Error(`nobody is called ${who}`);
      return found.id;
    },
  };
}

/** An incident that nobody commands yet. */
function unled(title: string, severity: 2 | 4): Wanted {
  return { type: 'incident.declare', title, impact: 'Some', severity, components: [], declarer: { name: 'nguyen' } };
}

test('Over 72 hours every alarm comes at its second, once (ours)', async () => {
  const { told, at, sleep, set, restart, begin, does, person } = await threeDays();
  const pay = (command: Wanted) => does('pay', command);
  const update = (nextAt?: string) =>
    pay({ type: 'update.post', audience: 'room', text: 'On it', ...(nextAt ? { nextAt: moment(nextAt) } : {}) });
  const executives = (nextAt?: string) =>
    pay({ type: 'update.post', audience: 'executives', text: 'On it', ...(nextAt ? { nextAt: moment(nextAt) } : {}) });
  const checkIn = () => pay({ type: 'check-in.log', text: 'Going on' });

  // Friday afternoon: SEV1. Operations says yes too late, the calls to VP and CTO come too late, the first update too.
  await begin('pay', declaration());
  at('Fri 15:38:30');
  await pay({ type: 'role.acknowledge', role: 'ic', person: await person('pay', 'Tran B') });
  await pay({ type: 'status.move', to: 'investigating' });
  at('Fri 15:40');
  await pay({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
  const ops = await person('pay', 'Pham C');
  at('Fri 15:44:10');
  await pay({ type: 'role.acknowledge', role: 'ops', person: ops });
  at('Fri 15:45');
  for (const [name, position] of [
    ['Vu E', 'VP Engineering'],
    ['Do G', 'CTO'],
  ] as const)
    await pay({
      type: 'escalation.call',
      person: { name },
      way: 'phone',
      notice: 'sev1',
      position,
      outcome: 'reached',
    });
  const task = await pay({ type: 'task.give', text: 'Drain the pool', owner: { id: ops } });
  at('Fri 15:46');
  await pay({ type: 'role.assign', role: 'scribe', person: { name: 'Le D' } });
  await pay({ type: 'role.acknowledge', role: 'scribe', person: await person('pay', 'Le D') });
  at('Fri 15:46:20');
  await pay({ type: 'task.acknowledge', task, person: ops });
  at('Fri 15:51');
  await checkIn();
  at('Fri 15:53:20');
  await pay({ type: 'cadence.snooze', minutes: 5, reason: 'On the phone with the bank' });
  at('Fri 16:01:30');
  await update();
  await checkIn();
  await pay({ type: 'task.settle', task, outcome: 'done' });
  at('Fri 16:04');
  const hypothesis = await pay({ type: 'hypothesis.raise', text: 'The pool is too small' });
  await pay({ type: 'hypothesis.test', hypothesis, tester: { id: ops } });
  at('Fri 16:05');
  // The page counts as an update: the next is due from here. It promises a report within 48 hours.
  const publication = await pay({
    type: 'status-page.publish',
    page: 'public',
    step: 'investigating',
    text: 'Some payments fail',
    components: [],
    notify: true,
    reportHours: 48,
  });
  await pay({ type: 'status-page.release', publication });
  at('Fri 16:06');
  await executives();
  at('Fri 16:08');
  await pay({ type: 'escalation.answer', question: 'more-responders', answer: 'no' });
  at('Fri 16:13');
  await checkIn();
  at('Fri 16:16:30');
  await pay({ type: 'hypothesis.settle', hypothesis, outcome: 'eliminated', evidence: 'It is half empty' });
  await pay({ type: 'severity.change', to: 2, reason: 'One bank in five' });

  // The lid is shut over five due times; then the clock is set back and forth.
  at('Fri 16:25');
  sleep('Fri 17:10', { woken: true });
  at('Fri 17:11');
  await update();
  await executives();
  await checkIn();
  at('Fri 17:13');
  await begin('logo', unled('Logo is blurred', 4));
  at('Fri 17:20');
  await pay({ type: 'role.vacate', role: 'ops', person: ops });
  at('Fri 17:30');
  set(-20);
  at('Fri 17:15');
  set(20);
  at('Fri 17:41:30');
  set(-5);
  at('Fri 17:43');
  await update();
  await executives();
  at('Fri 18:00');
  await restart();
  at('Fri 18:10');
  await update('Fri 19:30');
  await executives('Fri 20:00');
  at('Fri 18:30');
  await pay({ type: 'status.move', to: 'monitoring' });

  // The first relief takes over by the six steps, after the announcement and before the limit.
  at('Fri 19:10');
  const first = await pay({ type: 'handover.offer', to: { name: 'Hoang F' } });
  await pay({ type: 'handover.shadow', handover: first });
  at('Fri 19:25');
  await pay({ type: 'document.issue', document: 'sitrep', text: '# SITREP' });
  await pay({ type: 'handover.brief', handover: first, text: '# Briefing', lines: ['It is SEV2.'] });
  await pay({ type: 'handover.tick', handover: first, line: 0 });
  await pay({ type: 'handover.say', handover: first });
  at('Fri 19:29');
  await pay({ type: 'handover.take', handover: first });
  at('Fri 19:31');
  await update('Sat 07:00');
  await executives('Sat 07:30');
  // The second goes on past the limit with a reason, and hands back at night, without the shadowing.
  at('Fri 23:35');
  await pay({ type: 'seat.extend', minutes: 120, reason: 'The relief is on the train' });
  at('Sat 01:10');
  const second = await pay({ type: 'handover.offer', to: { name: 'Tran B' } });
  await pay({ type: 'handover.skip', handover: second, step: 'shadow', reason: 'Led it before' });
  await pay({ type: 'document.issue', document: 'sitrep', text: '# SITREP' });
  await pay({ type: 'handover.brief', handover: second, text: '# Briefing', lines: ['It is SEV2.'] });
  await pay({ type: 'handover.tick', handover: second, line: 0 });
  await pay({ type: 'handover.say', handover: second });
  at('Sat 01:20');
  await pay({ type: 'handover.take', handover: second });

  // A sleep that nobody tells of: noticed at the next beat.
  at('Sat 02:00');
  sleep('Sat 08:00', { woken: false });
  at('Sat 08:10');
  await restart();
  at('Sat 09:00');
  await pay({ type: 'status.move', to: 'resolved' });

  // It comes back in the night of the change to summer time, which moves no update and no report.
  at('Sun 00:30');
  await pay({ type: 'status.move', to: 'investigating', reason: 'Payments fail again' });
  await pay({ type: 'command.assign', person: { name: 'Hoang F' }, reason: 'Tran B sleeps' });
  at('Sun 01:20');
  await pay({ type: 'status.move', to: 'resolved' });
  at('Sun 16:30');
  await pay({ type: 'report.deliver', publication });

  // Monday: 08:50 in Berlin is before the office opens, 09:05 is after.
  at('Mon 06:50');
  await begin('early', unled('Search is slow', 2));
  at('Mon 07:05');
  await begin('late', unled('Mails wait', 2));
  at('Mon 07:30');
  await does('early', { type: 'incident.false-alarm', reason: 'A test' });
  await does('late', { type: 'incident.false-alarm', reason: 'A test' });
  at('Mon 15:37');

  expect(told).toEqual([
    'Fri 15:42:00 Payments fail: VP and CTO told',
    'Fri 15:43:00 Payments fail: Operations to acknowledge',
    'Fri 15:50:00 Payments fail: Next update soon',
    'Fri 15:50:00 Payments fail: Check-in',
    'Fri 15:52:00 Payments fail: Status page posted',
    'Fri 15:52:00 Payments fail: Next update',
    // snoozed at 15:53:20 for 5 min
    'Fri 15:58:20 Payments fail: Next update',
    'Fri 16:00:00 Payments fail: Task time-box',
    'Fri 16:01:00 Payments fail: Check-in',
    'Fri 16:07:00 Payments fail: Not mitigated after 30 min. Are more responders wanted?',
    'Fri 16:11:30 Payments fail: Check-in',
    'Fri 16:14:00 Payments fail: Test of H1',
    // asleep from 16:25: due at 16:26:30, 16:36, 16:38, 16:46:30 and 16:46:30, told on waking and without the nudge
    'Fri 17:10:00 Payments fail: Check-in',
    'Fri 17:10:00 Payments fail: Executive update',
    'Fri 17:10:00 Payments fail: Not mitigated after 30 min. Are more responders wanted?',
    'Fri 17:10:00 Payments fail: Next update',
    'Fri 17:10:00 Payments fail: Stuck for 30 min? Call the secondary on-call.',
    // the clock is set back to 17:36:30 at 17:41:30: the same minutes come again, the alarms do not
    'Fri 17:39:00 Payments fail: Next update soon',
    'Fri 17:41:00 Payments fail: Next update',
    'Fri 17:41:00 Payments fail: Executive update',
    // a restart tells what is still overdue
    'Fri 18:00:00 Payments fail: Not mitigated after 30 min. Are more responders wanted?',
    'Fri 18:00:00 Payments fail: Stuck for 30 min? Call the secondary on-call.',
    // 3:30 in the seat since 15:37; the update at the time that somebody typed
    'Fri 19:07:00 Payments fail: Handover of command soon',
    'Fri 19:28:00 Payments fail: Next update soon',
    'Fri 19:30:00 Payments fail: Next update',
    // 3:30 and 4 h since 19:29; then half an hour before the extension of 23:35 is over
    'Fri 22:59:00 Payments fail: Handover of command soon',
    'Fri 23:29:00 Payments fail: Handover of command',
    'Sat 01:05:00 Payments fail: Handover of command soon',
    // asleep from 02:00 to 08:00, noticed at the next beat: due at 05:20, 07:00 and 07:30
    'Sat 08:00:05 Payments fail: Handover of command',
    'Sat 08:00:05 Payments fail: Next update',
    'Sat 08:00:05 Payments fail: Executive update',
    'Sat 08:10:00 Payments fail: Handover of command',
    'Sat 08:10:00 Payments fail: Next update',
    'Sat 08:10:00 Payments fail: Executive update',
    // reopened: what was asked is asked again; 01:00 UTC is when Berlin's clocks jump from 02:00 to 03:00
    'Sun 00:30:00 Payments fail: Not mitigated after 30 min. Are more responders wanted?',
    'Sun 00:33:00 Payments fail: IC to acknowledge',
    'Sun 00:58:00 Payments fail: Next update soon',
    'Sun 01:00:00 Payments fail: Next update',
    'Sun 01:00:00 Payments fail: Executive update',
    'Sun 01:00:00 Payments fail: Stuck for 30 min? Call the secondary on-call.',
    // 48 hours since Friday 16:05, though Berlin's wall clocks say 49
    'Sun 16:05:00 Payments fail: Full report promised',
    // declared at 08:50 in Berlin: 30 min to acknowledge; at 09:05: 15 min
    'Mon 07:00:00 Search is slow: Scribe unfilled',
    'Mon 07:10:00 Search is slow: Commander appointed',
    'Mon 07:15:00 Mails wait: Scribe unfilled',
    'Mon 07:18:00 Search is slow: Next update soon',
    'Mon 07:20:00 Search is slow: Acknowledged',
    'Mon 07:20:00 Search is slow: Status page posted',
    'Mon 07:20:00 Search is slow: Next update',
    'Mon 07:20:00 Search is slow: Stuck for 30 min? Call the secondary on-call.',
    'Mon 07:20:00 Search is slow: Not mitigated after 30 min. Are more responders wanted?',
    'Mon 07:20:00 Mails wait: Acknowledged',
    'Mon 07:25:00 Mails wait: Commander appointed',
    // the end of the next business day: 17:00 in Berlin, in summer time
    'Mon 15:00:00 Logo is blurred: Acknowledged',
  ]);
}, 180_000);
