// The SITREP: Conditions, Actions, Needs, as of now, from the record alone (DOMAIN.md 9).
import { clocksOf } from '../incident/clocks.ts';
import { isOver } from '../incident/lifecycle.ts';
import { items } from '../incident/chunked-list.ts';
import type { SystemAction } from '../incident/actions.ts';
import type { Conflict } from '../incident/conflicts.ts';
import type { IncidentDecision } from '../incident/decisions.ts';
import type { Hypothesis } from '../incident/hypotheses.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import { waits } from '../incident/proposals.ts';
import { standing } from '../incident/records.ts';
import { roleName, seatsOf } from '../incident/roles.ts';
import { waitingRequest } from '../incident/approval.ts';
import { componentsByState } from '../incident/page-words.ts';
import { pageName, stepName, type Page } from '../incident/status-page.ts';
import type { Task } from '../incident/tasks.ts';
import type { Entry } from '../incident/timeline.ts';
import { formatDuration } from '../text/durations.ts';
import { swoopLines } from './reached.ts';
import { risks } from './risks.ts';
import {
  bullets, capped, clause, inline, moment, momentOfRecord, owner, relative, severityWords, shortened, standingEntries, timedLines, type Reading,
} from './words.ts'; // prettier-ignore

/** How many lines of a kind a document shows: a page, not the whole night. */
const LATEST = 8;
const LISTED = 12;
const LONGEST_LINE = 240;

/** The SITREP as Markdown. */
export function sitrep(incident: Incident, reading: Reading): string {
  const { declaration } = incident;
  if (declaration === null) return '';
  const since = lastSitrepAt(incident);
  return [
    `# SITREP: ${inline(declaration.title)}`,
    [
      `**${declaration.number}**`,
      `as of ${moment(reading.now, reading)}`,
      severityWords(incident),
      statusWords(incident),
      elapsedWords(incident, reading),
    ].join(' · '),
    '## Conditions',
    bullets(conditions(incident, reading), ''),
    ...latestLines(incident, reading, since, 'Seen', ['observation', 'status', 'escalation', 'note']),
    '## Actions',
    bullets(actionsUnderWay(incident, reading, since), 'No open action or task, no new decision.'),
    ...latestLines(incident, reading, since, 'Done', ['action']),
    '## Needs',
    bullets([...needs(incident, reading), ...risks(incident)], 'Nothing is overdue, late or vacant.'),
    '## Communication',
    bullets([...communication(incident, reading), ...swoopLines(incident, reading)], ''),
  ].join('\n\n');
}

/** When the last SITREP was issued, ms; null when none was. */
export function lastSitrepAt(incident: Incident): number | null {
  return incident.briefings.findLast((issued) => issued.document === 'sitrep')?.at ?? null;
}

/** How many lines of the timeline are newer than the last SITREP: what the next one has to tell. */
export function factsSinceSitrep(incident: Incident): number {
  const since = lastSitrepAt(incident) ?? 0;
  return standingEntries(incident, (entry) => entry.writtenAt > since && entry.type !== 'document.issued').length;
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

function conditions(incident: Incident, reading: Reading): string[] {
  const hypotheses = standing(incident.hypotheses);
  const confirmed = hypotheses.filter((h) => h.state === 'confirmed');
  const working = hypotheses.filter((h) => h.state === 'raised' || h.state === 'testing');
  const eliminated = hypotheses.filter((h) => h.state === 'eliminated');
  const hit = componentsByState(incident.statusPage.pages.public.components.filter((c) => c.state !== 'operational'));
  return [
    `**Impact:** ${impactWords(incident, reading)}`,
    `**Trend:** ${trendWords(incident, reading)}`,
    ...hit.map((group) => `**${group.label}:** ${group.names.map(inline).join(', ')}`),
    `**Cause:** ${confirmed.length === 0 ? 'not confirmed' : confirmed.map((h) => `H${h.number} ${line(h.text)}${proof(h)}`).join('; ')}`,
    ...capped(
      working
        .toReversed()
        .map(
          (h) =>
            `**Working hypothesis:** H${h.number} ${line(clause(h.text))}, ${testingWords(incident, h, reading) ?? `raised ${momentOfRecord(incident, h, reading)}`}`,
        ),
      LISTED,
      'working hypotheses',
    ),
    ...capped(
      eliminated.toReversed().map((h) => `**Ruled out:** H${h.number} ${line(h.text)}${proof(h)}`),
      LISTED,
      'ruled out',
    ),
  ];
}

/** Who tests it, and how long that may still take; null where nobody does. */
export function testingWords(incident: Incident, h: Hypothesis, { now }: Reading): string | null {
  if (h.state !== 'testing') return null;
  const box =
    h.dueAt === undefined
      ? ''
      : h.dueAt <= now
        ? `, time-box over ${relative(h.dueAt, now)}`
        : `, ${formatDuration(h.dueAt - now)} left`;
  return `tested by ${owner(incident, h.tester ?? null)}${box}`;
}

export function proof(h: { evidence?: string }): string {
  return h.evidence === undefined ? '' : ` (${line(h.evidence)})`;
}

function line(text: string): string {
  return inline(shortened(text, LONGEST_LINE));
}

export function impactWords(incident: Incident, reading: Reading): string {
  const impact = clause(incident.declaration?.impact ?? '');
  const started = incident.milestones['impact-started']?.at;
  const ended = incident.milestones['impact-ended']?.at;
  const words = impact === '' ? 'not written down yet' : inline(impact);
  if (ended !== undefined && isOver(incident)) {
    const lasted = started === undefined || ended < started ? '' : `, after ${formatDuration(ended - started)}`;
    return `${words}. Over since ${moment(ended, reading)}${lasted}`;
  }
  return started === undefined ? words : `${words}. Since ${moment(started, reading)}`;
}

function trendWords(incident: Incident, reading: Reading): string {
  if (isOver(incident)) return 'over';
  const change = incident.severity.changes.at(-1);
  if (change === undefined)
    return `severity unchanged since it was declared at ${moment(incident.severity.since, reading)}`;
  const way = change.to < change.from ? 'raised' : 'lowered';
  return `severity ${way} from SEV${change.from} to SEV${change.to} at ${moment(change.at, reading)}: ${line(change.reason)}`;
}

function actionsUnderWay(incident: Incident, reading: Reading, since: number | null): string[] {
  const running = standing(incident.actions).filter(
    (a) => a.state === 'running' || a.state === 'approved' || a.state === 'proposed',
  );
  const decided = standing(incident.decisions).filter((d) => since === null || d.at > since);
  return [
    ...capped(
      running
        .toReversed()
        .map(
          (a) =>
            `**${ACTION_WORDS[a.state] ?? 'Action'}:** ${line(clause(a.text))}, ${owner(incident, a.owner)}${a.dueAt === null ? '' : `, due ${relative(a.dueAt, reading.now)}`}${a.state === 'running' ? '' : wayBackWords(a)}`,
        ),
      LISTED,
      'open actions',
    ),
    ...capped(
      openTasks(incident).map(
        (t) =>
          `**Task:** ${line(clause(t.text))}, ${owner(incident, t.owner)}${t.dueAt === null ? '' : `, due ${relative(t.dueAt, reading.now)}`}`,
      ),
      LISTED,
      'open tasks',
    ),
    ...capped(
      [...items(incident.proposals)]
        .filter(waits)
        .map((p) => `**Proposed, waits for the commander:** ${line(clause(p.text))}, ${owner(incident, p.by)}`),
      LISTED,
      'proposals',
    ),
    ...decided
      .slice(-LATEST)
      .map((d) => `**Decided** ${momentOfRecord(incident, d, reading)}: ${decisionWords(incident, d)}`),
  ];
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  proposed: 'Waits for approval',
  approved: 'Approved, not started',
  running: 'Under way',
};

/** How it would be undone (S1). */
export function wayBackWords(a: SystemAction): string {
  if (a.wayBack !== undefined) return `, way back: ${line(clause(a.wayBack))}`;
  return a.noWayBack === undefined ? ', way back not written' : `, no way back: ${line(clause(a.noWayBack))}`;
}

export function decisionWords(incident: Incident, d: IncidentDecision): string {
  return [
    `${line(clause(d.text))}${d.revised === undefined ? '' : ` (revised: ${line(clause(d.revised.reason))})`}`,
    ...d.rejected.map((r) => `Rejected: ${line(clause(r.option))}`),
    ...d.objections.map((o) => `${owner(incident, o.person)} objects: ${line(clause(o.text))}`),
    ...(d.ordered === true ? ['Ordered all the same'] : []),
  ].join('. ');
}

/** What is due first comes first; what has no time-box last. */
export function openTasks(incident: Incident): Task[] {
  return standing(incident.tasks)
    .filter((t) => t.settled === undefined)
    .toSorted((a, b) => (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER));
}

/** What is missing: empty seats, silent ones, overdue clocks, tasks past their time-box. */
export function needs(incident: Incident, reading: Reading): string[] {
  const clocks = clocksOf(incident, reading.now);
  // A time-box stands below with its owner.
  const overdue = clocks.filter(
    (clock) => (clock.state === 'overdue' || clock.state === 'snoozed') && !TIME_BOX.test(clock.id),
  );
  const missing = clocks.filter((clock) => clock.dueAt > reading.now && /^(?:vacancy|ack|task-ack):/u.test(clock.id));
  const late = lateBoxes(incident, reading);
  const commander =
    seatsOf(incident, 'ic').length === 0 && !isOver(incident) ? ['**Incident commander:** nobody has command'] : [];
  return [
    ...commander,
    ...overdue
      .filter((clock) => clock.dueAt <= reading.now && (commander.length === 0 || clock.id !== 'commander'))
      .map(
        (clock) =>
          `**Overdue:** ${inline(clock.label.replace(': ', ', '))}, due ${relative(clock.dueAt, reading.now)}${clock.state === 'snoozed' ? ', snoozed' : ''}`,
      ),
    ...missing.map(
      (clock) => `**Missing:** ${inline(clock.label.replace(': ', ', '))}, due ${relative(clock.dueAt, reading.now)}`,
    ),
    ...capped(
      late.map(
        (box) => `**Time-box over:** ${box.text}, ${owner(incident, box.owner)}, ${relative(box.dueAt, reading.now)}`,
      ),
      LISTED,
      'time-boxes that are over',
    ),
    ...incident.conflicts.map((c) => `**Conflict to settle:** ${conflictWords(incident, c)}`),
  ];
}

/** The clocks of tasks, tests and actions: what they say stands with the thing itself. */
export const TIME_BOX = /^(?:task|hypothesis|action):/u;

/** Tasks, tests and actions past their time, the longest first. */
function lateBoxes(incident: Incident, { now }: Reading): { text: string; owner: string | null; dueAt: number }[] {
  const all = [
    ...openTasks(incident).map((t) => ({ text: line(clause(t.text)), owner: t.owner, dueAt: t.dueAt })),
    ...standing(incident.hypotheses)
      .filter((h) => h.state === 'testing')
      .map((h) => ({
        text: `test of H${h.number} ${line(clause(h.text))}`,
        owner: h.tester ?? null,
        dueAt: h.dueAt ?? null,
      })),
    ...standing(incident.actions)
      .filter((a) => a.state === 'running')
      .map((a) => ({ text: line(clause(a.text)), owner: a.owner, dueAt: a.dueAt })),
  ];
  return all
    .flatMap((box) => (box.dueAt === null || box.dueAt >= now ? [] : [{ ...box, dueAt: box.dueAt }]))
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

function conflictWords(incident: Incident, { field, role, found, value }: Conflict): string {
  const said = (one: string | null): string => {
    if (one === null) return 'vacant';
    return field === 'severity' ? `SEV${one}` : field === 'status' ? one : inline(nameOf(incident, one));
  };
  const what = field === 'role' ? inline(roleName(incident, role ?? '')) : field;
  return `two people set the ${what} without knowing of each other, to ${said(found)} and to ${said(value)}`;
}

/** What was said to whom, and when the next word is due. */
export function communication(incident: Incident, reading: Reading): string[] {
  const { room, executives } = incident.cadence;
  const due = (at: number): string =>
    `${moment(at, reading)}${at < reading.now ? `, overdue by ${formatDuration(reading.now - at)}` : ''}`;
  return [
    lastWords('Room', room.updates.at(-1), reading),
    lastWords('Executives', executives.updates.at(-1), reading),
    ...pageWords(incident, 'public', reading, due),
    ...pageWords(incident, 'private', reading, due),
    ...(isOver(incident) ? [] : [`**Next update:** ${room.dueAt === null ? 'no cadence is set' : due(room.dueAt)}`]),
    ...(isOver(incident) || executives.dueAt === null ? [] : [`**Next executive update:** ${due(executives.dueAt)}`]),
  ];
}

/** Of a private page nothing is said where it has nothing to say. */
function pageWords(incident: Incident, page: Page, reading: Reading, due: (at: number) => string): string[] {
  const posts = incident.statusPage.publications.filter((p) => p.page === page);
  const last = posts.findLast((p) => p.state === 'published');
  const held = posts.findLast((p) => p.state === 'held');
  const asked = waitingRequest(incident, page);
  const promised = last?.nextAt === undefined ? '' : `, next post promised for ${due(last.nextAt)}`;
  return [
    ...(last === undefined
      ? page === 'private'
        ? []
        : [`**${pageName(page)}:** nothing posted`]
      : [
          `**${pageName(page)}:** ${stepName(last.step)} since ${moment(last.publishedAt ?? last.submittedAt, reading)}${promised}`,
        ]),
    ...(held === undefined ? [] : [`**${pageName(page)}, held and not published:** ${stepName(held.step)}`]),
    ...(asked === undefined
      ? []
      : [
          `**${pageName(page)}, waits for ${inline(asked.of)}:** ${stepName(asked.step)}, asked at ${moment(asked.askedAt, reading)}`,
        ]),
  ];
}

function lastWords(to: string, update: { number: number; at: number } | undefined, reading: Reading): string {
  return update === undefined
    ? `**${to}:** no update sent`
    : `**${to}:** update #${update.number} at ${moment(update.at, reading)}`;
}

/** The newest lines of some kinds since the last SITREP under a line of their own, starred ones first to be kept. */
function latestLines(
  incident: Incident,
  reading: Reading,
  since: number | null,
  verb: string,
  kinds: readonly string[],
): string[] {
  const open = new Set(
    standing(incident.actions)
      .filter((a) => a.state !== 'done' && a.state !== 'verified')
      .map((a) => a.id),
  );
  const all = standingEntries(
    incident,
    (entry) =>
      entry.writtenAt > (since ?? 0) && kinds.includes(entry.kind) && !DEEDS.has(entry.type) && !open.has(entry.id),
  );
  if (all.length === 0) return [];
  const shown = newestOf(all, LATEST, (entry) => entry.star === true);
  const more = all.length - shown.length;
  const from =
    since === null ? 'so far, times in UTC' : `since the last SITREP, ${moment(since, { ...reading, zone: 'UTC' })}`;
  const head = `${verb} ${from}${more === 0 ? '' : ` (${more} more in the timeline)`}:`;
  return [head, bullets(timedLines(shown, reading, LONGEST_LINE), '')];
}

/** The newest key lines, filled up with the newest others, in their order. */
export function newestOf(entries: readonly Entry[], most: number, isKey: (entry: Entry) => boolean): Entry[] {
  const key = entries.filter(isKey).slice(-most);
  const rest = most === key.length ? [] : entries.filter((entry) => !isKey(entry)).slice(key.length - most);
  const taken = new Set([...key, ...rest]);
  return entries.filter((entry) => taken.has(entry));
}

/** Deeds that stand elsewhere in the document already. */
const DEEDS = new Set([
  'incident.declared',
  'status.changed',
  'role.assigned',
  'role.acknowledged',
  'role.vacated',
  'command.taken',
  'milestone.set',
  'severity.changed',
  'cadence.snoozed',
  'status-page.taken-back',
  'approval.asked',
  'approval.withdrawn',
  'action.moved',
  'action.amended',
  'action.extended',
]);
