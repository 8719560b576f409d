// Lines of a timeline that are no entries: dates, zones, T0, headings, separators.
import { findDate, scanDate, type WrittenDate } from './dates.ts';
import type { SkipReason } from './item.ts';
import { scanStamp, type Stamp } from './stamp.ts';
import { findZone, type ZoneRef } from './zones.ts';

/** What a headline tells. Nothing of it is an entry. */
export interface Headline {
  reason: SkipReason;
  date?: WrittenDate;
  zone?: ZoneRef;
}

/** A line with a date and nothing else but, perhaps, a zone: `== 2025-05-30 (UTC) ==`, `Mon 17 Mar 2025, times in UTC`. */
export function dateLine(line: string): Headline | null {
  if (line.length > 120) return null;
  const bare = line.replace(/^[\s#>*=_\-•–—~`[(]+/, '').replace(/^(?:date|day(?: \d{1,2})?|on|for)\s?[:\-–]? /i, '');
  const found = scanDate(bare, 0);
  if (found === null) return null;
  const rest = bare.slice(found.end);
  if (rest.length > 60 || !ONLY_ZONE_WORDS.test(rest)) return null;
  const zone = findZone(rest);
  if (zone === null && /[\p{L}\p{N}]/u.test(rest)) return null;
  return { reason: 'date', date: found.date, ...(zone === null ? {} : { zone }) };
}

/** A heading or a title: `# timeline, UTC`, `Incident log, Pacific time (PDT)`, `**Timeline**`, `Timeline:`. */
export function headline(line: string, before: 'any row' | 'no row'): Headline | null {
  const text = line.trim();
  if (text.length > 160) return null;
  const marked = /^(?:#{1,6} |={2,} ?\S)/.test(text) || /^\*\*[^*]{1,80}\*\*:?$/.test(text);
  const zone = findZone(text);
  const saysZone =
    zone !== null &&
    /\b(?:(?:all )?times? (?:are |is )?in\b|all times\b|time ?zone\b|times (?:are )?[A-Z]{2,4}\b)/i.test(text);
  const titled =
    before === 'no row' &&
    !/^\s*[-*•]/.test(line) &&
    (TITLE.test(text) || text.endsWith(':') || (zone !== null && shortOrNamed(text)));
  if (!marked && !saysZone && !titled) return null;
  const date = findDate(text);
  return {
    reason: date !== null ? 'date' : zone !== null ? 'zone' : 'heading',
    ...(date === null ? {} : { date }),
    ...(zone === null ? {} : { zone }),
  };
}

/** `T0 = 2025-10-28 19:12 UTC`, `T+0 is 14:32`. What is behind the time is an entry of its own. */
export function startTime(line: string): Stamp | null {
  const m = /^[\s#>*\-•]{0,8}T ?[-+=]? ?0 {0,3}(?:=|:|is |was |at |, |[-–] )\s{0,4}(?:at )?/i.exec(line.slice(0, 60));
  const stamp = m === null ? null : scanStamp(line, m[0].length);
  return stamp?.clock === undefined ? null : stamp;
}

/** `---`, `====`, `* * *`: a line drawn across. */
export function isSeparator(line: string): boolean {
  return /^[-=*_~#•·–—>.|+`\s]*$/.test(line) || /^\s*```/.test(line);
}

const ONLY_ZONE_WORDS =
  /^[\s,;:()[\]\-–—=*_#.|]*(?:(?:all |the )?times? (?:are |is )?(?:given )?(?:in )?)?(?:[A-Za-z]{1,12}\/[A-Za-z_/]{1,30}|(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|[A-Z]{1,5}|utc|gmt|(?:pacific|mountain|eastern|central(?: european)?)(?: standard| daylight)? time(?: \([A-Z]{2,4}\))?)?(?: times?)?[\s,;:()[\]\-–—=*_#.|]*$/i;

const TITLE =
  /^(?:the )?(?:\w+ ){0,2}(?:timeline|time line|chronology|log|events|history|post-?mortem|incident report)\b[^.!?]{0,60}$/i;

function shortOrNamed(text: string): boolean {
  return text.split(/\s+/, 5).length <= 3 || /\b(?:time|timeline|log|chronology)\b/i.test(text);
}
