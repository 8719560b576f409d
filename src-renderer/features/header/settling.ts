// How a conflict reads, and the deeds that settle it: what stands is kept, or another value is set as it always is.
import { type Conflict, sameThing } from '../../../src-shared/incident/conflicts.ts';
import type { Severity } from '../../../src-shared/incident/fields.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { statusSchema } from '../../../src-shared/incident/lifecycle.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { roleName, seatsOf } from '../../../src-shared/incident/roles.ts';
import type { Wanted } from '../../store/record.ts';

interface Settling {
  words: string;
  /** what stands first, then the others */
  choices: readonly { label: string; wanted: Wanted }[];
}

const reason = 'Settled after a merge: two laptops had changed it';

export function settlingOf(incident: Incident, conflict: Conflict): Settling {
  const { field, role = '' } = conflict;
  const all = incident.conflicts.filter((one) => sameThing(one, conflict));
  const now = standing(incident, conflict);
  const others = [...new Set(all.flatMap(({ found, value }) => [found, value]))].filter((one) => one !== now);
  const said = (value: string | null): string => inWords(incident, field, value);
  const listed = others.map(said).join(' and ');
  return {
    words: `Two laptops changed ${subject(incident, field, role)} without knowing of each other: ${said(now)} on one, ${listed} on the other. It is ${said(now)} now. Which is right?`,
    choices: [
      ...(field === 'station'
        ? [{ label: 'Act from this laptop', wanted: { type: 'station.take', reason } as const }]
        : [{ label: `Keep ${said(now)}`, wanted: { type: 'conflict.settle', conflict: conflict.event } as const }]),
      ...others.flatMap((value) => {
        const wanted = settingTo(incident, conflict, value);
        return wanted === null ? [] : [{ label: `Make it ${said(value)}`, wanted }];
      }),
    ],
  };
}

function settingTo(incident: Incident, { field, role = '' }: Conflict, value: string | null): Wanted | null {
  switch (field) {
    case 'severity': {
      const to = LEVELS.find((level) => String(level) === value);
      return to === undefined ? null : { type: 'severity.change', to, reason };
    }
    case 'status': {
      const to = statusSchema.safeParse(value);
      return to.success ? { type: 'status.move', to: to.data, reason } : null;
    }
    case 'commander':
      return value === null
        ? { type: 'command.vacate', reason }
        : { type: 'command.assign', person: { id: value }, reason };
    case 'role': {
      if (value !== null) return { type: 'role.assign', role, person: { id: value } };
      const [holder] = seatsOf(incident, role);
      return holder === undefined ? null : { type: 'role.vacate', role, person: holder.person };
    }
    case 'station':
      return null;
  }
}

function standing(incident: Incident, { field, role = '', value }: Conflict): string | null {
  switch (field) {
    case 'severity':
      return String(incident.severity.level);
    case 'status':
      return incident.lifecycle.status;
    case 'commander':
      return incident.command.commander;
    case 'role':
      return seatsOf(incident, role)[0]?.person ?? null;
    case 'station':
      return value;
  }
}

function subject(incident: Incident, field: Conflict['field'], role: string): string {
  switch (field) {
    case 'severity':
      return 'the severity';
    case 'status':
      return 'the status';
    case 'commander':
      return 'who has command';
    case 'role':
      return `who is ${roleName(incident, role)}`;
    case 'station':
      return 'which laptop acts';
  }
}

function inWords(incident: Incident, field: Conflict['field'], value: string | null): string {
  if (field === 'severity') return `SEV${value ?? '?'}`;
  if (field === 'station') return value === null ? 'none' : `laptop ${value.slice(0, 6)}`;
  return field === 'status' ? (value ?? 'none') : nameOf(incident, value);
}

const LEVELS: readonly Severity[] = [1, 2, 3, 4];
