// The board as data: every decision, hypothesis, task and action as a card in its column and group.
import { kindWords, type SystemAction } from '../../../src-shared/incident/actions.ts';
import type { IncidentDecision } from '../../../src-shared/incident/decisions.ts';
import type { Hypothesis } from '../../../src-shared/incident/hypotheses.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import type { Proposal } from '../../../src-shared/incident/proposals.ts';
import { standing } from '../../../src-shared/incident/records.ts';
import type { Task } from '../../../src-shared/incident/tasks.ts';
import { actionDeeds, decisionDeeds, hypothesisDeeds, proposalDeeds, taskDeeds } from '../../store/record-deeds.ts';
import type { MenuChoice } from '../../ui/menu.tsx';

export interface Card {
  id: string;
  /** the words that stand on it */
  text: string;
  /** people it is with: the owner, the executor, the tester */
  with: string | null;
  open: boolean;
  state: { word: string; tone: '' | 'ok' | 'amber' | 'red' | 'violet' | 'info' | 'struck' };
  /** what counts down while it is open */
  dueAt: number | null;
  notes: readonly string[];
  deeds: () => MenuChoice[];
}

export interface Group {
  name: string;
  cards: readonly Card[];
}

export interface Column {
  name: 'Decisions' | 'Hypotheses' | 'Tasks' | 'Actions';
  groups: readonly Group[];
}

/** Everybody's (`all`), nobody's (`nobody`), or one person's by id; the open ones, or all. */
export interface Filter {
  who: string;
  all: boolean;
}

export function columnsOf(incident: Incident, filter: Filter): Column[] {
  const fits = (card: Card): boolean =>
    (filter.all || card.open) &&
    (filter.who === 'all' || (filter.who === 'nobody' ? card.with === null : card.with === filter.who));
  const column = (name: Column['name'], groups: readonly Group[]): Column => ({
    name,
    groups: groups
      .map((group) => ({ name: group.name, cards: group.cards.filter(fits) }))
      .filter((group) => group.cards.length > 0),
  });
  return [
    column('Decisions', decisionGroups(incident)),
    column('Hypotheses', hypothesisGroups(incident)),
    column('Tasks', taskGroups(incident)),
    column('Actions', actionGroups(incident)),
  ];
}

function decisionGroups(incident: Incident): Group[] {
  const all = standing(incident.decisions).toReversed();
  const card = (d: IncidentDecision): Card => ({
    id: d.id,
    text: d.text,
    with: d.executor,
    open: d.revised === undefined && d.carriedOut === undefined,
    state:
      d.revised !== undefined
        ? { word: 'revised', tone: 'struck' }
        : d.carriedOut !== undefined
          ? { word: 'carried out', tone: 'ok' }
          : { word: 'to carry out', tone: 'info' },
    dueAt: null,
    notes: [
      ...d.rejected.map((r) => `Not: ${r.option}${r.why === undefined ? '' : ` (${r.why})`}`),
      ...d.objections.map((o) => `${nameOf(incident, o.person)} objects: ${o.text}`),
      ...(d.ordered === true ? ['Ordered over objections'] : []),
      ...(d.revised === undefined ? [] : [d.revised.reason]),
      ...(d.carriedOut?.note === undefined ? [] : [d.carriedOut.note]),
    ],
    deeds: () => decisionDeeds(d),
  });
  const made = all.map(card);
  return [
    { name: 'Waits for the commander', cards: standing(incident.proposals).map((p) => proposalCard(incident, p)) },
    { name: 'To carry out', cards: made.filter((one) => one.open) },
    { name: 'Carried out or revised', cards: made.filter((one) => !one.open) },
  ];
}

function proposalCard(incident: Incident, p: Proposal): Card {
  const { settled } = p;
  return {
    id: p.id,
    text: p.text,
    with: p.executor,
    open: settled === undefined,
    state:
      settled === undefined
        ? { word: 'proposed', tone: 'amber' }
        : settled.decision === undefined
          ? { word: 'dropped', tone: 'struck' }
          : { word: 'decided', tone: 'ok' },
    dueAt: null,
    notes: [
      `Proposed by ${nameOf(incident, p.by)}`,
      ...p.rejected.map((r) => `Not: ${r.option}${r.why === undefined ? '' : ` (${r.why})`}`),
      ...p.objections.map((o) => `${nameOf(incident, o.person)} objects: ${o.text}`),
      ...(settled?.reason === undefined ? [] : [settled.reason]),
    ],
    deeds: () => proposalDeeds(p),
  };
}

const HYPOTHESIS_GROUPS: readonly { name: string; state: Hypothesis['state'] }[] = [
  { name: 'Confirmed', state: 'confirmed' },
  { name: 'Testing', state: 'testing' },
  { name: 'Open', state: 'raised' },
  { name: 'Eliminated', state: 'eliminated' },
];

function hypothesisGroups(incident: Incident): Group[] {
  const all = standing(incident.hypotheses);
  const card = (h: Hypothesis): Card => ({
    id: h.id,
    text: `H${h.number} ${h.text}`,
    with: h.tester ?? null,
    // Eliminated ones stay on view too: nobody tests them twice (DOMAIN.md 6).
    open: true,
    state:
      h.state === 'confirmed'
        ? { word: 'confirmed', tone: 'ok' }
        : h.state === 'eliminated'
          ? { word: 'eliminated', tone: 'struck' }
          : { word: h.state === 'testing' ? 'testing' : 'open', tone: 'violet' },
    dueAt: h.state === 'testing' ? (h.dueAt ?? null) : null,
    notes: h.evidence === undefined ? [] : [h.evidence],
    deeds: () => hypothesisDeeds(h),
  });
  return HYPOTHESIS_GROUPS.map(({ name, state }) => ({
    name,
    cards: all.filter((h) => h.state === state).map(card),
  }));
}

/** By owner; whose task is due first comes first, and nobody's before all. */
function taskGroups(incident: Incident): Group[] {
  const byOwner = new Map<string | null, Task[]>();
  for (const task of standing(incident.tasks).toSorted(dueFirst))
    byOwner.set(task.owner, [...(byOwner.get(task.owner) ?? []), task]);
  const card = (t: Task): Card => ({
    id: t.id,
    text: t.text,
    with: t.owner,
    open: t.settled === undefined,
    state:
      t.settled !== undefined
        ? { word: t.settled.outcome.replace('-', ' '), tone: t.settled.outcome === 'done' ? 'ok' : 'struck' }
        : t.owner === null
          ? { word: 'nobody has it', tone: 'amber' }
          : t.acknowledgedAt === null
            ? { word: 'no ack', tone: 'amber' }
            : { word: 'acked', tone: 'info' },
    dueAt: t.settled === undefined ? t.dueAt : null,
    notes: [],
    deeds: () => taskDeeds(t),
  });
  return [...byOwner]
    .toSorted(([a], [b]) => Number(a !== null) - Number(b !== null))
    .map(([owner, tasks]) => ({ name: owner === null ? 'Nobody' : nameOf(incident, owner), cards: tasks.map(card) }));
}

const ACTION_GROUPS: readonly { name: string; states: readonly SystemAction['state'][] }[] = [
  { name: 'Waits for approval', states: ['proposed'] },
  { name: 'Running', states: ['running'] },
  { name: 'Approved', states: ['approved'] },
  { name: 'Done, to verify', states: ['done'] },
  { name: 'Verified or abandoned', states: ['verified', 'abandoned'] },
];

function actionGroups(incident: Incident): Group[] {
  const all = standing(incident.actions).toSorted(dueFirst);
  const card = (a: SystemAction): Card => ({
    id: a.id,
    text: a.text,
    with: a.owner,
    open: a.state !== 'verified' && a.state !== 'abandoned',
    state: { word: a.state, tone: TONES[a.state] },
    dueAt: a.state === 'running' ? a.dueAt : null,
    notes: [
      ...(a.kind === undefined || a.kind === 'other' ? [] : [kindWords(a.kind)]),
      ...(a.wayBack === undefined ? [] : [`Way back: ${a.wayBack}`]),
      ...(a.noWayBack === undefined ? [] : [`No way back: ${a.noWayBack}`]),
      ...(a.state === 'proposed' && a.wayBack === undefined && a.noWayBack === undefined
        ? ['Way back not written']
        : []),
      ...(a.state === 'running' && a.approvedBy === undefined ? ['No approval on record'] : []),
      ...(a.note === undefined ? [] : [a.note]),
    ],
    deeds: () => actionDeeds(a),
  });
  return ACTION_GROUPS.map(({ name, states }) => ({
    name,
    cards: all.filter((a) => states.includes(a.state)).map(card),
  }));
}

const TONES: Readonly<Record<SystemAction['state'], Card['state']['tone']>> = {
  proposed: 'amber',
  approved: 'info',
  running: 'amber',
  done: 'info',
  verified: 'ok',
  abandoned: 'struck',
};

function dueFirst(a: { dueAt: number | null }, b: { dueAt: number | null }): number {
  return (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER);
}
