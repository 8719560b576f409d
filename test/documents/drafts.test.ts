// Texts for others, prefilled from the state: true, dated, and never more than is known (DOMAIN.md 4, 7, 8).
import { describe, expect, it } from 'vitest';
import {
  channelName,
  declarationText,
  executiveUpdateDraft,
  redirectScript,
  roomUpdateDraft,
  statusPageDraft,
} from '../../src-shared/documents/drafts.ts';
import { redirectSituations, statusPageSteps } from '../../src-shared/playbook/schema.ts';
import { declared, stage, standard, time } from '../incident/scenario.ts';

const at = (text: string, zone = 'Europe/Berlin') => ({ now: time(text), zone });

describe('the update to the room (DOMAIN 4)', () => {
  it('An update is numbered, prefilled with impact, news and what is done, and ends with the next time in UTC and local (ours)', () => {
    const set = declared({ impact: 'Cards fail.' }).at('14:45');
    set.does({ type: 'timeline.log', kind: 'observation', text: 'Error rate at 34 %' });
    set.does({ type: 'action.record', text: 'Rolling back' });
    set.does({ type: 'task.give', text: 'Watch the rate', owner: { name: 'Pham C' } });
    const text = roomUpdateDraft(set.incident(), at('14:50'));
    expect(text.split('\n')[0]).toBe('Update #1: SEV1 Payments fail for some users');
    expect(text).toContain('Impact: Cards fail\n');
    expect(text).toContain('- 14:45 Error rate at 34 %');
    expect(text).toContain('- Rolling back');
    expect(text).toContain('- Watch the rate (Pham C)');
    expect(text.endsWith('Next update: 15:05 UTC (16:05 CET)')).toBe(true);
  });

  it('An update is prefilled from what happened since the last (ours)', () => {
    const set = declared().at('14:45');
    set.does({ type: 'timeline.log', kind: 'note', text: 'Old news' });
    set.does({ type: 'update.post', audience: 'room', text: roomUpdateDraft(set.incident(), at('14:45')) });
    set.at('14:50').does({ type: 'timeline.log', kind: 'note', text: 'Fresh news' });
    const text = roomUpdateDraft(set.incident(), at('14:51'));
    expect(text).toContain('Update #2');
    expect(text).toContain('Fresh news');
    expect(text).not.toContain('Old news');
  });

  it('An update names a cause only when it is confirmed (S1, S4)', () => {
    const set = declared();
    set.does({ type: 'hypothesis.raise', text: 'Sunspots' });
    const hypothesis = set.last('hypothesis.raised');
    expect(roomUpdateDraft(set.incident(), at('14:40'))).not.toContain('Cause:');
    set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'confirmed', evidence: 'x' });
    expect(roomUpdateDraft(set.incident(), at('14:40'))).toContain('Cause: Sunspots');
  });

  it('An end and an effect on revenue stand in an update where somebody typed them, and only then (S1, S4)', () => {
    const incident = declared().incident();
    const typed = { eta: ' 15:30 UTC ', revenue: 'about 40 orders a minute' };
    for (const draft of [roomUpdateDraft, executiveUpdateDraft]) {
      const text = draft(incident, at('14:40'), undefined, typed);
      expect(text).toContain('Expected to be over: 15:30 UTC\n');
      expect(text).toContain('Revenue: about 40 orders a minute\n');
      expect(draft(incident, at('14:40'))).not.toMatch(/Expected to be over|Revenue/u);
      expect(draft(incident, at('14:40'), undefined, { eta: ' ', revenue: '' })).not.toContain('Expected to be over');
    }
  });

  it('takes another next time, and promises none once it is over', () => {
    const set = declared();
    expect(roomUpdateDraft(set.incident(), at('14:40'), time('15:30'))).toContain('Next update: 15:30 UTC');
    set.does({ type: 'status.move', to: 'resolved' });
    expect(roomUpdateDraft(set.incident(), at('14:40'))).not.toContain('Next update');
  });

  it('writes the day where it is another one', () => {
    const set = declared({ severity: 3 });
    set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('2025-02-27T22:00:00Z') });
    const text = roomUpdateDraft(set.incident(), at('14:40'));
    expect(text).toContain('since 2025-02-27 22:00 UTC');
    expect(text).toContain('Next update: 2025-03-01 14:40 UTC (2025-03-01 15:40 CET)');
  });
});

it.each(['roomUpdate', 'executiveUpdate', 'investigating', 'identified', 'monitoring', 'resolved'] as const)(
  '%s: A draft never promises an end by itself (ours)',
  (kind) => {
    const set = declared();
    const text =
      kind === 'roomUpdate'
        ? roomUpdateDraft(set.incident(), at('14:40'))
        : kind === 'executiveUpdate'
          ? executiveUpdateDraft(set.incident(), at('14:40'))
          : statusPageDraft(set.incident(), kind, at('14:40')).text;
    expect(text).not.toMatch(/\bETA\b|expected to be|will be (?:fixed|over|resolved|back)|by the end of/iu);
  },
);

describe('the executive update (DOMAIN 4)', () => {
  it('has its own number, who is in command and who answers', () => {
    const set = declared();
    set.does({ type: 'update.post', audience: 'room', text: 'x' });
    set.does({ type: 'role.assign', role: 'comms', person: { name: 'Pham C' } });
    const text = executiveUpdateDraft(set.incident(), at('14:40'));
    expect(text).toContain('Executive update #1: SEV1 Critical, Payments fail for some users');
    expect(text).toContain('In command: Tran B. Questions go to Pham C');
    expect(text).toContain('Next executive update: 15:10 UTC (16:10 CET)');
  });
});

describe('the public post (DOMAIN 7)', () => {
  it('Each step fills in its text, the components and the flag from its template (ours)', () => {
    const draft = statusPageDraft(declared({ impact: 'Cards fail' }).incident(), 'investigating', at('14:40'));
    expect(draft.text).toContain('Payments and Checkout');
    expect(draft.text).toContain('Cards fail.\n');
    expect(draft.text).toContain('We will post again by 14:55 UTC.');
    expect(draft).toMatchObject({
      notify: true,
      nextAt: time('14:55'),
      components: [
        { name: 'Payments', state: 'major-outage' },
        { name: 'Checkout', state: 'major-outage' },
      ],
    });
  });

  it('begins from what stands on the page it is for (DOMAIN 7, S2)', () => {
    const set = declared({ severity: 1 });
    set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
    for (const [page, state] of [
      ['public', 'partial-outage'],
      ['private', 'degraded-performance'],
    ] as const) {
      set.does({
        type: 'status-page.publish',
        page,
        step: 'investigating',
        text: 'x',
        components: [{ name: 'Payments', state }],
        notify: false,
      });
      set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    }
    const stateOn = (page: 'public' | 'private') =>
      statusPageDraft(set.incident(), 'identified', at('14:40'), page).components[0]?.state;
    expect([stateOn('public'), stateOn('private')]).toEqual(['partial-outage', 'degraded-performance']);
  });

  it.each(statusPageSteps)(
    'A filled-in post names no person, no hypothesis and nothing of the inside (S2): %s',
    (step) => {
      const set = declared();
      set.does({ type: 'hypothesis.raise', text: 'Sunspots hit the database' });
      set.does({ type: 'timeline.log', kind: 'note', text: 'Secret line' });
      set.does({ type: 'action.record', text: 'Rolling back v2.4.0' });
      const { text } = statusPageDraft(set.incident(), step, at('14:40'));
      expect(text).not.toMatch(/Sunspots|Secret|Nguyen|Tran|Rolling|SEV|INC-/u);
      expect(text.length).toBeGreaterThan(20);
    },
  );

  it('Resolving offers to set the components of the incident operational, no others (ours)', () => {
    const set = declared({ components: ['Payments'] });
    set.does({
      type: 'status-page.publish',
      step: 'investigating',
      text: 'x',
      components: [{ name: 'Payments', state: 'partial-outage' }],
      notify: false,
    });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(statusPageDraft(set.incident(), 'identified', at('14:40')).components).toEqual([
      { name: 'Payments', state: 'partial-outage' },
    ]);
    expect(statusPageDraft(set.incident(), 'resolved', at('14:40')).components).toEqual([
      { name: 'Payments', state: 'operational' },
    ]);
    expect(statusPageDraft(set.incident(), 'resolved', at('14:40'))).not.toHaveProperty('nextAt');
  });
});

describe('the redirect (DOMAIN 8)', () => {
  it.each(redirectSituations)('for one who %s is filled, polite and without gaps', (situation) => {
    const set = declared();
    set.does({ type: 'role.assign', role: 'comms', person: { name: 'Pham C' } });
    const script = redirectScript(set.incident(), situation, at('14:40'), 'Dana');
    expect(script).toMatch(/^Hello Dana\./u);
    expect(script).toContain('Thank you.');
    expect(script).not.toMatch(/\{|\}|undefined|##|  /u);
  });

  it('names the channel with one # and the next executive update', () => {
    const script = redirectScript(declared().incident(), 'wants-information', at('14:40'));
    expect(script).toContain('#exec-updates');
    expect(script).toContain('15:10 UTC (16:10 CET)');
  });

  it('asks plainly whether they take command (DOMAIN 8)', () => {
    expect(redirectScript(declared().incident(), 'gives-orders', at('14:40'))).toContain(
      'Do you want to take command?',
    );
  });
});

it('The rules of the room stand in the pinned declaration (S0)', () => {
  const text = declarationText(declared().incident(), at('14:40'));
  expect(text).toContain('INCIDENT DECLARED: SEV1 Critical');
  expect(text).toContain('Commander: Tran B');
  expect(text).toContain('Scribe: nobody yet');
  for (const rule of standard.warRoom.rules) expect(text).toContain(rule);
});

it('The pinned declaration has title, time, detection, severity, roles, impact, status and the next update (S0)', () => {
  const set = declared();
  set.does({ type: 'milestone.set', milestone: 'detected', at: time('14:31'), reason: 'A user wrote' });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
  const [text] = declarationText(set.incident(), at('14:40')).split('\n\n');
  expect(text?.split('\n')).toEqual([
    'INCIDENT DECLARED: SEV1 Critical',
    'Payments fail for some users (INC-20250228-01)',
    'Declared: 14:37 UTC, detected 14:31 UTC',
    'Commander: Tran B',
    'Operations: Pham C',
    'Communications: nobody yet',
    'Scribe: nobody yet',
    'Impact: About 30 % of card payments fail',
    'Status: Detected',
    'Next update: 14:52 UTC (15:52 CET)',
  ]);
});

it('The pinned declaration links to status page, runbook and dashboard (S1)', () => {
  const links = [
    { label: 'Status page', url: 'https://status.example.com' },
    { label: 'Runbook', url: 'https://wiki.example.com/checkout' },
    { label: 'Dashboard', url: 'https://dash.example.com/d/1' },
  ];
  const incident = declared().incident();
  const { declaration } = incident;
  if (declaration?.playbook === null || declaration?.playbook === undefined) throw new Error('It has a playbook.');
  const linked = { ...incident, declaration: { ...declaration, playbook: { ...declaration.playbook, links } } };
  const text = declarationText(linked, at('14:40'));
  for (const { label, url } of links) expect(text).toContain(`\n${label}: ${url}\n`);
  expect(declarationText(incident, at('14:40'))).not.toContain('https://');
});

it('never reads what people typed as a template', () => {
  const set = declared({ title: '{{ roles.ic }} {% for x in (1..9) %}', impact: '{{ 1 | times: 9 }}' });
  expect(roomUpdateDraft(set.incident(), at('14:40'))).toContain('{{ roles.ic }} {% for x in (1..9) %}');
});

it.each([
  ['Payments fail for some users', 'inc-20250228-payments-fail-for-some-users'],
  ['Zoë & Österreich: DOWN!!', 'inc-20250228-zoe-osterreich-down'],
  ['Lỗi đăng nhập', 'inc-20250228-loi-dang-nhap'],
  ['Ødegaard’s Łódź straße', 'inc-20250228-odegaards-lodz-strasse'],
  ['Платежи не проходят', 'inc-20250228-platezhi-ne-prokhodyat'],
  ['Οι πληρωμές αποτυγχάνουν', 'inc-20250228-oi-pliromes-apotygchanoyn'],
  ['支払いが失敗', 'inc-20250228-01'],
  ['支付 v2', 'inc-20250228-v2-01'],
  ['支付 API 失败', 'inc-20250228-api'],
  ['!!', 'inc-20250228-01'],
  ['DB', 'inc-20250228-db'],
  ['x'.repeat(200), `inc-20250228-${'x'.repeat(67)}`],
  ['word '.repeat(40), `inc-20250228-${'word-'.repeat(12)}word`],
])('names the channel of "%s" by the rules of Slack (DOMAIN 5)', (title, name) => {
  const made = channelName(declared({ title }).incident(), standard);
  expect(made).toBe(name);
  expect(made).toMatch(/^[a-z0-9_-]{1,80}$/u);
});

it('gives no text before a declaration', () => {
  const { incident } = stage();
  expect([
    roomUpdateDraft(incident(), at('14:40')),
    executiveUpdateDraft(incident(), at('14:40')),
    declarationText(incident(), at('14:40')),
  ]).toEqual(['', '', '']);
});

it('stays short with 5,000 entries', () => {
  const set = declared();
  set.does({
    type: 'timeline.import',
    entries: Array.from(
      { length: 5_000 },
      (_, i) =>
        ({
          at: time('10:00') + i * 1_000,
          kind: i % 2 === 0 ? 'observation' : 'task',
          text: 'word '.repeat(300),
        }) as const,
    ),
  });
  expect(roomUpdateDraft(set.incident(), at('14:40')).length).toBeLessThan(4_000);
  expect(executiveUpdateDraft(set.incident(), at('14:40')).length).toBeLessThan(4_000);
});
