// The scribe timeline: when it happened and when it was written, and the original always kept (DOMAIN.md 6).
import { describe, expect, it } from 'vitest';
import { entryOf } from '../../src-shared/incident/timeline.ts';
import { an, binh, countedId, declared, time } from './scenario.ts';

describe('logging', () => {
  it('Every entry has when it happened, when it was written, who, and how it came in (ours)', () => {
    const set = declared().at('14:45:07');
    set.does({ type: 'timeline.log', kind: 'observation', text: 'Error rate at 34 %' });
    expect(entryOf(set.incident(), set.last('entry.logged'))).toEqual({
      id: set.last('entry.logged'),
      at: time('14:45:07'),
      writtenAt: time('14:45:07'),
      by: an.id,
      via: 'cockpit',
      kind: 'observation',
      type: 'entry.logged',
      text: 'Error rate at 34 %',
    });
  });

  it('Times have a resolution of seconds (S2)', () => {
    const set = declared().at('14:45');
    set.does({ type: 'timeline.log', kind: 'observation', text: 'Errors climb', at: time('14:32:05') });
    expect(set.incident().timeline.entries.chunks.flat()[0]).toMatchObject({ at: time('14:32:05') });
  });

  it('A backdated entry stands at its time and shows when it was really written (ours)', () => {
    const set = declared().at('14:50');
    set.does({ type: 'timeline.log', kind: 'note', text: 'late', at: time('14:41') });
    set.does({ type: 'timeline.log', kind: 'note', text: 'before all', at: time('14:10') });
    expect(set.lines()[0]).toBe('before all');
    expect(entryOf(set.incident(), set.last('entry.logged'))).toMatchObject({
      at: time('14:10'),
      writtenAt: time('14:50'),
    });
  });

  it('allows the clock of another laptop a minute ahead, no more', () => {
    const set = declared();
    set.does({ type: 'timeline.log', kind: 'note', text: 'x', at: time('14:38') });
    expect(set.refuses({ type: 'timeline.log', kind: 'note', text: 'x', at: time('14:38:01') })).toMatchObject({
      code: 'in-the-future',
      field: 'at',
    });
  });

  it.each(['decision', 'hypothesis', 'task', 'action'])('does not take a %s: that is a record of its own', (kind) => {
    expect(declared().tries({ id: countedId(900), type: 'timeline.log', kind, text: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'malformed' },
    });
  });

  it('refuses an entry without text and one beyond 10,000 characters', () => {
    const set = declared();
    expect(set.refuses({ type: 'timeline.log', kind: 'note', text: '\u200b' })).toMatchObject({
      code: 'empty',
      field: 'text',
    });
    expect(set.refuses({ type: 'timeline.log', kind: 'note', text: 'x'.repeat(10_001) })).toMatchObject({
      code: 'too-long',
      field: 'text',
    });
  });

  it('keeps many lines, and nothing that cannot be seen', () => {
    const set = declared();
    set.does({ type: 'timeline.log', kind: 'note', text: ' one\r\ntwo\u202e\u0000 ' });
    expect(set.lines()).toContain('one\ntwo');
  });
});

describe('correcting, retracting, marking', () => {
  const logged = () => {
    const set = declared().at('14:45');
    set.does({ type: 'timeline.log', kind: 'note', text: 'first' });
    return { set, entry: set.last('entry.logged') };
  };

  it('A correction of text or time keeps the original (ours)', () => {
    const { set, entry } = logged();
    set.at('14:46').does({ type: 'timeline.correct', entry, text: 'second', kind: 'observation' });
    set
      .at('14:47')
      .by(binh)
      .does({ type: 'timeline.correct', entry, at: time('14:40') });
    expect(entryOf(set.incident(), entry)).toMatchObject({
      text: 'second',
      kind: 'observation',
      at: time('14:40'),
      writtenAt: time('14:45'),
      by: an.id,
      corrections: [
        { at: time('14:46'), by: an.id, text: 'first', entryAt: time('14:45'), kind: 'note' },
        { at: time('14:47'), by: binh.id, text: 'second', entryAt: time('14:45'), kind: 'observation' },
      ],
    });
  });

  it('moves an entry whose time was corrected to its place', () => {
    const { set, entry } = logged();
    set.does({ type: 'timeline.correct', entry, at: time('14:00') });
    expect(set.lines()[0]).toBe('first');
  });

  it('A retraction keeps the entry, with who, when and why (ours)', () => {
    const { set, entry } = logged();
    set.does({ type: 'timeline.retract', entry, reason: 'Wrong incident' });
    expect(entryOf(set.incident(), entry)).toMatchObject({
      text: 'first',
      retracted: { at: time('14:45'), by: an.id, reason: 'Wrong incident' },
    });
    expect(set.refuses({ type: 'timeline.retract', entry }).code).toBe('no-change');
    set.does({ type: 'timeline.restore', entry });
    expect(entryOf(set.incident(), entry)?.retracted).toBeUndefined();
    expect(set.refuses({ type: 'timeline.restore', entry }).code).toBe('no-change');
  });

  it('An entry is starred and made shareable, and both are taken back (ours)', () => {
    const { set, entry } = logged();
    set.does({ type: 'timeline.mark', entry, star: true, shareable: true });
    expect(entryOf(set.incident(), entry)).toMatchObject({ star: true, shareable: true });
    set.does({ type: 'timeline.mark', entry, star: false });
    expect(entryOf(set.incident(), entry)).not.toHaveProperty('star');
    expect(set.refuses({ type: 'timeline.mark', entry, star: false }).code).toBe('no-change');
  });

  it('refuses to rewrite what tells of a deed (promise 6)', () => {
    const { set } = logged();
    const entry = set.last('incident.declared');
    expect(set.refuses({ type: 'timeline.correct', entry, text: 'x' })).toMatchObject({
      code: 'not-editable',
      field: 'entry',
    });
    expect(set.refuses({ type: 'timeline.retract', entry }).code).toBe('not-editable');
    set.does({ type: 'timeline.mark', entry, star: false });
  });

  it('refuses nothing new, the future, another kind for a record, and an entry nobody has', () => {
    const { set, entry } = logged();
    expect(set.refuses({ type: 'timeline.correct', entry, text: 'first' }).code).toBe('no-change');
    expect(set.refuses({ type: 'timeline.correct', entry, at: time('15:45') }).code).toBe('in-the-future');
    set.does({ type: 'task.give', text: 'x' });
    expect(set.refuses({ type: 'timeline.correct', entry: set.last('task.given'), kind: 'note' })).toMatchObject({
      code: 'not-editable',
      field: 'kind',
    });
    for (const type of ['timeline.correct', 'timeline.retract', 'timeline.restore', 'timeline.mark'] as const)
      expect(set.refuses({ type, entry: countedId(998) }).code).toBe('unknown-entry');
  });
});

describe('importing (DOMAIN 6)', () => {
  const lines = [
    { at: time('14:20'), kind: 'observation', text: 'Alert fires' },
    { at: time('14:21'), kind: 'decision', text: 'Roll back', author: 'Pham C' },
    { at: time('14:22'), kind: 'hypothesis', text: 'Pool exhausted', precision: 'approx' },
    { at: time('14:23'), kind: 'hypothesis', text: 'Bad deploy' },
    { at: time('14:24'), kind: 'task', text: 'Check the pool' },
    { at: time('14:25'), kind: 'action', text: 'Rolled back' },
    { at: time('14:26'), kind: 'escalation', text: 'Called the vendor' },
  ] as const;

  it('makes each line the record that its kind names, in one batch', () => {
    const set = declared();
    const events = set.does({ type: 'timeline.import', entries: [...lines] });
    expect(events.map((e) => e.type)).toEqual([
      'entry.logged',
      'decision.made',
      'hypothesis.raised',
      'hypothesis.raised',
      'task.given',
      'action.recorded',
      'entry.logged',
    ]);
    const batches = new Set(events.map((e) => (e.payload as { pasted: { batch: string } }).pasted.batch));
    expect(batches.size).toBe(1);
    const { decisions, hypotheses, tasks, actions } = set.incident();
    expect([decisions.size, hypotheses.size, tasks.size, actions.size]).toEqual([1, 2, 1, 1]);
    expect(actions.chunks[0]?.[0]).toMatchObject({ state: 'done', owner: null });
  });

  it('numbers hypotheses on from those that are there, in the event as in the state', () => {
    const set = declared();
    set.does({ type: 'hypothesis.raise', text: 'Own one' });
    const events = set.does({ type: 'timeline.import', entries: [...lines] });
    expect(
      events.flatMap((e) => (e.type === 'hypothesis.raised' ? [(e.payload as { number: number }).number] : [])),
    ).toEqual([2, 3]);
    expect(
      set
        .incident()
        .hypotheses.chunks.flat()
        .map((h) => h.number),
    ).toEqual([1, 2, 3]);
  });

  it('keeps how exact a time is and whom the line named (DOMAIN 6)', () => {
    const set = declared();
    set.does({ type: 'timeline.import', entries: [...lines] });
    const entries = set.incident().timeline.entries.chunks.flat();
    expect(entries.find((e) => e.text === 'Roll back')?.pasted).toMatchObject({ author: 'Pham C' });
    expect(entries.find((e) => e.text === 'Pool exhausted')?.pasted).toMatchObject({ precision: 'approx' });
  });

  it('refuses the whole paste when one line lies in the future, naming it', () => {
    const refusal = declared().refuses({
      type: 'timeline.import',
      entries: [lines[0], { at: time('18:00'), kind: 'note', text: 'Tomorrow' }],
    });
    expect(refusal).toMatchObject({ code: 'in-the-future', field: 'entries' });
    expect(refusal.message).toContain('"Tomorrow"');
  });

  it('refuses none, and more than 50,000 at once', () => {
    expect(declared().refuses({ type: 'timeline.import', entries: [] }).message).toBe('There is nothing to add.');
    const many = Array.from({ length: 50_001 }, () => lines[0]);
    expect(declared().refuses({ type: 'timeline.import', entries: many }).message).toContain('At most 50,000 entries');
  });
});
