// What bare times are measured against: the zone they are in, and the day that the first of them falls on.
import { isZone } from '../clock-times.ts';
import { scanDate } from './dates.ts';
import type { Item } from './item.ts';
import { DAY, placeItems, type Placed } from './placing.ts';
import { UTC, momentIn, zoneInWords, type ZoneRef } from './zones.ts';

/** How a zone or a date was come by. */
export interface FoundZone {
  name: string;
  from: 'text' | 'rows' | 'setting';
  line?: number;
}
export type DateFrom = 'text' | 'given' | 'assumed';

/** What the user has set, see PasteContext. */
export interface Settings {
  now: number;
  zone: string;
  date?: string;
  t0?: number;
  abbreviations?: Readonly<Record<string, number>>;
}

/** The zone of bare times: a line says it, the rows agree on one, or it was set. */
export function zoneOf(items: readonly Item[], ctx: Settings): { ref: ZoneRef; found: FoundZone } {
  const stated = items.find((item) => item.type === 'zone');
  if (stated !== undefined) {
    return { ref: stated.zone, found: { name: zoneInWords(stated.zone), from: 'text', line: stated.line } };
  }
  // Where some lines say their zone and all of those agree, the others mean the same one.
  const named = new Map<string, { zone: ZoneRef; line: number }>();
  for (const item of items) {
    if ((item.type === 'row' || item.type === 't0') && item.stamp?.zone !== undefined) {
      named.set(zoneInWords(item.stamp.zone), { zone: item.stamp.zone, line: item.line });
    }
  }
  const [only] = named.values();
  if (named.size === 1 && only !== undefined) {
    return { ref: only.zone, found: { name: zoneInWords(only.zone), from: 'rows' } };
  }
  const ref: ZoneRef = ctx.zone !== 'UTC' && isZone(ctx.zone) ? { label: ctx.zone, iana: ctx.zone } : UTC;
  return { ref, found: { name: zoneInWords(ref), from: 'setting' } };
}

/** Without any date, the last day on which none of the times lies in the future. */
export function placeAll(
  items: readonly Item[],
  zone: ZoneRef,
  ctx: Settings,
): { placed: Placed; from: DateFrom; newestFirst: boolean } {
  const newestFirst = clockDescends(items);
  const given = ctx.date === undefined ? null : dayOfText(ctx.date);
  const inText = given === null ? firstDateInText(items) : null;
  const midnightUtc = Math.floor(ctx.now / DAY);
  const localToday = midnightUtc + Math.floor((ctx.now - momentIn(zone, midnightUtc * DAY).at) / DAY);
  const run = (startDay: number): Placed =>
    placeItems(items, {
      now: ctx.now,
      startDay,
      startKnown: given === null ? 'assumed' : 'known',
      zone,
      t0: ctx.t0 ?? null,
      newestFirst,
      abbreviations: ctx.abbreviations ?? {},
    });
  const startDay = given ?? inText ?? localToday;
  let placed = run(startDay);
  const onAssumed = (all: Placed) => all.rows.filter((row) => row.dateAssumed && row.at !== null);
  if (given === null && inText === null) {
    const latest = onAssumed(placed).reduce((max, row) => Math.max(max, row.at ?? 0), 0);
    const ahead = Math.ceil((latest - ctx.now - 60_000) / DAY);
    if (latest > 0 && ahead > 0) placed = run(startDay - ahead);
  }
  const first = placed.rows.find((row) => row.at !== null && row.row.stamp?.sinceT0 === undefined);
  const from =
    first?.dateAssumed === true
      ? 'assumed'
      : given !== null && items.every((item) => !namesDate(item))
        ? 'given'
        : 'text';
  return {
    placed,
    from: first === undefined && placed.t0 === null ? (given === null ? 'assumed' : 'given') : from,
    newestFirst,
  };
}

function dayOfText(date: string): number | null {
  const found = scanDate(date, 0);
  return found?.date.as === 'full' ? Date.UTC(found.date.year, found.date.month - 1, found.date.day) / DAY : null;
}

function namesDate(item: Item): boolean {
  return item.type === 'date' || ((item.type === 'row' || item.type === 't0') && item.stamp?.date !== undefined);
}

function firstDateInText(items: readonly Item[]): number | null {
  for (const item of items) {
    const date = item.type === 'date' ? item.date : item.type === 'zone' ? undefined : item.stamp?.date;
    if (date?.as === 'full') return Date.UTC(date.year, date.month - 1, date.day) / DAY;
  }
  return null;
}

/** Whether bare clock times mostly go down, as on a status page. Midnights (big steps) do not count. */
function clockDescends(items: readonly Item[]): boolean {
  let previous: number | null = null;
  const steps = { up: 0, down: 0 };
  for (const item of items) {
    const clock = item.type === 'row' && item.stamp?.date === undefined ? item.stamp?.clock : undefined;
    if (item.type !== 'row' || clock === undefined) {
      if (item.type === 'date') previous = null;
      continue;
    }
    const step: number = previous === null ? 0 : clock - previous;
    if (step > 0 && step < DAY / 4) steps.up += 1;
    if (step < 0 && step > -DAY / 4) steps.down += 1;
    previous = clock;
  }
  return steps.down >= 2 && steps.down > 2 * steps.up;
}
