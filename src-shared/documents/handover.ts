// The handover briefing: ICS-201's blocks in the order of I-PASS, so that a relief knows in three minutes what matters (DOMAIN.md 9).
import { items } from '../incident/chunked-list.ts';
import { clocksOf } from '../incident/clocks.ts';
import { isOver } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import { waits } from '../incident/proposals.ts';
import { standing } from '../incident/records.ts';
import { knownRoles, seatsOf } from '../incident/roles.ts';
import type { Entry } from '../incident/timeline.ts';
import type { Milestone } from '../incident/milestones.ts';
import { saysIncoming, saysOutgoing } from '../playbook/handover.ts';
import { formatClock, formatDay } from '../text/clock-times.ts';
import { formatDuration } from '../text/durations.ts';
import { peopleCalled, swoopLines } from './reached.ts';
import {
  communication,
  decisionWords,
  elapsedWords,
  impactWords,
  needs,
  newestOf,
  openTasks,
  proof,
  statusWords,
  testingWords,
  TIME_BOX,
  wayBackWords,
} from './sitrep.ts';
import {
  bullets, capped, clause, inline, moment, momentOfRecord, owner, relative, severityWords, shortened, standingEntries, timedLines, type Reading,
} from './words.ts'; // prettier-ignore

const KEY_EVENTS = 20;
const LISTED = 12;
const LONGEST_LINE = 160;

/** The briefing as Markdown. `to`: the name of who takes over, where it is known. */
export function handoverBriefing(incident: Incident, reading: Reading, to = ''): string {
  const { declaration } = incident;
  if (declaration === null) return '';
  const from = nameOf(incident, incident.command.commander);
  const clocks = openClocks(incident, reading);
  const called = peopleCalled(incident, reading, LISTED);
  return [
    `# Handover briefing: ${inline(declaration.title)}`,
    `**${declaration.number}** · as of ${moment(reading.now, reading)} · from ${inline(from)}${to === '' ? '' : ` to ${inline(to)}`}`,
    '## How bad it is',
    bullets(
      [
        `${severityWords(incident)}, ${statusWords(incident).toLowerCase()}, ${elapsedWords(incident, reading)}`,
        `Impact: ${impactWords(incident, reading)}`,
        ...incident.severity.changes
          .slice(-LISTED)
          .map((c) => `Severity went from SEV${c.from} to SEV${c.to} at ${moment(c.at, reading)}: ${line(c.reason)}`),
      ],
      '',
    ),
    '## What happened',
    bullets(summary(incident, reading), ''),
    '## What is to do',
    bullets(todo(incident, reading), 'No open task or action.'),
    '## What could come next',
    bullets(contingencies(incident, reading), 'Nothing is on the record.'),
    '## Who is here',
    roleTable(incident, reading),
    ...(called.length === 0 ? [] : ['## People reached and not reached', bullets(called, '')]),
    '## What was promised',
    bullets([...communication(incident, reading), ...swoopLines(incident, reading)], ''),
    '## Needs and blockers',
    bullets(needs(incident, reading), 'Nothing is overdue, late or vacant.'),
    ...(clocks.length === 0 ? [] : ['## Clocks that run', bullets(clocks, '')]),
    '## Last key events, UTC',
    bullets(timedLines(keyEvents(incident), reading, LONGEST_LINE), 'None.'),
    '## Read back',
    readBack(incident, reading, to),
  ].join('\n\n');
}

const REACHED: readonly (readonly [Milestone, string])[] = [
  ['impact-started', 'impact began'],
  ['detected', 'detected'],
  ['declared', 'declared'],
  ['identified', 'identified'],
  ['mitigated', 'mitigated'],
  ['impact-ended', 'impact over'],
  ['resolved', 'resolved'],
];

function summary(incident: Incident, reading: Reading): string[] {
  const hypotheses = standing(incident.hypotheses);
  const reached = REACHED.flatMap(([milestone, words]) => {
    const at = incident.milestones[milestone]?.at;
    return at === undefined ? [] : [{ at, words }];
  }).toSorted((a, b) => a.at - b.at);
  let shown = formatDay(reading.now, 'UTC');
  const course = reached
    .map(({ at, words }) => {
      const day = formatDay(at, 'UTC');
      const when = `${day === shown ? '' : `${day} `}${formatClock(at, 'UTC', 'to-the-minute')}`;
      shown = day;
      return `${words} ${when}`;
    })
    .join(', ');
  return [
    ...(course === '' ? [] : [`${course.charAt(0).toUpperCase()}${course.slice(1)} (UTC)`]),
    ...hypotheses
      .filter((h) => h.state === 'confirmed')
      .map((h) => `Confirmed: H${h.number} ${line(h.text)}${proof(h)}`),
    ...capped(
      hypotheses
        .filter((h) => h.state === 'raised' || h.state === 'testing')
        .toReversed()
        .map((h) => {
          const testing = testingWords(incident, h, reading);
          return `Still open: H${h.number} ${line(h.text)}${testing === null ? '' : `, ${testing}`}`;
        }),
      LISTED,
      'open hypotheses',
    ),
    ...capped(
      hypotheses
        .filter((h) => h.state === 'eliminated')
        .toReversed()
        .map((h) => `Ruled out: H${h.number} ${line(h.text)}${proof(h)}`),
      LISTED,
      'ruled out',
    ),
    ...standing(incident.decisions)
      .slice(-LISTED)
      .map((d) => `Decided ${momentOfRecord(incident, d, reading)}: ${decisionWords(incident, d)}`),
  ];
}

function line(text: string): string {
  return inline(shortened(text, LONGEST_LINE));
}

function todo(incident: Incident, reading: Reading): string[] {
  const open = standing(incident.actions).filter(
    (a) => a.state !== 'done' && a.state !== 'verified' && a.state !== 'abandoned',
  );
  return [
    ...capped(
      open
        .toReversed()
        .map(
          (a) =>
            `Action, ${a.state}: ${line(clause(a.text))}, ${owner(incident, a.owner)}${a.dueAt === null ? '' : `, due ${relative(a.dueAt, reading.now)}`}${a.state === 'running' ? '' : wayBackWords(a)}`,
        ),
      LISTED,
      'open actions',
    ),
    ...capped(
      [...items(incident.proposals)]
        .filter(waits)
        .map((p) => `Proposal, waits for the commander: ${line(clause(p.text))}, ${owner(incident, p.by)}`),
      LISTED,
      'proposals',
    ),
    ...capped(
      openTasks(incident).map(
        (t) =>
          `Task: ${line(clause(t.text))}, ${owner(incident, t.owner)}${t.dueAt === null ? '' : `, time-box ${t.dueAt < reading.now ? 'ended' : 'ends'} ${relative(t.dueAt, reading.now)}`}`,
      ),
      LISTED,
      'open tasks',
    ),
  ];
}

/** If X then Y, as far as the record says: what runs, open theories, rejected options that are still there. */
function contingencies(incident: Incident, reading: Reading): string[] {
  if (isOver(incident)) return ['If it comes back: reopen the incident with the reason, the record goes on.'];
  const open = standing(incident.hypotheses).filter((h) => h.state === 'raised' || h.state === 'testing');
  const fallback = standing(incident.decisions).flatMap((d) =>
    d.rejected.map((r) => ({ decision: d.text, option: r.option })),
  );
  const running = standing(incident.actions).filter((a) => a.state === 'running');
  const still =
    open.length === 0
      ? ''
      : `, ${open
          .slice(-LISTED)
          .map((h) => `H${h.number}`)
          .join(', ')} still open`;
  return [
    ...capped(
      running.toReversed().map((a) => `If "${line(clause(a.text))}" does not help: decide on the next step${still}.`),
      LISTED,
      'open actions',
    ),
    ...fallback
      .slice(-LISTED)
      .map((f) => `If "${line(clause(f.decision))}" fails: "${line(clause(f.option))}" was the other option.`),
    ...(running.length === 0 && fallback.length === 0
      ? open
          .slice(-LISTED)
          .map(
            (h) => `If H${h.number} proves right ("${line(clause(h.text))}"): decide on an action, none is under way.`,
          )
      : []),
    ...(incident.cadence.room.dueAt === null
      ? []
      : [
          incident.cadence.room.dueAt < reading.now
            ? 'If nothing changes: the room is waiting for an update already, post one.'
            : `If nothing changes: the room hears so at ${moment(incident.cadence.room.dueAt, reading)}.`,
        ]),
  ];
}

function roleTable(incident: Incident, reading: Reading): string {
  const rows = knownRoles(incident).flatMap((role) => {
    const seats = seatsOf(incident, role.id);
    const wanted = role.id === 'ic' || role.requiredFor.includes(incident.severity.level);
    if (seats.length === 0) return wanted && !isOver(incident) ? [`| ${inline(role.name)} | **vacant** | |`] : [];
    return seats.map(
      (seat) =>
        `| ${inline(role.name)} | ${inline(nameOf(incident, seat.person))} | ${seat.acknowledgedAt === null ? '**not acknowledged**' : 'acknowledged'}, ${formatDuration(reading.now - seat.since)} in the seat |`,
    );
  });
  return ['| Role | Who | Seat |', '| --- | --- | --- |', ...rows].join('\n');
}

/** What is asked for and not late yet; what is late stands under needs. */
function openClocks(incident: Incident, reading: Reading): string[] {
  return clocksOf(incident, reading.now)
    .filter((c) => (c.state === 'armed' || c.state === 'soon') && c.id !== 'next-update' && !TIME_BOX.test(c.id))
    .map(
      (c) =>
        `${inline(c.label.replace(': ', ', '))}${c.when === undefined ? '' : `, if ${inline(c.when)}`}: due ${moment(c.dueAt, reading)}, ${relative(c.dueAt, reading.now)}`,
    );
}

function keyEvents(incident: Incident): Entry[] {
  // A post to the page says the same as the status that followed it.
  const posted = new Set(
    incident.statusPage.publications.flatMap((p) =>
      p.publishedAt === undefined || p.page === 'private' ? [] : [p.publishedAt],
    ),
  );
  const all = standingEntries(
    incident,
    (entry) => !ELSEWHERE.has(entry.type) && !(entry.type === 'status.changed' && posted.has(entry.writtenAt)),
  );
  return newestOf(all, KEY_EVENTS, (entry) => entry.star === true || KEY_KINDS.has(entry.kind));
}

/** These stand in the briefing already: the seats, the tasks, the title. */
const ELSEWHERE = new Set([
  'document.issued',
  'role.assigned',
  'role.acknowledged',
  'role.vacated',
  'task.given',
  'incident.declared',
  'milestone.set',
]);
const KEY_KINDS = new Set(['decision', 'action', 'status', 'escalation', 'hypothesis']);

function readBack(incident: Incident, reading: Reading, to: string): string {
  const playbook = incident.declaration?.playbook;
  return [
    ...readBackLines(incident, reading).map((said) => `- [ ] ${said}`),
    `- [ ] Outgoing says: "${saysOutgoing(playbook, to === '' ? '(name)' : inline(to))}". Incoming says: "${saysIncoming(playbook)}".`,
  ].join('\n');
}

/** What the incoming commander says back, line by line; each is ticked when it was said (DOMAIN.md 9). */
export function readBackLines(incident: Incident, reading: Reading): string[] {
  const running = standing(incident.actions).filter((a) => a.state === 'running');
  const next = incident.cadence.room.dueAt;
  const under = running.slice(-3).map((a) => line(clause(a.text)));
  return [
    `It is ${severityWords(incident)}, ${statusWords(incident).toLowerCase()}. Impact: ${impactWords(incident, reading)}.`,
    `Under way: ${running.length === 0 ? 'no action' : `${under.join('; ')}${running.length > 3 ? ` and ${running.length - 3} more` : ''}`}. Open tasks: ${openTasks(incident).length}.`,
    `Next update to the room: ${next === null || isOver(incident) ? 'none due' : `${moment(next, reading)}${next < reading.now ? ', overdue' : ''}`}.`,
  ];
}
