// How an entry looks and reads: its sign, the word for it, its lead in bold, its time.
import { fullText, type Entry } from '../../../src-shared/incident/timeline.ts';
import { offsetAt, zoneName } from '../../../src-shared/text/clock-times.ts';

interface Glyph {
  glyph: string;
  /** the same for those who cannot see it */
  word: string;
  tone: '' | 'decision' | 'hypothesis' | 'quiet' | 'page' | 'alert' | 'task';
}

/** The sign of an entry; colour only underlines what sign and word say. */
export function glyphOf(entry: Entry): Glyph {
  const known = BY_TYPE[entry.type];
  if (known !== undefined) return known;
  if (entry.type === 'hypothesis.moved') {
    if (/^H\S+ eliminated, /u.test(entry.text)) return { glyph: '×', word: 'Hypothesis eliminated', tone: 'quiet' };
    return /^H\S+ testing, /u.test(entry.text)
      ? { glyph: '?', word: 'Hypothesis in test', tone: 'hypothesis' }
      : { glyph: '✓', word: 'Hypothesis confirmed', tone: 'hypothesis' };
  }
  switch (entry.kind) {
    case 'decision':
      return { glyph: 'D', word: 'Decision', tone: 'decision' };
    case 'hypothesis':
      return { glyph: '?', word: 'Hypothesis', tone: 'hypothesis' };
    case 'task':
      return { glyph: 'T', word: 'Task', tone: 'task' };
    case 'action':
      return { glyph: 'A', word: 'Action', tone: '' };
    case 'communication':
      return { glyph: 'C', word: 'Communication', tone: '' };
    case 'escalation':
      return { glyph: '↑', word: 'Escalation', tone: 'alert' };
    case 'status':
      return { glyph: '!', word: 'Status', tone: 'alert' };
    case 'note':
      return { glyph: 'N', word: 'Note', tone: 'quiet' };
    case 'observation':
      return { glyph: 'O', word: 'Observation', tone: '' };
  }
}

const PROPOSAL: Glyph = { glyph: 'P', word: 'Proposal', tone: 'decision' };
const ROLE: Glyph = { glyph: 'R', word: 'Roles', tone: '' };
const APPROVAL: Glyph = { glyph: '◉', word: 'Approval of a post', tone: 'page' };
const BY_TYPE: Readonly<Record<string, Glyph>> = {
  'incident.declared': { glyph: '!', word: 'Declared', tone: 'alert' },
  'decision.proposed': PROPOSAL,
  'severity.changed': { glyph: '!', word: 'Severity', tone: 'alert' },
  'status.changed': { glyph: '→', word: 'Status', tone: 'page' },
  'milestone.set': { glyph: 'M', word: 'Milestone', tone: '' },
  'command.taken': ROLE,
  'role.assigned': ROLE,
  'role.acknowledged': ROLE,
  'role.vacated': ROLE,
  'status-page.released': { glyph: '◉', word: 'Status page', tone: 'page' },
  'status-page.taken-back': { glyph: '◉', word: 'Status page', tone: 'quiet' },
  'approval.asked': APPROVAL,
  'approval.given': APPROVAL,
  'approval.refused': APPROVAL,
  'approval.withdrawn': APPROVAL,
  'approval.waived': APPROVAL,
  'executive.redirected': { glyph: 'E', word: 'Executive', tone: 'hypothesis' },
  'cadence.snoozed': { glyph: 'z', word: 'Snooze', tone: 'quiet' },
};

/** The part in bold, and the rest. */
export function leadOf(entry: Entry): readonly [string, string] {
  switch (entry.type) {
    case 'decision.made':
      return [`Decision: ${entry.text}`, entry.detail === undefined ? '' : ` ${entry.detail}`];
    case 'decision.proposed':
      return [`Proposed: ${entry.text}`, entry.detail === undefined ? '' : ` ${entry.detail}`];
    case 'incident.declared':
      return split(fullText(entry), /(?<=:)/u);
    case 'update.posted': {
      const [lead, rest] = split(entry.text, /(?<=#\d+:)/u);
      // Templates begin with the same words.
      return [lead, rest.trimStart().startsWith(lead) ? rest.trimStart().slice(lead.length) : rest];
    }
    case 'status-page.released': {
      const [lead, rest] = split(entry.text, /(?=\.)/u);
      return [lead, `${rest}${entry.detail === undefined ? '' : ` (${entry.detail})`}`];
    }
    default:
      return ['', fullText(entry)];
  }
}

function split(text: string, at: RegExp): readonly [string, string] {
  const found = at.exec(text);
  return found === null ? [text, ''] : [text.slice(0, found.index), text.slice(found.index)];
}

/** As much of a long text as the list shows at first: two lines, or so many characters. */
export function beginningOf(text: string): string {
  const lines = text.split('\n');
  const short = lines.length > LINES ? lines.slice(0, 2).join('\n') : text;
  return short.length > LONG ? short.slice(0, LONG) : short;
}

const LINES = 3;
const LONG = 600;

/** UTC, to the second; what is known only about or only by its day says so. */
export function timeOf(entry: Entry): string {
  if (entry.pasted?.precision === 'day') return 'that day';
  const clock = new Date(entry.at).toISOString().slice(11, 19);
  if (entry.pasted?.precision === 'approx') return `~${clock.slice(0, 5)}`;
  if (entry.pasted?.precision === 'after') return `>${clock.slice(0, 5)}`;
  return clock;
}

/** The day above an entry, where the entry before is of another; `Fri 28 Feb 2025`. */
export function dayBefore(before: Entry | undefined, entry: Entry): string | null {
  if (before !== undefined && Math.floor(before.at / 86_400_000) === Math.floor(entry.at / 86_400_000)) return null;
  return DAY.format(entry.at);
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Whether the minute of an entry is that of the entry above it: it is shown once. */
export function sameMinute(before: Entry | undefined, entry: Entry): boolean {
  return (
    before !== undefined &&
    Math.floor(before.at / 60_000) === Math.floor(entry.at / 60_000) &&
    before.pasted?.precision === undefined &&
    entry.pasted?.precision === undefined
  );
}

/** The person's own time of an entry, `15:32` and `15:32:05 CET, next day`; null where it is UTC, or no time is known. */
export function localTimeOf({ at, pasted }: Entry, zone: string): { clock: string; words: string } | null {
  if (zone === 'UTC' || pasted?.precision === 'day') return null;
  const { offsetMs, name } = zoneAt(at, zone);
  if (offsetMs === 0) return null;
  const clock = new Date(at + offsetMs).toISOString().slice(11, 19);
  const days = Math.floor((at + offsetMs) / 86_400_000) - Math.floor(at / 86_400_000);
  return {
    clock: clock.slice(0, 5),
    words: `${clock} ${name}${days === 0 ? '' : days > 0 ? ', next day' : ', day before'}`,
  };
}

const QUARTER_HOUR = 900_000;
let zones = { zone: '', quarters: new Map<number, { offsetMs: number; name: string }>() };

/** Remembered by quarter hours, between which no zone changes: asking for each row took longer than drawing it. */
function zoneAt(at: number, zone: string): { offsetMs: number; name: string } {
  if (zones.zone !== zone || zones.quarters.size > 5_000) zones = { zone, quarters: new Map() };
  const quarter = Math.floor(at / QUARTER_HOUR);
  const known = zones.quarters.get(quarter);
  if (known !== undefined) return known;
  const asked = { offsetMs: offsetAt(at, zone) * 60_000, name: zoneName(at, zone) };
  zones.quarters.set(quarter, asked);
  return asked;
}
