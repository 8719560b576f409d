// What reading the lines gives, before dates and zones are worked out (placing.ts does that).
import type { EntryKind } from '../entry-kind.ts';
import type { WrittenDate } from './dates.ts';
import type { Stamp } from './stamp.ts';
import type { ZoneRef } from './zones.ts';

/** One entry as read. Line numbers count from 1. */
export interface ReadRow {
  type: 'row';
  line: number;
  lastLine: number;
  raw: string[];
  stamp: Stamp | null;
  /** the parts of the text, one a line */
  parts: string[];
  author?: string;
  kind?: EntryKind;
  /** an untimed bullet or table row belongs to the day above it; any other untimed line is a question to the user */
  underDay: boolean;
}

export type Item =
  | ReadRow
  | { type: 'date'; line: number; date: WrittenDate }
  | { type: 'zone'; line: number; zone: ZoneRef }
  | { type: 't0'; line: number; stamp: Stamp };

export type SkipReason =
  | 'date'
  | 'zone'
  | 'start time (T0)'
  | 'heading'
  | 'table heading'
  | 'separator'
  | 'chat furniture'
  | 'too much at once'
  | 'not text';

/** Lines that are no entries, and why. `raw` is empty where a whole stretch was left out. */
export interface Skipped {
  line: number;
  lastLine: number;
  raw: string;
  reason: SkipReason;
}

export interface Reading {
  items: Item[];
  skipped: Skipped[];
}
