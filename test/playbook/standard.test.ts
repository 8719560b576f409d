// Every number of the built-in playbook against the table of the protocol, with its source named. A number changed in
// standard.yaml has to be changed here too, on purpose.
import { describe, expect, it, test } from 'vitest';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Due } from '../../src-shared/playbook/due.ts';
import { playbookSchema } from '../../src-shared/playbook/schema.ts';
import { standard } from './standard.ts';

describe('the built-in playbooks', () => {
  it.each(builtInPlaybooks.map((builtIn) => [builtIn.id, builtIn] as const))(
    '%s reads without a fault',
    (id, builtIn) => {
      const read = readPlaybook(builtIn.text, builtIn.fileName);
      expect(read.ok ? [] : read.problems.map((problem) => problem.message)).toEqual([]);
      expect(read.ok && read.playbook.id).toBe(id);
    },
  );

  it('stay the same when read back from the record as JSON', () => {
    expect(playbookSchema.parse(JSON.parse(JSON.stringify(standard)))).toEqual(standard);
  });
});

describe('standard, severities (DOMAIN.md 1)', () => {
  // [clock, SEV1, SEV2, SEV3, SEV4, source], minutes; null: not set
  const rows: [string, Due, Due, Due, Due, string][] = [
    ['triage', 5, null, null, null, 'S0'],
    ['acknowledge', 5, { businessHours: 15, offHours: 30 }, 120, 'next business day', 'S0'],
    ['commander', 10, 20, null, null, 'S0; SEV2 ours'],
    ['status-page', 15, { minutes: 30, when: 'users see it' }, null, null, 'S0; SEV2 ours'],
    ['executives', 30, { minutes: 60, label: 'Manager told' }, null, null, 'S0; SEV2 ours'],
    ['identify', 30, 120, null, null, 'S3'],
    ['mitigate', 60, 240, null, null, 'S1'],
    ['resolve', null, null, 1440, 10_080, 'S1'],
  ];

  it.each(rows)('%s: %j, %j, %j, %j (%s)', (clock, ...dues) => {
    const [one, two, three, four] = dues;
    const got = ([1, 2, 3, 4] as const).map((severity) => standard.severities[severity].clocks[clock]);
    expect(got).toEqual([one, two, three, four]);
  });

  test.each([
    ['SEV1 is triaged within 5 minutes of the alert (S0)', 'triage'],
    ['Acknowledged within 5 min, 15 or off-hours 30, 2 h, the next business day, from the alert (S0)', 'acknowledge'],
    ['A commander is appointed within 10 minutes, for SEV2 within 20 (S0, ours)', 'commander'],
    [
      'The status page has its first post within 15 minutes, for SEV2 within 30 if users see it (S0, ours)',
      'status-page',
    ],
    ['Executives are told within 30 minutes, the manager of a SEV2 within 60 (S0, ours)', 'executives'],
    ['The cause is identified within 30 minutes and 2 hours (S3)', 'identify'],
    ['Mitigated within 1 h and 4 h (S1)', 'mitigate'],
    ['SEV3 is resolved within 24 hours, SEV4 within a week (S1)', 'resolve'],
  ])('%s', (_rule, id) => {
    const row = rows.find(([clock]) => clock === id)?.slice(1, 5);
    expect(([1, 2, 3, 4] as const).map((severity) => standard.severities[severity].clocks[id])).toEqual(row);
  });

  it('has no clock beside these', () => {
    expect(standard.clocks.map((clock) => clock.id)).toEqual(rows.map(([clock]) => clock));
  });

  it.each([
    [1, 'Critical', 15, 'S0', true],
    [2, 'Major', 30, 'S0', true],
    [3, 'Minor', 1440, 'S3: daily', false],
    [4, 'Low', null, 'not set', false],
  ] as const)(
    'SEV%i is called %s, updates every %j min (%s), opens a war room: %j',
    (severity, label, every, _source, room) => {
      const { name, label: called, updateEveryMin, warRoom } = standard.severities[severity];
      expect([name, called, updateEveryMin, warRoom.open]).toEqual([`SEV${severity}`, label, every, room]);
    },
  );

  it('Updates every 15 minutes, every 30 for SEV2, daily for SEV3, none for SEV4 (S0, S3)', () => {
    const every = ([1, 2, 3, 4] as const).map((severity) => standard.severities[severity].updateEveryMin);
    expect(every).toEqual([15, 30, 1440, null]);
  });

  it('SEV1 and SEV2 have a war room, SEV3 and SEV4 a ticket (S1, S2)', () => {
    const rooms = ([1, 2, 3, 4] as const).map((severity) => standard.severities[severity].warRoom);
    expect(rooms.map(({ open }) => open)).toEqual([true, true, false, false]);
    expect(rooms.map(({ how }) => how.split(/ and |\./u)[0])).toEqual(['Channel', 'Channel', 'A ticket', 'A ticket']);
  });

  it.each([
    [1, /down for all or most.*lost or corrupted.*breach.*regulation/u],
    [2, /10 % of users or more.*money.*too slow.*cannot work/u],
    [3, /Fewer than 10 %.*not critical.*way around/u],
    [4, /looks wrong.*internal tool/u],
  ] as const)('Each severity says what it means (S0, S1, S2): SEV%i', (severity, words) =>
    expect(standard.severities[severity].means).toMatch(words),
  );

  it('The bridge of a SEV1 is recorded (S2)', () => {
    expect(standard.severities[1].warRoom.how).toMatch(/recorded/u);
    expect(standard.severities[2].warRoom.how).not.toMatch(/recorded/u);
  });

  it('has a time-box for a test, a task, its acknowledgement and an action (ours)', () => {
    expect(standard.timeBoxes).toEqual({ hypothesisMin: 10, taskMin: 15, taskAckMin: 3, actionMin: 15 });
  });

  it.each([
    ['triage', 'target', 'alert', 'declared'],
    ['acknowledge', 'duty', 'alert', 'acknowledged'],
    ['commander', 'duty', 'declared', 'commander-appointed'],
    ['status-page', 'duty', 'declared', 'status-page-posted'],
    ['executives', 'duty', 'declared', 'executives-told'],
    ['identify', 'target', 'declared', 'identified'],
    ['mitigate', 'target', 'declared', 'mitigated'],
    ['resolve', 'target', 'declared', 'resolved'],
  ])('%s is a %s, runs from %s and is done by %s', (id, kind, from, doneBy) => {
    expect(standard.clocks.find((clock) => clock.id === id)).toMatchObject({ kind, from, doneBy });
  });

  it('asks the tree in its order (DOMAIN.md 1)', () => {
    expect(standard.decisionTree.questions.map(({ id, severity }) => [id, severity])).toEqual([
      ['down-for-most', 1],
      ['data-exposed', 1],
      ['data-lost', 1],
      ['regulation', 1],
      ['core-broken', 2],
      ['money', 2],
      ['unusable', 2],
      ['core-broken-for-few', 3],
      ['lesser-degraded', 3],
    ]);
    expect(standard.decisionTree.otherwise).toBe(4);
    expect(standard.decisionTree.alsoAsk.map(({ id }) => id)).toEqual(['data-at-risk', 'getting-worse']);
  });
});

describe('standard, lifecycle (DOMAIN.md 2)', () => {
  it('wants 15 min at baseline (S1)', () => expect(standard.lifecycle.baselineMin).toBe(15));

  it('Resolving asks for impact, alerts, mitigations, data and status page (S0, S1, S2), closing for three more', () => {
    expect(standard.lifecycle.resolveQuestions.map(({ id }) => id)).toEqual([
      'impact-over',
      'alerts-clear',
      'workarounds-removed',
      'data-checked',
      'status-page-done',
    ]);
    expect(standard.lifecycle.closeQuestions.map(({ id }) => id)).toEqual([
      'no-further-impact',
      'documented',
      'review-scheduled',
    ]);
  });
});

describe('standard, roles (DOMAIN.md 3)', () => {
  it.each([
    ['ic', 'Incident commander', false, [1, 2, 3, 4], null],
    ['ops', 'Operations lead', false, [1, 2], null],
    ['comms', 'Communications lead', false, [1, 2], null],
    ['scribe', 'Scribe', false, [1, 2], 10],
    ['sme', 'Subject-matter expert', true, [], null],
  ])('%s is the %s', (id, name, many, requiredFor, vacancyMin) => {
    // the acknowledgement is 3 min for everybody
    expect(standard.roles.find((role) => role.id === id)).toMatchObject({
      name,
      many,
      requiredFor,
      vacancyMin,
      ackMin: 3,
    });
  });

  it('has six more roles on request: no severity asks for them', () => {
    const others = standard.roles.filter(({ onRequest }) => onRequest);
    expect(others.map(({ id }) => id)).toEqual([
      'deputy',
      'executive-sponsor',
      'customer-liaison',
      'privacy-officer',
      'legal-counsel',
      'security-lead',
    ]);
    expect(others.flatMap(({ requiredFor }) => requiredFor)).toEqual([]);
    expect(standard.roles).toHaveLength(11);
  });
  it('hands over after 15 minutes of shadowing, with the two lines that are said (S2)', () =>
    expect(standard.handover).toEqual({
      shadowMin: 15,
      shiftNoticeMin: 30,
      outgoingSays: 'Handing over command to {name}',
      incomingSays: 'I have command',
    }));
  it('warns of IC plus Operations (S0, S2)', () =>
    expect(standard.heldTogether.map((pair) => pair.roles)).toEqual([['ic', 'ops']]));
  it('calls for a handover at 4 h, announced at 3:30 (S2)', () =>
    expect(standard.seat).toEqual({ announceMin: 210, limitMin: 240 }));
  it('suggests sub-teams above 8 direct voices', () => expect(standard.warRoom.directVoicesMax).toBe(8));
});

describe('standard, cadence and the rest (DOMAIN.md 4, 5, 7)', () => {
  it('nudges at 2 min, snoozes 5, 10 or 15, tells executives every 30, checks in every 10 (S2)', () => {
    expect(standard.cadence).toEqual({
      nudgeBeforeMin: 2,
      snoozeMin: [5, 10, 15],
      executivesEveryMin: 30,
      checkInEveryMin: 10,
    });
  });

  it('names channels inc-YYYYMMDD-x (S0) and has its seven rules of the room', () => {
    expect(standard.channels).toMatchObject({ pattern: 'inc-{date}-{slug}', date: 'YYYYMMDD' });
    expect(standard.warRoom.rules).toHaveLength(7);
  });

  it('holds a public post 5 s and promises the next one with the cadence', () => {
    expect(standard.statusPage.holdSeconds).toBe(5);
    expect(standard.statusPage.nextUpdateMin).toEqual({ 1: 15, 2: 30, 3: null, 4: null });
  });

  it.each(['investigating', 'identified', 'monitoring', 'resolved'] as const)(
    'the step %s moves the incident to the same status and notifies',
    (step) => {
      expect(standard.statusPage.steps[step]).toMatchObject({ movesTo: step, notify: true });
    },
  );

  it('sets components by severity, and leaves them alone on identified', () => {
    const { steps } = standard.statusPage;
    expect(steps.investigating.componentState).toEqual({
      1: 'major-outage',
      2: 'partial-outage',
      3: 'degraded-performance',
      4: null,
    });
    expect(steps.identified.componentState).toEqual({ 1: null, 2: null, 3: null, 4: null });
    expect(steps.monitoring.componentState).toEqual({
      1: 'degraded-performance',
      2: 'degraded-performance',
      3: 'degraded-performance',
      4: null,
    });
    expect(steps.resolved.componentState).toEqual({
      1: 'operational',
      2: 'operational',
      3: 'operational',
      4: 'operational',
    });
  });
});
