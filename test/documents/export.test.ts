// What leaves as data: the JSON keeps its promise on every real incident, the table is read back and runs nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentJson, incidentJsonSchema } from '../../src-shared/documents/export/incident-json.ts';
import { cell, timelineCsv } from '../../src-shared/documents/export/timeline-csv.ts';
import { items } from '../../src-shared/incident/chunked-list.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { root } from '../tooling/runtimes.ts';
import { runRealIncident, slugs } from './real-incident.ts';

const page = readFileSync(join(root, 'docs', 'json-export.md'), 'utf8');

describe.each(slugs)('%s', (slug) => {
  const { middle, end } = runRealIncident(slug, 'live');
  test.each([
    ['in the middle', middle.incident],
    ['at the end', end.incident],
  ])('%s: JSON and table hold every line of the timeline', (_when, incident: Incident) => {
    const entries = [...items(incident.timeline.entries)];
    const json = incidentJson(incident, { now: 1_740_000_000_000, appVersion: '0.1.0', incomplete: null });
    const through = incidentJsonSchema.parse(JSON.parse(JSON.stringify(json)));
    expect(through).toEqual(json);
    expect(through.timeline.map(({ id, text }) => [id, text])).toEqual(entries.map(({ id, text }) => [id, text]));
    for (const { by } of through.timeline) expect(through.people.map(({ id }) => id)).toContain(by);
    const [head, ...rows] = tableIn(timelineCsv(incident));
    expect(head?.[3]).toBe('text');
    expect(rows.map((row) => row[3]?.replace(/^'/u, ''))).toEqual(entries.map(({ text }) => text.replace(/^'/u, '')));
    expect(rows.every((row) => row.length === head?.length)).toBe(true);
  });
});

test('docs/json-export.md tells of every field', () => {
  const named = (schema: object): string[] => {
    const { shape, element, def } = schema as { shape?: object; element?: object; def?: { innerType?: object } };
    if (shape !== undefined) return Object.entries(shape).flatMap(([name, of]) => [name, ...named(of as object)]);
    const inside = element ?? def?.innerType;
    return inside === undefined ? [] : named(inside);
  };
  const fields = [...new Set(named(incidentJsonSchema))];
  expect(fields.length).toBeGreaterThan(60);
  expect(fields.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

describe('a cell of the table', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1'])('%j is no formula', (text) => {
    const [row] = tableIn(cell(text));
    expect(row).toEqual([`'${text}`]);
  });

  test('whatever it holds, it comes back as it was, and begins like no formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (texts) => {
        const [row] = tableIn(`${texts.map(cell).join(',')}\r\n`);
        expect(row).toHaveLength(texts.length);
        row?.forEach((read, i) => {
          expect(read).not.toMatch(/^[=+\-@\t\r]/u);
          expect([texts[i], `'${texts[i]}`]).toContain(read);
        });
      }),
    );
  });
});

/** RFC 4180, read the plain way. */
function tableIn(csv: string): string[][] {
  const rows: string[][] = [[]];
  let at = csv.startsWith('\uFEFF') ? 1 : 0;
  while (at < csv.length) {
    let read = '';
    if (csv[at] === '"') {
      for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += 1) {
        if (at >= csv.length) throw new Error('a quote is not closed');
        if (csv[at] === '"') at += 1;
        read += csv[at];
      }
      at += 1;
    } else for (; at < csv.length && csv[at] !== ',' && csv[at] !== '\r'; at += 1) read += csv[at];
    rows.at(-1)?.push(read);
    if (csv[at] === ',') at += 1;
    else if (csv.startsWith('\r\n', at)) {
      at += 2;
      if (at < csv.length) rows.push([]);
    } else if (at < csv.length) throw new Error(`something stands behind a cell: ${csv.slice(at, at + 20)}`);
  }
  return rows;
}
