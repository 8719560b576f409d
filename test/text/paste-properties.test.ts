// What must hold for any paste: nothing throws, no line is lost, and our own Markdown reads back to the same entries.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from '../../src-shared/text/clean.ts';
import { timelineAsMarkdown } from '../../src-shared/text/markdown-list.ts';
import { readPastedTimeline, type PastedTimeline } from '../../src-shared/text/pasted-timeline.ts';

const ctx = { now: Date.parse('2025-03-03T12:00:00Z'), zone: 'Europe/Berlin' };

const piece = fc.constantFrom(
  '14:32',
  '23:50',
  '00:10',
  '2:32 pm',
  ' PST',
  ' UTC',
  'Z',
  ' - ',
  ': ',
  ' | ',
  '|',
  '[',
  ']',
  '(',
  ')',
  '- ',
  '* ',
  '# ',
  '## ',
  '> ',
  '  ',
  '\t',
  '~',
  'after ',
  '2025-02-28',
  '28 Feb 2025',
  'Friday',
  'Today',
  'T+15',
  'T+1:30',
  'T0 = 14:00',
  ' (UTC)',
  'times in UTC',
  'Tran B',
  '@tran',
  '<a> ',
  '**b:** ',
  '**',
  '`',
  '"',
  '\\',
  '25:61',
  '(time not logged)',
  '(no time or date)',
  '|---|---|',
  '| Time | Event |',
  '| Date | Time | Who | What |',
  '---',
  'to 15:00',
  '-15:00',
  ' (15:32 CET)',
  '/ 15:32 CET',
  'db down',
  'x',
  ':',
  'Detected: ',
  'Timeline:',
  '3 replies',
  '\u202e',
  '\u0000',
  '\ud800',
  '\u200d',
  'e\u0301',
  '\ufe0f',
  '\u2028',
  '1. ',
  '- [ ] ',
  '??:??',
  '12/03/2024',
  '+02:00',
);
const line = fc.oneof(
  { weight: 5, arbitrary: fc.array(piece, { maxLength: 7 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const paste = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
const options = { numRuns: 3000 };

test('every line that shows something is in a row or among the skipped', () => {
  fc.assert(
    fc.property(paste, (raw) => {
      const read = readPastedTimeline(raw, ctx);
      if (read.problem?.startsWith('This is not text') === true) return;
      for (const [i, one] of raw.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).entries()) {
        const shown = cleanText(one).text;
        // Bars part cells and entries, so a line may come back in pieces.
        expect(rawAt(read, i + 1).replaceAll(/[\s|]/g, '')).toContain(shown.replaceAll(/[\s|]/g, ''));
      }
    }),
    options,
  );
});

test('rows are sane', () => {
  fc.assert(
    fc.property(paste, (raw) => {
      for (const row of readPastedTimeline(raw, ctx).rows) {
        expect(row.text.isWellFormed()).toBe(true);
        expect(row.text).not.toContain('\n');
        expect(row.lastLine).toBeGreaterThanOrEqual(row.line);
        expect(row.at !== null || row.problem !== undefined).toBe(true);
        expect(row.text !== '' || row.problem !== undefined).toBe(true);
        expect(row.at === null || Number.isInteger(row.at)).toBe(true);
      }
    }),
    options,
  );
});

test('our own Markdown reads back to the same entries', () => {
  fc.assert(
    fc.property(paste, (raw) => {
      const once = readPastedTimeline(raw, ctx);
      const again = readPastedTimeline(timelineAsMarkdown(once.rows), { ...ctx, zone: 'Asia/Tokyo' });
      expect(again.rows.map(told)).toEqual(once.rows.map(told));
    }),
    options,
  );
});

test('a list of times and texts makes the round trip', () => {
  const entry = fc.record({
    at: fc.integer({ min: Date.UTC(2020, 0) / 1000, max: ctx.now / 1000 }).map((seconds) => seconds * 1000),
    text: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((text) => cleanText(text.replaceAll(/\s+/g, ' ')).text.replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== ''),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 10 }), (entries) => {
      const markdown = timelineAsMarkdown(entries);
      for (const { at } of entries) expect(markdown).toContain(`- ${new Date(at).toISOString().slice(11, 19)} UTC `);
      const back = readPastedTimeline(markdown, ctx).rows.map(({ at, text }) => ({ at, text }));
      expect(back).toEqual(entries);
    }),
    options,
  );
});

function rawAt(read: PastedTimeline, n: number): string {
  return [...read.rows, ...read.skipped]
    .filter((part) => part.line <= n && n <= part.lastLine)
    .map((part) => part.raw)
    .join('\n');
}

function told({ at, precision, text, author }: PastedTimeline['rows'][number]): unknown {
  return { at, precision, text, author };
}
