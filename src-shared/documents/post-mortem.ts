// The post-mortem draft (DOMAIN.md 13): what the record knows is filled in, what only people know is asked for. Nothing is guessed.
import { clocksOf } from '../incident/clocks.ts';
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import type { Milestone } from '../incident/milestones.ts';
import { nameOf } from '../incident/people.ts';
import { standing } from '../incident/records.ts';
import { roleName } from '../incident/roles.ts';
import { items } from '../incident/chunked-list.ts';
import type { Entry } from '../incident/timeline.ts';
import { fullText } from '../incident/timeline.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { formatClock, formatDay } from '../text/clock-times.ts';
import { formatDuration } from '../text/durations.ts';
import { blaming } from './blameless.ts';
import { documentHead } from './facts.ts';
import { fromTemplate, type Filled } from './from-template.ts';
import { marked } from './marks.ts';
import {
  clause,
  inline,
  newestOf,
  owner,
  severityWords,
  shortened,
  standingEntries,
  timedLines,
  type Reading,
} from './words.ts';
import { impactWords, line, openTasks, proof } from './work.ts';

const EVENTS = 40;
const LISTED = 12;
const LONGEST_LINE = 200;

export function postMortem(incident: Incident, reading: Reading): Filled {
  return fromTemplate('postMortem', incident, postMortemFacts(incident, reading));
}

function postMortemFacts(incident: Incident, live: Reading): TemplateFacts<'postMortem'> {
  // It is read weeks later: every time has its day.
  const reading = { ...live, now: 0 };
  const clocks = clocksOf(incident, live.now);
  const late = clocks.filter(({ state }) => state === 'done-late' || state === 'missed' || state === 'overdue');
  return {
    ...documentHead(incident, live),
    now: { utc: when(live.now), local: '' },
    summary: summary(incident, reading),
    impact: impact(incident, reading),
    measures: measures(incident),
    timeline: timeline(incident, reading),
    whys: whys(incident, reading),
    factors: factors(incident, reading),
    well: well(incident, clocks.filter(({ state, target }) => state === 'done' && target !== true).length),
    poorly: late
      .slice(0, LISTED)
      .map((clock) =>
        clock.doneAt === null
          ? `${inline(clock.label.replace(': ', ', '))}: was due ${when(clock.dueAt)}, not done`
          : `${inline(clock.label.replace(': ', ', '))}: ${formatDuration(clock.doneAt - clock.dueAt)} after it was due`,
      ),
    lucky: standing(incident.actions)
      .filter((a) => a.noWayBack !== undefined)
      .slice(0, LISTED)
      .map((a) =>
        marked(reading, `${line(clause(a.text))} had no way back (${line(clause(a.noWayBack ?? ''))})`, a.id),
      ),
    actions: openTasks(incident)
      .slice(0, LISTED)
      .map((t) => ({ what: marked(reading, line(clause(t.text)), t.id), owner: owner(incident, t.owner) })),
    attendees: attendees(incident),
    wording: wording(incident, reading),
  };
}

function summary(incident: Incident, reading: Reading): string[] {
  const { milestones } = incident;
  const from = milestones['impact-started']?.at;
  const to = milestones['impact-ended']?.at ?? milestones.resolved?.at;
  const confirmed = standing(incident.hypotheses).filter((h) => h.state === 'confirmed');
  const span =
    from === undefined || to === undefined || to < from
      ? ''
      : `, for ${formatDuration(to - from)}: from ${when(from)} to ${when(to)}`;
  const ended = isOver(incident) ? 'It is over.' : 'It is not over yet: this draft grows with the record.';
  return [
    `${inline(clause(incident.declaration?.title ?? ''))}${span}. ${severityWords(incident)}. ${ended}`,
    confirmed.length === 0
      ? 'The cause is not confirmed on the record.'
      : `Cause: ${confirmed.map((h) => marked(reading, `H${h.number} ${line(clause(h.text))}${proof(h)}`, h.id)).join('; ')}.`,
  ];
}

function impact(incident: Incident, reading: Reading): string[] {
  const components = incident.statusPage.pages.public.components.map((c) => inline(c.name));
  return [
    capital(impactWords(incident, reading)),
    ...(components.length === 0 ? [] : [`Components: ${components.join(', ')}`]),
    ...incident.severity.changes
      .slice(-LISTED)
      .map((c) => `SEV${c.from} to SEV${c.to}, ${when(c.at)}: ${line(clause(c.reason))}`),
    'To fill in: how many users, how many operations failed, what it cost, how much of the error budget',
  ];
}

/** Each with its start and its end named, so that two teams' numbers can be laid side by side. */
function measures(incident: Incident): string[] {
  return MEASURES.flatMap(([name, from, to]) => {
    const [a, b] = [incident.milestones[from]?.at, incident.milestones[to]?.at];
    return a === undefined || b === undefined || b < a
      ? []
      : [`${name}: ${b === a ? 'at once' : formatDuration(b - a)}, from ${WORDS[from]} to ${WORDS[to]}`];
  });
}

const MEASURES: readonly (readonly [string, keyof typeof WORDS, keyof typeof WORDS])[] = [
  ['To detect', 'impact-started', 'detected'],
  ['To acknowledge', 'detected', 'acknowledged'],
  ['To declare', 'detected', 'declared'],
  ['To identify', 'acknowledged', 'identified'],
  ['To mitigate', 'impact-started', 'mitigated'],
  ['To resolve', 'impact-started', 'resolved'],
];
const WORDS = {
  'impact-started': 'the start of the impact',
  detected: 'detection',
  acknowledged: 'the acknowledgement',
  declared: 'the declaration',
  identified: 'the cause being identified',
  mitigated: 'mitigation',
  resolved: 'the end',
} as const satisfies Partial<Record<Milestone, string>>;

/** Starred lines first; without stars, what people decided, did and saw change. */
function timeline(incident: Incident, reading: Reading): string[] {
  // A post to the page says the same as the status that followed it.
  const posted = new Set(incident.statusPage.publications.map((p) => p.publishedAt));
  const all = standingEntries(
    incident,
    (entry) =>
      entry.star === true ||
      (KEY_KINDS.has(entry.kind) &&
        !NOISE.has(entry.type) &&
        !(entry.type === 'status.changed' && posted.has(entry.writtenAt))),
  );
  const shown = newestOf(all, EVENTS, (entry) => entry.star === true);
  const left = all.length - shown.length;
  const lines = timedLines(shown, reading, LONGEST_LINE);
  return left === 0 ? lines : [`${left} more key events stand in the timeline of the incident`, ...lines];
}
const KEY_KINDS = new Set(['decision', 'action', 'status', 'escalation', 'hypothesis', 'observation']);

/** Who took which seat and task stands under who was there. */
const NOISE = new Set([
  'role.assigned',
  'role.acknowledged',
  'role.vacated',
  'command.taken',
  'command.assigned',
  'task.given',
  'document.issued',
]);

function whys(incident: Incident, reading: Reading): string[] {
  const confirmed = standing(incident.hypotheses).filter((h) => h.state === 'confirmed');
  const title = inline(clause(incident.declaration?.title ?? ''));
  const first = confirmed.map((h) => marked(reading, line(clause(h.text)), h.id)).join('; ');
  return [
    `Why did it happen ("${title}")? ${first === '' ? 'To fill in.' : `${first}.`}`,
    ...[
      'Why was that possible?',
      'And why that?',
      'And why that?',
      'And why that? Stop where a team can change something.',
    ].map((ask) => `${ask} To fill in.`),
  ];
}

function factors(incident: Incident, reading: Reading): string[] {
  const eliminated = standing(incident.hypotheses).filter((h) => h.state === 'eliminated');
  const dropped = standing(incident.actions).filter((a) => a.state === 'abandoned');
  return [
    ...eliminated
      .slice(-LISTED)
      .map((h) =>
        marked(reading, `Time went into H${h.number} ${line(clause(h.text))}, which was ruled out${proof(h)}`, h.id),
      ),
    ...dropped.slice(-LISTED).map((a) => marked(reading, `Tried and dropped: ${line(clause(a.text))}`, a.id)),
    ...incident.severity.changes
      .filter((c) => c.to < c.from)
      .slice(-LISTED)
      .map((c) => `It was taken for SEV${c.from} first: ${line(clause(c.reason))}`),
  ];
}

function well(incident: Incident, inTime: number): string[] {
  const verified = standing(incident.actions).filter((a) => a.state === 'verified').length;
  const { room } = incident.cadence;
  return [
    ...(inTime === 0 ? [] : [`${inTime} ${inTime === 1 ? 'duty was' : 'duties were'} done in time`]),
    ...(verified === 0 ? [] : [`${verified} ${verified === 1 ? 'action was' : 'actions were'} checked to have worked`]),
    ...(room.updates.length === 0
      ? []
      : [`${room.updates.length} ${room.updates.length === 1 ? 'update' : 'updates'} to the room`]),
  ];
}

/** Everybody who had a seat or was reached, each once, with what they were there as. */
function attendees(incident: Incident): string[] {
  const as = new Map<string, Set<string>>();
  const add = (person: string | null, what: string): void => {
    if (person === null) return;
    as.set(person, (as.get(person) ?? new Set()).add(what));
  };
  add(incident.command.commander, roleName(incident, 'ic'));
  for (const past of incident.handover.past) add(past.from, roleName(incident, 'ic'));
  for (const [role, seats] of Object.entries(incident.roles))
    for (const seat of seats) add(seat.person, roleName(incident, role));
  for (const call of incident.escalation.calls)
    if (call.outcome === 'reached') add(call.person, call.position === '' ? 'called in' : call.position);
  for (const task of items(incident.tasks)) add(task.owner, 'took a task');
  return [...as].map(([person, what]) => `${inline(nameOf(incident, person))}: ${[...what].map(inline).join(', ')}`);
}

/** Lines of the record that blame; of a long one the first of them. */
function wording(incident: Incident, reading: Reading): string[] {
  const names = Object.values(incident.people).map(({ name }) => name);
  const found: string[] = [];
  for (const entry of standingEntries(incident, ({ type }) => TYPED.has(type))) {
    const at = blaming(fullText(entry), names);
    if (at === null) continue;
    found.push(marked(reading, `${clockOf(entry)} "${inline(shortened(at.found, 80))}": ${at.ask}`, entry.id));
    if (found.length === LISTED) break;
  }
  return found;
}
const TYPED = new Set(['entry.logged', 'decision.made', 'hypothesis.raised', 'task.given', 'action.recorded']);

function clockOf({ at }: Entry): string {
  return `${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
}

function when(at: number): string {
  return `${formatDay(at, 'UTC')} ${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
}

/** A line begins with a capital, whatever it is made of. */
function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
