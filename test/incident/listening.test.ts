// How well the room is heard: a gap has a beginning, an end, and what stayed missing.
import { describe, expect, test } from 'vitest';
import { an, declared, time, type Wanted } from './scenario.ts';

const place = 'C1';

describe('when nobody listened', () => {
  const broken: Wanted = { type: 'listening.break', vendor: 'slack', place, why: 'The connection broke.' };
  const caughtUp = (brought: number, missing?: string): Wanted => ({
    type: 'listening.catch-up',
    vendor: 'slack',
    place,
    brought,
    ...(missing === undefined ? {} : { missing }),
  });

  test('the record says from when to when, and the timeline where it mattered', () => {
    const set = declared();
    set.at('14:40').by(an, 'system').does(broken);
    expect(set.refuses(broken)).toMatchObject({ code: 'no-change' });
    expect(set.incident().listening[place]).toMatchObject({ is: 'broken', since: time('14:40') });
    set.at('14:55').does(caughtUp(12));
    expect(set.incident().listening[place]).toEqual({ vendor: 'slack', is: 'complete', since: time('14:55') });
    expect(set.lines().at(-1)).toBe('12 messages of the room came in late');
    const lines = set.lines().length;
    set.at('15:00').does(broken);
    set.at('15:00:05').does(caughtUp(1));
    expect(set.lines()).toHaveLength(lines);
  });

  test('what could not be read is said', () => {
    const set = declared();
    set.by(an, 'system').does(caughtUp(0, 'older than 4,000 messages'));
    expect(set.incident().listening[place]?.missing).toBe('older than 4,000 messages');
    expect(set.lines().at(-1)).toContain('Missing: older than 4,000 messages');
  });
});
