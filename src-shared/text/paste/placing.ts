// Puts every entry on the time axis: dates carried from line to line, midnights, zones, T0, clocks put back.
import type { Precision } from '../entry-kind.ts';
import { offsetAt } from '../clock-times.ts';
import { dayText, type WrittenDate } from './dates.ts';
import { resolveDay } from './days.ts';
import type { Item, ReadRow } from './item.ts';
import type { Stamp } from './stamp.ts';
import { ambiguity, momentIn, zoneInWords, type ZoneRef } from './zones.ts';

export interface PlacedRow {
  row: ReadRow;
  /** ms since the epoch */
  at: number | null;
  precision?: Precision;
  problem?: string;
  /** no date stood in the text before it */
  dateAssumed: boolean;
}

export type WarningCode =
  | 'cleaned'
  | 'date-assumed'
  | 'date-doubtful'
  | 'zone-doubtful'
  | 'midnight'
  | 'out-of-order'
  | 'clock-change'
  | 'too-long'
  | 'too-much'
  | 'left-out';

/** Something that was read but that a person should look at. */
export interface PasteWarning {
  code: WarningCode;
  message: string;
  line?: number;
}

export interface PlacingContext {
  now: number;
  /** days since 1970 that bare times fall on until the text names a date */
  startDay: number;
  startKnown: 'known' | 'assumed';
  zone: ZoneRef;
  t0: number | null;
  newestFirst: boolean;
  /** minutes east of UTC that an abbreviation is to mean */
  abbreviations: Readonly<Record<string, number>>;
}

export interface Placed {
  rows: PlacedRow[];
  warnings: PasteWarning[];
  t0: { at: number; line: number } | null;
  firstDay: number | null;
}

export const DAY = 86_400_000;
/** Going back this far means that midnight lay between; less is an entry out of order. Our own choice, always said aloud. */
const MIDNIGHT = 6 * 3_600_000;

export function placeItems(items: readonly Item[], ctx: PlacingContext): Placed {
  const axis: Axis = {
    ctx,
    day: ctx.startDay,
    dayFrom: ctx.startKnown === 'known' ? 'given' : 'assumed',
    previous: null,
    crossed: false,
    zone: ctx.zone,
    t0: null,
    firstDay: null,
    warnings: [],
    told: new Set(),
  };
  const rows: PlacedRow[] = [];
  for (const item of items) {
    if (item.type === 'zone') {
      axis.zone = known(item.zone, ctx);
      tellZone(axis, axis.zone, item.zone, item.line);
    } else if (item.type === 'date') takeDate(axis, item.date, item.line, false);
    else if (item.type === 't0') {
      const at = momentOfStamp(axis, item.stamp, item.line);
      if (at !== null) axis.t0 ??= { at, line: item.line };
      axis.previous = null;
    } else rows.push({ row: item, ...place(axis, item), dateAssumed: axis.dayFrom === 'assumed' });
  }
  return { rows, warnings: axis.warnings, t0: axis.t0, firstDay: axis.firstDay };
}

interface Axis {
  ctx: PlacingContext;
  day: number;
  dayFrom: 'text' | 'given' | 'assumed';
  /** the last time of day since the last date in the text */
  previous: number | null;
  crossed: boolean;
  zone: ZoneRef;
  t0: { at: number; line: number } | null;
  firstDay: number | null;
  warnings: PasteWarning[];
  told: Set<string>;
}

type Place = Pick<PlacedRow, 'at' | 'precision' | 'problem'>;

const NO_TIME = 'No time found on this line. Give it one, or leave the line out.';

function place(axis: Axis, { stamp, line, underDay }: ReadRow): Place {
  if (stamp === null) return underDay && axis.dayFrom === 'text' ? wholeDay(axis.day) : { at: null, problem: NO_TIME };
  if (stamp.bad !== undefined) return { at: null, problem: `${stamp.bad} is not a time of day. Correct it.` };
  if (stamp.untimed === 'nothing') return { at: null, problem: NO_TIME };
  const precision = stamp.precision === undefined ? {} : { precision: stamp.precision };
  if (stamp.sinceT0 !== undefined) {
    const t0 = axis.t0?.at ?? axis.ctx.t0;
    if (t0 === null) return { at: null, problem: 'Counts from T0, and no line says when T0 was. Set the start time.' };
    axis.previous = null;
    return inTime(axis, t0 + stamp.sinceT0, precision);
  }
  if (stamp.clock === undefined) {
    if (stamp.date !== undefined) takeDate(axis, stamp.date, line, true);
    return axis.dayFrom === 'assumed'
      ? { at: null, problem: 'Neither a time nor a date. Set the date.' }
      : wholeDay(axis.day);
  }
  const at = momentOfStamp(axis, stamp, line);
  return at === null ? { at: null, problem: NO_TIME } : inTime(axis, at, precision);
}

function wholeDay(day: number): Place {
  return { at: day * DAY, precision: 'day' };
}

function inTime(axis: Axis, at: number, precision: { precision?: Precision }): Place {
  if (dayNumberInRange(at)) {
    const ahead = at > axis.ctx.now + 60_000;
    return { at, ...precision, ...(ahead ? { problem: 'Lies in the future. Check the date and the zone.' } : {}) };
  }
  return { at: null, problem: 'Lies outside the years 2000 to 2099. Check the date.' };
}

function dayNumberInRange(at: number): boolean {
  return at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2100, 0, 1);
}

/** The moment of a stamp with a clock time, moving the axis along. */
function momentOfStamp(axis: Axis, stamp: Stamp, line: number): number | null {
  const clock = stamp.clock;
  if (clock === undefined) return null;
  const zone = stamp.zone === undefined ? axis.zone : known(stamp.zone, axis.ctx);
  if (stamp.date !== undefined) takeDate(axis, stamp.date, line, stamp.twelveHour === true);
  axis.firstDay ??= axis.day;
  const moment = momentIn(zone, axis.day * DAY + clock);
  let { at } = moment;
  const { previous } = axis;
  if (stamp.date === undefined && previous !== null) {
    const forward = axis.ctx.newestFirst ? -1 : 1;
    const gone = (at - previous) * forward;
    const step = gone < -MIDNIGHT ? forward : axis.crossed && gone > DAY - MIDNIGHT ? -forward : 0;
    if (step !== 0) {
      at = momentIn(zone, (axis.day + step) * DAY + clock).at;
      if (step === forward) {
        axis.day += step;
        axis.crossed = true;
        warn(
          axis,
          'midnight',
          `Line ${line}: taken as ${dayText(axis.day)}, because its time lies before the one above.`,
          line,
        );
      }
    }
  }
  if (moment.found === 'overlap' && previous !== null && moment.at < previous && moment.second >= previous)
    at = moment.second;
  if (moment.found !== 'once') {
    const why =
      moment.found === 'gap'
        ? 'the clocks were put forward over this time'
        : 'the clocks showed this time twice that night';
    warn(axis, 'clock-change', `Line ${line}: ${why}. Check it.`, line);
  }
  if (stamp.zone !== undefined) tellZone(axis, zone, stamp.zone, line, at);
  axis.previous = at;
  return at;
}

function takeDate(axis: Axis, date: WrittenDate, line: number, monthFirst: boolean): void {
  const { zone } = axis;
  const { day, doubts } = resolveDay(date, {
    today: Math.floor((axis.ctx.now + offsetIn(zone, axis.ctx.now)) / DAY),
    before: axis.dayFrom === 'assumed' ? null : axis.day,
    monthFirst: monthFirst || ('iana' in zone && zone.iana.startsWith('America/')),
  });
  for (const doubt of doubts) {
    if (!axis.told.has(doubt)) warn(axis, 'date-doubtful', `Line ${line}: ${doubt}`, line);
    axis.told.add(doubt);
  }
  if (day === null) return;
  axis.day = day;
  axis.dayFrom = 'text';
  axis.firstDay ??= day;
  axis.previous = null;
  axis.crossed = false;
}

/** An abbreviation means what the user said it means, where they did. */
function known(zone: ZoneRef, ctx: PlacingContext): ZoneRef {
  const minutes = Object.hasOwn(ctx.abbreviations, zone.label) ? ctx.abbreviations[zone.label] : undefined;
  return minutes === undefined ? zone : { label: zone.label, minutes };
}

function tellZone(axis: Axis, zone: ZoneRef, written: ZoneRef, line: number, at?: number): void {
  if (zone !== written) return; // the user has settled it
  const unclear = ambiguity(zone) ?? (at === undefined ? null : wrongSeason(zone, at));
  if (unclear === null || axis.told.has(unclear)) return;
  axis.told.add(unclear);
  warn(axis, 'zone-doubtful', unclear, line);
}

/** People write PST all year round. It is read as written, and said. */
function wrongSeason(zone: ZoneRef, at: number): string | null {
  const iana = SEASONAL[zone.label.slice(0, 1)];
  if (iana === undefined || 'iana' in zone || !/^[PEC][SD]T$/.test(zone.label)) return null;
  if (offsetAt(at, iana) === zone.minutes) return null;
  const other = zone.label.replace(/[SD]T$/, (end) => (end === 'ST' ? 'DT' : 'ST'));
  return `${zone.label} was not in force on that date, ${other} was. It was read as written, ${zoneInWords(zone)}.`;
}

const SEASONAL: Readonly<Record<string, string>> = {
  P: 'America/Los_Angeles',
  E: 'America/New_York',
  C: 'America/Chicago',
};

function offsetIn(zone: ZoneRef, at: number): number {
  return ('iana' in zone ? offsetAt(at, zone.iana) : zone.minutes) * 60_000;
}

function warn(axis: Axis, code: WarningCode, message: string, line: number): void {
  axis.warnings.push({ code, message, line });
}
