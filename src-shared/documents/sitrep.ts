// The SITREP: Conditions, Actions, Needs, as of now, from the record alone (DOMAIN.md 9).
import { items } from '../incident/chunked-list.ts';
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { waits } from '../incident/proposals.ts';
import { standing } from '../incident/records.ts';
import { componentsByState } from '../incident/page-words.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { communication } from './communication.ts';
import { documentHead } from './facts.ts';
import { fromTemplate, type Filled } from './from-template.ts';
import { lineOfDeed, marked } from './marks.ts';
import { needs } from './needs.ts';
import { swoopLines } from './reached.ts';
import { risks } from './risks.ts';
import { lastSitrepAt } from './since-sitrep.ts';
import { decisionWords, impactWords, line, openTasks, proof, testingWords, wayBackWords } from './work.ts';
import {
  capped, clause, inline, moment, momentOfRecord, newestOf, owner, relative, standingEntries, timedLines, type Reading,
} from './words.ts'; // prettier-ignore

/** How many lines of a kind a document shows: a page, not the whole night. */
const LATEST = 8;
const LISTED = 12;
const LONGEST_LINE = 240;

/** The SITREP as Markdown. */
export function sitrep(incident: Incident, reading: Reading): string {
  return incident.declaration === null ? '' : filledSitrep(incident, reading).text;
}

export function filledSitrep(incident: Incident, reading: Reading): Filled {
  return fromTemplate('sitrep', incident, sitrepFacts(incident, reading));
}

function sitrepFacts(incident: Incident, reading: Reading): TemplateFacts<'sitrep'> {
  const since = lastSitrepAt(incident);
  const hypotheses = standing(incident.hypotheses);
  const seen = latestLines(incident, reading, since, ['observation', 'status', 'escalation', 'note']);
  const done = latestLines(incident, reading, since, ['action']);
  return {
    ...documentHead(incident, reading),
    impact: impactWords(incident, reading),
    trend: trendWords(incident, reading),
    components: componentsByState(
      incident.statusPage.pages.public.components.filter((c) => c.state !== 'operational'),
    ).map((group) => `**${group.label}:** ${group.names.map(inline).join(', ')}`),
    cause: hypotheses
      .filter((h) => h.state === 'confirmed')
      .map((h) => marked(reading, `H${h.number} ${line(h.text)}${proof(h)}`, h.id))
      .join('; '),
    working: capped(
      hypotheses
        .filter((h) => h.state === 'raised' || h.state === 'testing')
        .toReversed()
        .map((h) => {
          const state = testingWords(incident, h, reading) ?? `raised ${momentOfRecord(incident, h, reading)}`;
          return marked(reading, `**Working hypothesis:** H${h.number} ${line(clause(h.text))}, ${state}`, h.id);
        }),
      LISTED,
      'working hypotheses',
    ),
    ruledOut: capped(
      hypotheses
        .filter((h) => h.state === 'eliminated')
        .toReversed()
        .map((h) => marked(reading, `**Ruled out:** H${h.number} ${line(h.text)}${proof(h)}`, h.id)),
      LISTED,
      'ruled out',
    ),
    seen: seen.lines,
    seenSince: seen.since,
    actions: actionsUnderWay(incident, reading, since),
    done: done.lines,
    doneSince: done.since,
    needs: [...needs(incident, reading), ...risks(incident, reading)],
    communication: [...communication(incident, reading), ...swoopLines(incident, reading)],
  };
}

function trendWords(incident: Incident, reading: Reading): string {
  if (isOver(incident)) return 'over';
  const change = incident.severity.changes.at(-1);
  if (change === undefined)
    return `severity unchanged since it was declared at ${moment(incident.severity.since, reading)}`;
  const way = change.to < change.from ? 'raised' : 'lowered';
  const words = `severity ${way} from SEV${change.from} to SEV${change.to} at ${moment(change.at, reading)}: ${line(change.reason)}`;
  return marked(reading, words, lineOfDeed(incident, 'severity.changed', change.at));
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
        .map((a) =>
          marked(
            reading,
            `**${ACTION_WORDS[a.state] ?? 'Action'}:** ${line(clause(a.text))}, ${owner(incident, a.owner)}${a.dueAt === null ? '' : `, due ${relative(a.dueAt, reading.now)}`}${a.state === 'running' ? '' : wayBackWords(a)}`,
            a.id,
          ),
        ),
      LISTED,
      'open actions',
    ),
    ...capped(
      openTasks(incident).map((t) =>
        marked(
          reading,
          `**Task:** ${line(clause(t.text))}, ${owner(incident, t.owner)}${t.dueAt === null ? '' : `, due ${relative(t.dueAt, reading.now)}`}`,
          t.id,
        ),
      ),
      LISTED,
      'open tasks',
    ),
    ...capped(
      [...items(incident.proposals)]
        .filter(waits)
        .map((p) =>
          marked(
            reading,
            `**Proposed, waits for the commander:** ${line(clause(p.text))}, ${owner(incident, p.by)}`,
            p.id,
          ),
        ),
      LISTED,
      'proposals',
    ),
    ...decided
      .slice(-LATEST)
      .map((d) =>
        marked(reading, `**Decided** ${momentOfRecord(incident, d, reading)}: ${decisionWords(incident, d)}`, d.id),
      ),
  ];
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  proposed: 'Waits for approval',
  approved: 'Approved, not started',
  running: 'Under way',
};

/** The newest lines of some kinds since the last SITREP, starred ones first to be kept; and since when that is. */
function latestLines(
  incident: Incident,
  reading: Reading,
  since: number | null,
  kinds: readonly string[],
): { lines: string[]; since: string } {
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
  const shown = newestOf(all, LATEST, (entry) => entry.star === true);
  const more = all.length - shown.length;
  const from =
    since === null ? 'so far, times in UTC' : `since the last SITREP, ${moment(since, { ...reading, zone: 'UTC' })}`;
  return {
    lines: timedLines(shown, reading, LONGEST_LINE),
    since: `${from}${more === 0 ? '' : ` (${more} more in the timeline)`}`,
  };
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
