// What two playbooks say differently, by place and in words; and how two texts differ by lines.
import { dueInWords, type Due } from './due.ts';
import type { Playbook } from './schema.ts';

/** `before` and `after` as people say it: "15 min", "not set", "not there". */
export interface PlaybookDifference {
  path: string;
  before: string;
  after: string;
}

type Path = readonly string[];

/** In the order of the playbook. Items with ids are compared by their id, wherever they stand. */
export function differences(before: Playbook, after: Playbook): PlaybookDifference[] {
  return between(before, after, []);
}

function between(before: unknown, after: unknown, path: Path): PlaybookDifference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isTime(path) && isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => between(before[key], after[key], [...path, key]));
  }
  const [had, has] = [byId(before), byId(after)];
  if (had !== null && has !== null) {
    const found = [...new Set([...had.keys(), ...has.keys()])].flatMap((id) =>
      between(had.get(id), has.get(id), [...path, id]),
    );
    const order = {
      path: [...path, 'order'].join('.'),
      before: [...had.keys()].join(', '),
      after: [...has.keys()].join(', '),
    };
    return found.length === 0 ? [order] : found;
  }
  return [{ path: path.join('.'), before: inWords(before, path), after: inWords(after, path) }];
}

function inWords(value: unknown, path: Path): string {
  if (value === undefined) return isTime(path) ? 'not set' : 'not there';
  // Everything at such a path has been read by the schema of a time.
  if (isTime(path)) return dueInWords(value as Due);
  if (value === null) return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return (path.at(-1) ?? '').endsWith('Min') ? dueInWords(value) : String(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length === 0 ? 'none' : items.map((item) => inWords(item, [])).join('; ');
  }
  if (!isMap(value)) return '';
  const named = value['name'] ?? value['label'] ?? value['ask'] ?? value['id'];
  return typeof named === 'string' ? named : JSON.stringify(value);
}

function isTime(path: Path): boolean {
  return path[0] === 'severities' && path[2] === 'clocks' && path.length === 4;
}

function byId(value: unknown): ReadonlyMap<string, unknown> | null {
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  const pairs = items.map((item): [string, unknown] | null =>
    isMap(item) && typeof item['id'] === 'string' ? [item['id'], item] : null,
  );
  const found = pairs.filter((pair) => pair !== null);
  return found.length === items.length ? new Map(found) : null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface LineChange {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** More work than this and the middle is told as all gone and all new: two texts that have nothing in common. */
const MOST_STEPS = 4_000_000;

/** How one text becomes another, line by line: the longest common part stays. */
export function lineChanges(before: string, after: string): LineChange[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (text: string): LineChange => ({ kind: 'same', text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...(end === 0 ? [] : a.slice(-end).map(same)),
  ];
}

function middle(a: readonly string[], b: readonly string[]): LineChange[] {
  const gone = (text: string): LineChange => ({ kind: 'gone', text });
  const fresh = (text: string): LineChange => ({ kind: 'new', text });
  if (a.length * b.length > MOST_STEPS) return [...a.map(gone), ...b.map(fresh)];
  // common[i][j]: the longest common part of what is left from i and j on
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const left = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (row === undefined) continue;
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? left(i + 1, j + 1) + 1 : Math.max(left(i + 1, j), left(i, j + 1));
  }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]];
    if (mine !== undefined && mine === theirs) {
      changes.push({ kind: 'same', text: mine });
      i++;
      j++;
    } else if (mine !== undefined && (theirs === undefined || left(i + 1, j) >= left(i, j + 1))) {
      changes.push(gone(mine));
      i++;
    } else {
      changes.push(fresh(theirs ?? ''));
      j++;
    }
  }
  return changes;
}
