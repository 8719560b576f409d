// Every real incident must be read exactly, from nothing but the paste: all its dates and zones stand in the text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPastedTimeline } from '../../src-shared/text/pasted-timeline.ts';

interface Entry {
  at: string;
  text: string;
  precision?: string;
}

const folder = join(import.meta.dirname, '../fixtures/incidents');
const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const now = Date.UTC(2026, 0, 1);

const read = (slug: string, file: string): string => readFileSync(join(folder, slug, file), 'utf8');
// The files' own shape, see their README.
const entriesOf = (slug: string): Entry[] => (JSON.parse(read(slug, 'incident.json')) as { entries: Entry[] }).entries;

test('there are eight of them', () => expect(slugs).toHaveLength(8));

describe.each(slugs)('%s', (slug) => {
  const timeline = readPastedTimeline(read(slug, 'timeline.txt'), { now, zone: 'UTC' });

  test('gives each time, precision and text exactly', () => {
    // The paste may keep a pair out of order; the data is sorted. Sorting is stable.
    const got = timeline.rows
      .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
      .map(({ at, precision, text }) => ({ at, precision, text }));
    const wanted = entriesOf(slug).map(({ at, precision, text }) => ({ at: Date.parse(at), precision, text }));
    expect(got).toEqual(wanted);
  });

  test('leaves no question open', () => {
    expect(timeline.rows.filter((row) => row.problem !== undefined)).toEqual([]);
    expect(timeline.date.from).toBe('text');
    expect(timeline.t0Needed).toBe(false);
  });
});

test('pairs that the source has out of order are told and kept', () => {
  const pairs = slugs.flatMap((slug) =>
    readPastedTimeline(read(slug, 'timeline.txt'), { now, zone: 'UTC' })
      .warnings.filter((warning) => warning.code === 'out-of-order')
      .map((warning) => `${slug} ${warning.line}`),
  );
  expect(pairs).toEqual(['dfds-2023-02-14-total-node-failure 24', 'osm-2024-12-15-isp-outage 14']);
});

test('facts about the document', () => {
  const of = (slug: string) => readPastedTimeline(read(slug, 'timeline.txt'), { now, zone: 'Asia/Tokyo' });
  expect(of('roblox-2021-10-28-consul').zone).toEqual({ name: 'PDT (UTC-7)', from: 'text', line: 1 });
  expect(of('cloudflare-2019-07-02-waf-regex').zone).toEqual({ name: 'UTC', from: 'rows' });
  expect(of('matrix-2019-04-11-breach').zone).toEqual({ name: 'Asia/Tokyo', from: 'setting' });
  expect(of('posthog-2025-10-28-flags-redis').t0).toEqual({ at: Date.parse('2025-10-28T19:12:00Z'), line: 1 });
  expect(of('dfds-2025-03-17-ingress-rule').warnings.map((warning) => warning.code)).toEqual(['midnight']);
});
