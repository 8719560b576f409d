// The facts that the playbook's templates are filled with, from the state alone.
import { items } from '../incident/chunked-list.ts';
import { nextDue } from '../incident/cadence.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import { standing } from '../incident/records.ts';
import { fullText, type Entry } from '../incident/timeline.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { formatClock, formatDay, zoneName } from '../text/clock-times.ts';
import { formatDuration } from '../text/durations.ts';
import { marked } from './marks.ts';
import { clause, elapsedWords, holders, inline, newestOf, shortened, statusWords, type Reading } from './words.ts';

const NEWS = 6;
const LONGEST_LINE = 240;

export function incidentFacts(incident: Incident, { now }: Reading): TemplateFacts<'declaration'>['incident'] {
  const { declaration, milestones, severity } = incident;
  return {
    number: declaration?.number ?? '',
    title: declaration?.title ?? '',
    impact: clause(declaration?.impact ?? ''),
    severity: `SEV${severity.level}`,
    severityName: declaration?.playbook?.severities[severity.level].label ?? '',
    status: statusWords(incident),
    elapsed: formatDuration(now - (declaration?.declaredAt ?? now)),
    declaredUtc: utc(declaration?.declaredAt, now),
    detectedUtc: utc(milestones.detected?.at, now),
    startedUtc: utc(milestones['impact-started']?.at, now),
  };
}

/** What the documents in Markdown begin with. */
export function documentHead(incident: Incident, reading: Reading): Pick<TemplateFacts<'sitrep'>, 'incident' | 'now'> {
  const { number, title, severity, severityName, status } = incidentFacts(incident, reading);
  return {
    incident: {
      number: inline(number),
      title: inline(title),
      severity,
      severityName: inline(severityName),
      status,
      course: elapsedWords(incident, reading),
    },
    now: dated(incident, reading),
  };
}

/** The time now, with its day once the incident has gone on past midnight. */
function dated(incident: Incident, reading: Reading): { utc: string; local: string } {
  const now = timeFacts(reading.now, reading);
  const day = formatDay(reading.now, 'UTC');
  const began = Math.min(
    incident.declaration?.declaredAt ?? reading.now,
    incident.milestones.detected?.at ?? reading.now,
  );
  return formatDay(began, 'UTC') === day ? now : { ...now, utc: `${day} ${now.utc}` };
}

export function roleFacts(incident: Incident): TemplateFacts<'declaration'>['roles'] {
  return {
    ic: holders(incident, 'ic'),
    ops: holders(incident, 'ops'),
    comms: holders(incident, 'comms'),
    scribe: holders(incident, 'scribe'),
  };
}

/** A time as templates have it: UTC and local, with the day where it is not today's. Empty: nothing is due; local also where it says the same. */
export function timeFacts(at: number | null, { now, zone }: Reading): { utc: string; local: string } {
  if (at === null) return { utc: '', local: '' };
  const clock = `${formatClock(at, zone, 'to-the-minute')} ${zoneName(at, zone)}`;
  const sameDay = formatDay(at, zone) === formatDay(now, zone);
  const local = sameDay ? clock : `${formatDay(at, zone)} ${clock}`;
  return { utc: utc(at, now), local: local === utc(at, now) ? '' : local };
}

/** What is being done now: running actions and open tasks, each with who. */
export function doingFacts(incident: Incident, reading: Reading): string[] {
  const running = standing(incident.actions).filter((a) => a.state === 'running');
  const open = standing(incident.tasks).filter((t) => t.settled === undefined);
  return [
    ...running.map((a) => marked(reading, line(a.text), a.id)),
    ...open.map((t) =>
      marked(reading, t.owner === null ? line(t.text) : `${line(t.text)} (${nameOf(incident, t.owner)})`, t.id),
    ),
  ].slice(0, NEWS);
}

/** The confirmed cause; empty until one is. */
export function causeFact(incident: Incident, reading: Reading): string {
  return standing(incident.hypotheses)
    .filter((h) => h.state === 'confirmed')
    .map((h) => marked(reading, clause(h.text), h.id))
    .join('; ');
}

/** What happened since the last room update, each with its time; key lines are kept when there are many. */
export function newsFacts(incident: Incident, reading: Reading): string[] {
  const since = incident.cadence.room.updates.at(-1)?.at ?? 0;
  const fresh = [...items(incident.timeline.entries)].filter(
    (entry) => entry.writtenAt > since && entry.retracted === undefined && NEWSWORTHY.has(entry.type),
  );
  return newestOf(fresh, NEWS, (entry) => entry.star === true || entry.kind === 'decision').map((entry) =>
    marked(reading, `${when(entry, reading.now)}${line(fullText(entry))}`, entry.id),
  );
}

function when(entry: Entry, now: number): string {
  const day = formatDay(entry.at, 'UTC') === formatDay(now, 'UTC') ? '' : `${formatDay(entry.at, 'UTC')} `;
  if (entry.pasted?.precision === 'day') return day;
  const about = entry.pasted?.precision === 'approx' ? 'about ' : entry.pasted?.precision === 'after' ? 'after ' : '';
  return `${day}${about}${formatClock(entry.at, 'UTC', 'to-the-minute')} `;
}

function line(text: string): string {
  return shortened(text, LONGEST_LINE);
}

const NEWSWORTHY = new Set([
  'entry.logged',
  'decision.made',
  'action.recorded',
  'action.moved',
  'hypothesis.raised',
  'hypothesis.moved',
  'severity.changed',
]);

/** When the update after the one being written is due, ms; null where the playbook sets no cadence. */
export function dueAfter(incident: Incident, audience: 'room' | 'executives', reading: Reading): number | null {
  return nextDue(incident, audience, reading.now);
}

function utc(at: number | undefined, now: number): string {
  if (at === undefined) return '';
  const day = formatDay(at, 'UTC') === formatDay(now, 'UTC') ? '' : `${formatDay(at, 'UTC')} `;
  return `${day}${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
}
