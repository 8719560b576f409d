// Rows of a CSV as programs really write it: commas, semicolons or tabs, quoted fields with line breaks, `sep=;` on top.
// Total and linear: any text gives rows, and what is broken in it is said.

export interface CsvRow {
  /** where it begins, from 1 */
  line: number;
  cells: string[];
}

export interface Csv {
  rows: CsvRow[];
  /** in which line a quote was opened that is never closed; null: all are */
  openQuote: number | null;
}

const MOST_CELLS = 300;

export function readCsv(text: string, mostRows: number): Csv {
  const named = /^\s*sep=(.)\r?\n/iu.exec(text);
  const start = named === null ? 0 : named[0].length;
  const delimiter = named?.[1] ?? delimiterOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  /** nothing but spaces in the cell so far; asked of the whole cell at each quote, it would take for ever */
  let blank = true;
  let quoted = false;
  let closed = false;
  let line = named === null ? 1 : 2;
  let begun = line;
  let quoteLine = 0;
  const endCell = (): void => {
    if (cells.length < MOST_CELLS) cells.push(cell);
    cell = '';
    blank = true;
    closed = false;
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begun, cells });
    cells = [];
  };
  for (let i = start; i < text.length && rows.length < mostRows; i += 1) {
    const char = text.charAt(i);
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else {
        quoted = false;
        closed = true;
      }
    } else if (char === '"' && blank && !closed) {
      quoted = true;
      quoteLine = line;
      cell = '';
      blank = false;
    } else if (char === delimiter) endCell();
    else if (char === '\n') {
      endRow();
      begun = line;
    } else if (char !== '\r') {
      cell += char;
      blank &&= char.trim() === '';
    }
  }
  if (rows.length < mostRows) endRow();
  return { rows, openQuote: quoted ? quoteLine : null };
}

/** The one that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/u);
  const first = (end === -1 ? text.slice(0, 10_000) : text.slice(0, Math.min(end, 10_000))).replace(/"[^"]*"/gu, '');
  const counted = [',', ';', '\t', '|'].map((char) => ({ char, count: first.split(char).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).char;
}
