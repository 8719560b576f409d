// The SITREP by its meaning (DOMAIN.md 9): what stands where, what may not be missing, what may never be said.
import { describe, expect, it } from 'vitest';
import { factsSinceSitrep } from '../../src-shared/documents/since-sitrep.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { an, binh, declared, stage, standard, time } from '../incident/scenario.ts';
import { section } from './section.ts';

const at = (text: string) => ({ now: time(text), zone: 'Europe/Berlin' });

function busy() {
  const set = declared({ components: ['Payments', 'Checkout', 'Mail'] });
  set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:28') });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
  set.at('14:40').does({ type: 'hypothesis.raise', text: 'The pool is exhausted' });
  set.does({
    type: 'hypothesis.settle',
    hypothesis: set.last('hypothesis.raised'),
    outcome: 'eliminated',
    evidence: '90 of 500 in use',
  });
  set.does({ type: 'hypothesis.raise', text: 'A bad deploy' });
  set.does({
    type: 'hypothesis.settle',
    hypothesis: set.last('hypothesis.raised'),
    outcome: 'confirmed',
    evidence: 'Errors began with v2.4.0',
  });
  set.does({ type: 'hypothesis.raise', text: 'The cache.' });
  set.at('14:45').by(binh);
  set.does({ type: 'decision.make', text: 'Roll back', rejected: [{ option: 'Scale the pool' }] });
  set.by(an);
  set.does({ type: 'action.record', text: 'Rolling payment-api back' });
  set.does({ type: 'task.give', text: 'Watch the error rate', owner: { name: 'Pham C' }, timeBoxMs: 300_000 });
  set.does({ type: 'timeline.log', kind: 'observation', text: 'Error rate at 34 %' });
  return set;
}

it('A SITREP goes in the order Conditions, Actions, Needs (ours)', () => {
  const text = sitrep(busy().incident(), at('14:46'));
  const heads = [...text.matchAll(/^## (.+)$/gmu)].map((m) => m[1]);
  expect(heads).toEqual(['Conditions', 'Actions', 'Needs', 'Communication']);
});

it('A SITREP says as of when, how bad, in which status and for how long (ours)', () => {
  const head = sitrep(busy().incident(), at('14:46')).split('\n')[2];
  expect(head).toBe(
    '**INC-20250228-01** · as of 14:46 UTC (15:46 CET) · SEV1 Critical · Detected · 9 min since declared',
  );
});

describe('records on their way (DOMAIN 6, 9)', () => {
  it('stand with who has them and how long they may still take; proposals wait, objections are kept', () => {
    const set = declared().at('14:45').by(binh);
    set.does({ type: 'hypothesis.raise', text: 'The cache', tester: { name: 'Pham C' }, timeBoxMs: 600_000 });
    set.does({ type: 'action.propose', text: 'Fail over', kind: 'failover', wayBack: 'Fail back' });
    set.does({
      type: 'decision.rollback',
      wayBack: 'Deploy 4.3 again',
      text: 'Back to 4.2',
      fix: 'workaround',
      way: 'back',
      extent: 'full',
      executor: { name: 'Pham C' },
      objections: [{ person: { name: 'Hoang D' }, text: 'it loses orders' }],
    });
    set.does({ type: 'action.start', action: set.last('action.recorded'), etaMs: 300_000 });
    const text = sitrep(set.incident(), at('14:48'));
    expect(section(text, 'Conditions')).toContain('**Working hypothesis:** H1 The cache, tested by Pham C, 7 min left');
    expect(section(text, 'Actions')).toContain('**Waits for approval:** Fail over, no owner, way back: Fail back');
    expect(section(text, 'Actions')).toContain('**Under way:** Back to 4.2, Pham C, due in 2 min');
    expect(section(text, 'Actions')).toContain('Back to 4.2. Hoang D objects: it loses orders. Ordered all the same');
    const late = section(sitrep(set.incident(), at('14:56')), 'Needs');
    expect(late).toContain('**Time-box over:** Back to 4.2, Pham C, 6 min ago');
    expect(late).toContain('**Time-box over:** test of H1 The cache, Pham C, 1 min ago');
  });
});

describe('conditions', () => {
  const conditions = () => section(sitrep(busy().incident(), at('14:46')), 'Conditions');

  it('A SITREP gives the impact now and its trend (ours)', () => {
    expect(conditions()).toContain('**Impact:** About 30 % of card payments fail. Since 14:28 UTC (15:28 CET)');
    expect(conditions()).toContain('severity unchanged since it was declared at 14:37 UTC (15:37 CET)');
  });

  it('A SITREP gives what is confirmed, the working hypotheses and the eliminated ones (ours)', () => {
    expect(conditions()).toContain('**Cause:** H2 A bad deploy (Errors began with v2.4.0)');
    expect(conditions()).toContain('**Working hypothesis:** H3 The cache, raised 14:40 UTC (15:40 CET)');
    expect(conditions()).toContain('**Ruled out:** H1 The pool is exhausted (90 of 500 in use)');
  });

  it('name components by their state, the worst first', () => {
    const set = busy();
    set.does({
      type: 'status-page.publish',
      step: 'investigating',
      text: 'x',
      components: [
        { name: 'Mail', state: 'degraded-performance' },
        { name: 'Payments', state: 'major-outage' },
        { name: 'Checkout', state: 'major-outage' },
      ],
      notify: true,
    });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(section(sitrep(set.incident(), at('14:46')), 'Conditions')).toContain(
      '- **Major outage:** Payments, Checkout\n- **Degraded performance:** Mail',
    );
  });

  it('say which way the severity went and why', () => {
    const set = busy();
    set.does({ type: 'severity.change', to: 2, reason: 'Only cards of one bank' });
    expect(section(sitrep(set.incident(), at('14:46')), 'Conditions')).toContain(
      'severity lowered from SEV1 to SEV2 at 14:45 UTC (15:45 CET): Only cards of one bank',
    );
  });

  it('leave out what was retracted', () => {
    const set = busy();
    set.does({ type: 'timeline.retract', entry: set.last('entry.logged') });
    set.does({ type: 'timeline.retract', entry: set.last('hypothesis.raised') });
    const text = sitrep(set.incident(), at('14:46'));
    expect(text).not.toContain('34 %');
    expect(text).not.toContain('H3');
  });
});

it('A SITREP says who does what with how much time left, and what was decided since the last (ours)', () => {
  const actions = section(sitrep(busy().incident(), at('14:46')), 'Actions');
  expect(actions).toContain('**Under way:** Rolling payment-api back, Nguyen A');
  expect(actions).toContain('**Task:** Watch the error rate, Pham C, due in 4 min');
  expect(actions).toContain('**Decided** 14:45 UTC (15:45 CET): Roll back. Rejected: Scale the pool');
  expect(actions).not.toContain('Done');
});

describe('needs', () => {
  it('A SITREP names needs and blockers: overdue clocks, silent and empty seats, late tasks (ours)', () => {
    const needs = section(sitrep(busy().incident(), at('15:10')), 'Needs');
    expect(needs).toContain('**Overdue:** Status page posted, due 18 min ago');
    expect(needs).toContain('**Overdue:** Next update, due 18 min ago');
    expect(needs).toContain('**Overdue:** Scribe unfilled, due 23 min ago');
    expect(needs).toContain('**Overdue:** Operations, Pham C to acknowledge, due 30 min ago');
    expect(needs).toContain('**Time-box over:** Watch the error rate, Pham C, 20 min ago');
  });

  it('keep a snoozed update in view', () => {
    const set = busy().at('14:55');
    set.does({ type: 'cadence.snooze', minutes: 10, reason: 'x' });
    expect(section(sitrep(set.incident(), at('14:56')), 'Needs')).toContain(
      '**Overdue:** Next update, due 4 min ago, snoozed',
    );
  });

  it('say that nobody commands, once', () => {
    const needs = section(sitrep(declared({ commander: null }).incident(), at('15:10')), 'Needs');
    expect(needs).toContain('nobody has command');
    expect(needs).not.toContain('Commander appointed');
  });

  it('put a conflict in words with names, never ids', () => {
    const set = busy();
    set.given('command.taken', { person: binh.id, from: null, epoch: 2, how: 'assigned' });
    set.given('severity.changed', { from: 2, to: 3, reason: 'x' });
    const needs = section(sitrep(set.incident(), at('14:46')), 'Needs');
    expect(needs).toContain('two people set the commander without knowing of each other, to Tran B and to Tran B');
    expect(needs).toContain('two people set the severity without knowing of each other, to SEV1 and to SEV3');
    expect(needs).not.toMatch(/[0-9A-Z]{26}/u);
  });
});

it('A SITREP says what was sent to whom, and when the next word is due (ours)', () => {
  const set = busy().at('14:50');
  set.does({ type: 'update.post', audience: 'room', text: 'x' });
  set.does({ type: 'update.post', audience: 'executives', text: 'x' });
  set.does({
    type: 'status-page.publish',
    step: 'identified',
    text: 'x',
    components: [],
    notify: false,
    nextAt: time('15:00'),
  });
  const held = section(sitrep(set.incident(), at('14:51')), 'Communication');
  expect(held).toContain('**Status page:** nothing posted');
  expect(held).toContain('**Status page, held and not published:** Identified');
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  const sent = section(sitrep(set.incident(), at('15:07')), 'Communication');
  expect(sent).toContain('**Room:** update #1 at 14:50 UTC (15:50 CET)');
  expect(sent).toContain(
    '**Status page:** Identified since 14:50 UTC (15:50 CET), next post promised for 15:00 UTC (16:00 CET), overdue by 7 min',
  );
  expect(sent).toContain('**Next update:** 15:05 UTC (16:05 CET), overdue by 2 min');
  expect(sent).toContain('**Next executive update:** 15:20 UTC (16:20 CET)');
});

it('A SITREP names the risks that are on the record, and guesses none (S1, S3)', () => {
  const set = stage().by(binh);
  const asked = (id: string) => standard.decisionTree.alsoAsk.find((one) => one.id === id)?.ask ?? '';
  set.does({
    type: 'incident.declare',
    title: 'Orders are gone',
    impact: '',
    severity: 1,
    severityPath: [
      { question: asked('data-at-risk'), answer: 'yes' },
      { question: asked('getting-worse'), answer: 'no' },
    ],
    components: [],
    declarer: { id: binh.id },
    commander: { id: binh.id },
  });
  set.does({ type: 'action.propose', text: 'Drop the index', kind: 'other', noWayBack: 'It takes a day to build' });
  const needs = (): string => section(sitrep(set.incident(), at('14:40')), 'Needs');
  expect(needs()).toContain('**Risk:** Is data at risk? Yes, said at the declaration');
  expect(needs()).not.toContain('getting worse');
  expect(needs()).not.toContain('Drop the index');
  set.does({ type: 'action.approve', action: set.last('action.recorded') });
  expect(needs()).toContain('**Risk:** Drop the index has no way back: It takes a day to build');
  set.does({ type: 'status.move', to: 'resolved' });
  expect(needs()).not.toContain('Risk');
});

it('tells of the private page by its own name, and only where something stands there (DOMAIN 7, S2)', () => {
  const set = busy().at('14:50');
  set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
  const before = section(sitrep(set.incident(), at('14:50')), 'Communication');
  expect(before).not.toContain('Private');
  set.does({
    type: 'status-page.publish',
    page: 'private',
    step: 'monitoring',
    text: 'x',
    components: [{ name: 'Payments', state: 'under-maintenance' }],
    notify: false,
  });
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  const after = section(sitrep(set.incident(), at('14:51')), 'Communication');
  expect(after).toContain('**Status page:** nothing posted');
  expect(after).toContain('**Private status page:** Monitoring since 14:50 UTC (15:50 CET)');
  expect(section(sitrep(set.incident(), at('14:51')), 'Conditions')).not.toContain('Under maintenance');
});

it('tells what is new since the last one (DOMAIN 9)', () => {
  const set = busy().at('14:47');
  expect(factsSinceSitrep(set.incident())).toBeGreaterThan(0);
  set.does({ type: 'document.issue', document: 'sitrep', text: sitrep(set.incident(), at('14:47')) });
  expect(factsSinceSitrep(set.incident())).toBe(0);
  set.at('14:50').does({ type: 'timeline.log', kind: 'observation', text: 'Error rate at 2 %' });
  set.does({ type: 'action.finish', action: set.last('action.recorded') });
  expect(factsSinceSitrep(set.incident())).toBe(2);
  const text = sitrep(set.incident(), at('14:51'));
  expect(text).toContain('Seen since the last SITREP, 14:47 UTC:\n- 14:50 Error rate at 2 %');
  expect(text).not.toContain('34 %');
  expect(text).not.toContain('**Decided**');
});

it('ends with the incident: over since when and after how long, and nothing is due any more', () => {
  const set = busy().at('15:20');
  set.does({ type: 'status.move', to: 'resolved' });
  const text = sitrep(set.incident(), at('16:00'));
  expect(text).toContain('Resolved · ended 43 min after it was declared');
  expect(text).toContain('Over since 15:20 UTC (16:20 CET), after 52 min');
  expect(text).not.toContain('Next update');
  expect(text).not.toContain('Overdue');
});

it('lets no markup through from what people typed', () => {
  const set = declared({ title: '<script>x</script> | **b** [l](http://x) `c` # ~~s~~ &lt;', commander: '<b>Bob</b>' });
  set.does({ type: 'timeline.log', kind: 'note', text: '# Needs\n\n- **fake** | cell' });
  const text = sitrep(set.incident(), at('14:40'));
  expect(text.split('\n')[0]).toBe(
    '# SITREP: \\<script\\>x\\</script\\> \\| \\*\\*b\\*\\* \\[l\\](http://x) \\`c\\` \\# \\~\\~s\\~\\~ \\&lt;',
  );
  expect(text).toContain('- 14:37 \\# Needs - \\*\\*fake\\*\\* \\| cell');
  expect(text.match(/^## Needs$/gmu)).toHaveLength(1);
});

it('never promises an end (DOMAIN 4)', () => {
  expect(sitrep(busy().incident(), at('14:46'))).not.toMatch(/\bETA\b|expected|will be (?:fixed|over|resolved)/iu);
});

it('is readable with nothing on the record, and empty before a declaration', () => {
  const text = sitrep(declared({ impact: '', components: [], severity: 4 }).incident(), at('14:37'));
  expect(text).toContain('**Impact:** not written down yet');
  expect(text).toContain('No open action or task, no new decision.');
  expect(text).toContain('**Next update:** no cadence is set');
  expect(text).not.toMatch(/undefined|null|NaN|\n\n\n|- $/mu);
  expect(sitrep(stage().incident(), at('14:37'))).toBe('');
});

it('is still a page with 5,000 entries, and says how many it left out', () => {
  const set = declared();
  const kinds = ['observation', 'decision', 'hypothesis', 'task', 'action', 'note'] as const;
  set.does({
    type: 'timeline.import',
    entries: Array.from({ length: 5_000 }, (_, i) => ({
      at: time('10:00') + i * 1_000,
      kind: kinds[i % 6] ?? 'note',
      text: `Line ${i} ${'word '.repeat(200)}`,
    })),
  });
  const text = sitrep(set.incident(), at('15:00'));
  expect(text.split('\n').length).toBeLessThan(110);
  expect(text.length).toBeLessThan(20_000);
  expect(text).toContain('821 more open tasks in the timeline');
  expect(text).toMatch(/Seen so far, times in UTC \(1,?659 more in the timeline\)/u);
});
