// The handover briefing by its meaning: I-PASS over ICS-201 (DOMAIN.md 9).
import { expect, it } from 'vitest';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { binh, chi, declared, stage, time } from '../incident/scenario.ts';
import { section } from './section.ts';

const at = (text: string) => ({ now: time(text), zone: 'UTC' });

function night() {
  const set = declared();
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
  set.at('14:39').by(chi).does({ type: 'role.acknowledge', role: 'ops' });
  set.at('14:40').does({ type: 'hypothesis.raise', text: 'The cache.' });
  set.by(binh).does({ type: 'decision.make', text: 'Roll back.', rejected: [{ option: 'Scale the pool.' }] });
  set.by(chi);
  set.does({ type: 'action.record', text: 'Rolling back' });
  set.does({ type: 'task.give', text: 'Watch the rate', owner: { name: 'Hoang D' }, timeBoxMs: 600_000 });
  set.at('14:45').does({ type: 'severity.change', to: 2, reason: 'One bank only' });
  set.does({ type: 'timeline.log', kind: 'escalation', text: 'Called the bank' });
  return set;
}

it('The briefing goes from how bad it is to the read-back (ours)', () => {
  const text = handoverBriefing(night().incident(), at('14:46'), 'Dana E');
  expect([...text.matchAll(/^## (.+)$/gmu)].map((m) => m[1])).toEqual([
    'How bad it is', 'What happened', 'What was tried', 'What is ruled out', 'What is to do', 'What was promised', 'What could come next',
    'Needs and blockers', 'Who is here', 'Clocks that run', 'Last key events, UTC', 'Read back',
  ]); // prettier-ignore
  expect(text).toContain('from Tran B to Dana E');
});

it('The briefing says how bad it is and which way it went (ours)', () => {
  const text = section(handoverBriefing(night().incident(), at('14:46')), 'How bad it is');
  expect(text).toContain('SEV2 Major, detected, 9 min since declared');
  expect(text).toContain('Severity went from SEV1 to SEV2 at 14:45 UTC: One bank only');
});

it('The briefing lists open work with owners and time-boxes (ours)', () => {
  const todo = section(handoverBriefing(night().incident(), at('14:55')), 'What is to do');
  expect(todo).toContain('Action, running: Rolling back, Pham C');
  expect(todo).toContain('Task: Watch the rate, Hoang D, time-box ended 5 min ago');
});

it('The briefing says what to do if what runs does not help: if X then Y (ours)', () => {
  const next = section(handoverBriefing(night().incident(), at('14:46')), 'What could come next');
  expect(next).toContain('If "Rolling back" does not help: decide on the next step, H1 still open.');
  expect(next).toContain('If "Roll back" fails: "Scale the pool" was the other option.');
  expect(next).toContain('If nothing changes: tell the room so by 15:15 UTC.');
});

it('The briefing shows the role board with its acknowledgements, and the empty seats (ours)', () => {
  const board = section(handoverBriefing(night().incident(), at('14:46')), 'Who is here');
  expect(board).toContain('| Incident commander | Tran B | **not acknowledged**, 9 min in the seat |');
  expect(board).toContain('| Operations lead | Pham C | acknowledged, 9 min in the seat |');
  expect(board).toContain('| Scribe | **vacant** |  |');
});

it('The briefing says what was promised to whom and when, and which clocks run (ours)', () => {
  const text = handoverBriefing(night().incident(), at('14:50'));
  expect(section(text, 'What was promised')).toContain('**Next update:** 15:15 UTC');
  expect(section(text, 'Clocks that run')).toContain('Manager told, due 15:45 UTC, in 55 min');
  expect(section(text, 'Needs and blockers')).not.toContain('Manager told');
});

it('The briefing keeps the last 20 key events (ours)', () => {
  const set = night();
  for (let i = 0; i < 60; i += 1) set.does({ type: 'timeline.log', kind: 'observation', text: `Graph ${i}` });
  const events = section(handoverBriefing(set.incident(), at('14:50')), 'Last key events, UTC').split('\n');
  expect(events).toHaveLength(20);
  expect(events.join()).toContain('Called the bank');
  expect(events.join()).toContain('Roll back. (Rejected: Scale the pool.)');
  expect(events.at(-1)).toBe('- 14:45 Graph 59');
});

it('writes the day where it changes', () => {
  const set = declared();
  set.does({
    type: 'timeline.import',
    entries: [
      { at: time('2025-02-27T23:50:00Z'), kind: 'action', text: 'Before midnight' },
      { at: time('00:10'), kind: 'action', text: 'After midnight' },
    ],
  });
  const events = section(handoverBriefing(set.incident(), at('14:50')), 'Last key events, UTC').split('\n');
  expect(events.slice(0, 2)).toEqual([
    '- **2025-02-27** 23:50 Before midnight',
    '- **2025-02-28** 00:10 After midnight',
  ]);
});

it('The briefing ends with lines to read back and tick (ours)', () => {
  const back = section(handoverBriefing(night().incident(), at('14:46'), 'Dana E'), 'Read back').split('\n');
  expect(back).toHaveLength(4);
  expect(back.every((line) => line.startsWith('- [ ] '))).toBe(true);
  expect(back[3]).toContain('"Handing over command to Dana E". Incoming says: "I have command"');
});

it('after the end asks for nothing and says how to reopen', () => {
  const set = night().at('15:00');
  set.does({ type: 'status.move', to: 'resolved' });
  const text = handoverBriefing(set.incident(), at('15:30'));
  expect(text).not.toContain('vacant');
  expect(text).not.toContain('Clocks that run');
  expect(section(text, 'What could come next')).toContain('reopen');
});

it('breaks no table and lets no markup through', () => {
  const set = declared({ commander: 'A | B' });
  set.does({ type: 'role.assign', role: 'scribe', person: { name: '**x** <i>' } });
  const board = section(handoverBriefing(set.incident(), at('14:46'), '<!channel>'), 'Who is here');
  expect(board).toContain('| A \\| B |');
  expect(board).toContain('\\*\\*x\\*\\* \\<i\\>');
  expect(handoverBriefing(set.incident(), at('14:46'), '<!channel>')).toContain('to \\<!channel\\>');
});

it('is readable with nothing on the record, and a page or two with 5,000 entries', () => {
  expect(handoverBriefing(stage().incident(), at('14:37'))).toBe('');
  expect(handoverBriefing(declared({ impact: '' }).incident(), at('14:37'))).not.toMatch(/undefined|null|NaN|\n\n\n/u);
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
  const text = handoverBriefing(set.incident(), at('15:00'));
  expect(text.split('\n').length).toBeLessThan(150);
  expect(text.length).toBeLessThan(25_000);
});
