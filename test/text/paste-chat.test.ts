// Text copied out of chat windows: name and time on a line, the message below.
import { describe, expect, test } from 'vitest';
import { readPastedTimeline, type PasteContext } from '../../src-shared/text/pasted-timeline.ts';

const now = Date.parse('2025-03-03T12:00:00Z');
const D = '2025-02-28';

/** Rows as `time precision author: text`, with the time in UTC; `null` where none was read. */
function rows(text: string, ctx: Partial<PasteContext> = {}): string[] {
  return readPastedTimeline(text, { now, zone: 'UTC', date: D, ...ctx }).rows.map((row) => {
    const at =
      row.at === null
        ? 'null'
        : new Date(row.at).toISOString().replace('.000Z', 'Z').replace(':00Z', 'Z').replace(`${D}T`, '');
    return `${at}${row.precision === undefined ? '' : ` ${row.precision}`} ${row.author === undefined ? '' : `${row.author}: `}${row.text}`;
  });
}

describe('Text copied from a chat window is read (ours)', () => {
  const shapes: [string, string][] = [
    ['Slack', 'Tran B\n  2:32 PM\ndb is down\nlooking\n\nNguyen Van A\n  2:35 PM\nack'],
    ['Slack on one line', 'Tran B  2:32 PM\ndb is down\nlooking\nNguyen Van A  2:35 PM\nack'],
    ['in brackets', 'Tran B  [2:32 PM]\ndb is down\nlooking\n\nNguyen Van A  [2:35 PM]\nack'],
    ['Discord', 'Tran B — 02/28/2025 2:32 PM\ndb is down\nlooking\nNguyen Van A — 02/28/2025 2:35 PM\nack'],
    ['Teams', '[2/28/2025 2:32 PM] Tran B\ndb is down\nlooking\n[2/28/2025 2:35 PM] Nguyen Van A\nack'],
    ['Teams, name first', 'Tran B 2/28/2025 2:32 PM\ndb is down\nlooking\n\nNguyen Van A 2/28/2025 2:35 PM\nack'],
  ];
  test.each(shapes)('%s', (_, text) => {
    expect(rows(text)).toEqual(['14:32Z Tran B: db is down looking', '14:35Z Nguyen Van A: ack']);
    expect(readPastedTimeline(text, { now, zone: 'UTC', date: D }).layout).toBe('chat');
  });

  test('today at, date dividers, programs, furniture, and the same person again', () => {
    const text =
      'Friday, February 28th\nPagerDuty APP  2:32 PM\nHighErrorRate fires at 14:31\n3 replies\nLast reply today at 2:50 PM\n2:33\nstill firing\nTran B — Today at 9:00 AM\nmorning';
    expect(rows(text)).toEqual([
      '14:32Z PagerDuty: HighErrorRate fires at 14:31',
      '14:33Z PagerDuty: still firing',
      '2025-03-03T09:00Z Tran B: morning',
    ]);
    expect(readPastedTimeline(text, { now, zone: 'UTC' }).skipped.map((skip) => skip.reason)).toEqual([
      'date',
      'chat furniture',
      'chat furniture',
    ]);
  });

  test('a list whose lines end with a time is no chat', () => {
    expect(rows('14:32 Restarted, next check 14:40\n14:40 Restarted again at 14:41')).toEqual([
      '14:32Z Restarted, next check 14:40',
      '14:40Z Restarted again at 14:41',
    ]);
  });
});
