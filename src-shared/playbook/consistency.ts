// What the parts of a playbook must say about each other: names that are used exist, orders make sense. Each check looks
// only at parts that are well-formed themselves, so one fault does not hide another.
import { roleOfDeed } from './checklists.ts';
import { escalationFaults } from './escalation-consistency.ts';
import { nearest } from './nearest.ts';
import type { Playbook } from './schema.ts';

/** A fault between parts. `at: 'key'` means the key itself is the fault and not what stands behind it. */
export interface Inconsistency {
  path: readonly (string | number)[];
  at: 'key' | 'value';
  expected: string;
  found: string;
  mend: string;
}

const severities = [1, 2, 3, 4] as const;

export function inconsistencies(parts: Partial<Playbook>): Inconsistency[] {
  return [
    ...clocksAndSeverities(parts),
    ...rolesAndTheirUse(parts),
    ...repeatedIds(parts),
    ...orders(parts),
    ...checklistRoles(parts),
    ...escalationFaults(parts),
    ...flags(parts),
  ];
}

function clocksAndSeverities({ clocks, severities: bySeverity }: Partial<Playbook>): Inconsistency[] {
  if (clocks === undefined || bySeverity === undefined) return [];
  const ids = clocks.map((clock) => clock.id);
  return severities.flatMap((severity) => {
    const named = Object.keys(bySeverity[severity].clocks);
    const path = ['severities', severity, 'clocks'];
    return [
      ...named.filter((id) => !ids.includes(id)).map((id) => unknown([...path, id], 'key', 'a clock', id, ids)),
      ...ids
        .filter(
          (id) =>
            !named.includes(id) && !named.some((mistyped) => !ids.includes(mistyped) && nearest(mistyped, ids) === id),
        )
        .map((id) => ({
          path,
          at: 'key' as const,
          expected: 'a line for each clock',
          found: `none for "${id}"`,
          mend: `Write e.g. ${id}: none.`,
        })),
    ];
  });
}

function rolesAndTheirUse({ roles, heldTogether, statusPage }: Partial<Playbook>): Inconsistency[] {
  if (roles === undefined) return [];
  const ids = roles.map((role) => role.id);
  const commander: Inconsistency[] = ids.includes('ic')
    ? []
    : [
        {
          path: ['roles'],
          at: 'key',
          expected: 'a role with the id "ic", the incident commander',
          found: `only ${ids.join(', ')}`,
          mend: 'Add a role with id: ic.',
        },
      ];
  const manyCommanders = roles.flatMap((role, i) =>
    role.id === 'ic' && role.many
      ? [
          {
            path: ['roles', i, 'many'],
            at: 'value' as const,
            expected: 'false: there is one incident commander at a time',
            found: 'true',
            mend: 'Write many: false.',
          },
        ]
      : [],
  );
  const strangers = (heldTogether ?? []).flatMap((pair, i) =>
    pair.roles.flatMap((id, j) =>
      ids.includes(id) ? [] : [unknown(['heldTogether', i, 'roles', j], 'value', 'a role', id, ids)],
    ),
  );
  const approver = statusPage?.approval?.role;
  const noApprover =
    approver === undefined || ids.includes(approver)
      ? []
      : [unknown(['statusPage', 'approval', 'role'], 'value', 'a role', approver, ids)];
  return [...commander, ...manyCommanders, ...strangers, ...noApprover];
}

/** A list is of a role that there is, and so are the deeds that tick its items; within a list an id is used once. */
function checklistRoles({ checklists = [], roles }: Partial<Playbook>): Inconsistency[] {
  const ids = roles?.map((role) => role.id);
  return checklists.flatMap((list, i) => {
    const seen = new Set<string>();
    const stranger = (path: readonly (string | number)[], role: string | null | undefined): Inconsistency[] =>
      ids === undefined || role === null || role === undefined || ids.includes(role)
        ? []
        : [unknown(path, 'value', 'a role', role, ids)];
    return [
      ...stranger(['checklists', i, 'role'], list.role),
      ...list.phases.flatMap((phase, j) =>
        phase.items.flatMap((item, k) => {
          const path = ['checklists', i, 'phases', j, 'items', k];
          const again = seen.has(item.id) ? [repeated([...path, 'id'], item.id)] : [];
          seen.add(item.id);
          return [...again, ...stranger([...path, 'doneBy'], roleOfDeed(item.doneBy ?? ''))];
        }),
      ),
    ];
  });
}

/** Flags ask for roles that there are, and show a checklist that there is. */
function flags({ compliance, roles, checklists }: Partial<Playbook>): Inconsistency[] {
  const known = roles?.map((role) => role.id) ?? [];
  const lists = checklists?.map((list) => list.id) ?? [];
  return (compliance?.flags ?? []).flatMap((flag, i) => {
    const path = ['compliance', 'flags', i];
    const strangers = (ids: readonly string[], at: readonly (string | number)[]): Inconsistency[] =>
      roles === undefined
        ? []
        : ids.flatMap((id, j) => (known.includes(id) ? [] : [unknown([...at, j], 'value', 'a role', id, known)]));
    return [
      ...strangers(flag.roles, [...path, 'roles']),
      ...flag.kinds.flatMap((kind, j) => strangers(kind.roles, [...path, 'kinds', j, 'roles'])),
      ...(flag.checklist === undefined || checklists === undefined || lists.includes(flag.checklist)
        ? []
        : [unknown([...path, 'checklist'], 'value', 'a checklist', flag.checklist, lists)]),
    ];
  });
}

function repeatedIds(parts: Partial<Playbook>): Inconsistency[] {
  const lists: [readonly string[], readonly { id: string }[] | undefined][] = [
    [['clocks'], parts.clocks],
    [['roles'], parts.roles],
    [['decisionTree', 'questions'], parts.decisionTree?.questions],
    [['decisionTree', 'alsoAsk'], parts.decisionTree?.alsoAsk],
    [['lifecycle', 'resolveQuestions'], parts.lifecycle?.resolveQuestions],
    [['lifecycle', 'closeQuestions'], parts.lifecycle?.closeQuestions],
    [['checklists'], parts.checklists],
    [['escalation', 'chains'], parts.escalation?.chains],
    [['escalation', 'atOnce'], parts.escalation?.atOnce],
    [['escalation', 'questions'], parts.escalation?.questions],
    [['compliance', 'flags'], parts.compliance?.flags],
  ];
  return lists.flatMap(([path, list = []]) =>
    list.flatMap(({ id }, i) =>
      list.findIndex((other) => other.id === id) === i ? [] : [repeated([...path, i, 'id'], id)],
    ),
  );
}

function repeated(path: readonly (string | number)[], id: string): Inconsistency {
  return {
    path,
    at: 'value',
    expected: 'an id that is used once in this list',
    found: `"${id}" again`,
    mend: 'Give it another id.',
  };
}

function orders(parts: Partial<Playbook>): Inconsistency[] {
  const { businessHours, cadence, lifecycle, seat, handover, statusPage, severities: bySeverity } = parts;
  const found: Inconsistency[] = bySeverity === undefined ? [] : shorterThanLonger(bySeverity);
  if (
    typeof lifecycle?.baselineUpToMin === 'number' &&
    (lifecycle.baselineMin === null || lifecycle.baselineUpToMin <= lifecycle.baselineMin)
  )
    found.push({
      path: ['lifecycle', 'baselineUpToMin'],
      at: 'value',
      expected: `more minutes than baselineMin, which is ${lifecycle.baselineMin ?? 'not set'}`,
      found: String(lifecycle.baselineUpToMin),
      mend: 'Write the shorter time in baselineMin and the longer one here.',
    });
  if (businessHours !== undefined && businessHours.from >= businessHours.to)
    found.push({
      path: ['businessHours', 'to'],
      at: 'value',
      expected: `a time after "${businessHours.from}"`,
      found: `"${businessHours.to}"`,
      mend: 'Write from and to of one day, e.g. "09:00" and "17:00".',
    });
  if (seat !== undefined && seat.announceMin !== null && seat.limitMin !== null && seat.announceMin >= seat.limitMin)
    found.push({
      path: ['seat', 'announceMin'],
      at: 'value',
      expected: `fewer minutes than limitMin, which is ${seat.limitMin}`,
      found: String(seat.announceMin),
      mend: 'A handover is announced before it is due. Write e.g. 210.',
    });
  if (
    handover?.outgoingSays !== undefined &&
    handover.outgoingSays !== null &&
    !handover.outgoingSays.includes('{name}')
  )
    found.push({
      path: ['handover', 'outgoingSays'],
      at: 'value',
      expected: 'a line with {name} in it, the name of who takes command',
      found: `"${handover.outgoingSays}"`,
      mend: 'Write e.g. "Handing over command to {name}".',
    });
  if (typeof statusPage?.reportWords === 'string' && !statusPage.reportWords.includes('{hours}'))
    found.push({
      path: ['statusPage', 'reportWords'],
      at: 'value',
      expected: 'a line with {hours} in it, which stands for reportHours',
      found: `"${statusPage.reportWords}"`,
      mend: 'Write e.g. "A full report follows within {hours} hours."',
    });
  if (cadence !== undefined && bySeverity !== undefined)
    for (const severity of severities) {
      const every = bySeverity[severity].updateEveryMin;
      if (every !== null && every <= cadence.nudgeBeforeMin)
        found.push({
          path: ['severities', severity, 'updateEveryMin'],
          at: 'value',
          expected: `more minutes than cadence.nudgeBeforeMin, which is ${cadence.nudgeBeforeMin}`,
          found: String(every),
          mend: 'Write e.g. 15.',
        });
    }
  return found;
}

/** Where a source gives two numbers: the first has to be the smaller one. */
function shorterThanLonger(bySeverity: Playbook['severities']): Inconsistency[] {
  return severities.flatMap((severity) => {
    const { clocks, updateEarliestMin, updateEveryMin } = bySeverity[severity];
    const cadence: Inconsistency[] =
      updateEarliestMin === null || (updateEveryMin !== null && updateEarliestMin < updateEveryMin)
        ? []
        : [
            {
              path: ['severities', severity, 'updateEarliestMin'],
              at: 'value',
              expected: `fewer minutes than updateEveryMin, which is ${updateEveryMin ?? 'not set'}`,
              found: String(updateEarliestMin),
              mend: 'For a cadence of 15 to 30 minutes write updateEarliestMin: 15 and updateEveryMin: 30.',
            },
          ];
    const days = Object.entries(clocks).flatMap(([id, due]): Inconsistency[] =>
      due === null ||
      typeof due !== 'object' ||
      !('businessDays' in due) ||
      due.earliest === undefined ||
      due.earliest < due.businessDays
        ? []
        : [
            {
              path: ['severities', severity, 'clocks', id, 'earliest'],
              at: 'value',
              expected: `fewer days than businessDays, which is ${due.businessDays}`,
              found: String(due.earliest),
              mend: 'For 1 to 3 business days write { businessDays: 3, earliest: 1 }.',
            },
          ],
    );
    return [...cadence, ...days];
  });
}

function unknown(
  path: readonly (string | number)[],
  at: 'key' | 'value',
  what: string,
  id: string,
  known: readonly string[],
): Inconsistency {
  const guess = nearest(id, known);
  return {
    path,
    at,
    expected: `${what} that this playbook has`,
    found: `"${id}"`,
    mend: guess === undefined ? `It has ${known.join(', ')}.` : `Did you mean "${guess}"?`,
  };
}
