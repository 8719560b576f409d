// What somebody does at a cockpit, as the command that their key would give: chosen among what stands on their screen.
import { items } from '../../src-shared/incident/chunked-list.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { redirectSituations } from '../../src-shared/playbook/schema.ts';
import type { Wanted } from '../incident/scenario.ts';
import { type Deed, SAID } from './night.ts';
import { PEOPLE } from './world.ts';

/** Somebody's mail address: of an incident that few may know of it does not leave. */
export const PERSONAL = 'jane.roe@example.com';

interface Doing {
  deed: Deed;
  pick: number;
  said: number;
  /** the step's number: what is typed differs each time */
  n: number;
  wall: number;
}

/** The command, or null where there is nothing to do it to. */
export function commandFor(incident: Incident, { deed, pick, said, n, wall }: Doing): Wanted | null {
  const among = <T>(of: readonly T[]): T | undefined => of[pick % Math.max(1, of.length)];
  const personal = pick % 4 === 0 ? ` ${PERSONAL}` : '';
  const text = `${SAID[said % SAID.length]} (said ${n})${personal}`;
  const entry = among([...items(incident.timeline.entries)])?.id;
  const person = { name: among([...PEOPLE, 'Bui D'])! };
  switch (deed) {
    case 'log':
      return {
        type: 'timeline.log',
        kind: 'observation',
        text,
        ...(pick % 5 === 0 ? { at: wall - (pick % 3_600) * 1_000 } : {}),
      };
    case 'import':
      return {
        type: 'timeline.import',
        entries: Array.from({ length: 1 + (pick % 4) }, (_, i) => ({
          at: wall - i * 60_000,
          kind: 'note' as const,
          text: `${text} line ${i}`,
        })),
      };
    case 'correct':
      return entry === undefined
        ? null
        : { type: 'timeline.correct', entry, text, ...(pick % 3 === 0 ? { at: wall - 600_000 } : {}) };
    case 'retract':
      return entry === undefined ? null : { type: 'timeline.retract', entry };
    case 'undo':
      return { type: 'timeline.undo' };
    case 'star':
      return entry === undefined ? null : { type: 'timeline.mark', entry, star: true };
    case 'decide':
      return { type: 'decision.make', text };
    case 'suppose':
      return { type: 'hypothesis.raise', text, tester: person };
    case 'settle-hypothesis': {
      const open = among([...items(incident.hypotheses)].filter(({ settledAt }) => settledAt === undefined));
      return open === undefined
        ? null
        : { type: 'hypothesis.settle', hypothesis: open.id, outcome: 'eliminated', evidence: text };
    }
    case 'give-task':
      return { type: 'task.give', text, owner: person };
    case 'propose':
      return { type: 'action.propose', text, kind: 'rollback', wayBack: 'forward again', owner: person };
    case 'update':
      return { type: 'update.post', audience: 'room', text };
    case 'update-executives':
      return { type: 'update.post', audience: 'executives', text };
    case 'severity':
      return { type: 'severity.change', to: among([1, 2, 3, 4] as const)!, reason: text };
    case 'status':
      return {
        type: 'status.move',
        to: among(['identified', 'mitigated', 'resolved', 'acknowledged'] as const)!,
        reason: text,
      } as Wanted;
    case 'role':
      return { type: 'role.assign', role: among(['ops', 'comms', 'scribe', 'sme', 'deputy'])!, person };
    case 'acknowledge':
      return { type: 'incident.acknowledge' };
    case 'command':
      return { type: 'command.assign', person, reason: text };
    case 'vacate':
      return { type: 'command.vacate', reason: text };
    case 'offer':
      return { type: 'handover.offer', to: person };
    case 'publish':
    case 'publish-privately': {
      const open = deed === 'publish';
      const step = among(['investigating', 'identified', 'monitoring', 'resolved'] as const)!;
      return {
        type: 'status-page.publish',
        step,
        text: open ? `${SAID[said % SAID.length]} (said ${n})` : `PRIVATE ${text}`,
        page: open ? 'public' : 'private',
        components: [{ name: 'Payments', state: 'partial-outage' }],
        notify: pick % 2 === 0,
        reason: 'it moves',
      };
    }
    case 'take-back': {
      const held = incident.statusPage.publications.findLast(({ state }) => state === 'held');
      return held === undefined ? null : { type: 'status-page.take-back', publication: held.id };
    }
    case 'snooze':
      return { type: 'cadence.snooze', minutes: 5, reason: text };
    case 'check-in':
      return { type: 'check-in.log', text };
    case 'personal-data':
      return { type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: text };
    case 'close-room':
      return { type: 'compliance.close-room' };
    case 'describe':
      return { type: 'incident.describe', title: `Payments fail ${pick % 3}` };
    case 'switch-playbook':
      return null;
    case 'redirect':
      return { type: 'executive.redirect', situation: among(redirectSituations)!, who: person.name, text };
    case 'issue':
      return { type: 'document.issue', document: 'sitrep', text };
    case 'tick':
      return { type: 'checklist.tick', list: 'commander', item: 'bridge' };
  }
}
