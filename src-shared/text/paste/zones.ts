// Zones as people write them in a timeline: `UTC`, `Z`, `PDT`, `UTC+7`, `+02:00`, `Pacific time`, `Europe/Berlin`.
import { isZone, momentOfWall, offsetName, type Moment } from '../clock-times.ts';

/** A fixed offset in minutes east of UTC, or a named zone with its own clock changes. */
export type ZoneRef = { label: string; minutes: number } | { label: string; iana: string };

export const UTC: ZoneRef = { label: 'UTC', minutes: 0 };

/** The moment that this wall clock reading (ms, read as if UTC) meant in the zone. */
export function momentIn(zone: ZoneRef, wall: number): Moment {
  return 'iana' in zone ? momentOfWall(wall, zone.iana) : { at: wall - zone.minutes * 60_000, found: 'once' };
}

/** For people: `UTC`, `PDT (UTC-7)`, `Europe/Berlin`. */
export function zoneInWords(zone: ZoneRef): string {
  if ('iana' in zone) return zone.iana;
  const offset = offsetName(zone.minutes);
  return zone.label === offset || zone.minutes === 0 ? zone.label : `${zone.label} (${offset})`;
}

/** Why this abbreviation may be read wrongly, and how it was read; null when it is clear. */
export function ambiguity(zone: ZoneRef): string | null {
  const others = 'iana' in zone ? undefined : AMBIGUOUS[zone.label];
  return others === undefined ? null : `${zone.label} can mean ${others}. It was read as ${zoneInWords(zone)}.`;
}

export interface ScannedZone {
  zone: ZoneRef;
  end: number;
}

/** A zone that begins exactly here, brackets around it included; null when the next word is no zone. */
export function scanZone(s: string, from: number): ScannedZone | null {
  TOKEN.lastIndex = from;
  const m = TOKEN.exec(s);
  if (m === null) return null;
  const [all, open, sign, hours, minutes, word] = m;
  if (open !== undefined && s[from + all.length] !== ')') return null;
  const end = from + all.length + (open === undefined ? 0 : 1);
  if (sign !== undefined) {
    const shift = offsetMinutes(sign, hours, minutes);
    return shift === null ? null : { zone: { label: offsetName(shift), minutes: shift }, end };
  }
  const zone = word === undefined ? null : namedZone(word);
  return zone === null ? null : { zone, end };
}

/** The offset written straight behind a clock time: `+02:00`, `+0200`, ` -0500`. A bare `-15:00` is the end of a range. */
export function scanOffset(s: string, from: number, dashIsOffset: boolean): ScannedZone | null {
  const re = dashIsOffset ? OFFSET_ANY : OFFSET_SURE;
  re.lastIndex = from;
  const m = re.exec(s);
  const shift = m === null ? null : offsetMinutes(m[1] ?? m[4] ?? '+', m[2] ?? m[5], m[3] ?? m[6]);
  return m === null || shift === null
    ? null
    : { zone: { label: offsetName(shift), minutes: shift }, end: from + m[0].length };
}

/** Any zone named in a headline: `times in UTC`, `Pacific time (PDT)`, `Timezone: Europe/Berlin`. An abbreviation wins. */
export function findZone(line: string): ZoneRef | null {
  const text = line.slice(0, 300);
  const iana = /\b[A-Z][A-Za-z]{1,20}\/[A-Z][A-Za-z_]{1,30}(?:\/[A-Z][A-Za-z_]{1,30})?\b/.exec(text)?.[0];
  if (iana !== undefined && isZone(iana)) return { label: iana, iana };
  for (const m of text.matchAll(/(?<![A-Za-z0-9/])(?:[A-Z]{2,4}|utc|gmt)(?![A-Za-z0-9/])/g)) {
    const found = scanZone(text, m.index);
    if (found !== null) return found.zone;
  }
  const phrase = PHRASES.find(([words]) => words.test(text));
  return phrase === undefined ? null : { label: phrase[1], iana: phrase[1] };
}

const TOKEN = /(\()?(?:(?:UTC|GMT)([+-])(\d{1,2})(?::?(\d{2}))?|([A-Za-z]{1,5}))(?![A-Za-z0-9])/y;
const OFFSET_SURE = / ?(\+)(\d{2}):?(\d{2})(?!\d)| ([+-])(\d{2})(\d{2})(?!\d)/y;
const OFFSET_ANY = / ?([+-])(\d{2}):?(\d{2})?(?![\d:])/y;

function offsetMinutes(sign: string, hours: string | undefined, minutes: string | undefined): number | null {
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (total > 14 * 60 || Number(minutes ?? 0) > 59) return null;
  return sign === '-' ? -total : total;
}

function namedZone(word: string): ZoneRef | null {
  const upper = word.toUpperCase();
  if (word !== upper && !ALSO_LOWER.has(word.toLowerCase())) return null;
  const iana = REGIONAL[upper];
  if (iana !== undefined) return { label: iana, iana };
  const minutes = ABBREVIATIONS[upper];
  return minutes === undefined ? null : { label: upper === 'Z' || upper === 'GMT' ? 'UTC' : upper, minutes };
}

// Lower case counts only where it cannot be a word of a sentence ("est", "ist" and "art" can).
const ALSO_LOWER: ReadonlySet<string> = new Set(['utc', 'gmt', 'pst', 'pdt', 'edt', 'cdt', 'cet', 'cest', 'jst']);

// Left out on purpose because they are words of an incident in capitals: WEST, EAST, EAT, CAT, PET, ART, MET.
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  BST: 60,
  MSK: 180,
  SAST: 120,
  TRT: 180,
  IST: 330,
  PKT: 300,
  NPT: 345,
  ICT: 420,
  WIB: 420,
  SGT: 480,
  HKT: 480,
  AWST: 480,
  PHT: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  AEST: 600,
  ACDT: 630,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  BRT: -180,
  AST: -240,
  ADT: -180,
  NST: -210,
  NDT: -150,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
};

const AMBIGUOUS: Readonly<Record<string, string>> = {
  IST: 'India, Ireland or Israel time',
  CST: 'US Central, China or Cuba time',
  BST: 'British Summer or Bangladesh time',
  AST: 'Atlantic or Arabia time',
};

const REGIONAL: Readonly<Record<string, string>> = {
  PT: 'America/Los_Angeles',
  MT: 'America/Denver',
  CT: 'America/Chicago',
  ET: 'America/New_York',
};

const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bcoordinated universal\b/i, 'UTC'],
  [/\bgreenwich\b/i, 'UTC'],
  [/\bcentral european\b/i, 'Europe/Berlin'],
  [/\beastern european\b/i, 'Europe/Helsinki'],
  [/\b(?:uk|british|london) time\b/i, 'Europe/London'],
  [/\bpacific (?:(?:standard|daylight) )?time\b/i, 'America/Los_Angeles'],
  [/\bmountain (?:(?:standard|daylight) )?time\b/i, 'America/Denver'],
  [/\bcentral (?:(?:standard|daylight) )?time\b/i, 'America/Chicago'],
  [/\beastern (?:(?:standard|daylight) )?time\b/i, 'America/New_York'],
  [/\bindian? (?:standard )?time\b/i, 'Asia/Kolkata'],
  [/\bjapan (?:standard )?time\b/i, 'Asia/Tokyo'],
];
