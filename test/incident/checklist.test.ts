// Checklists: items tick themselves from deeds, or by hand; every tick is an event (DOMAIN.md 12).
import { describe, expect, it, test } from 'vitest';
import { checklistsOf, type ChecklistView } from '../../src-shared/incident/checklist.ts';
import { an, binh, chi, declared, standard, time, type Stage } from './scenario.ts';

const listOf = (set: Stage, id: string): ChecklistView => {
  const found = checklistsOf(set.incident()).find((list) => list.id === id);
  if (found === undefined) throw new Error(`no list ${id}`);
  return found;
};
const items = (set: Stage, list: string) => listOf(set, list).phases.flatMap((phase) => phase.items);
const open = (set: Stage, list: string): string[] =>
  items(set, list)
    .filter(({ tick }) => tick === null)
    .map(({ id }) => id);
const tickOf = (set: Stage, list: string, item: string) => items(set, list).find(({ id }) => id === item)?.tick;

function publish(set: Stage, step: 'investigating' | 'identified' | 'monitoring' | 'resolved'): void {
  set.does({ type: 'status-page.publish', step, text: 'Said.', components: [], notify: false });
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
}

describe('what the lists hold', () => {
  test('the commander claims, bridges, names scribe, severity, operations, comms, first update and check-in (S2)', () => {
    expect(items(declared(), 'commander').map(({ id }) => id)).toEqual([
      'claim',
      'bridge',
      'scribe',
      'severity',
      'operations',
      'comms',
      'first-update',
      'check-in',
    ]);
  });

  test('operations acknowledges, gathers, raises a hypothesis, checks it safely, proposes, executes and verifies (S2)', () => {
    expect(items(declared(), 'operations').map(({ id }) => id)).toEqual([
      'acknowledge',
      'gather',
      'hypothesis',
      'verify-safely',
      'propose',
      'execute',
      'verify-fix',
    ]);
  });

  test('comms acknowledges, drafts inside, posts the four page steps and watches support (S2)', () => {
    expect(
      items(declared(), 'comms')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(
      [
        'acknowledge',
        'internal-draft',
        'page-investigating',
        'page-identified',
        'page-monitoring',
        'page-resolved',
        'support',
      ].toSorted(),
    );
  });

  test('the scribe has a list of their own (ours)', () => {
    expect(listOf(declared(), 'scribe').role).toBe('scribe');
    expect(items(declared(), 'scribe').length).toBeGreaterThan(3);
  });

  test('on-call has five phases: 48 h before, 24 h before, the start, after each alert, the end (S3)', () => {
    const list = listOf(declared(), 'on-call');
    expect(list.phases.map(({ when }) => when)).toEqual([
      '48 hours before',
      '24 hours before',
      'At the start',
      'After each alert',
      'At the end',
    ]);
    expect(list.role).toBeNull();
  });

  it('has none where the playbook sets none', () => {
    const set = declared({ playbook: { ...standard, checklists: [] } });
    expect(checklistsOf(set.incident())).toEqual([]);
    expect(set.refuses({ type: 'checklist.tick', list: 'commander', item: 'bridge' }).code).toBe('unknown-record');
  });
});

describe('what ticks itself', () => {
  test('an item ticks itself from its deed (ours)', () => {
    const set = declared({ commander: null });
    expect(open(set, 'commander')).toEqual([
      'claim',
      'bridge',
      'scribe',
      'operations',
      'comms',
      'first-update',
      'check-in',
    ]);
    set.at('14:38').does({ type: 'command.assign', person: { id: an.id } });
    set.at('14:40').does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
    set.at('14:41').does({ type: 'update.post', audience: 'room', text: 'We look at it.' });
    expect(open(set, 'commander')).toEqual(['bridge', 'operations', 'comms', 'check-in']);
    expect(tickOf(set, 'commander', 'claim')).toEqual({ at: time('14:38'), by: an.id, how: 'deed' });
    expect(tickOf(set, 'commander', 'first-update')).toEqual({ at: time('14:41'), by: an.id, how: 'deed' });
    expect(listOf(set, 'commander')).toMatchObject({ done: 4, size: 8 });
  });

  it.each([
    ['commander', ['claim', 'scribe', 'severity', 'operations', 'comms', 'first-update'], ['bridge', 'check-in']],
    ['operations', ['acknowledge', 'hypothesis', 'verify-safely', 'propose', 'execute', 'verify-fix'], ['gather']],
    [
      'comms',
      ['acknowledge', 'internal-draft', 'page-investigating', 'page-identified', 'page-monitoring', 'page-resolved'],
      ['support'],
    ],
  ])(
    'What is done in Warroom ticks itself, what is done elsewhere is ticked by hand (ours): %s',
    (list, byDeed, byHand) => {
      const all = standard.checklists.find(({ id }) => id === list)?.phases.flatMap((phase) => phase.items) ?? [];
      const own = (auto: boolean): string[] =>
        all.filter(({ doneBy }) => (doneBy !== undefined) === auto).map(({ id }) => id);
      expect([own(true).toSorted(), own(false)]).toEqual([byDeed.toSorted(), byHand]);
      for (const item of byHand) {
        const set = declared();
        set.does({ type: 'checklist.tick', list, item });
        expect(tickOf(set, list, item)).toMatchObject({ how: 'hand' });
      }
    },
  );

  it('follows operations from the acknowledgement to what was done', () => {
    const set = declared();
    set.does({ type: 'role.assign', role: 'ops', person: { id: an.id } });
    set.does({ type: 'hypothesis.raise', text: 'The pool is exhausted' });
    set.does({
      type: 'hypothesis.settle',
      hypothesis: set.last('hypothesis.raised'),
      outcome: 'confirmed',
      evidence: '50 of 50',
    });
    set.does({ type: 'action.record', text: 'Roll back' });
    expect(open(set, 'operations')).toEqual(['gather', 'verify-fix']);
    set.given('action.moved', { action: set.last('action.recorded'), to: 'verified' });
    expect(open(set, 'operations')).toEqual(['gather']);
  });

  it('follows the four steps of the public page, and no other page', () => {
    const set = declared({ vendors: [{ vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] }] });
    set.does({
      type: 'status-page.publish',
      page: 'private',
      step: 'investigating',
      text: 'For a few.',
      components: [],
      notify: false,
    });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(tickOf(set, 'comms', 'page-investigating')).toBeNull();
    for (const step of ['investigating', 'identified', 'monitoring', 'resolved'] as const) {
      publish(set, step);
      expect(tickOf(set, 'comms', `page-${step}`)).toMatchObject({ how: 'deed' });
    }
  });

  test('what is undone opens its item again: one truth for both (ours)', () => {
    const set = declared();
    set.does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
    expect(tickOf(set, 'commander', 'scribe')).toMatchObject({ how: 'deed' });
    const [seat] = set.incident().roles['scribe'] ?? [];
    set.does({ type: 'role.vacate', role: 'scribe', person: seat?.person ?? '' });
    expect(tickOf(set, 'commander', 'scribe')).toBeNull();
    set.does({ type: 'hypothesis.raise', text: 'The pool is exhausted' });
    expect(tickOf(set, 'operations', 'hypothesis')).toMatchObject({ how: 'deed' });
    set.does({ type: 'timeline.retract', entry: set.last('hypothesis.raised') });
    expect(tickOf(set, 'operations', 'hypothesis')).toBeNull();
  });
});

describe('by hand', () => {
  test('every tick is an event: by hand and back, with who and when (ours)', () => {
    const set = declared().at('14:40').by(binh);
    expect(set.does({ type: 'checklist.tick', list: 'commander', item: 'bridge' }).at(-1)).toEqual({
      type: 'checklist.ticked',
      payload: { list: 'commander', item: 'bridge', text: 'Start the bridge', of: 'Commander checklist' },
    });
    expect(tickOf(set, 'commander', 'bridge')).toMatchObject({ at: time('14:40'), how: 'hand' });
    expect(set.lines().at(-1)).toBe('Ticked: Start the bridge');
    expect(set.refuses({ type: 'checklist.tick', list: 'commander', item: 'bridge' }).code).toBe('no-change');
    set.does({ type: 'checklist.untick', list: 'commander', item: 'bridge' });
    expect(tickOf(set, 'commander', 'bridge')).toBeNull();
    expect(set.refuses({ type: 'checklist.untick', list: 'commander', item: 'bridge' }).code).toBe('no-change');
  });

  it('ticks what was done elsewhere, and the deed takes over once it is done here', () => {
    const set = declared().at('14:40');
    set.does({ type: 'checklist.tick', list: 'commander', item: 'scribe' });
    expect(tickOf(set, 'commander', 'scribe')).toMatchObject({ at: time('14:40'), how: 'hand' });
    set.at('14:42').does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
    expect(tickOf(set, 'commander', 'scribe')).toMatchObject({ at: time('14:42'), how: 'deed' });
    expect(set.refuses({ type: 'checklist.untick', list: 'commander', item: 'scribe' }).code).toBe('not-editable');
  });

  it('refuses an item or a list that the playbook has not, and what is no id at all', () => {
    const set = declared();
    expect(set.refuses({ type: 'checklist.tick', list: 'commander', item: 'coffee' }).code).toBe('unknown-record');
    expect(set.refuses({ type: 'checklist.tick', list: 'constructor', item: 'bridge' }).code).toBe('malformed');
    expect(set.refuses({ type: 'checklist.tick', list: '__proto__', item: 'bridge' }).code).toBe('malformed');
  });

  it('goes on after closing: the end of a shift comes later', () => {
    const set = declared();
    set.does({ type: 'status.move', to: 'resolved' });
    set.does({ type: 'status.move', to: 'closed' });
    set.does({ type: 'checklist.tick', list: 'on-call', item: 'say-end' });
    expect(tickOf(set, 'on-call', 'say-end')).toMatchObject({ how: 'hand' });
  });
});
