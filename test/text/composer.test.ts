// The composer grammar of DOMAIN.md section 6: this line, this meaning.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseComposer, type ComposedEntry } from '../../src-shared/text/composer.ts';

const now = Date.parse('2025-02-28T14:40:00Z');
const people = [
  { id: 'p1', name: 'Tran B' },
  { id: 'p2', name: 'Nguyen Van A' },
  { id: 'p3', name: 'Nguyen C' },
];
const ctx = { now, zone: 'UTC', people };
const at = (clock: string): number => Date.parse(`2025-02-28T${clock}Z`);

function entry(line: string, zone = 'UTC'): ComposedEntry {
  const result = parseComposer(line, { ...ctx, zone });
  if (result.type !== 'entry') throw new Error(`${line}: ${JSON.stringify(result)}`);
  return result;
}

describe('Plain text is an observation; d, h, t, a and c begin the other kinds (ours)', () => {
  test.each([
    ['db is down', 'observation', 'db is down'],
    ['d roll back', 'decision', 'roll back'],
    ['h pool exhausted', 'hypothesis', 'pool exhausted'],
    ['a restarting pods', 'action', 'restarting pods'],
    ['c told support', 'communication', 'told support'],
    ['a dog bit the cable', 'action', 'dog bit the cable'],
    ['A dog bit the cable', 'observation', 'A dog bit the cable'],
    ['\\a dog bit the cable', 'observation', 'a dog bit the cable'],
    [' a dog bit the cable', 'observation', 'a dog bit the cable'],
    ['\\\\d text', 'observation', '\\d text'],
    ['d a rollback', 'decision', 'a rollback'],
    ['d \\!important', 'decision', '!important'],
    ['db', 'observation', 'db'],
    ['d', 'observation', 'd'],
    ['e x', 'observation', 'e x'],
    ['what? yes', 'observation', 'what? yes'],
    ['\\?not a search', 'observation', '?not a search'],
  ])('%j', (line, kind, text) =>
    expect(entry(line)).toMatchObject({ kind, text, star: false, backdated: false, at: now }),
  );
});

describe('A time in front backdates: -4m, 14:32 or 14:32:05 (ours)', () => {
  test.each([
    ['-4m x', '14:36:00'],
    ['-90s x', '14:38:30'],
    ['-1h x', '13:40:00'],
    ['-1h30 x', '13:10:00'],
    ['−4m x', '14:36:00'],
    ['14:32 x', '14:32:00'],
    ['14:32:05 x', '14:32:05'],
    ['9:05 x', '09:05:00'],
    ['14:32Z x', '14:32:00'],
    ['14:32 UTC x', '14:32:00'],
  ])('%j', (line, clock) => expect(entry(line)).toMatchObject({ at: at(clock), backdated: true, text: 'x' }));

  test('in the zone', () => {
    expect(entry('15:32 x', 'Europe/Berlin').at).toBe(at('14:32:00'));
    expect(entry('14:32 UTC x', 'Europe/Berlin').at).toBe(at('14:32:00'));
    expect(entry('00:10 x', 'Asia/Tokyo')).toMatchObject({ at: at('00:00:00') - 8 * 3_600_000 - 50 * 60_000 });
  });

  test('more than a minute ahead is yesterday; a minute ahead is now', () => {
    expect(entry('14:42 x').at).toBe(at('14:42:00') - 86_400_000);
    expect(entry('14:41 x').at).toBe(now);
    const midnight = { ...ctx, now: Date.parse('2025-02-28T23:59:30Z') };
    expect(parseComposer('00:00 x', midnight)).toMatchObject({ at: midnight.now });
  });

  test('the clock put back: the latest time it showed that', () => {
    const autumn = { ...ctx, zone: 'Europe/Berlin', now: Date.parse('2024-10-27T01:40:00Z') };
    expect(parseComposer('02:30 x', autumn)).toMatchObject({ at: Date.parse('2024-10-27T01:30:00Z') });
    expect(parseComposer('02:50 x', autumn)).toMatchObject({ at: Date.parse('2024-10-27T00:50:00Z') });
  });

  test.each(['-5 degrees outside', '- a list', '25:99 x', '14:32x', '-4mb left', '14:32:99 x', '-x y', '10:1 ratio'])(
    '%j stays text',
    (line) => expect(entry(line)).toMatchObject({ text: line, backdated: false, at: now }),
  );
});

describe('An exclamation mark in front stars (ours)', () => {
  test.each(['! -4m d text', '-4m d ! text', 'd -4m !text', '!d -4m text', '-4m ! d text', 'd ! -4m text'])(
    '%j',
    (line) => expect(entry(line)).toMatchObject({ kind: 'decision', star: true, at: at('14:36:00'), text: 'text' }),
  );

  test('a mark elsewhere is text', () => {
    expect(entry('it works !')).toMatchObject({ star: false, text: 'it works !' });
    expect(entry('!= check fails')).toMatchObject({ star: false, text: '!= check fails' });
    expect(entry('! ! x')).toMatchObject({ star: true, text: '! x' });
  });

  test('Chips say what was understood of a line (ours)', () => {
    expect(entry('! -4m d text').chips.map((chip) => chip.label)).toEqual([
      'Decision',
      'Starred',
      '14:36:00 UTC, 4 min ago',
    ]);
    expect(entry('23:00 x').chips[0]?.label).toBe('yesterday 23:00:00 UTC, 15 h 40 min ago');
    expect(entry('t @tran 10m x').chips.map((chip) => chip.label)).toEqual(['Task', '@tran', '10 min']);
    expect(entry('plain').chips).toEqual([]);
  });
});

describe('A task is t, the name with @, its time-box and what to do (ours)', () => {
  test.each([
    ['t @tran 10m check the pool', { assignee: 'tran', assigneeId: 'p1', timeBoxMs: 600_000 }],
    ['t 10m @tran check the pool', { assignee: 'tran', assigneeId: 'p1', timeBoxMs: 600_000 }],
    ['t @"Tran B" 1h30 check the pool', { assignee: 'Tran B', assigneeId: 'p1', timeBoxMs: 5_400_000 }],
    ['t @tran.b check the pool', { assignee: 'tran.b', assigneeId: 'p1' }],
    ['t @nguyen van a 5m check the pool', { assignee: 'nguyen van a', assigneeId: 'p2', timeBoxMs: 300_000 }],
    ['t @Tran: check the pool', { assignee: 'Tran', assigneeId: 'p1' }],
    ['t @nguyen check the pool', { assignee: 'nguyen' }],
    ['t @Lee 10m check the pool', { assignee: 'Lee', timeBoxMs: 600_000 }],
    ['-4m ! t @Lee 1:30 check the pool', { assignee: 'Lee', timeBoxMs: 90_000, star: true }],
  ])('%j', (line, wanted) => {
    const read = entry(line);
    expect(read).toMatchObject({ kind: 'task', text: 'check the pool', ...wanted });
    expect(read.assigneeId).toBe((wanted as { assigneeId?: string }).assigneeId);
    expect(read.timeBoxMs).toBe((wanted as { timeBoxMs?: number }).timeBoxMs);
  });

  test('a number that is no time-box is text', () =>
    expect(entry('t @Lee 3 nodes to drain').text).toBe('3 nodes to drain'));
  test('`@` is text outside tasks', () => expect(entry('a @tran restarts pods').text).toBe('@tran restarts pods'));
});

describe('A question mark at the start searches (ours)', () => {
  test('empty, search', () => {
    expect(parseComposer('', ctx)).toEqual({ type: 'empty' });
    expect(parseComposer(' \u200b ', ctx)).toEqual({ type: 'empty' });
    expect(parseComposer('?pool', ctx)).toEqual({ type: 'search', query: 'pool' });
    expect(parseComposer('? two words ', ctx)).toEqual({ type: 'search', query: 'two words' });
  });

  test.each([
    ['d ', 'decided'],
    ['-4m', 'happened'],
    ['!', 'happened'],
    ['14:32 ', 'happened'],
    ['t check the pool', 'who does it'],
    ['t @Lee 10m', 'has to be done'],
    ['t @ x', 'who does it'],
    [`x${'y'.repeat(10_000)}`, 'Shorten it by 1'],
  ])('%j is incomplete', (line, what) => {
    const read = parseComposer(line, ctx);
    expect(read).toMatchObject({ type: 'incomplete' });
    expect(read.type === 'incomplete' && read.what).toContain(what);
  });
});

test('what cannot be seen is taken out, and said', () => {
  expect(entry('d roll\u202e back\u0000')).toMatchObject({
    text: 'roll back',
    cleaned: expect.stringContaining('Taken out'),
  });
  expect(entry('plain').cleaned).toBeUndefined();
});

test('never throws, never loses a visible character of plain text, never dates into the future', () => {
  const tokens = fc.constantFrom(
    'd ',
    't ',
    '!',
    ' ',
    '-4m ',
    '14:32 ',
    '@',
    '"',
    '\\',
    '?',
    '10m ',
    'x',
    '\u202e',
    '\u0000',
    '\ud800',
    '\u200d',
    '25:99 ',
    '-',
  );
  const line = fc
    .array(fc.oneof(tokens, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(line, fc.constantFrom('UTC', 'Europe/Berlin', 'not a zone'), (typed, zone) => {
      const read = parseComposer(typed, { ...ctx, zone });
      if (read.type !== 'entry') return;
      expect(read.text.trim()).not.toBe('');
      expect(read.at).toBeLessThanOrEqual(now);
      expect(read.text.isWellFormed()).toBe(true);
      const plain = parseComposer(`\\${read.text}`, ctx);
      expect(plain).toMatchObject({ type: 'entry', kind: 'observation', text: read.text });
    }),
    { numRuns: 3000 },
  );
});
