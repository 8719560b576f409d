// A timeline as a Markdown list that people can read and readPastedTimeline reads back: `- 14:32:05 UTC text` under a
// heading for each day.
import { formatClock, formatDay } from './clock-times.ts';
import type { Precision } from './entry-kind.ts';

export interface ListedEntry {
  /** ms since the epoch; null: no time is known */
  at: number | null;
  precision?: Precision;
  text: string;
  author?: string;
}

/** In the order given. A day's heading comes again where an entry lies before the one above it. */
export function timelineAsMarkdown(entries: readonly ListedEntry[]): string {
  const lines: string[] = [];
  let shownDay = '';
  let previous = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    if (entry.at !== null) {
      const day = formatDay(entry.at, 'UTC');
      if (day !== shownDay || entry.at < previous) lines.push(...(lines.length > 0 ? [''] : []), `## ${day} (UTC)`, '');
      shownDay = day;
      previous = entry.at;
    }
    lines.push(`- ${timeOf(entry)} ${authorOf(entry)}${escaped(entry)}`.trimEnd());
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function timeOf({ at, precision }: ListedEntry): string {
  if (at === null) return '(no time or date)';
  if (precision === 'day') return '(time not logged)';
  const ms = at % 1000;
  const clock = `${formatClock(at, 'UTC')}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`} UTC`;
  return precision === 'approx' ? `~${clock}` : precision === 'after' ? `after ${clock}` : clock;
}

function authorOf({ author }: ListedEntry): string {
  const name =
    author
      ?.replaceAll(/[*:\n]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim() ?? '';
  return name === '' ? '' : `**${name}:** `;
}

/** One line, its bars and a mark in front escaped, so that neither Markdown nor our reader takes them for their own. */
function escaped({ text, author }: ListedEntry): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|');
  const bare = author === undefined || author === '';
  return ESCAPED_START.test(line) || (bare && MARK.test(line)) ? `\\${line}` : line;
}

const MARK = /^[\\<*_#>\-–—+"[(`~.,:;=→/]/;
/** The backslash that is taken off again when the list is read. */
export const ESCAPED_START = /^\\(?=[\\<*_#>\-–—+|"[(`~.,:;=→/])/;
