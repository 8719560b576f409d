// Escalation: chains with their minutes and rounds, who was called and reached, who is told at once, what is asked (DOMAIN.md 10).
import { describe, expect, it, test } from 'vitest';
import { dueClocks } from '../../src-shared/incident/due.ts';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { noticesOf } from '../../src-shared/incident/escalation-clocks.ts';
import { runningEscalations } from '../../src-shared/incident/escalation-chain.ts';
import { nameOf } from '../../src-shared/incident/people.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { binh, declared, person, stage, standard, time, type Stage } from './scenario.ts';

const clock = (set: Stage, id: string, at: string) =>
  clocksOf(set.incident(), time(at)).find((c) => c.id.startsWith(id));
const next = (set: Stage, at: string) => {
  const found = clock(set, 'escalation:', at);
  return found === undefined
    ? undefined
    : [found.label, new Date(found.dueAt).toISOString().slice(11, 16), found.state];
};

/** A chain started at 14:40, nobody named. */
function started(chain = 'on-call', how: Parameters<typeof declared>[0] = {}): { set: Stage; id: string } {
  const set = declared(how).at('14:40');
  set.does({ type: 'escalation.start', chain, reason: 'Nobody has acknowledged' });
  return { set, id: set.last('escalation.started') };
}

/** A step is called and nobody answers. */
function unanswered(set: Stage, id: string, step: number, at: string): void {
  set.at(at).does({
    type: 'escalation.call',
    escalation: id,
    step,
    person: { name: `Person ${step}` },
    way: 'phone',
    outcome: 'no-answer',
  });
}

test('Default chain: primary, secondary after 5 min with no answer, engineering lead at 15, VP at 30 (S0)', () => {
  const { set, id } = started();
  expect(next(set, '14:40')).toEqual(['Call Primary on-call', '14:40', 'overdue']);
  unanswered(set, id, 0, '14:40');
  expect(next(set, '14:41')).toEqual(['Call Secondary on-call', '14:45', 'armed']);
  expect(next(set, '14:44:30')).toEqual(['Call Secondary on-call', '14:45', 'soon']);
  expect(next(set, '14:45')).toEqual(['Call Secondary on-call', '14:45', 'overdue']);
  unanswered(set, id, 1, '14:47');
  expect(next(set, '14:48')).toEqual(['Call Engineering lead', '14:55', 'armed']);
  unanswered(set, id, 2, '14:55');
  expect(next(set, '14:56')).toEqual(['Call VP Engineering', '15:10', 'armed']);
});

test('The default chain loops three times (S0)', () => {
  const { set, id } = started();
  for (const [round, hour] of [
    [0, '14:40'],
    [1, '15:25'],
    [2, '16:10'],
  ] as const) {
    expect(next(set, hour)).toEqual(
      ['Call Primary on-call', hour, 'overdue'].with(0, round === 0 ? 'Call Primary on-call' : 'Call Person 0'),
    );
    for (const step of [0, 1, 2, 3]) unanswered(set, id, step, new Date(time(hour) + step * 600_000).toISOString());
  }
  expect(next(set, '17:00')).toEqual(['Nobody reached', '16:40', 'overdue']);
  expect(clock(set, 'escalation:', '17:00')?.mend).toEqual({ action: 'escalate', label: 'Escalate' });
  expect(set.incident().escalation.calls.map((call) => call.round)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
});

test('Response times of 15 min, 30 min, 1 h and 2 h for on-call, lead, manager and VP are a preset chain (S4)', () => {
  const { set, id } = started('response-times');
  const due = [0, 1, 2, 3].map((step) => {
    const found = next(set, '14:40');
    unanswered(set, id, step, '14:40');
    return found?.slice(0, 2);
  });
  expect(due).toEqual([
    ['Call Primary on-call', '14:40'],
    ['Call Engineering lead', '14:55'],
    ['Call Engineering manager', '15:25'],
    ['Call VP Engineering', '16:25'],
  ]);
  // The VP has two hours.
  expect(next(set, '18:00')).toEqual(['Nobody reached', '14:40', 'overdue']);
});

test('Chains are playbook data, some steps for some severities alone (ours)', () => {
  const playbook = withChain({
    id: 'short',
    name: 'Short',
    rounds: 2,
    roundMin: null,
    steps: [
      { position: 'Primary', afterMin: 0 },
      { position: 'Director', afterMin: 3, severities: [1] },
    ],
  });
  const severe = started('short', { playbook });
  expect(runningEscalations(severe.set.incident())[0]?.steps.map((step) => step.position)).toEqual([
    'Primary',
    'Director',
  ]);
  const { set, id } = started('short', { playbook, severity: 2 });
  expect(runningEscalations(set.incident())[0]?.steps.map((step) => step.position)).toEqual(['Primary']);
  // No length of a round is set: the next begins when the last one called did not answer, and only then.
  set.does({ type: 'escalation.call', escalation: id, step: 0, person: { name: 'Dana' }, way: 'phone' });
  expect(next(set, '14:41')).toEqual(['Dana reached?', '14:40', 'overdue']);
  set.at('14:42').does({ type: 'escalation.settle', call: set.last('escalation.called'), outcome: 'no-answer' });
  expect(next(set, '14:42')).toEqual(['Call Dana', '14:42', 'overdue']);
  unanswered(set, id, 0, '14:43');
  expect(next(set, '14:44')).toEqual(['Nobody reached', '14:43', 'overdue']);
});

describe('Each person is called, reached or gives no answer, by whom and how, on the record (ours)', () => {
  it('keeps who called whom, when, how and on which number; the number stays out of the timeline', () => {
    const { set, id } = started();
    set.at('14:41').does({
      type: 'escalation.call',
      escalation: id,
      step: 0,
      person: { name: 'Dana E' },
      way: 'phone',
      number: '+49 30 1234',
    });
    const dana = Object.values(set.incident().people).find((one) => one.name === 'Dana E');
    expect(set.incident().escalation.calls).toEqual([
      {
        id: set.last('escalation.called'),
        at: time('14:41'),
        by: person('', 1).id,
        person: dana?.id,
        position: 'Primary on-call',
        way: 'phone',
        number: '+49 30 1234',
        escalation: id,
        step: 0,
        round: 0,
        outcome: null,
        settledAt: null,
      },
    ]);
    set.at('14:42').does({ type: 'escalation.settle', call: set.last('escalation.called'), outcome: 'no-answer' });
    expect(set.lines().slice(-3)).toEqual([
      'Escalation started, On call, then up: Nobody has acknowledged',
      'Called Dana E (Primary on-call) by phone',
      'No answer from Dana E (Primary on-call)',
    ]);
    expect(JSON.stringify(set.incident().timeline)).not.toContain('1234');
  });

  it('stops when somebody is reached, and goes on when that was a mistake', () => {
    const { set, id } = started();
    set.does({
      type: 'escalation.call',
      escalation: id,
      step: 0,
      person: { name: 'Dana' },
      way: 'phone',
      outcome: 'reached',
    });
    expect(next(set, '15:00')).toBeUndefined();
    expect(set.incident().escalation.escalations[0]?.ended).toMatchObject({ how: 'reached', at: time('14:40') });
    expect(
      set.refuses({ type: 'escalation.call', escalation: id, step: 1, person: { name: 'Eli' }, way: 'phone' }).code,
    ).toBe('no-change');
    set.at('14:43').does({ type: 'escalation.settle', call: set.last('escalation.called'), outcome: 'no-answer' });
    expect(next(set, '14:43')).toEqual(['Call Secondary on-call', '14:45', 'armed']);
    expect(
      set.refuses({ type: 'escalation.settle', call: set.last('escalation.called'), outcome: 'no-answer' }).code,
    ).toBe('no-change');
  });

  it('an earlier one called again moves nothing on; a later one may be called before its time', () => {
    const { set, id } = started();
    unanswered(set, id, 0, '14:40');
    unanswered(set, id, 0, '14:41');
    expect(next(set, '14:42')?.[0]).toBe('Call Secondary on-call');
    unanswered(set, id, 3, '14:42');
    expect(next(set, '14:43')).toEqual(['Call Person 0', '15:25', 'armed']);
    // Between two rounds it is still the one before; the first step alone begins the next.
    unanswered(set, id, 3, '14:44');
    expect(set.incident().escalation.calls.at(-1)?.round).toBe(0);
    unanswered(set, id, 0, '14:45');
    expect(set.incident().escalation.calls.at(-1)?.round).toBe(1);
    expect(next(set, '14:46')).toEqual(['Call Secondary on-call', '15:30', 'armed']);
  });

  it('positions are named for each incident, at the start or later', () => {
    const set = declared().at('14:40');
    set.does({
      type: 'escalation.start',
      chain: 'on-call',
      reason: 'x',
      people: [
        { step: 0, person: { name: 'Dana' } },
        { step: 1, person: { name: 'Dana' } },
      ],
    });
    const id = set.last('escalation.started');
    expect(next(set, '14:40')?.[0]).toBe('Call Dana');
    set.does({ type: 'escalation.name', escalation: id, step: 1, person: { name: 'Eli' } });
    const steps = runningEscalations(set.incident())[0]?.steps ?? [];
    expect(steps.map((step) => (step.person === null ? null : nameOf(set.incident(), step.person)))).toEqual([
      'Dana',
      'Eli',
      null,
      null,
    ]);
    expect(set.lines().at(-1)).toBe('Secondary on-call is Eli');
    expect(set.refuses({ type: 'escalation.name', escalation: id, step: 1, person: { name: 'eli' } }).code).toBe(
      'no-change',
    );
    expect(set.refuses({ type: 'escalation.name', escalation: id, step: 9, person: { name: 'x' } }).code).toBe(
      'unknown-record',
    );
  });

  it('ends with a reason, with the acknowledgement, and when it is over', () => {
    const { set, id } = started();
    expect(set.refuses({ type: 'escalation.start', chain: 'on-call', reason: 'again' }).code).toBe('no-change');
    expect(set.refuses({ type: 'escalation.start', chain: 'nobody', reason: 'x' }).field).toBe('chain');
    set.does({ type: 'escalation.stop', escalation: id, reason: 'Dana is here' });
    expect(set.refuses({ type: 'escalation.stop', escalation: id, reason: 'x' }).code).toBe('unknown-record');
    expect(set.lines().at(-1)).toBe('Escalation stopped: Dana is here');
    set.does({ type: 'escalation.start', chain: 'on-call', reason: 'again' });
    set.at('14:44').does({ type: 'incident.acknowledge' });
    set.does({ type: 'escalation.start', chain: 'on-call', reason: 'more help' });
    set.at('14:50').does({ type: 'status.move', to: 'investigating' });
    expect(runningEscalations(set.incident()).map((one) => one.reason)).toEqual(['more help']);
    set.at('15:20').does({ type: 'status.move', to: 'resolved' });
    expect(set.incident().escalation.escalations.map((one) => one.ended?.how)).toEqual([
      'stopped',
      'acknowledged',
      'over',
    ]);
    expect(next(set, '16:00')).toBeUndefined();
  });
});

describe('who is told at once', () => {
  const tell = (set: Stage, notice: string, position: string, came: 'reached' | 'no-answer'): void => {
    set.does({ type: 'escalation.call', notice, position, person: { name: position }, way: 'phone', outcome: came });
  };

  test('What is wanted at once says "now" for its first minute, and is overdue from then on (S1)', () => {
    const s1 = builtInPlaybooks.find(({ id }) => id === 's1');
    const set = declared(s1 === undefined ? {} : { playbook: readBuiltIn(s1) });
    expect(clock(set, 'at-once:sev1', '14:37')).toMatchObject({ state: 'soon', atOnce: true, dueAt: time('14:38') });
    expect(clock(set, 'at-once:sev1', '14:38')?.state).toBe('overdue');
    // Heard no earlier either.
    expect(dueClocks(set.incident()).find((one) => one.clock === 'at-once:sev1')?.dueAt).toBe(time('14:38'));
    for (const position of ['VP Engineering', 'CTO']) tell(set, 'sev1', position, 'reached');
    expect(clock(set, 'at-once:sev1', '15:00')?.state).toBe('done');
  });

  test('SEV1 declared tells VP and CTO at once (S1)', () => {
    const set = declared();
    expect(clock(set, 'at-once:sev1', '14:38')).toMatchObject({
      label: 'VP and CTO told',
      state: 'soon',
      startedAt: time('14:37'),
      dueAt: time('14:42'),
      mend: { action: 'call', notice: 'sev1', position: 'VP Engineering' },
    });
    set.at('14:39');
    tell(set, 'sev1', 'VP Engineering', 'no-answer');
    tell(set, 'sev1', 'CTO', 'reached');
    expect(clock(set, 'at-once:sev1', '14:43')).toMatchObject({
      state: 'overdue',
      mend: { position: 'VP Engineering' },
    });
    set.at('14:44');
    tell(set, 'sev1', 'VP Engineering', 'reached');
    expect(clock(set, 'at-once:sev1', '15:00')).toMatchObject({
      state: 'done-late',
      doneAt: time('14:44'),
      mend: null,
    });
    expect(clock(declared({ severity: 2 }), 'at-once:sev1', '15:00')).toBeUndefined();
    const raised = declared({ severity: 2 }).at('14:50');
    raised.does({ type: 'severity.change', to: 1, reason: 'worse' });
    expect(clock(raised, 'at-once:sev1', '14:51')).toMatchObject({ dueAt: time('14:55') });
  });

  test('Data exposed tells Security and Legal at once (S1)', () => {
    const ask = standard.decisionTree.questions.find((question) => question.id === 'data-exposed')?.ask ?? '';
    const set = stage();
    set.does({
      type: 'incident.declare',
      title: 'Somebody reads customer data',
      impact: '',
      severity: 1,
      severityPath: [{ question: ask, answer: 'yes' }],
      components: [],
      declarer: { name: 'Nguyen A' },
    });
    expect(clock(set, 'at-once:data-exposed', '14:37')).toMatchObject({
      label: 'Security and Legal told',
      dueAt: time('14:42'),
      mend: { position: 'Security' },
    });
    // Found out later, it is said by hand.
    const later = declared().at('15:00');
    expect(clock(later, 'at-once:data-exposed', '15:00')).toBeUndefined();
    later.does({ type: 'escalation.raise-notice', notice: 'data-exposed' });
    expect(clock(later, 'at-once:data-exposed', '15:01')).toMatchObject({ dueAt: time('15:05') });
    expect(later.lines().at(-1)).toBe('To be told at once: Security, Legal');
    expect(later.refuses({ type: 'escalation.raise-notice', notice: 'data-exposed' }).code).toBe('no-change');
    expect(later.refuses({ type: 'escalation.raise-notice', notice: 'x' }).code).toBe('unknown-record');
    expect(
      later.refuses({
        type: 'escalation.call',
        notice: 'data-exposed',
        position: 'CTO',
        person: { name: 'x' },
        way: 'phone',
      }).code,
    ).toBe('unknown-record');
  });

  it('is missed, not asked for, once it is over', () => {
    const set = declared().at('14:55');
    set.does({ type: 'status.move', to: 'resolved' });
    expect(clock(set, 'at-once:sev1', '15:00')).toMatchObject({ state: 'missed', mend: null });
    expect(noticesOf(set.incident(), standard)[0]?.told.map((one) => one.position)).toEqual(['VP Engineering', 'CTO']);
  });
});

describe('what the commander is asked', () => {
  const due = (set: Stage, id: string, at: string) => {
    const found = clock(set, `asked:${id}`, at);
    return found === undefined ? undefined : [new Date(found.dueAt).toISOString().slice(11, 16), found.state];
  };

  test('Stuck for 30 min: the commander is asked to call the secondary (S3)', () => {
    const set = declared();
    expect(due(set, 'stuck', '15:06')).toEqual(['15:07', 'armed']);
    expect(due(set, 'stuck', '15:07')).toEqual(['15:07', 'overdue']);
    set.at('15:00').by(binh).does({ type: 'decision.make', text: 'Roll back' });
    expect(due(set, 'stuck', '15:07')).toEqual(['15:30', 'armed']);
    set.at('15:31').does({ type: 'escalation.answer', question: 'stuck', answer: 'no', reason: 'Rollback runs' });
    expect(set.lines().at(-1)).toBe('Stuck for 30 min? Call the secondary on-call. No: Rollback runs');
    expect(due(set, 'stuck', '15:32')).toEqual(['16:01', 'armed']);
    set.at('16:02').does({ type: 'escalation.answer', question: 'stuck', answer: 'yes' });
    expect(due(set, 'stuck', '18:00')).toBeUndefined();
    expect(set.refuses({ type: 'escalation.answer', question: 'x', answer: 'yes' }).code).toBe('unknown-record');
  });

  test('30 min without mitigation: the commander is asked whether more responders are wanted (S1)', () => {
    const set = declared();
    set.at('15:00').by(binh).does({ type: 'decision.make', text: 'Roll back' });
    expect(due(set, 'more-responders', '15:07')).toEqual(['15:07', 'overdue']);
    expect(clock(set, 'asked:more-responders', '15:07')?.mend).toEqual({
      action: 'escalation-question',
      label: 'Answer',
      question: 'more-responders',
    });
    set.at('15:10').does({ type: 'status.move', to: 'monitoring' });
    expect(due(set, 'more-responders', '15:11')).toBeUndefined();
  });

  test('A SEV1 over 1 h: the commander is asked to call the manager (S3)', () => {
    expect(due(declared(), 'over-an-hour', '15:37')).toEqual(['15:37', 'overdue']);
    expect(due(declared({ severity: 2 }), 'over-an-hour', '18:00')).toBeUndefined();
  });

  test('Data at risk, or a matter of security: the commander is asked to call the manager (S3)', () => {
    const asked = [...standard.decisionTree.questions, ...standard.decisionTree.alsoAsk];
    const answering = (id: string): Stage => {
      const set = stage();
      set.does({
        type: 'incident.declare',
        title: 'x',
        impact: '',
        severity: 2,
        severityPath: [{ question: asked.find((one) => one.id === id)?.ask ?? '', answer: 'yes' }],
        components: [],
        declarer: { name: 'Nguyen A' },
      });
      return set;
    };
    const risky = answering('data-at-risk');
    expect(due(risky, 'data-at-risk', '14:37')).toEqual(['14:37', 'overdue']);
    expect(due(answering('data-exposed'), 'security', '14:37')).toEqual(['14:37', 'overdue']);
    expect(due(declared(), 'data-at-risk', '18:00')).toBeUndefined();
    // One that is not about time is asked once.
    risky.does({ type: 'escalation.answer', question: 'data-at-risk', answer: 'no' });
    expect(due(risky, 'data-at-risk', '18:00')).toBeUndefined();
  });
});

function withChain(chain: Playbook['escalation']['chains'][number]): Playbook {
  return { ...standard, escalation: { ...standard.escalation, chains: [chain] } };
}
