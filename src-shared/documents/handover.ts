// The handover briefing: ICS-201's blocks in the order of I-PASS, so that a relief knows in three minutes what matters (DOMAIN.md 9).
// What is too long for three minutes, and for two pages, is shortened step by step; it says so and where the rest stands.
import { items } from '../incident/chunked-list.ts';
import { clocksOf } from '../incident/clocks.ts';
import { isOver } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import { waits } from '../incident/proposals.ts';
import { standing, type LineRecord } from '../incident/records.ts';
import { knownRoles, seatsOf } from '../incident/roles.ts';
import { inCommand, nameInCommand } from '../incident/in-command.ts';
import { entryOf, type Entry } from '../incident/timeline.ts';
import type { Milestone } from '../incident/milestones.ts';
import { componentsByState } from '../incident/page-words.ts';
import { saysIncoming, saysOutgoing } from '../playbook/handover.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { formatClock, formatDay } from '../text/clock-times.ts';
import { formatDuration } from '../text/durations.ts';
import { communication } from './communication.ts';
import { contingencies } from './contingencies.ts';
import { documentHead } from './facts.ts';
import { fromTemplate, type Filled } from './from-template.ts';
import { lineOfDeed, marked, withoutMarks } from './marks.ts';
import { clockWords, needs, TIME_BOX } from './needs.ts';
import { peopleCalled, swoopLines } from './reached.ts';
import { risks } from './risks.ts';
import { decisionWords, impactWords, openTasks, proof, testingWords, wayBackWords } from './work.ts';
import {
  capped, clause, elapsedWords, inline, moment, momentOfRecord, newestOf, owner, relative, severityWords, shortened, standingEntries, statusWords,
  timedLines, type Reading,
} from './words.ts'; // prettier-ignore

/** How much of each kind it tells. `again`: key events that stand further up already are told again in their order. */
interface Extent {
  listed: number;
  events: number;
  needs: number;
  longest: number;
  again: boolean;
}
const EXTENTS: readonly [Extent, ...Extent[]] = [
  { listed: 12, events: 20, needs: 20, longest: 160, again: true },
  { listed: 12, events: 20, needs: 8, longest: 160, again: false },
  { listed: 8, events: 14, needs: 6, longest: 140, again: false },
  { listed: 6, events: 10, needs: 5, longest: 110, again: false },
  { listed: 4, events: 7, needs: 4, longest: 90, again: false },
  { listed: 3, events: 4, needs: 3, longest: 70, again: false },
];
/** Three minutes of a tired reader. */
export const MOST_WORDS = 600;

/** The briefing as Markdown. `to`: the name of who takes over, where it is known. */
export function handoverBriefing(incident: Incident, reading: Reading, to = ''): string {
  return incident.declaration === null ? '' : filledBriefing(incident, reading, to).text;
}

export function filledBriefing(incident: Incident, reading: Reading, to = ''): Filled {
  const all = keyEvents(incident);
  const made = (extent: Extent): Filled =>
    fromTemplate('briefing', incident, briefingFacts(incident, reading, to, extent, all));
  let filled = made(EXTENTS[0]);
  for (const extent of EXTENTS.slice(1)) {
    if (wordCount(filled.text) <= MOST_WORDS) break;
    filled = made(extent);
  }
  return filled;
}

/** As somebody reads it: the signs of Markdown are no words. */
export function wordCount(text: string): number {
  return withoutMarks(text).match(/[^\s|#·-][^\s|]*/gu)?.length ?? 0;
}

function briefingFacts(
  incident: Incident,
  reading: Reading,
  to: string,
  extent: Extent,
  all: readonly Entry[],
): TemplateFacts<'briefing'> {
  const { listed } = extent;
  const line = (text: string): string => inline(shortened(clause(text), extent.longest));
  const told = { line, extent, reading };
  const events = shownEvents(incident, all, extent);
  const left = all.length - events.length - (extent.again ? 0 : all.length - withoutRepeats(incident, all).length);
  return {
    ...documentHead(incident, reading),
    from: inline(nameInCommand(incident)),
    to: inline(to),
    howBad: howBad(incident, told),
    happened: summary(incident, told),
    tried: tried(incident, told),
    ruledOut: capped(
      standing(incident.hypotheses)
        .filter((h) => h.state === 'eliminated')
        .toReversed()
        .map((h) => marked(reading, `H${h.number} ${line(h.text)}${proof(h)}`, h.id)),
      listed,
      'ruled out',
    ),
    todo: todo(incident, told),
    promised: [...communication(incident, reading), ...swoopLines(incident, reading), ...toBeTold(incident, reading)],
    next: contingencies(incident, told),
    needs: capped(
      [...needs(incident, reading), ...risks(incident, reading)],
      extent.needs,
      'needs',
      'among the clocks on the screen',
    ),
    roles: roleBoard(incident, reading),
    reached: peopleCalled(incident, reading, listed),
    clocks: capped(openClocks(incident, reading), listed, 'clocks'),
    events: timedLines(events, reading, extent.longest),
    leftOut: left <= 0 ? '' : `${left} more key ${left === 1 ? 'event' : 'events'} in the timeline`,
    links: (incident.declaration?.playbook?.links ?? []).map(({ label, url }) => ({
      label: inline(label),
      url: inline(url),
    })),
    readBack: [
      ...readBackLines(incident, reading),
      `Outgoing says: "${saysOutgoing(incident.declaration?.playbook, to === '' ? '(name)' : inline(to))}". Incoming says: "${saysIncoming(incident.declaration?.playbook)}".`,
    ],
  };
}

interface Told {
  line: (text: string) => string;
  extent: Extent;
  reading: Reading;
}

function howBad(incident: Incident, { line, extent, reading }: Told): string[] {
  const hit = componentsByState(incident.statusPage.pages.public.components.filter((c) => c.state !== 'operational'));
  return [
    `${severityWords(incident)}, ${statusWords(incident).toLowerCase()}, ${elapsedWords(incident, reading)}`,
    `Impact: ${impactWords(incident, reading)}`,
    ...hit.map((group) => `${group.label}: ${group.names.map(inline).join(', ')}`),
    ...incident.severity.changes
      .slice(-extent.listed)
      .map((c) =>
        marked(
          reading,
          `Severity went from SEV${c.from} to SEV${c.to} at ${moment(c.at, reading)}: ${line(c.reason)}`,
          lineOfDeed(incident, 'severity.changed', c.at),
        ),
      ),
  ];
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

function summary(incident: Incident, { line, extent, reading }: Told): string[] {
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
      .map((h) => marked(reading, `Confirmed: H${h.number} ${line(h.text)}${proof(h)}`, h.id)),
    ...capped(
      hypotheses
        .filter((h) => h.state === 'raised' || h.state === 'testing')
        .toReversed()
        .map((h) => {
          const testing = testingWords(incident, h, reading);
          return marked(
            reading,
            `Still open: H${h.number} ${line(h.text)}${testing === null ? '' : `, ${testing}`}`,
            h.id,
          );
        }),
      extent.listed,
      'open hypotheses',
    ),
    ...standing(incident.decisions)
      .slice(-extent.listed)
      .map((d) =>
        marked(
          reading,
          `Decided ${momentOfRecord(incident, d, reading)}: ${shortenedMarkdown(decisionWords(incident, d), extent.longest)}`,
          d.id,
        ),
      ),
  ];
}

/** Of a text that is Markdown already: cut before an escape is cut in two. */
function shortenedMarkdown(text: string, longest: number): string {
  return [...text].length <= longest * 2 ? text : shortened(text, longest * 2).replace(/\\…$/u, '…');
}

/** What was done to systems and ended, with what came of it. */
function tried(incident: Incident, { line, extent, reading }: Told): string[] {
  const ended = standing(incident.actions).filter(
    (a) => a.state === 'done' || a.state === 'verified' || a.state === 'abandoned',
  );
  const shown = ended.toSorted((a, b) => a.at - b.at).slice(-extent.listed);
  const words = { done: '', verified: ', it worked', abandoned: ', dropped' } as const;
  const lines = shown.flatMap((action) => {
    const entry = entryOf(incident, action.id);
    return entry === undefined ? [] : [{ action, entry: { ...entry, detail: '' } }];
  });
  const timed = timedLines(
    lines.map(({ entry: { detail: _detail, ...entry } }) => entry),
    reading,
    extent.longest,
    ({ id }) => {
      const action = lines.find((one) => one.action.id === id)?.action;
      if (action === undefined) return '';
      const came = words[action.state as keyof typeof words] ?? ''; // only these three are listed
      return `${came}${action.note === undefined ? '' : `: ${line(action.note)}`}`;
    },
  );
  const left = ended.length - shown.length;
  return left === 0 ? timed : [`${left} earlier ones in the timeline`, ...timed];
}

function todo(incident: Incident, { line, extent, reading }: Told): string[] {
  const open = standing(incident.actions).filter(
    (a) => a.state !== 'done' && a.state !== 'verified' && a.state !== 'abandoned',
  );
  return [
    ...capped(
      open.toReversed().map((a) => {
        const due = a.dueAt === null ? '' : `, due ${relative(a.dueAt, reading.now)} (${utcClock(a.dueAt, reading)})`;
        const back = a.state === 'running' ? '' : wayBackWords(a);
        return marked(reading, `Action, ${a.state}: ${line(a.text)}, ${owner(incident, a.owner)}${due}${back}`, a.id);
      }),
      extent.listed,
      'open actions',
    ),
    ...capped(
      [...items(incident.proposals)]
        .filter(waits)
        .map((p) =>
          marked(reading, `Proposal, waits for the commander: ${line(p.text)}, ${owner(incident, p.by)}`, p.id),
        ),
      extent.listed,
      'proposals',
    ),
    ...capped(
      openTasks(incident).map((t) => {
        const ends = t.dueAt === null || t.dueAt >= reading.now ? 'ends' : 'ended';
        const due =
          t.dueAt === null
            ? ''
            : `, time-box ${ends} ${relative(t.dueAt, reading.now)} (${utcClock(t.dueAt, reading)})`;
        return marked(reading, `Task: ${line(t.text)}, ${owner(incident, t.owner)}${due}`, t.id);
      }),
      extent.listed,
      'open tasks',
    ),
  ];
}

/** On paper "in 4 min" is soon of no use. */
function utcClock(at: number, { now }: Reading): string {
  const day = formatDay(at, 'UTC') === formatDay(now, 'UTC') ? '' : `${formatDay(at, 'UTC')} `;
  return `${day}${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
}

/** Who has to hear of it by the rules: told, or not yet. */
function toBeTold(incident: Incident, reading: Reading): string[] {
  return incident.compliance.raised.map((up) =>
    marked(
      reading,
      `**${inline(up.label)}:** ${up.told === null ? 'who has to hear of it is not told yet' : `told at ${moment(up.told.at, reading)}`}`,
      lineOfDeed(incident, 'compliance.raised', up.at),
    ),
  );
}

function roleBoard(incident: Incident, reading: Reading): TemplateFacts<'briefing'>['roles'] {
  return knownRoles(incident).flatMap((role) => {
    const seats = seatsOf(incident, role.id);
    const wanted = role.id === 'ic' || role.requiredFor.includes(incident.severity.level);
    if (seats.length === 0)
      return wanted && !isOver(incident)
        ? [{ role: inline(role.name), who: emptySeat(incident, role.id), since: '' }]
        : [];
    return seats.map((seat) => ({
      role: inline(role.name),
      who: inline(nameOf(incident, seat.person)),
      since: `${seat.acknowledgedAt === null ? '**not acknowledged**' : 'acknowledged'}, ${formatDuration(reading.now - seat.since)} in the seat`,
    }));
  });
}

/** Command that went to a laptop nobody here knows is not vacant. */
function emptySeat(incident: Incident, role: string): string {
  return role === 'ic' && inCommand(incident) !== null ? inline(nameInCommand(incident)) : '**vacant**';
}

/** What is asked for and not late yet; what is late stands under needs. */
function openClocks(incident: Incident, reading: Reading): string[] {
  return clocksOf(incident, reading.now)
    .filter((c) => (c.state === 'armed' || c.state === 'soon') && c.id !== 'next-update' && !TIME_BOX.test(c.id))
    .map(
      (c) =>
        `${clockWords(c)}${c.when === undefined ? '' : ` if ${inline(c.when)},`} due ${moment(c.dueAt, reading)}, ${relative(c.dueAt, reading.now)}`,
    );
}

function keyEvents(incident: Incident): Entry[] {
  // A post to the page says the same as the status that followed it.
  const posted = new Set(
    incident.statusPage.publications.flatMap((p) =>
      p.publishedAt === undefined || p.page === 'private' ? [] : [p.publishedAt],
    ),
  );
  return standingEntries(
    incident,
    (entry) => !ELSEWHERE.has(entry.type) && !(entry.type === 'status.changed' && posted.has(entry.writtenAt)),
  );
}

function shownEvents(incident: Incident, all: readonly Entry[], { events, again }: Extent): Entry[] {
  const told = again ? all : withoutRepeats(incident, all);
  return newestOf(told, events, (entry) => entry.star === true || KEY_KINDS.has(entry.kind));
}

/** Without what stands further up in the briefing: decisions, hypotheses, actions. */
function withoutRepeats(incident: Incident, all: readonly Entry[]): Entry[] {
  const told = new Set(
    [incident.decisions, incident.hypotheses, incident.actions].flatMap((list) =>
      standing<LineRecord>(list).map((record) => record.id),
    ),
  );
  return all.filter((entry) => !told.has(entry.id));
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

/** What the incoming commander says back, line by line; each is ticked when it was said (DOMAIN.md 9). */
export function readBackLines(incident: Incident, reading: Reading): string[] {
  const running = standing(incident.actions).filter((a) => a.state === 'running');
  const next = incident.cadence.room.dueAt;
  const under = running.slice(-3).map((a) => inline(shortened(clause(a.text), 120)));
  return [
    `It is ${severityWords(incident)}, ${statusWords(incident).toLowerCase()}. Impact: ${impactWords(incident, reading)}.`,
    `Under way: ${running.length === 0 ? 'no action' : `${under.join('; ')}${running.length > 3 ? ` and ${running.length - 3} more` : ''}`}. Open tasks: ${openTasks(incident).length}.`,
    `Next update to the room: ${next === null || isOver(incident) ? 'none due' : `${moment(next, reading)}${next < reading.now ? ', overdue' : ''}`}.`,
  ];
}
