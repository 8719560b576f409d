// The incident history of a status page, as /api/v2/incidents.json gives it to anybody (and the management API likewise):
// incidents, each with its updates.
import type { Severity } from '../../incident/fields.ts';
import { counted, field, type Found, type FoundAll, listOf, possible, textOf } from './reading.ts';

export function isStatuspageHistory(read: unknown): boolean {
  return incidentsIn(read).some((one) => Array.isArray(field(one, 'incident_updates')));
}

/** `wanted`: the id of one of its incidents; the first otherwise. */
export function readStatuspageHistory(read: unknown, wanted: string | undefined): FoundAll {
  const incidents = incidentsIn(read).filter((one) => Array.isArray(field(one, 'incident_updates')));
  const parts = incidents.map((one, i) => ({
    id: textOf(one, 'id') ?? `number ${i + 1}`,
    name: textOf(one, 'name') ?? 'without a name',
    entries: listOf(one, 'incident_updates').length,
  }));
  const at = Math.max(
    0,
    parts.findIndex(({ id }) => id === wanted),
  );
  const incident = incidents[at];
  const updates = listOf(incident, 'incident_updates');
  const leftOut = new Map<string, number>();
  const entries: Found[] = [];
  for (const [i, update] of updates.entries()) {
    const body = textOf(update, 'body');
    const status = textOf(update, 'status');
    if (body === null && status === null) {
      counted(leftOut, 'updates without text and state');
      continue;
    }
    entries.push({
      place: i + 1,
      at: timeOf(update, 'display_at') ?? timeOf(update, 'created_at'),
      text: [`Status page: ${inWords(status ?? 'update')}`, body ?? '', componentsOf(update)]
        .filter((part) => part !== '')
        .join('. ')
        .replaceAll(/([.!?])\. /gu, '$1 '),
      kind: 'communication',
    });
  }
  const others = parts.length - 1;
  const impact = textOf(incident, 'impact');
  return {
    layout: 'statuspage',
    entries,
    total: updates.length,
    leftOut,
    notes:
      others > 0
        ? [
            `${others === 1 ? 'One other incident is' : `${others} other incidents are`} in the file. Only "${parts[at]?.name ?? ''}" is read; each is an import of its own.`,
          ]
        : [],
    suggested: {
      title: parts[at]?.name ?? '',
      ...(impact !== null && Object.hasOwn(SEVERITY, impact) ? { severity: SEVERITY[impact] } : {}),
    },
    parts: { chosen: parts[at]?.id ?? '', all: parts },
  };
}

/** A page's own words for how bad it looks from outside. */
const SEVERITY: Readonly<Record<string, Severity>> = { critical: 1, major: 2, minor: 3, none: 4, maintenance: 4 };

function incidentsIn(read: unknown): readonly unknown[] {
  const listed = listOf(read, 'incidents');
  if (listed.length > 0) return listed;
  // The management API answers the bare list.
  return Array.isArray(read) ? read : [];
}

function timeOf(update: unknown, name: string): number | null {
  const said = textOf(update, name);
  // With a zone, as the API writes it: a bare time would be read in the zone of this machine.
  return said === null || !/(?:Z|[+-]\d{2}:?\d{2})$/u.test(said) ? null : possible(Date.parse(said));
}

function componentsOf(update: unknown): string {
  const all = listOf(update, 'affected_components').flatMap((one) => {
    const name = textOf(one, 'name');
    const state = textOf(one, 'new_status');
    return name === null || state === null ? [] : [`${name}: ${inWords(state).toLowerCase()}`];
  });
  return all.length === 0 ? '' : `(${all.join(', ')})`;
}

function inWords(state: string): string {
  const words = state.replaceAll('_', ' ').trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
