// How documents say times, people and states: the same in all of them.
import { items } from '../incident/chunked-list.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import type { LineRecord } from '../incident/records.ts';
import { seatsOf } from '../incident/roles.ts';
import { entryOf, fullText, type Entry } from '../incident/timeline.ts';
import { formatClock, formatDay, formatUtcAndLocal } from '../text/clock-times.ts';
import { marked, withoutSigns } from './marks.ts';
import { formatDuration } from '../text/durations.ts';

/** `now` in ms; `zone` is the IANA name for the local times beside UTC. */
export interface Reading {
  now: number;
  zone: string;
  /** facts carry a mark of the event they come from: for a preview alone (marks.ts) */
  marked?: true;
}

/** UTC and local, to the minute; with the day where it is not today's. */
export function moment(at: number, { now, zone }: Reading): string {
  const clock = formatUtcAndLocal(at, zone);
  return formatDay(at, 'UTC') === formatDay(now, 'UTC') ? clock : `${formatDay(at, 'UTC')} ${clock}`;
}

/** When a record began, as exactly as its line knows it. */
export function momentOfRecord(incident: Incident, record: LineRecord, reading: Reading): string {
  switch (entryOf(incident, record.id)?.pasted?.precision) {
    case 'day':
      return formatDay(record.at, 'UTC');
    case 'approx':
      return `about ${moment(record.at, reading)}`;
    case 'after':
      return `after ${moment(record.at, reading)}`;
    case undefined:
      return moment(record.at, reading);
  }
}

/** Lines of the timeline in UTC. The day stands where it changes, and nowhere when all is of today. */
export function timedLines(
  entries: readonly Entry[],
  reading: Reading,
  longest: number,
  more: (entry: Entry) => string = () => '',
): string[] {
  const today = formatDay(reading.now, 'UTC');
  let shown = today;
  return entries.map((entry) => {
    const day = formatDay(entry.at, 'UTC');
    const when = [...(day === shown ? [] : [`**${day}**`]), ...clockOf(entry)].join(' ');
    shown = day;
    const words = `${when}${when === '' ? '' : ' '}${inline(shortened(fullText(entry), longest))}${more(entry)}`;
    return marked(reading, words, entry.id);
  });
}

function clockOf(entry: Entry): string[] {
  if (entry.pasted?.precision === 'day') return ['(time not known)'];
  const exact = entry.at % 60_000 === 0 ? formatClock(entry.at, 'UTC', 'to-the-minute') : formatClock(entry.at, 'UTC');
  if (entry.pasted?.precision === 'approx') return [`about ${exact}`];
  return [entry.pasted?.precision === 'after' ? `after ${exact}` : exact];
}

export function severityWords(incident: Incident): string {
  const playbook = incident.declaration?.playbook;
  const label = playbook?.severities[incident.severity.level].label;
  return label === undefined ? `SEV${incident.severity.level}` : `SEV${incident.severity.level} ${label}`;
}

export function holders(incident: Incident, role: string): string {
  return seatsOf(incident, role)
    .map((seat) => nameOf(incident, seat.person))
    .join(', ');
}

/** Somebody's name in Markdown; for a deed, `nobody` reads as no owner. */
export function owner(incident: Incident, person: string | null): string {
  return person === null ? 'no owner' : inline(nameOf(incident, person));
}

/** "in 4 min", "6 min ago" */
export function relative(at: number, now: number): string {
  const away = Math.abs(at - now);
  if (away < 1_000) return 'now';
  // Seconds matter for a few minutes, then they are noise.
  const words = formatDuration(away < 5 * 60_000 ? away : away - (away % 60_000));
  return at >= now ? `in ${words}` : `${words} ago`;
}

/** Entries that still stand, in order of time. */
export function standingEntries(incident: Incident, keep: (entry: Entry) => boolean): Entry[] {
  return [...items(incident.timeline.entries)].filter((entry) => entry.retracted === undefined && keep(entry));
}

/** One line of Markdown: no line breaks, and nothing in it read as markup. */
export function inline(text: string): string {
  return withoutSigns(text)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/([\\`*_[\]<>|#~&])/gu, '\\$1');
}

/** The reverse of `inline`, for text that is shown as it stands. */
export function plain(text: string): string {
  return text.replace(/\\([\\`*_[\]<>|#~&])/gu, '$1');
}

/** Without the full stop at its end, so that a sentence can go on after it. */
export function clause(text: string): string {
  return text.trim().replace(/[.,;:\s]+$/u, '');
}

/** At most so many characters, cut at a word. */
export function shortened(text: string, longest: number): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const all = [...flat];
  if (all.length <= longest) return flat;
  const cut = all.slice(0, longest - 1).join('');
  const word = cut.lastIndexOf(' ');
  return `${(word > longest / 2 ? cut.slice(0, word) : cut).replace(/[.,;:\s]+$/u, '')}…`;
}

/** The first lines, and how many more there are. */
export function capped(lines: readonly string[], most: number, what: string, where = 'in the timeline'): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `${lines.length - most} more ${what} ${where}`];
}

export function statusWords(incident: Incident): string {
  const { status, falseAlarm } = incident.lifecycle;
  return `${status.charAt(0).toUpperCase()}${status.slice(1)}${falseAlarm === null ? '' : ', a false alarm'}`;
}

/** From declaration to now, or to the end. */
export function elapsedWords(incident: Incident, { now }: Reading): string {
  const from = incident.declaration?.declaredAt ?? now;
  const resolved = incident.milestones.resolved?.at;
  return resolved === undefined
    ? `${formatDuration(now - from)} since declared`
    : `ended ${formatDuration(resolved - from)} after it was declared`;
}

/** The newest key lines, filled up with the newest others, in their order. */
export function newestOf(entries: readonly Entry[], most: number, isKey: (entry: Entry) => boolean): Entry[] {
  const key = entries.filter(isKey).slice(-most);
  const rest = most === key.length ? [] : entries.filter((entry) => !isKey(entry)).slice(key.length - most);
  const taken = new Set([...key, ...rest]);
  return entries.filter((entry) => taken.has(entry));
}
