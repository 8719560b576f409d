// What somebody changed on the page past us: on the record once, both texts kept, and no post before somebody chose.
import { describe, expect, test } from 'vitest';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { authorOf } from '../../src-shared/incident/entry-filter.ts';
import { openDrift } from '../../src-shared/incident/status-page.ts';
import { declared, time, type Stage, type Wanted } from './scenario.ts';

const THEIRS = { page: 'public', key: 'u1/1', what: 'posted', step: 'identified', text: 'A bad deploy.' } as const;
const post: Wanted = {
  type: 'status-page.publish',
  step: 'monitoring',
  text: 'It is mended.',
  components: [],
  notify: true,
};

function drifted(): Stage {
  const set = declared();
  set.does({ type: 'page.drift', ...THEIRS, at: time('14:30') });
  return set;
}

function choose(set: Stage, choice: 'theirs' | 'ours'): void {
  set.does({ type: 'page.settle-drift', drift: openDrift(set.incident(), 'public')?.id ?? '', choice });
}

describe('Edited on the web: shown with both texts, never overwritten silently (ours)', () => {
  test('it stands on the timeline at the time of the page, starred, with its words', () => {
    const line = [...items(drifted().incident().timeline.entries)].find(({ type }) => type === 'page.drifted');
    expect(line).toMatchObject({ at: time('14:30'), star: true });
    expect(authorOf({ ...line!, via: 'system' }, {})).toBe('Warroom');
    expect(line?.text).toBe('Status page, changed there and not from here: somebody posted, Identified. A bad deploy.');
  });

  test('the same change told twice is one', () => {
    expect(drifted().refuses({ type: 'page.drift', ...THEIRS, at: time('14:30') }).code).toBe('no-change');
  });

  test('nothing is posted before somebody has chosen', () => {
    const set = drifted();
    expect(set.refuses(post).message).toContain('Read both texts');
    choose(set, 'ours');
    expect(set.does(post).map(({ type }) => type)).toContain('status-page.submitted');
  });

  test('theirs stands: the page is at their step and the incident follows it forward', () => {
    const set = drifted();
    const drift = openDrift(set.incident(), 'public')?.id ?? '';
    choose(set, 'theirs');
    expect(set.incident().statusPage.pages.public.step).toBe('identified');
    expect(set.incident().lifecycle.status).toBe('identified');
    expect(set.refuses({ type: 'page.settle-drift', drift, choice: 'ours' }).code).toBe('no-change');
  });

  test('ours stands: neither page nor incident move', () => {
    const set = drifted();
    const { status } = set.incident().lifecycle;
    choose(set, 'ours');
    expect(set.incident().statusPage.pages.public.step).toBeNull();
    expect(set.incident().lifecycle.status).toBe(status);
  });

  test('left deleted, nothing stands on the page any more', () => {
    const set = declared();
    set.does({ type: 'page.drift', page: 'public', key: 'gone/1', what: 'gone', at: time('14:30') });
    choose(set, 'theirs');
    expect(set.incident().statusPage.pages.public.step).toBeNull();
  });
});

const DOUBLED = { page: 'public', key: 'doubled/u2', what: 'doubled', text: 'We look.', update: 'u2' } as const;

describe('A text of ours that stands on the page twice is said, and mended by one press (ours)', () => {
  test('it holds up no post, and steps back behind what does', () => {
    const set = declared();
    set.does({ type: 'page.drift', ...DOUBLED, at: time('14:30') });
    expect(openDrift(set.incident(), 'public')?.what).toBe('doubled');
    expect(set.does(post).map(({ type }) => type)).toContain('status-page.submitted');
    set.does({ type: 'page.drift', ...THEIRS, at: time('14:31') });
    expect(openDrift(set.incident(), 'public')?.what).toBe('posted');
  });

  test('what the later one is to say is frozen with the choice; left as it is, nothing is said', () => {
    const set = declared();
    set.does({ type: 'page.drift', ...DOUBLED, at: time('14:30') });
    choose(set, 'ours');
    expect(set.incident().pageDrift[0]?.settled?.text).toMatch(/^This repeats our update above/u);
    const other = declared();
    other.does({ type: 'page.drift', ...DOUBLED, at: time('14:30') });
    choose(other, 'theirs');
    expect(other.incident().pageDrift[0]?.settled).not.toHaveProperty('text');
  });
});

describe('Component states set on the web are asked about with both values (ours)', () => {
  const components = [{ name: 'Payments', ours: 'operational', theirs: 'major-outage' }] as const;
  const change: Wanted = {
    type: 'page.drift',
    page: 'public',
    key: 'components/1',
    what: 'components',
    components: [...components],
    at: time('14:30'),
  };

  test('both stand on the timeline, and no post goes before the choice', () => {
    const set = declared();
    set.does({ type: 'incident.describe', components: ['Payments'] });
    set.does(change);
    expect(set.lines().join('\n')).toContain('Payments is major outage there, operational here');
    expect(set.refuses(post).code).toBe('hold-over');
    choose(set, 'theirs');
    expect(set.incident().statusPage.pages.public.components).toContainEqual({
      name: 'Payments',
      state: 'major-outage',
    });
  });
});
