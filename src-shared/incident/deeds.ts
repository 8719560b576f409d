// The deeds that tick an item of a checklist by themselves: whether one stands, since when, and by whom. Read from what the
// deed itself changed, so that there is one truth: a seat that is left again or a line that is retracted opens its item anew.
import type { Deed, PlainDeed } from '../playbook/checklists.ts';
import { items } from './chunked-list.ts';
import type { Incident } from './index.ts';
import { standing } from './records.ts';
import { seatsOf } from './roles.ts';
import type { Step } from './status-page.ts';

/** `by`: null where the record keeps only that it was done. */
export interface Done {
  at: number;
  by: string | null;
}

/** Null: not done, or undone. */
export function deedDone(incident: Incident, deed: Deed): Done | null {
  if (deed.startsWith('role-assigned:')) return assigned(incident, deed.slice('role-assigned:'.length));
  if (deed.startsWith('role-acknowledged:')) return acknowledged(incident, deed.slice('role-acknowledged:'.length));
  // The two forms with a role are dealt with above.
  return PLAIN[deed as PlainDeed](incident);
}

const PLAIN: Readonly<Record<PlainDeed, (incident: Incident) => Done | null>> = {
  'commander-taken': ({ command }) =>
    command.commander === null ? null : { at: command.since, by: command.commander },
  'severity-set': ({ declaration, severity }) =>
    declaration === null ? null : { at: severity.since, by: severity.changes.at(-1)?.by ?? declaration.declarer },
  acknowledged: ({ milestones }) => mark(milestones.acknowledged),
  identified: ({ milestones }) => mark(milestones.identified),
  mitigated: ({ milestones }) => mark(milestones.mitigated),
  resolved: ({ milestones }) => mark(milestones.resolved),
  'executives-told': ({ milestones }) => mark(milestones['executives-told']),
  'update-posted': ({ cadence }) => mark(cadence.room.updates[0]),
  'executive-update-posted': ({ cadence }) => mark(cadence.executives.updates[0]),
  'status-page:investigating': (incident) => posted(incident, 'investigating'),
  'status-page:identified': (incident) => posted(incident, 'identified'),
  'status-page:monitoring': (incident) => posted(incident, 'monitoring'),
  'status-page:resolved': (incident) => posted(incident, 'resolved'),
  'entry-logged': ({ timeline }) => {
    for (const entry of items(timeline.entries))
      if (entry.type === 'entry.logged' && entry.retracted === undefined) return { at: entry.writtenAt, by: entry.by };
    return null;
  },
  'decision-made': (incident) => mark(standing(incident.decisions)[0]),
  'task-given': (incident) => mark(standing(incident.tasks)[0]),
  'hypothesis-raised': (incident) => mark(standing(incident.hypotheses)[0]),
  'hypothesis-settled': (incident) => {
    const settled = standing(incident.hypotheses).find((one) => one.settledAt !== undefined);
    return settled?.settledAt === undefined ? null : { at: settled.settledAt, by: settled.tester ?? null };
  },
  'action-proposed': (incident) => mark(standing(incident.actions)[0]),
  'action-approved': (incident) => action(incident, 'approved'),
  'action-started': (incident) => action(incident, 'running'),
  'action-done': (incident) => action(incident, 'done'),
  'action-verified': (incident) => action(incident, 'verified'),
};

const ORDER = ['proposed', 'approved', 'running', 'done', 'verified'] as const;

/** An action that has come so far, or further. */
function action(incident: Incident, to: (typeof ORDER)[number]): Done | null {
  const far = standing(incident.actions).find(({ state }) =>
    ORDER.some((one, i) => one === state && i >= ORDER.indexOf(to)),
  );
  return far === undefined ? null : { at: far.movedAt, by: far.owner };
}

function assigned(incident: Incident, role: string): Done | null {
  const [seat] = seatsOf(incident, role);
  return seat === undefined ? null : { at: seat.since, by: null };
}

function acknowledged(incident: Incident, role: string): Done | null {
  const seat = seatsOf(incident, role).find((one) => one.acknowledgedAt !== null);
  return seat === undefined || seat.acknowledgedAt === null ? null : { at: seat.acknowledgedAt, by: seat.person };
}

/** What a closed circle was told does not count: the item is about the public page. */
function posted(incident: Incident, step: Step): Done | null {
  const post = incident.statusPage.publications.find(
    (one) => one.page === 'public' && one.step === step && one.state === 'published',
  );
  return post === undefined ? null : { at: post.publishedAt ?? post.submittedAt, by: post.by };
}

function mark(found: { at: number; by: string } | undefined): Done | null {
  return found === undefined ? null : { at: found.at, by: found.by };
}
