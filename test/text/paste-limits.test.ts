// Too much, no text at all, and lines made to be slow: always an answer, in words, in linear time.
import { describe, expect, test } from 'vitest';
import { readPastedTimeline } from '../../src-shared/text/pasted-timeline.ts';

const now = Date.parse('2025-03-03T12:00:00Z');
const D = '2025-02-28';

describe('too much, or no text at all', () => {
  test('binary', () => {
    const bytes = Array.from({ length: 5000 }, (_, i) => String.fromCharCode((i * 7) % 256)).join('');
    const read = readPastedTimeline(bytes, { now, zone: 'UTC' });
    expect(read).toMatchObject({ rows: [], counts: { rows: 0 } });
    expect(read.problem).toMatch(/not text/);
  });

  test('nothing', () => {
    expect(readPastedTimeline(' \n ', { now, zone: 'UTC' }).problem).toMatch(/nothing to read/i);
    expect(readPastedTimeline('---', { now, zone: 'UTC' }).problem).toMatch(/No entry was found/);
  });

  test('a stray NUL is taken out and told', () => {
    const read = readPastedTimeline('14:32 db\u0000 down\u202e', { now, zone: 'UTC', date: D });
    expect(read.rows[0]?.text).toBe('db down');
    expect(read.warnings[0]).toMatchObject({ code: 'cleaned' });
  });

  test('more entries than fit: what was not read is said', () => {
    const read = readPastedTimeline(Array.from({ length: 50_010 }, () => '14:32 x').join('\n'), {
      now,
      zone: 'UTC',
      date: D,
    });
    expect(read.rows).toHaveLength(50_000);
    expect(read.skipped.at(-1)).toMatchObject({ line: 50_001, lastLine: 50_010, reason: 'too much at once' });
    expect(read.warnings.map((warning) => warning.message).join()).toContain('Paste those separately');
  });

  test('an entry longer than fits is cut, and told', () => {
    const read = readPastedTimeline(`14:32 ${'🔥'.repeat(12_000)}`, { now, zone: 'UTC', date: D });
    expect([...(read.rows[0]?.text ?? '')]).toHaveLength(10_000);
    expect(read.warnings.map((warning) => warning.code)).toEqual(['too-long']);
  });

  const timed = (text: string): number => {
    // The best of four: the first also compiles, and the machine may be busy with something else.
    const runs = [1, 2, 3, 4].map(() => {
      const begin = process.threadCpuUsage();
      readPastedTimeline(text, { now, zone: 'Europe/Berlin', date: D });
      // Of this thread alone: what else the machine does meanwhile says nothing about the reading.
      const { user, system } = process.threadCpuUsage(begin);
      return (user + system) / 1000;
    });
    return Math.min(...runs);
  };
  const MB = 1_000_000;
  const fill = (unit: string): string => unit.repeat(Math.ceil(MB / unit.length));
  test.each([
    ' ',
    '\t',
    '1',
    ':',
    '14:32',
    '14:32 | ',
    '| ',
    '|',
    '- ',
    '(',
    '[',
    '*',
    '#',
    '>',
    '~',
    'T+',
    'T+1',
    '2025-02-28 ',
    'today at ',
    'Mon ',
    'a',
    '\\|',
    '=',
    '"',
    'after ',
    '\u200d',
    'e\u0301',
    '\u202e',
    '<a> ',
    '**a:** ',
    '1:',
    '. ',
    // The goal is 200 ms; on a busy machine three times that still tells linear from quadratic, which takes minutes.
  ])('a line of a million: %j is read in linear time', (unit) => {
    expect(timed(fill(unit))).toBeLessThan(600);
    expect(timed(`14:32 ${fill(unit)}`)).toBeLessThan(600);
  });

  test('5 MB of an ordinary timeline in under 2 s', () => {
    const lines = Array.from(
      { length: 72_000 },
      (_, i) =>
        `- ${String(i % 24).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} UTC the error rate on payments rises again, host ${i}`,
    );
    const text = lines.join('\n');
    expect(text.length).toBeGreaterThan(4.5 * MB);
    expect(timed(text)).toBeLessThan(2000);
  });
});
