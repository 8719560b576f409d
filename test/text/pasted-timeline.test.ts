// Every shape of DOMAIN.md section 6 and more, each as: this text, these rows.
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

describe('Times are read in every way that people write them (ours)', () => {
  const one: [string, string][] = [
    ['14:32 - db down', '14:32Z db down'],
    ['14:32 — db down', '14:32Z db down'],
    ['14:32-db down', '14:32Z db down'],
    ['14:32: db down', '14:32Z db down'],
    ['14:32 | db down', '14:32Z db down'],
    ['14:32\tdb down', '14:32Z db down'],
    ['9:05 db down', '09:05Z db down'],
    ['14:32 UTC db down', '14:32Z db down'],
    ['14:32Z db down', '14:32Z db down'],
    ['14:32 (UTC) db down', '14:32Z db down'],
    ['[14:32] db down', '14:32Z db down'],
    ['[14:32 UTC] db down', '14:32Z db down'],
    ['[14:32:05] db down', '14:32:05Z db down'],
    ['(14:32) db down', '14:32Z db down'],
    ['**14:32** - db down', '14:32Z db down'],
    ['`14:32` db down', '14:32Z db down'],
    ['**14:32:** db down', '14:32Z db down'],
    ['14:32:05 db down', '14:32:05Z db down'],
    ['14:32:05.250 db down', '14:32:05.250Z db down'],
    ['2025-02-28 14:32 db down', '14:32Z db down'],
    ['2025/02/28 14:32 db down', '14:32Z db down'],
    ['2025-02-28T14:32:05Z db down', '14:32:05Z db down'],
    ['2025-02-28T14:32:05.123456Z db down', '14:32:05.123Z db down'],
    ['2025-02-28T15:32:05+01:00 db down', '14:32:05Z db down'],
    ['2025-02-28T09:32:05-0500 db down', '14:32:05Z db down'],
    ['2025-02-28 09:32:05 -0500 db down', '14:32:05Z db down'],
    ['20250228T143205Z db down', '14:32:05Z db down'],
    ['28 Feb 2025 14:32 db down', '14:32Z db down'],
    ['Feb 28, 2025, 2:32 PM - db down', '14:32Z db down'],
    ['28.02.2025 14:32 db down', '14:32Z db down'],
    ['Feb 28 14:32:05 host db down', '14:32:05Z host db down'],
    ['[28/02/2025, 14:32:05] Tran B: db down', '14:32:05Z Tran B: db down'],
    ['2:32 pm PST db down', '22:32Z db down'],
    ['2:32pm db down', '14:32Z db down'],
    ['2:32 p.m. - db down', '14:32Z db down'],
    ['2 PM db down', '14:00Z db down'],
    ['12:05 am db down', '00:05Z db down'],
    ['12:05 PM db down', '12:05Z db down'],
    ['14:32 CET db down', '13:32Z db down'],
    ['14:32 UTC+7 db down', '07:32Z db down'],
    ['14:32 UTC (15:32 CET) db down', '14:32Z db down'],
    ['14:32+02:00 db down', '12:32Z db down'],
    ['1342Z db down', '13:42Z db down'],
    ['1342 UTC db down', '13:42Z db down'],
    ['281342Z FEB 25 db down', '13:42Z db down'],
    ['14h32 db down', '14:32Z db down'],
    ['14.32 Uhr db down', '14:32Z db down'],
    ['14:32 Uhr: db down', '14:32Z db down'],
    ['~14:32 db down', '14:32Z approx db down'],
    ['about 14:32 - db down', '14:32Z approx db down'],
    ['approx. 14:32 db down', '14:32Z approx db down'],
    ['after 14:32 db down', '14:32Z after db down'],
    ['after 1345Z db down', '13:45Z after db down'],
    ['2025-02-28 after 14:32 db down', '14:32Z after db down'],
    ['2025-02-28 (time not logged) db down', '00:00Z day db down'],
    ['2025-02-28 ??:?? db down', '00:00Z day db down'],
    ['2025-02-28 db down', '00:00Z day db down'],
    ['14:32-14:40 db down', '14:32Z db down (until 14:40)'],
    ['14:32 – 14:40 UTC: db down', '14:32Z db down (until 14:40 UTC)'],
    ['- 14:32 db down', '14:32Z db down'],
    ['* 14:32 db down', '14:32Z db down'],
    ['• 14:32 — db down', '14:32Z db down'],
    ['– 14:32 db down', '14:32Z db down'],
    ['1. 14:32 db down', '14:32Z db down'],
    ['- [x] 14:32 db down', '14:32Z db down'],
    ['> 14:32 db down', '14:32Z db down'],
    ['### 14:32 db down', '14:32Z db down'],
    ['14:32 <tran> db down', '14:32Z tran: db down'],
    ['14:32 **Tran B:** db down', '14:32Z Tran B: db down'],
    ['| 14:32 | db down |', '14:32Z db down'],
    ['Detected: 2025-02-28 14:32 UTC', '14:32Z Detected'],
    ['24:00 db down', '2025-03-01T00:00Z db down'],
    ['14:32 -5 degrees outside', '14:32Z -5 degrees outside'],
    ['14:32 est. 200 users', '14:32Z est. 200 users'],
    ['14:32 DB is down', '14:32Z DB is down'],
    ['14:32 WEST region down', '14:32Z WEST region down'],
    ['14:32 x | y', '14:32Z x | y'],
    ['2:32 pm - said "T+5" | see 3', '14:32Z said "T+5" | see 3'],
  ];
  test.each(one)('%j', (text, wanted) => expect(rows(text)).toEqual([wanted]));
});

describe('What could not be read is marked (ours)', () => {
  test.each([
    '25:61 db down',
    'db is down',
    '10:1 ratio',
    '00:1a:2b:3c:4d:5e is the address',
    '15.13 was installed',
    '3 nodes lost',
  ])('%j', (text) => {
    const { rows: read } = readPastedTimeline(`14:00 first\n${text}`, { now, zone: 'UTC', date: D });
    expect(read).toHaveLength(2);
    expect(read[1]).toMatchObject({ at: null, text });
    expect(read[1]?.problem).toMatch(/time/);
  });
});

describe('many lines', () => {
  test('Two entries on one line are two (ours)', () => {
    expect(rows('14:55 - Fully restored | 15:00 - Resolved')).toEqual(['14:55Z Fully restored', '15:00Z Resolved']);
    expect(rows('| Time | Event |\n|---|---|\n| 14:47 | Rollback complete | 14:55 | Fully stable |')).toEqual([
      '14:47Z Rollback complete',
      '14:55Z Fully stable',
    ]);
  });

  test('Minutes since T0 are read (ours)', () => {
    const text =
      'T0 = 2025-02-28 14:32 UTC\n# T+15: "Update: found it"\nT+1:30 - a\nT+1h05m b\nT-5: c\nT+90s d\nT+ 2h e';
    expect(rows(text)).toEqual([
      '14:47Z Update: found it',
      '16:02Z a',
      '15:37Z b',
      '14:27Z c',
      '14:33:30Z d',
      '16:32Z e',
    ]);
  });

  test('T+ without T0 asks for it, and takes it from the user', () => {
    const asked = readPastedTimeline('T+15: x', { now, zone: 'UTC' });
    expect(asked).toMatchObject({ t0Needed: true, t0: null, rows: [{ at: null, text: 'x' }] });
    expect(rows('T+15: x', { t0: Date.parse('2025-02-28T14:00:00Z') })).toEqual(['14:15Z x']);
  });

  test('a T0 line with a text is an entry as well', () => {
    expect(rows('T+0 = 14:32 deploy begins\nT+5: errors')).toEqual(['14:32Z deploy begins', '14:37Z errors']);
  });

  test('tables: columns by their heading, zone from it, date column, author, kind', () => {
    const text =
      '| Date | Time (PST) | Who | Type | What happened |\n| --- | --- | --- | --- | --- |\n| 2025-02-28 | 06:32 | Tran B | Decision | roll back<br>now |\n| | 06:40 | | | done \\| checked |';
    expect(rows(text)).toEqual(['14:32Z Tran B: roll back now', '14:40Z done | checked']);
    expect(readPastedTimeline(text, { now, zone: 'UTC' }).rows[0]?.kind).toBe('decision');
  });

  test('a second column of times is the same time for another zone', () => {
    expect(rows('| UTC | Local time | Event |\n|---|---|---|\n| 14:32 | 15:32 | x |')).toEqual(['14:32Z x']);
  });

  test('Bullets and continuation lines belong to their entry (ours)', () => {
    expect(rows('14:32 - a\n    b\n\tc\n14:40 d')).toEqual(['14:32Z a b c', '14:40Z d']);
    expect(rows('- 14:32 a\nb\n- 14:40 c\n  - d')).toEqual(['14:32Z a b', '14:40Z c d']);
    expect(rows('   14:32 a\n   14:40 b\n      c')).toEqual(['14:32Z a', '14:40Z b c']);
  });

  test('a time alone takes the lines below', () => {
    expect(rows('14:32\ndb down\n\n14:40 UTC:\nback')).toEqual(['14:32Z db down', '14:40Z back']);
    expect(rows('### 14:32 UTC\ndb down')).toEqual(['14:32Z db down']);
  });

  test.each([
    '2025-02-27',
    '### 2025-02-27',
    '== 2025-02-27 (UTC) ==',
    '27 FEB 2025',
    'Thursday 27 February 2025',
    'Thu, 27 Feb 2025:',
    'Thursday, February 27, 2025',
    'February 27th, 2025',
    'Feb 27',
    'Thursday, February 27th',
    '27.02.2025',
    '27/02/2025',
    '2/27/2025',
    '2025/02/27',
    'Date: 2025-02-27',
    '**27 February 2025**',
    '--- 2025-02-27 ---',
    "27 Feb '25",
    'Thu 27 Feb 2025, times in UTC',
    'On 27 Feb 2025',
    '# Incident timeline 2025-02-27',
    'Timeline for 27 February 2025 (UTC)',
  ])('date line %j', (line) => {
    expect(rows(`${line}\n14:32 x`, { date: undefined as never })).toEqual(['2025-02-27T14:32Z x']);
  });

  test('today, yesterday and weekdays count from now', () => {
    const without = (text: string) =>
      readPastedTimeline(text, { now, zone: 'UTC' }).rows.map((row) =>
        new Date(row.at ?? 0).toISOString().slice(0, 16),
      );
    expect(without('Yesterday\n14:32 x\nToday\n09:00 y')).toEqual(['2025-03-02T14:32', '2025-03-03T09:00']);
    expect(without('Friday\n14:32 x\nSaturday\n09:00 y')).toEqual(['2025-02-28T14:32', '2025-03-01T09:00']);
  });

  test('Midnight is crossed forwards, and backwards where the newest stands first (ours)', () => {
    const over = readPastedTimeline('23:42 a\n00:22 b\n23:50 c\n00:30 d', { now, zone: 'UTC', date: D });
    expect(over.rows.map((row) => new Date(row.at ?? 0).toISOString().slice(5, 16))).toEqual([
      '02-28T23:42',
      '03-01T00:22',
      '02-28T23:50',
      '03-01T00:30',
    ]);
    expect(over.warnings.map((warning) => warning.code)).toContain('midnight');
    const back = readPastedTimeline('00:40 e\n00:30 d\n00:22 b\n23:42 a\n23:40 z', {
      now,
      zone: 'UTC',
      date: '2025-03-01',
    });
    expect(back.order).toBe('newest-first');
    expect(back.rows.map((row) => new Date(row.at ?? 0).toISOString().slice(5, 16))).toEqual([
      '03-01T00:40',
      '03-01T00:30',
      '03-01T00:22',
      '02-28T23:42',
      '02-28T23:40',
    ]);
    expect(back.warnings.filter((warning) => warning.code === 'out-of-order')).toEqual([]);
  });

  test('a small step back is an entry out of order, kept and told', () => {
    const read = readPastedTimeline('11:31 a\n11:12 b\n11:40 c', { now, zone: 'UTC', date: D });
    expect(read.rows.map((row) => row.text)).toEqual(['a', 'b', 'c']);
    expect(read.warnings.map(({ code, line }) => ({ code, line }))).toEqual([{ code: 'out-of-order', line: 2 }]);
  });

  test('untimed bullets below a date line belong to that day; elsewhere they are a question', () => {
    expect(rows('2025-02-28\n* a\n14:32 b')).toEqual(['00:00Z day a', '14:32Z b']);
    expect(rows('14:32 b\n* a')).toEqual(['14:32Z b', 'null a']);
  });
});

describe('zones', () => {
  test.each([
    ['All times UTC', 'UTC'],
    ['times in UTC', 'UTC'],
    ['# timeline, UTC', 'UTC'],
    ['Pacific time (PST)', 'PST (UTC-8)'],
    ['All times are in Pacific time', 'America/Los_Angeles'],
    ['Timezone: Europe/Berlin', 'Europe/Berlin'],
    ['Times in GMT+7', 'UTC+7'],
    ['| Time (CET) | Event |\n|---|---|', 'CET (UTC+1)'],
    ['== 2025-02-28 (UTC) ==', 'UTC'],
    ['times in ET', 'America/New_York'],
  ])('%j', (line, name) => {
    const text = line.startsWith('|') ? `${line}\n| 10:00 | x |` : `${line}\n10:00 x`;
    expect(readPastedTimeline(text, { now, zone: 'Asia/Tokyo', date: D }).zone).toMatchObject({ name, from: 'text' });
  });

  test('one zone on some rows counts for the bare ones too', () => {
    expect(rows('14:32 UTC a\n14:40 b', { zone: 'Asia/Tokyo' })).toEqual(['14:32Z a', '14:40Z b']);
  });

  test('the setting counts where the text says nothing, with its clock changes', () => {
    expect(rows('14:32 a', { zone: 'Europe/Berlin' })).toEqual(['13:32Z a']);
    expect(rows('2024-07-01 14:32 a', { zone: 'Europe/Berlin' })).toEqual(['2024-07-01T12:32Z a']);
  });

  test('an ambiguous abbreviation is told, unless the user has settled it', () => {
    const told = (ctx: Partial<PasteContext>) =>
      readPastedTimeline('14:32 IST x', { now, zone: 'UTC', date: D, ...ctx });
    expect(told({}).warnings.map((warning) => warning.code)).toEqual(['zone-doubtful']);
    expect(told({ abbreviations: { IST: 60 } })).toMatchObject({
      warnings: [],
      rows: [{ at: Date.parse('2025-02-28T13:32:00Z') }],
    });
  });

  test('PST in summer is read as written, and told', () => {
    const read = readPastedTimeline('2024-07-01 2:32 pm PST x', { now, zone: 'UTC' });
    expect(read.rows[0]?.at).toBe(Date.parse('2024-07-01T22:32:00Z'));
    expect(read.warnings[0]?.message).toContain('PDT was');
  });

  test('a clock put back: the reading that keeps the order', () => {
    const read = readPastedTimeline('2024-10-27\n02:50 a\n02:10 b\n03:10 c', { now, zone: 'Europe/Berlin' });
    expect(read.rows.map((row) => new Date(row.at ?? 0).toISOString().slice(11, 16))).toEqual([
      '00:50',
      '01:10',
      '02:10',
    ]);
    expect(read.warnings.every((warning) => warning.code === 'clock-change')).toBe(true);
  });
});

describe('dates that nobody gave', () => {
  test('today, or the last day on which nothing lies in the future; and asks', () => {
    const read = readPastedTimeline('09:00 a\n09:30 b', { now, zone: 'UTC' });
    expect(read.date).toEqual({ day: '2025-03-03', from: 'assumed' });
    expect(readPastedTimeline('14:00 a\n14:30 b', { now, zone: 'UTC' }).date.day).toBe('2025-03-02');
    expect(readPastedTimeline('23:00 a\n01:00 b', { now, zone: 'UTC' }).date.day).toBe('2025-03-02');
    expect(read.warnings.map((warning) => warning.code)).toEqual(['date-assumed']);
  });

  test('The date can be set, and a date in the text counts more (ours)', () => {
    expect(readPastedTimeline('14:00 a', { now, zone: 'UTC', date: D }).date).toEqual({ day: D, from: 'given' });
    expect(readPastedTimeline('2025-02-01\n14:00 a', { now, zone: 'UTC', date: D }).date).toEqual({
      day: '2025-02-01',
      from: 'text',
    });
  });

  test('a time in the future is a problem', () => {
    expect(readPastedTimeline('2025-03-04 14:00 a', { now, zone: 'UTC' }).rows[0]?.problem).toMatch(/future/);
  });

  test('the wrong weekday, an open month and a missing year are told', () => {
    const codes = (text: string) =>
      readPastedTimeline(text, { now, zone: 'UTC' }).warnings.map((warning) => warning.code);
    expect(codes('Monday 28 February 2025\n14:00 a')).toEqual(['date-doubtful']);
    expect(codes('02/03/2025\n11:00 a')).toEqual(['date-doubtful']);
    expect(codes('28 Feb\n11:00 a')).toEqual(['date-doubtful']);
  });
});
