// Lines of text in columns for a terminal. Whatever people typed is shown without what a terminal would obey.
import { cleanText } from '../../src-shared/text/clean.ts';

export function columns(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map(forTerminal));
  const widths = (safe[0] ?? []).map((_, i) => Math.max(...safe.map((row) => [...(row[i] ?? '')].length)));
  return safe
    .map((row) =>
      row
        .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - [...cell].length)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** On one line, and without escapes: a title must not colour, move or answer anything. */
export function forTerminal(text: string): string {
  return cleanText(text)
    .text.replaceAll(/[\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
