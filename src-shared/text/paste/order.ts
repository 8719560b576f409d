// Whether a timeline runs down or up the page, and which neighbours do not follow.
import type { PasteWarning } from './placing.ts';

export type Order = 'oldest-first' | 'newest-first';

/** What order needs of a row. */
interface Timed {
  line: number;
  at: number | null;
  precision?: string;
}

/** Mostly up the page, as on a status page. */
export function descends(rows: readonly Timed[]): boolean {
  const pairs = consecutive(rows);
  const down = pairs.filter(([above, below]) => below.at < above.at).length;
  const up = pairs.filter(([above, below]) => below.at > above.at).length;
  return down >= 2 && down > 2 * up;
}

/** One warning a pair, twenty at most. */
export function outOfOrder(rows: readonly Timed[], order: Order): PasteWarning[] {
  const wrong = consecutive(rows).filter(([above, below]) =>
    order === 'oldest-first' ? below.at < above.at : below.at > above.at,
  );
  const told = wrong.slice(0, 20).map(([above, below]): PasteWarning => ({
    code: 'out-of-order',
    message: `Line ${below.line} lies before line ${above.line} in time. Both are kept as written.`,
    line: below.line,
  }));
  if (wrong.length > 20)
    told.push({ code: 'out-of-order', message: `${wrong.length - 20} more pairs are out of order.` });
  return told;
}

/** Neighbours that both have a time of day. */
function consecutive(rows: readonly Timed[]): (readonly [Timed & { at: number }, Timed & { at: number }])[] {
  const timed = rows.filter((row): row is Timed & { at: number } => row.at !== null && row.precision !== 'day');
  return timed.slice(1).map((row, i) => [timed[i] ?? row, row] as const);
}
