// Timelines that other programs export (issue 6, point 8): what comes in, and that nothing is left out without a word.
import { describe, expect, test } from 'vitest';
import { readTimelineSource, type SourceContext } from '../../src-shared/text/timeline-source.ts';

const ctx: SourceContext = { now: Date.UTC(2025, 1, 28, 3, 12), zone: 'UTC' };
const read = (of: unknown, more: Partial<SourceContext> = {}): ReturnType<typeof readTimelineSource> =>
  readTimelineSource(JSON.stringify(of), { ...ctx, ...more });
const words = (timeline: ReturnType<typeof readTimelineSource>): string[] =>
  timeline.warnings.map(({ message }) => message);

describe('a channel of Slack', () => {
  const said = (ts: number, text: string, more: object = {}): object => ({
    type: 'message',
    user: 'U1',
    ts: `${1_740_000_000 + ts}.000100`,
    text,
    user_profile: { real_name: 'Tran B' },
    ...more,
  });

  test('comes in order of time, by whom, with names for ids and without Slack’s marks', () => {
    const timeline = read([
      said(60, 'fixed by <@U1> in <#C1|ops>, see <https://ci.example/1|the build> &amp; <!here>'),
      said(0, 'error rate is at 12 %', { user: 'U2', user_profile: undefined }),
      said(30, 'rolling back', {
        subtype: 'bot_message',
        user: undefined,
        username: 'deploy-bot',
        user_profile: undefined,
      }),
    ]);
    expect(timeline.layout).toBe('slack');
    expect(timeline.rows.map(({ at, author, text }) => [at, author, text])).toEqual([
      [1_740_000_000_000, 'U2', 'error rate is at 12 %'],
      [1_740_000_030_000, 'deploy-bot', 'rolling back'],
      [1_740_000_060_000, 'Tran B', 'fixed by @Tran B in #ops, see the build (https://ci.example/1) & @here'],
    ]);
    expect(timeline.counts).toMatchObject({ lines: 3, rows: 3, timed: 3, problems: 0 });
  });

  test('users.json names those whom no message names', () => {
    const users = JSON.stringify([{ id: 'U2', name: 'le', profile: { real_name: 'Le V' } }, { id: 'U3' }, null]);
    const timeline = read([said(0, 'ask <@U2>', { user: 'U2', user_profile: null })], { users });
    expect(timeline.rows[0]).toMatchObject({ author: 'Le V', text: 'ask @Le V' });
  });

  test('threads, files and bots’ attachments are there; what is not is counted and said', () => {
    const timeline = read([
      said(0, 'first', { thread_ts: `1740000000.000100`, reactions: [{ name: 'eyes' }] }),
      said(5, 'answer', { thread_ts: `1740000000.000100`, edited: { user: 'U1', ts: '1' } }),
      said(6, '', { files: [{ name: 'graph.png' }] }),
      said(7, '', { attachments: [{ title: 'Alert', text: 'p99 above 4 s' }] }),
      said(8, 'Tran B has joined the channel', { subtype: 'channel_join' }),
      said(9, 'This message was deleted.', { subtype: 'tombstone' }),
      said(10, ''),
      said(5, 'answer', { thread_ts: `1740000000.000100` }),
      'no message at all',
    ]);
    expect(timeline.rows.map(({ text }) => text)).toEqual([
      'first',
      '(in a thread) answer',
      '[file: graph.png]',
      'Alert: p99 above 4 s',
    ]);
    expect(words(timeline)).toEqual([
      'Left out, messages of Slack itself (somebody joined, the topic changed): 1.',
      'Left out, messages without a text: 1.',
      'Left out, messages that stand in the file twice: 1.',
      'Left out, elements of the file that are no messages: 1.',
      '1 deleted message is gone from the export too.',
      '1 message was edited. The last text is taken; what stood there before is not in the export.',
      '1 file is named in the text. What is in it stays in Slack.',
      'Reactions (1) were left out.',
    ]);
    expect(timeline.counts.lines).toBe(timeline.counts.rows + timeline.counts.skipped + 1);
  });

  test('a message without a time waits for a person', () => {
    const timeline = read([said(0, 'one'), { ...said(1, 'two'), ts: 'yesterday' }]);
    expect(timeline.counts).toMatchObject({ rows: 2, timed: 1, problems: 1 });
  });
});

describe('a history of Statuspage', () => {
  const history = {
    page: { id: 'p1', name: 'Example' },
    incidents: [
      {
        id: 'aa',
        name: 'API errors',
        impact: 'critical',
        incident_updates: [
          {
            status: 'resolved',
            body: 'All is well.',
            created_at: '2025-02-28T15:32:00.000Z',
            display_at: '2025-02-28T15:30:00.000Z',
          },
          {
            status: 'investigating',
            body: 'We look into it.',
            created_at: '2025-02-28T06:32:00.000-08:00',
            affected_components: [{ name: 'API', old_status: 'operational', new_status: 'major_outage' }],
          },
          { created_at: '2025-02-28T15:32:00.000Z' },
        ],
      },
      {
        id: 'bb',
        name: 'Slow search',
        impact: 'minor',
        incident_updates: [{ status: 'postmortem', body: 'Why.', created_at: 'soon' }],
      },
    ],
  };

  test('gives one incident, its updates in order, at the time that was shown', () => {
    const timeline = read(history);
    expect(timeline.layout).toBe('statuspage');
    expect(timeline.rows.map(({ at, kind, text }) => [new Date(at ?? 0).toISOString(), kind, text])).toEqual([
      ['2025-02-28T14:32:00.000Z', 'communication', 'Status page: Investigating. We look into it. (API: major outage)'],
      ['2025-02-28T15:30:00.000Z', 'communication', 'Status page: Resolved. All is well.'],
    ]);
    expect(timeline.suggested).toEqual({ title: 'API errors', severity: 1 });
    expect(words(timeline)).toEqual([
      'Left out, updates without text and state: 1.',
      'One other incident is in the file. Only "API errors" is read; each is an import of its own.',
    ]);
  });

  test('another of its incidents can be chosen; a time that cannot be read waits for a person', () => {
    const timeline = read(history, { part: 'bb' });
    expect(timeline.parts).toMatchObject({
      chosen: 'bb',
      all: [
        { id: 'aa', entries: 3 },
        { id: 'bb', entries: 1 },
      ],
    });
    expect(timeline.suggested).toEqual({ title: 'Slow search', severity: 3 });
    expect(timeline.rows).toMatchObject([{ at: null, text: 'Status page: Postmortem. Why.' }]);
    expect(timeline.counts.problems).toBe(1);
  });

  test('the bare list of the management API is read likewise', () => {
    expect(read(history.incidents).rows).toEqual(read(history).rows);
  });
});

test('a plain timeline is read as ever, also one that begins with a bracket', () => {
  expect(readTimelineSource('[14:32] first alert\n[14:33] second', ctx).rows.map(({ text }) => text)).toEqual([
    'first alert',
    'second',
  ]);
});

test('JSON that is cut off, of another kind or too large is refused in words that say what to do', () => {
  expect(readTimelineSource('[{"ts": "1740000000.0001", "te', ctx).problem).toContain('cut off or damaged');
  expect(read({ hello: 'world' }).problem).toContain("a channel's file of a Slack export");
  expect(readTimelineSource('x'.repeat(50_000_001), ctx).problem).toContain('too large');
  expect(read([]).problem).toContain('no timeline that Warroom knows');
});
