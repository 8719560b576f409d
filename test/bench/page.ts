// docs/benchmarks.md: the words are written by hand, the figures between two marks by `npm run bench -- --write`.

export interface Kept {
  name: string;
  title: string;
  /** ISO 8601 */
  at: string;
  /** runnable processes over the last minute, before and after */
  load: readonly [number, number];
  table: string;
}

/** The page with the figures of these parts put in; parts that were not run keep theirs. Throws when a mark is missing. */
export function page(before: string, machine: string, results: readonly Kept[]): string {
  return results.reduce((text, { name, at, load, table }) => {
    const begin = `<!-- figures: ${name} -->`;
    const end = `<!-- end: ${name} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no place for ${name}: ${begin} and ${end}.`);
    const taken = `Taken ${at.slice(0, 16).replace('T', ' ')} UTC on ${machine}; load of the machine ${load[0].toFixed(2)} before, ${load[1].toFixed(2)} after (a quiet one is below 1 before).`;
    return `${text.slice(0, from)}${begin}\n\n${taken}\n\n${table}\n\n${text.slice(to)}`;
  }, before);
}
