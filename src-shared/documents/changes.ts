// What is new in a document since the last one of its kind was issued, line by line. How long ago something was is no news.
import { withoutMarks } from './marks.ts';
import { plain } from './words.ts';

export interface Changes {
  /** the lines of the new text, from 0, that the old one did not have */
  fresh: ReadonlySet<number>;
  /** what the old one said and the new one does not, in words */
  gone: string[];
}

export function changesSince(before: string, after: string): Changes {
  const had = before.split('\n').filter(isFact);
  const has = after.split('\n');
  const known = new Set(had.map(meaning));
  const now = new Set(has.filter(isFact).map(meaning));
  return {
    fresh: new Set(has.flatMap((line, i) => (isFact(line) && !known.has(meaning(line)) ? [i] : []))),
    gone: had.filter((line) => !now.has(meaning(line))).map(asWords),
  };
}

/** Headings, what only leads to a list, and the line that says as of when stand there every time. */
function isFact(line: string): boolean {
  return line.trim() !== '' && !/^(?:#|\|[ :|-]+$)|\bas of\b|\bAs of\b|\bDRAFT of\b|:$/u.test(line.trim());
}

function meaning(line: string): string {
  return withoutMarks(line)
    .replace(/\b\d+ (?:d|h|min|s)\b(?: \d+ (?:h|min|s)\b)?/gu, '~')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A line of a document as words for eyes and readers: no signs of Markdown. */
export function asWords(line: string): string {
  return plain(
    withoutMarks(line)
      .replace(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/u, '')
      .replace(/^\s*\|\s*|\s*\|\s*$/gu, '')
      .replace(/(?<!\\)\s*\|\s*/gu, ', ')
      .replaceAll('**', ''),
  ).trim();
}
