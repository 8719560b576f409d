// Entries of the timeline as Markdown, for pasting into a ticket or a post-mortem: `- 14:32:05 UTC text (who)` under a
// heading for each day. What was typed is shown as typed: no mark in it becomes formatting, no line break ends the list.
import { authorOf } from '../incident/entry-filter.ts';
import type { Person } from '../incident/people.ts';
import { fullText, type Entry } from '../incident/timeline.ts';
import { formatClock, formatDay } from '../text/clock-times.ts';
import type { EntryKind } from '../text/entry-kind.ts';

/** In the order given; empty for none. */
export function entriesAsMarkdown(entries: readonly Entry[], people: Readonly<Record<string, Person>>): string {
  const lines: string[] = [];
  let shownDay = '';
  for (const entry of entries) {
    const day = formatDay(entry.at, 'UTC');
    if (day !== shownDay) lines.push(...(lines.length > 0 ? [''] : []), `## ${day} (UTC)`, '');
    shownDay = day;
    lines.push(`- ${timeOf(entry)} ${wordsOf(entry, people)}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function timeOf({ at, pasted }: Entry): string {
  switch (pasted?.precision) {
    case 'day':
      return '(time not logged)';
    case 'approx':
      return `about ${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
    case 'after':
      return `after ${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
    case undefined:
      return `${formatClock(at, 'UTC')} UTC`;
  }
}

function wordsOf(entry: Entry, people: Readonly<Record<string, Person>>): string {
  // What waits for the commander is no decision yet.
  const lead = entry.type === 'decision.proposed' ? 'Proposal' : LEADS[entry.kind];
  const said = asTyped(fullText(entry));
  const by = authorOf(entry, people);
  const marks = [by === '' ? '' : asTyped(by), entry.retracted === undefined ? '' : 'retracted'].filter(
    (mark) => mark !== '',
  );
  return `${lead === undefined ? '' : `${lead}: `}${said}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

const LEADS: Partial<Record<EntryKind, string>> = {
  decision: 'Decision',
  hypothesis: 'Hypothesis',
  task: 'Task',
  action: 'Action',
};

/** Line breaks become hard breaks inside the item; what Markdown would take for its own is escaped. */
function asTyped(text: string): string {
  return text
    .split(/\r\n?|[\n\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, i) => (i === 0 ? inline(line) : startOfLine(inline(line))))
    .join('  \n  ');
}

/** Underscores within a word, as in `payment_api`, are no emphasis and stay as they are. */
function inline(line: string): string {
  return line
    .replaceAll(/[\\`*[\]<~|]/gu, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/&(?=#?\w{1,32};)/gu, String.raw`\&`);
}

/** A continuation must not begin a heading, a quote, a list or a rule of its own. */
function startOfLine(line: string): string {
  return line.replace(/^[#>+=:-]/u, String.raw`\$&`).replace(/^(\d{1,9})([.)])/u, String.raw`$1\$2`);
}
