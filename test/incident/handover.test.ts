// Handover: six steps from one commander to the next, and only the sixth changes who has command (DOMAIN.md 9).
import { describe, expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { stepStates, type HandoverStep } from '../../src-shared/incident/handover-steps.ts';
import { an, binh, chi, declared, playbookWith, time } from './scenario.ts';

type Set = ReturnType<typeof declared>;

/** Binh has command since 14:37 and offers it to Chi at 14:40. */
function offered(): { set: Set; handover: string } {
  const set = declared().at('14:40').by(binh);
  set.does({ type: 'handover.offer', to: { name: chi.name } });
  return { set, handover: set.last('handover.offered') };
}

const lines = ['It is SEV1.', 'Next update 14:52.'];
const brief = (handover: string) => ({ type: 'handover.brief' as const, handover, text: '# Briefing', lines });

/** Up to and with the step, each at its minute. */
function upTo(step: HandoverStep): { set: Set; handover: string } {
  const { set, handover } = offered();
  const deeds: [HandoverStep, () => void][] = [
    ['offer', () => {}],
    ['shadow', () => set.at('14:41').does({ type: 'handover.shadow', handover })],
    ['sitrep', () => set.at('14:50').does({ type: 'document.issue', document: 'sitrep', text: '# SITREP' })],
    [
      'briefing',
      () => {
        set.at('14:57').does(brief(handover));
        set.by(chi).does({ type: 'handover.tick', handover, line: 0 });
        set.does({ type: 'handover.tick', handover, line: 1 });
      },
    ],
    ['outgoing', () => set.by(binh).at('14:58').does({ type: 'handover.say', handover })],
    ['incoming', () => set.by(chi).at('14:59').does({ type: 'handover.take', handover })],
  ];
  for (const [name, deed] of deeds) {
    deed();
    if (name === step) break;
  }
  return { set, handover };
}

const statesOf = (set: Set, at: string): string[] => {
  const open = set.incident().handover.current;
  if (open === null) throw new Error('no handover');
  return Object.values(stepStates(open, time(at))).map(({ state }) => state);
};

test('Command is offered to a named person (S2)', () => {
  const { set, handover } = offered();
  expect(set.incident().handover.current).toMatchObject({ id: handover, from: binh.id, to: chi.id, shadowMin: 15 });
  expect(set.lines().at(-1)).toBe('Tran B offers command to Pham C');
  expect(set.incident().command.commander).toBe(binh.id);
  expect(statesOf(set, '14:40')).toEqual(['done', 'next', 'ahead', 'ahead', 'ahead', 'ahead']);
  expect(set.refuses({ type: 'handover.offer', to: { name: 'Hoang D' } })).toMatchObject({
    code: 'impossible-order',
    message: 'Command is on offer to Pham C already. Withdraw that first.',
  });
  const vacant = declared({ commander: null });
  expect(vacant.refuses({ type: 'handover.offer', to: { name: chi.name } }).message).toContain('taken at once');
  expect(declared().refuses({ type: 'handover.offer', to: { name: binh.name } }).code).toBe('no-change');
});

test('The relief shadows for 15 minutes with the clock visible (S2)', () => {
  const { set } = upTo('shadow');
  const clock = (at: string) => clocksOf(set.incident(), time(at)).find((one) => one.id === 'shadow');
  expect(set.lines().at(-1)).toBe('Pham C shadows the commander for 15 min');
  expect(clock('14:50')).toMatchObject({ state: 'armed', startedAt: time('14:41'), dueAt: time('14:56') });
  expect(clock('14:55:59')).toMatchObject({ state: 'armed', doneAt: null });
  expect(clock('14:56')).toMatchObject({ state: 'done', doneAt: time('14:56'), mend: { action: 'hand-over' } });
  expect(statesOf(set, '14:55')).toEqual(['done', 'under-way', 'next', 'ahead', 'ahead', 'ahead']);
  expect(statesOf(set, '14:56')).toEqual(['done', 'done', 'next', 'ahead', 'ahead', 'ahead']);
});

test('shadowing has no clock where the playbook sets no time', () => {
  const set = declared({ playbook: playbookWith((book) => (book.handover.shadowMin = null)) }).by(binh);
  set.does({ type: 'handover.offer', to: { name: chi.name } });
  set.does({ type: 'handover.shadow', handover: set.last('handover.offered') });
  expect(clocksOf(set.incident(), time('14:40')).some((one) => one.id === 'shadow')).toBe(false);
  expect(statesOf(set, '14:37').slice(0, 3)).toEqual(['done', 'done', 'next']);
});

test('The outgoing commander posts a SITREP, which counts by itself (S2)', () => {
  const { set } = upTo('sitrep');
  expect(set.incident().handover.current?.sitrep).toMatchObject({ at: time('14:50'), by: binh.id });
  expect(statesOf(set, '14:50')).toEqual(['done', 'under-way', 'done', 'next', 'ahead', 'ahead']);
  // A SITREP of before the offer is not the one that is asked for.
  const early = declared();
  early.does({ type: 'document.issue', document: 'sitrep', text: 'x' });
  early.does({ type: 'handover.offer', to: { name: chi.name } });
  expect(early.incident().handover.current?.sitrep).toBeNull();
});

test('The briefing is written and read back line by line by the incoming commander (S0)', () => {
  const { set, handover } = upTo('sitrep');
  expect(set.refuses({ type: 'handover.tick', handover, line: 0 }).code).toBe('unknown-record');
  const events = set.at('14:57').does(brief(handover));
  expect(events.map((one) => one.type)).toEqual(['document.issued', 'handover.briefed']);
  expect(set.incident().briefings.at(-1)).toMatchObject({ document: 'handover', text: '# Briefing' });
  set.by(chi).at('14:58').does({ type: 'handover.tick', handover, line: 1 });
  expect(set.lines().at(-1)).toBe('Pham C read back: Next update 14:52.');
  expect(set.incident().handover.current?.briefing?.lines).toEqual([
    { text: 'It is SEV1.', at: null, by: null },
    { text: 'Next update 14:52.', at: time('14:58'), by: chi.id },
  ]);
  expect(statesOf(set, '14:58')[3]).toBe('next');
  expect(set.refuses({ type: 'handover.tick', handover, line: 1 }).code).toBe('no-change');
  expect(set.refuses({ type: 'handover.tick', handover, line: 7 }).code).toBe('unknown-record');
  set.does({ type: 'handover.tick', handover, line: 0 });
  expect(statesOf(set, '14:58').slice(3)).toEqual(['done', 'next', 'ahead']);
});

test('The outgoing commander says "Handing over command to X" (S2)', () => {
  const { set } = upTo('outgoing');
  expect(set.lines().at(-1)).toBe('Tran B: "Handing over command to Pham C"');
  expect(set.incident().command.commander, 'nothing has changed yet').toBe(binh.id);
});

test('Only "I have command" changes the commander (S2)', () => {
  const { set, handover } = upTo('incoming');
  expect(set.incident().command).toMatchObject({ commander: chi.id, epoch: 2, acknowledgedAt: time('14:59') });
  expect(set.incident().command.history.at(-1)).toMatchObject({ from: binh.id, person: chi.id, how: 'handover' });
  expect(set.lines().at(-1)).toBe('Pham C: "I have command". Command passed from Tran B to Pham C');
  expect(set.incident().handover).toMatchObject({ current: null, past: [{ id: handover, outcome: 'taken' }] });
  expect(set.refuses({ type: 'handover.take', handover }).code).toBe('unknown-record');
  for (const step of ['offer', 'shadow', 'sitrep', 'briefing', 'outgoing'] as const)
    expect(upTo(step).set.incident().command.commander, step).toBe(binh.id);
});

describe('order', () => {
  test.each([
    ['offer', 'handover.say', 'First: The relief shadows.'],
    ['offer', 'handover.take', 'First: The relief shadows.'],
    ['shadow', 'handover.take', 'First: The outgoing commander posts a SITREP.'],
    ['sitrep', 'handover.say', 'First: The briefing is read back.'],
    ['briefing', 'handover.take', 'First: The outgoing commander hands over aloud.'],
  ] as const)('after %s, %s is told what comes first', (done, type, words) => {
    const { set, handover } = upTo(done);
    expect(set.refuses({ type, handover })).toMatchObject({ code: 'impossible-order' });
    expect(set.refuses({ type, handover }).message).toContain(words);
  });

  test('the lines wait for the end of shadowing', () => {
    const { set, handover } = upTo('sitrep');
    set.does(brief(handover));
    for (const line of [0, 1]) set.does({ type: 'handover.tick', handover, line });
    expect(set.at('14:55').refuses({ type: 'handover.say', handover }).message).toContain('First: The relief shadows');
    set.at('14:56').does({ type: 'handover.say', handover });
  });

  test('Skipping a step needs a reason and is logged (ours)', () => {
    const { set, handover } = upTo('shadow');
    expect(set.refuses({ type: 'handover.skip', handover, step: 'shadow', reason: ' ' }).code).toBe('empty');
    set.does({ type: 'handover.skip', handover, step: 'shadow', reason: 'Was here from the start' });
    expect(set.lines().at(-1)).toBe('Handover without "The relief shadows": Was here from the start');
    expect(clocksOf(set.incident(), time('14:45')).some((one) => one.id === 'shadow')).toBe(false);
    for (const step of ['sitrep', 'briefing', 'outgoing'] as const)
      set.does({ type: 'handover.skip', handover, step, reason: 'No time' });
    expect(set.refuses({ type: 'handover.skip', handover, step: 'sitrep', reason: 'x' }).code).toBe('no-change');
    set.by(chi).does({ type: 'handover.take', handover });
    expect(set.incident().command.commander).toBe(chi.id);
  });

  test('what was skipped may still be done', () => {
    const { set, handover } = upTo('shadow');
    set.does({ type: 'handover.skip', handover, step: 'sitrep', reason: 'No time' });
    set.does({ type: 'document.issue', document: 'sitrep', text: 'x' });
    expect(statesOf(set, '14:45')[2]).toBe('done');
  });
});

test('Each step is logged with who did it and who took it down (ours)', () => {
  const { set, handover } = upTo('briefing');
  set.by(an).does({ type: 'handover.say', handover });
  const said = set.incident().timeline.entries.chunks.flat().at(-1);
  expect(said).toMatchObject({ by: an.id, text: 'Tran B: "Handing over command to Pham C"' });
  expect(said?.detail).toBe('taken down by Nguyen A');
  expect(set.events().at(-1)?.payload).toMatchObject({ by: binh.id, words: 'Handing over command to Pham C' });
  set.does({ type: 'handover.take', handover });
  expect(set.incident().timeline.entries.chunks.flat().at(-1)?.detail).toBe('taken down by Nguyen A');
  expect(set.incident().command.acknowledgedAt).toBe(set.now());
});

test('Either may withdraw before the sixth step (ours)', () => {
  for (const [who, name, step] of [
    ['outgoing', 'Tran B', 'shadow'],
    ['incoming', 'Pham C', 'outgoing'],
  ] as const) {
    const { set, handover } = upTo(step);
    set.does({ type: 'handover.withdraw', handover, who, reason: 'Too tired' });
    expect(set.lines().at(-1)).toBe(`${name} withdrew the handover, Tran B keeps command: Too tired`);
    expect(set.incident().command.commander).toBe(binh.id);
    expect(set.incident().handover).toMatchObject({ current: null, past: [{ outcome: 'withdrawn' }] });
    expect(
      clocksOf(set.incident(), time('14:50')).some((one) => one.id === 'shadow'),
      'the shadow clock is gone',
    ).toBe(false);
    expect(set.refuses({ type: 'handover.take', handover }).code).toBe('unknown-record');
    set.does({ type: 'handover.offer', to: { name: 'Hoang D' } });
  }
});

test('command that changes hands another way ends the handover', () => {
  const { set } = upTo('shadow');
  set.by(an).does({ type: 'command.assign', person: { id: an.id }, reason: 'Both of them lost their line' });
  expect(set.incident().handover).toMatchObject({ current: null, past: [{ outcome: 'overtaken' }] });
});

test('the lines that are said aloud come from the playbook', () => {
  const playbook = playbookWith((book) => {
    book.handover.outgoingSays = 'Ich übergebe an {name}';
    book.handover.incomingSays = 'Ich führe';
  });
  const set = declared({ playbook }).by(binh);
  set.does({ type: 'handover.offer', to: { name: chi.name } });
  const handover = set.last('handover.offered');
  for (const step of ['shadow', 'sitrep', 'briefing'] as const)
    set.does({ type: 'handover.skip', handover, step, reason: 'x' });
  set.does({ type: 'handover.say', handover });
  expect(set.lines().at(-1)).toBe('Tran B: "Ich übergebe an Pham C"');
  set.does({ type: 'handover.take', handover });
  expect(set.lines().at(-1)).toContain('Pham C: "Ich führe"');
});
