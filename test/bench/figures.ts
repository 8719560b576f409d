// What is made of the single measurements, and the table they end in.

export interface Row {
  what: string;
  /** how it was measured */
  method: string;
  /** as printed, units included */
  found: string;
  /** the goal, or what it is held against */
  goal: string;
  /** null where there is nothing to reach */
  reached: boolean | null;
}

/** The value that `share` (0..1) of all do not exceed: nearest rank. Throws when there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `0.42 ms`, `3.1 ms`, `240 ms`. */
export function ms(value: number): string {
  return `${value.toFixed(Math.abs(value) < 1 ? 2 : Math.abs(value) < 20 ? 1 : 0)} ms`;
}

export function spread(values: readonly number[]): string {
  return `p50 ${ms(percentile(values, 0.5))}, p95 ${ms(percentile(values, 0.95))}, p99 ${ms(percentile(values, 0.99))}`;
}

/** `median 240 ms (220 to 310, 11 runs)`. */
export function runs(values: readonly number[]): string {
  return `median ${ms(median(values))} (${ms(Math.min(...values))} to ${ms(Math.max(...values))}, ${values.length} runs)`;
}

export function ratio(a: number, b: number): string {
  const times = a / b;
  return times >= 100 ? `${times.toFixed(0)}x` : `${times.toPrecision(3)}x`;
}

/** Markdown, which reads well on a terminal too. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, found, goal, reached, method }) => [
    what,
    found,
    goal,
    reached === null ? '' : reached ? 'reached' : 'MISSED',
    method,
  ]);
  const head = ['what', 'measured', 'goal or reference', '', 'method'];
  const line = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...cells.map(line)].join('\n');
}
