// The timeline as a table for a spreadsheet (RFC 4180: commas, quotes doubled, CRLF). A byte-order mark leads, because without
// it Excel reads UTF-8 as the code page of the machine. A cell that a spreadsheet would run as a formula gets an apostrophe in front
// (OWASP, CSV injection): what people typed and what others said in a room is data, and stays it.
import { items } from '../../incident/chunked-list.ts';
import { authorOf } from '../../incident/entry-filter.ts';
import type { Incident } from '../../incident/index.ts';
import { iso } from '../../text/clock-times.ts';

const COLUMNS = [
  'at',
  'precision',
  'kind',
  'text',
  'detail',
  'author',
  'via',
  'written_at',
  'starred',
  'retracted',
  'corrections',
  'id',
] as const;
const BYTE_ORDER_MARK = '\uFEFF';

/** Every line of the timeline in order, retracted ones too. Times are ISO 8601 in UTC. */
export function timelineCsv(incident: Incident): string {
  const rows: string[] = [COLUMNS.join(',')];
  for (const entry of items(incident.timeline.entries)) {
    rows.push(
      [
        iso(entry.at),
        entry.pasted?.precision ?? '',
        entry.kind,
        entry.text,
        entry.detail ?? '',
        authorOf(entry, incident.people),
        entry.via,
        iso(entry.writtenAt),
        entry.star === true ? 'yes' : '',
        entry.retracted === undefined ? '' : (entry.retracted.reason ?? 'yes'),
        String(entry.corrections?.length ?? 0),
        entry.id,
      ]
        .map(cell)
        .join(','),
    );
  }
  return `${BYTE_ORDER_MARK}${rows.join('\r\n')}\r\n`;
}

/** Exported for the test: what begins like a formula does not, and what needs quotes has them. */
export function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text;
  return /[",\r\n\t']/u.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
