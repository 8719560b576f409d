// Every number of the four source playbooks against the second table of the protocol (DOMAIN.md 1), one test a number. What
// a source leaves out or garbles is tested too: it stays "not set".
import { describe, expect, test } from 'vitest';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { clockDueAt } from '../../src-shared/playbook/clock-rules.ts';
import type { Due } from '../../src-shared/playbook/due.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { answer, startTree } from '../../src-shared/playbook/decision-tree.ts';

const [s0, s1, s2, s3] = [read('s0'), read('s1'), read('s2'), read('s3')];
const levels = [1, 2, 3, 4] as const;

function clocks(playbook: Playbook, id: string): Due[] {
  return levels.map((level) => playbook.severities[level].clocks[id] ?? null);
}
const cadence = (playbook: Playbook): unknown[] =>
  levels.map((level) => {
    const { updateEarliestMin, updateEveryMin } = playbook.severities[level];
    return updateEarliestMin === null ? updateEveryMin : [updateEarliestMin, updateEveryMin];
  });
const reaches = (playbook: Playbook): unknown[] => levels.map((level) => playbook.severities[level].reaches);
const channel = ({ channels }: Playbook): string => channels.pattern.replace('{date}', channels.date);
const dueAfter = (playbook: Playbook, id: string, level: 1 | 2 | 3 | 4, from: string): string | null => {
  const at = clockDueAt(playbook, id, level, Date.parse(from));
  return at === null ? null : new Date(at).toISOString().slice(0, 16);
};

describe('the numbers of S0', () => {
  test.each<[string, unknown, unknown]>([
    ['triage takes 5 minutes for SEV1 (S0)', clocks(s0, 'triage'), [5, null, null, null]],
    [
      'acknowledged within 5 min; 15 min, off-hours 30; 2 h; the next business day (S0)',
      clocks(s0, 'acknowledge'),
      [5, { businessHours: 15, offHours: 30 }, 120, 'next business day'],
    ],
    ['a commander within 10 min for SEV1 (S0)', clocks(s0, 'commander'), [10, null, null, null]],
    [
      'the status page within 15 min for SEV1, if users see it for SEV2 (S0)',
      clocks(s0, 'status-page'),
      [15, { inWords: 'if users see it, no time given' }, null, null],
    ],
    [
      'executives within 30 min for SEV1, the manager for SEV2 (S0)',
      clocks(s0, 'executives'),
      [30, { inWords: 'manager is aware, no time given' }, null, null],
    ],
    ['updates every 15 and 30 min, for SEV3 not set (S0)', cadence(s0), [15, 30, null, null]],
    [
      'SEV3 is resolved in 24 h, SEV4 in the next sprint (S0)',
      clocks(s0, 'resolve'),
      [null, null, 1440, { inWords: 'next sprint' }],
    ],
    ['no target for identifying (S0)', clocks(s0, 'identify'), [null, null, null, null]],
    ['no target for mitigating (S0)', clocks(s0, 'mitigate'), [null, null, null, null]],
    ['SEV3 reaches a minority (S0)', reaches(s0)[2], 'a minority of the users'],
    ['the channel is inc-YYYYMMDD-x (S0)', channel(s0), 'inc-YYYYMMDD-{slug}'],
    ['support hours from 08:00 to 20:00 (S0)', [s0.businessHours.from, s0.businessHours.to], ['08:00', '20:00']],
    ['no limit in the seat (S0)', s0.seat, { announceMin: null, limitMin: null }],
    ['no time at baseline (S0)', s0.lifecycle.baselineMin, null],
    ['promises no report (S0)', s0.statusPage.reportHours, null],
    ['no check-in (S0)', s0.cadence.checkInEveryMin, null],
    ['operations are the primary responder (S0)', s0.roles.find(({ id }) => id === 'ops')?.name, 'Primary responder'],
    ['five rules of the room (S0)', s0.warRoom.rules.length, 5],
  ])('%s', (_rule, found, expected) => expect(found).toEqual(expected));
});

describe('the numbers of S1', () => {
  test.each<[string, unknown, unknown]>([
    [
      'acknowledged within 5 min; 15 min; 1 h; the next business day (S1)',
      clocks(s1, 'acknowledge'),
      [5, 15, 60, 'next business day'],
    ],
    ['no cadence (S1)', cadence(s1), [null, null, null, null]],
    ['mitigated within 1 h and 4 h (S1)', clocks(s1, 'mitigate'), [60, 240, null, null]],
    ['resolved within 24 h and 1 week (S1)', clocks(s1, 'resolve'), [null, null, 1440, 10_080]],
    ['no clock for the commander (S1)', clocks(s1, 'commander'), [null, null, null, null]],
    ['no clock for the status page (S1)', clocks(s1, 'status-page'), [null, null, null, null]],
    [
      'SEV1 is told to VP and CTO at once (S1)',
      clocks(s1, 'executives'),
      [{ inWords: 'VP and CTO at once' }, null, null, null],
    ],
    ['SEV3 reaches fewer than 10 % (S1)', reaches(s1)[2], 'fewer than 10 % of the users'],
    ['its channel is inc-YYYYMMDD-x (S1)', channel(s1), 'inc-YYYYMMDD-{slug}'],
    ['15 min at baseline (S1)', s1.lifecycle.baselineMin, 15],
    [
      'SEV1 and SEV2 have a war room (S1)',
      levels.map((l) => s1.severities[l].warRoom.open),
      [true, true, false, false],
    ],
  ])('%s', (_rule, found, expected) => expect(found).toEqual(expected));

  test('its tree keeps its eight lines (S1)', () => {
    const asked = s1.decisionTree.questions.map(({ id, severity }) => [id, severity]);
    expect([...asked, ['everything else', s1.decisionTree.otherwise]]).toEqual([
      ['down-for-all', 1],
      ['data-exposed', 1],
      ['data-lost', 1],
      ['revenue-broken', 2],
      ['money', 2],
      ['core-broken-for-few', 3],
      ['lesser-degraded', 3],
      ['everything else', 4],
    ]);
    expect(s1.decisionTree.alsoAsk).toEqual([]);
  });
});

describe('the numbers of S2', () => {
  test.each<[string, unknown, unknown]>([
    [
      'acknowledged at once; at once; in business hours; not paged (S2)',
      clocks(s2, 'acknowledge'),
      [0, 0, 'business hours', { inWords: 'no page' }],
    ],
    [
      'updates every 15 to 30 and every 30 to 60 min, for SEV3 not set (S2)',
      cadence(s2),
      [[15, 30], [30, 60], null, null],
    ],
    [
      'SEV3 is fixed in 1 to 3 business days, SEV4 in the next sprint (S2)',
      clocks(s2, 'resolve'),
      [null, null, { businessDays: 3, earliest: 1 }, { inWords: 'next sprint' }],
    ],
    ['SEV3 reaches fewer than 1 % (S2)', reaches(s2)[2], 'fewer than 1 % of the users'],
    ['its channel is incident-YYYY-MM-DD-x (S2)', channel(s2), 'incident-YYYY-MM-DD-{slug}'],
    ['a status check every 10 min (S2)', s2.cadence.checkInEveryMin, 10],
    ['a handover after 4 h (S2)', s2.seat, { announceMin: null, limitMin: 240 }],
    ['the bridge of a SEV1 is recorded (S2)', s2.severities[1].warRoom.how.includes('recorded'), true],
    ['the scribe is optional (S2)', s2.roles.find(({ id }) => id === 'scribe')?.requiredFor, []],
    ['no time at baseline (S2)', s2.lifecycle.baselineMin, null],
    [
      'legal or PR approve public texts if that is needed (S2)',
      s2.statusPage.approval,
      { by: 'Legal or PR', optional: true },
    ],
    ['no clock for the commander (S2)', clocks(s2, 'commander'), [null, null, null, null]],
  ])('%s', (_rule, found, expected) => expect(found).toEqual(expected));
});

describe('the numbers of S3', () => {
  test.each<[string, unknown, unknown]>([
    [
      'acknowledged within 5 min; 15 min; 4 h of business hours; not set (S3)',
      clocks(s3, 'acknowledge'),
      [5, 15, { businessMinutes: 240 }, null],
    ],
    ['updates every 30 min, for P2 not set, for P3 daily (S3)', cadence(s3), [30, null, 1440, null]],
    ['P1 is recovered in 1 h (S3)', clocks(s3, 'resolve'), [60, null, null, null]],
    ['recovery counts from the alert (S3)', s3.clocks.find(({ id }) => id === 'resolve')?.from, 'alert'],
    ['identified within 30 min and 2 h (S3)', clocks(s3, 'identify'), [30, 120, null, null]],
    ['P3 reaches some users (S3)', reaches(s3)[2], 'some users'],
    ['its channel is incident-YYYY-MM-DD-x (S3)', channel(s3), 'incident-YYYY-MM-DD-{slug}'],
    [
      'P1 costs more than $10K an hour, P2 $1K to $10K (S3)',
      levels.map((level) => s3.severities[level].revenuePerHour),
      ['more than $10,000', '$1,000 to $10,000', 'minimal', 'no business impact'],
    ],
    ['the levels are P1 to P4 (S3)', levels.map((level) => s3.severities[level].name), ['P1', 'P2', 'P3', 'P4']],
    ['30 to 60 min at baseline (S3)', [s3.lifecycle.baselineMin, s3.lifecycle.baselineUpToMin], [30, 60]],
    [
      'two questions for the record (S3)',
      s3.decisionTree.alsoAsk.map(({ id }) => id),
      ['data-at-risk', 'getting-worse'],
    ],
    ['three questions to close (S3)', s3.lifecycle.closeQuestions.length, 3],
    ['operations are the technical lead (S3)', s3.roles.find(({ id }) => id === 'ops')?.name, 'Technical lead'],
  ])('%s', (_rule, found, expected) => expect(found).toEqual(expected));
});

describe('what each source says of flags, lists, handover and calling out', () => {
  const flag = (playbook: Playbook, id: string) => playbook.compliance.flags.find((one) => one.id === id);
  const items = (playbook: Playbook, id: string): string[] =>
    playbook.checklists.find((list) => list.id === id)?.phases.flatMap((phase) => phase.items.map((one) => one.id)) ??
    [];
  const chain = ({ escalation }: Playbook): unknown =>
    escalation.chains.map(({ rounds, steps }) => [
      rounds,
      ...steps.map(({ position, afterMin }) => [position, afterMin]),
    ]);
  const asked = ({ escalation }: Playbook): string[] => escalation.questions.map(({ id }) => id);
  const onTop = ({ roles }: Playbook): string[] => roles.filter(({ onRequest }) => onRequest).map(({ id }) => id);
  const none = { flags: [], redact: [] };

  test.each<[string, unknown, unknown]>([
    ['it has no checklists (S0)', s0.checklists, []],
    ['it has no checklists (S1)', s1.checklists, []],
    [
      'three lists of roles and two of flags (S2)',
      s2.checklists.map(({ id }) => id),
      ['commander', 'operations', 'comms', 'evidence', 'money'],
    ],
    [
      'the commander ticks eight items (S2)',
      items(s2, 'commander'),
      ['claim', 'bridge', 'scribe', 'severity', 'operations', 'comms', 'first-update', 'check-in'],
    ],
    [
      'operations tick seven items (S2)',
      items(s2, 'operations'),
      ['acknowledge', 'gather', 'hypothesis', 'verify-safely', 'propose', 'execute', 'verify-fix'],
    ],
    [
      'comms tick seven items, the four page steps among them (S2)',
      items(s2, 'comms'),
      [
        'acknowledge',
        'internal-draft',
        'page-investigating',
        'support',
        'page-identified',
        'page-monitoring',
        'page-resolved',
      ],
    ],
    [
      'evidence for an auditor: transcripts, paging log, access, post-mortem (S2)',
      items(s2, 'evidence'),
      ['logs', 'transcripts', 'paging-log', 'access-list', 'post-mortem'],
    ],
    [
      'the on-call list alone, in five phases (S3)',
      s3.checklists.map(({ id, phases }) => [id, phases.map(({ when }) => when)]),
      [['on-call', ['48 hours before', '24 hours before', 'At the start', 'After each alert', 'At the end']]],
    ],
    ['it has no compliance flags (S0)', s0.compliance, none],
    ['it has no compliance flags (S3)', s3.compliance, none],
    [
      'data exposed is SEV1 and tells Security and Legal at once, no more (S1)',
      s1.compliance.flags,
      [
        {
          id: 'data-exposed',
          label: 'Customer data exposed',
          banner: 'Security and Legal have to hear of this now.',
          severity: 1,
          needToKnow: false,
          legalHold: false,
          kinds: [],
          roles: [],
          vacancyMin: 0,
          tell: { label: 'Security and Legal told', withinMin: 0 },
        },
      ],
    ],
    [
      'personal data exposed is SEV1, need-to-know, with privacy officer and legal at once (S2)',
      flag(s2, 'personal-data'),
      expect.objectContaining({
        severity: 1,
        needToKnow: true,
        legalHold: true,
        roles: ['privacy-officer', 'legal-counsel'],
        vacancyMin: 0,
        tell: { label: 'Privacy officer and legal counsel told', withinMin: 0 },
        checklist: 'evidence',
      }),
    ],
    [
      'money wrong preserves the database states and tells the CFO at once (S2)',
      flag(s2, 'money-wrong'),
      expect.objectContaining({
        banner: 'Preserve all database states.',
        severity: null,
        tell: { label: 'CFO told', withinMin: 0 },
        checklist: 'money',
      }),
    ],
    ['no roles on top (S0)', onTop(s0), []],
    ['no roles on top (S1)', onTop(s1), []],
    ['privacy officer and legal counsel on top (S2)', onTop(s2), ['privacy-officer', 'legal-counsel']],
    ['no roles on top (S3)', onTop(s3), []],
    [
      'shadowing for 15 min, and the two lines said aloud (S2)',
      s2.handover,
      {
        shadowMin: 15,
        shiftNoticeMin: null,
        outgoingSays: 'Handing over command to {name}',
        incomingSays: 'I have command',
      },
    ],
    [
      'the secondary after 5 min, the lead at 15, the VP at 30, three times (S0)',
      chain(s0),
      [[3, ['Primary on-call', 0], ['Secondary on-call', 5], ['Engineering lead', 15], ['VP Engineering', 30]]],
    ],
    [
      'the secondary after 5 min, the manager at 15, twice (S1)',
      chain(s1),
      [[2, ['Primary on-call', 0], ['Secondary on-call', 5], ['Engineering manager', 15]]],
    ],
    [
      'the secondary after 15 min, the manager at 30 (S2)',
      chain(s2),
      [[1, ['Primary on-call', 0], ['Secondary on-call', 15], ['Engineering manager', 30]]],
    ],
    [
      'the secondary after 5 min, the lead at 15, the manager at 30, the VP at 60 (S3)',
      chain(s3),
      [
        [
          1,
          ['Primary on-call', 0],
          ['Secondary on-call', 5],
          ['Team lead', 15],
          ['Engineering manager', 30],
          ['VP Engineering', 60],
        ],
      ],
    ],
    ['nothing is asked of the commander (S0)', asked(s0), []],
    ['whether more responders are wanted is asked (S1)', asked(s1), ['more-responders']],
    ['nothing is asked of the commander (S2)', asked(s2), []],
    ['stuck, over an hour and data at risk are asked (S3)', asked(s3), ['stuck', 'over-an-hour', 'data-at-risk']],
  ])('%s', (_rule, found, expected) => expect(found).toEqual(expected));

  test('no source gives a time-box: not set in the four (ours)', () => {
    for (const { timeBoxes } of [s0, s1, s2, s3])
      expect(Object.values(timeBoxes).filter((minutes) => minutes !== null)).toEqual([]);
  });

  test('only S2 hands over in steps with numbers: not set in the others (ours)', () => {
    for (const { handover } of [s0, s1, s3])
      expect(Object.values(handover).filter((value) => value !== null)).toEqual([]);
  });
});

describe('the numbers as clocks, from Friday 28 February 2025, 16:30 UTC', () => {
  const friday = '2025-02-28T16:30:00Z';
  test.each<[string, Playbook, string, 1 | 2 | 3 | 4, string | null]>([
    ['S0 is open until 20:00: 15 min', s0, 'acknowledge', 2, '2025-02-28T16:45'],
    ['S0 waits until Monday evening for a SEV4', s0, 'acknowledge', 4, '2025-03-03T20:00'],
    ['"next sprint" has no clock', s0, 'resolve', 4, null],
    ['S2 wants it at once: what is not done within the first minute is late', s2, 'acknowledge', 1, '2025-02-28T16:31'],
    ['S2 wants a SEV3 acknowledged before the office closes', s2, 'acknowledge', 3, '2025-02-28T17:00'],
    ['S2 wants a SEV3 fixed on the third business day', s2, 'resolve', 3, '2025-03-05T17:00'],
    ['S3 counts 4 h over the weekend: 30 min on Friday, the rest on Monday', s3, 'acknowledge', 3, '2025-03-03T12:30'],
    ['S3 sets none for a P4', s3, 'acknowledge', 4, null],
  ])('%s', (_what, playbook, id, level, due) => expect(dueAfter(playbook, id, level, friday)).toBe(due));
});

test('nobody else has posts approved: not set in S0, S1 and S3 (ours)', () => {
  for (const { statusPage } of [s0, s1, s3]) expect(statusPage.approval).toBeNull();
});

test('what no source gives is in none of the four: acknowledging a role, executive updates, many voices (ours)', () => {
  for (const playbook of [s0, s1, s2, s3]) {
    expect(
      playbook.roles
        .map(({ ackMin, vacancyMin }) => [ackMin, vacancyMin])
        .flat()
        .every((n) => n === null),
    ).toBe(true);
    expect(playbook.cadence.executivesEveryMin).toBeNull();
    expect(playbook.warRoom.directVoicesMax).toBeNull();
  }
});

test('a playbook without a tree keeps the level picked by hand, and asks only for the record (S3)', () => {
  expect(startTree(s0, 2)).toMatchObject({ ask: null, severity: 2, path: [] });
  const record = answer(answer(startTree(s3, 1), 'yes'), 'no');
  expect(record).toMatchObject({ ask: null, severity: 1, path: [] });
  expect(record.also.map(({ id }) => id)).toEqual(['data-at-risk', 'getting-worse']);
});

function read(id: string): Playbook {
  const one = builtInPlaybooks.find((builtIn) => builtIn.id === id);
  if (one === undefined) throw new Error(`There is no playbook ${id}.`);
  const result = readPlaybook(one.text, one.fileName);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join('\n'));
  return result.playbook;
}
