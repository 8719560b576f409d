// Random nights: commands that refer to what is there, made from small random numbers so that a failure shrinks.
import fc from 'fast-check';
import { nextStep } from '../../src-shared/incident/handover-steps.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { recordCommandOf, recordStep } from './random-records.ts';
import { roomCommandOf, roomStep } from './random-room.ts';
import { stationCommandOf, stationStep } from './random-station.ts';
import { escalationStep } from './random-escalation.ts';
import { binh, chi, an, type Wanted } from './scenario.ts';

/** One random step: which command, which of the things it could mean, what text, and how much time goes by before it. */
export interface Step {
  which: number;
  pick: number;
  text: string;
  who: number;
  ms: number;
}

export const step: fc.Arbitrary<Step> = fc.record({
  which: fc.oneof(
    { weight: 12, arbitrary: fc.nat(51) },
    { weight: 6, arbitrary: recordStep },
    { weight: 2, arbitrary: roomStep },
    { weight: 1, arbitrary: stationStep },
  ),
  pick: fc.nat(1_000),
  text: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 0, maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '<!channel>',
      'a\u202eb',
      '\u0000',
      '**bold** | table',
      '__proto__',
      'constructor',
      'Error rate at 34 %',
    ),
  ),
  who: fc.nat(2),
  ms: fc.nat(20 * 60_000),
});

export const actors = [an, binh, chi] as const;

const statuses = [
  'detected',
  'acknowledged',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
] as const;
const steps = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
const kinds = ['observation', 'communication', 'escalation', 'status', 'note'] as const;
const allKinds = [...kinds, 'decision', 'hypothesis', 'task', 'action'] as const;
const milestones = ['impact-started', 'alert-fired', 'mitigated', 'impact-ended', 'resolved', 'detected'] as const;
const roles = ['ops', 'comms', 'scribe', 'sme', 'ic', 'nobody'] as const;
const states = ['operational', 'degraded-performance', 'partial-outage', 'major-outage', 'under-maintenance'] as const;
const situations = ['wants-information', 'disputes-severity', 'gives-orders', 'lowers-morale'] as const;

/** The command that a step means in this state. Many are refused: that is part of the night. */
export function commandOf(incident: Incident, { which, pick, text, who }: Step, now: number): Wanted {
  const recorded = recordCommandOf(incident, { which, pick, text }, now);
  if (recorded !== null) return recorded;
  const travels = stationCommandOf(incident, { which, pick, text });
  if (travels !== null) return travels;
  const heard = roomCommandOf(incident, { which, pick, text }, now);
  if (heard !== null) return heard;
  const of = <T>(all: readonly T[]): T => all[pick % all.length] ?? all[0]!; // every list here has an item
  const entries = incident.timeline.entries.chunks.flat();
  const entry = entries.length === 0 ? '0'.repeat(26) : of(entries).id;
  const record = (list: { chunks: readonly (readonly { id: string }[])[] }): string =>
    list.chunks.flat()[pick % Math.max(1, list.chunks.flat().length)]?.id ?? entry;
  const someone = { name: of(['Tran B', 'Pham C', 'Hoang D', 'Dana E', text]) };
  const reason = pick % 5 === 0 ? {} : { reason: text };
  const at = pick % 2 === 0 ? {} : { at: now - pick * 30_000 };
  // A handover takes several steps in a row, so they come more often than once in a night.
  if (pick % 8 === 5) return aboutCommand(incident, (pick - 5) / 8, text, someone, now);
  switch (which) {
    case 0:
      return {
        type: 'incident.describe',
        ...(pick % 2 === 0 ? { title: text } : { components: ['Payments', text.slice(0, 10)] }),
      };
    case 1:
      return { type: 'severity.change', to: of([1, 2, 3, 4] as const), reason: text };
    case 2:
    case 3:
      // Seldom closed: little can happen after it.
      return { type: 'status.move', to: pick % 13 === 0 ? 'closed' : of(statuses.slice(0, -1)), ...reason };
    case 4:
      return { type: 'incident.acknowledge' };
    case 5:
      return { type: 'milestone.set', milestone: of(milestones), at: now - pick * 60_000, ...reason };
    case 6:
      return { type: 'command.assign', person: someone, ...reason };
    case 7:
    case 8:
      return { type: 'role.assign', role: of(roles), person: someone };
    case 9:
      return { type: 'role.acknowledge', role: of(roles) };
    case 10:
      return {
        type: 'role.vacate',
        role: of(roles),
        person: of([...(incident.roles[of(roles)] ?? []), { person: an.id }]).person,
      };
    case 11:
      return {
        type: 'update.post',
        audience: of(['room', 'executives'] as const),
        text,
        ...(pick % 3 === 0 ? { nextAt: now + pick * 1_000 } : {}),
      };
    case 12:
      return { type: 'cadence.snooze', minutes: of([5, 10, 15, 45]), reason: text };
    case 13:
    case 14:
      return {
        type: pick % 7 < 3 ? 'approval.ask' : 'status-page.publish',
        ...(pick % 5 === 0 ? { page: 'private' as const } : {}),
        step: of(steps),
        text,
        components: pick % 2 === 0 ? [] : [{ name: 'Payments', state: of(states) }],
        notify: pick % 2 === 0,
        ...reason,
        ...(pick % 3 === 0 ? { reportHours: 48 } : {}),
      };
    case 15:
    case 16: {
      const request = incident.approval.at(-1)?.id ?? entry;
      const open = incident.pageDrift.find((one) => one.settled === undefined);
      if (open !== undefined)
        return { type: 'page.settle-drift', drift: open.id, choice: of(['theirs', 'ours'] as const) };
      if (pick % 11 === 0)
        return { type: 'elsewhere.tell', way: of(['mail', 'sms', 'phone', 'bridge'] as const), text };
      if (pick % 13 === 0) return { type: 'vendor.lose', vendor: 'slack', since: now - pick };
      if (pick % 9 === 0)
        return {
          type: 'page.drift',
          page: of(['public', 'private'] as const),
          key: `update/${pick % 40}`,
          what: of(['posted', 'edited', 'gone', 'components', 'doubled'] as const),
          step: of(steps),
          text,
          at: now - pick,
          ...(pick % 2 === 0
            ? { components: [{ name: 'Payments', ours: of(states), theirs: 'partial-outage' as const }] }
            : { update: `u${pick}` }),
        };
      // A page that waits takes no post: what waits is settled more often than not.
      if (incident.approval.at(-1)?.state === 'waiting')
        return of<Wanted>([
          { type: 'approval.give', request, person: someone },
          { type: 'approval.refuse', request, person: someone, reason: text },
          { type: 'approval.withdraw', request, ...reason },
          { type: 'approval.waive', request, reason: text, word: incident.command.commander ?? an.id },
        ]);
      return {
        type: of(['status-page.release', 'status-page.release', 'status-page.take-back'] as const),
        publication: of([
          ...incident.statusPage.publications.map((p) => p.id),
          ...(incident.statusPage.publications.length === 0 ? [entry] : []),
        ]),
      };
    }
    case 17:
      return { type: 'executive.redirect', situation: of(situations), text, ...(pick % 2 === 0 ? {} : { who: text }) };
    case 18:
      return { type: 'hypothesis.raise', text, ...at };
    case 19:
      return {
        type: 'hypothesis.settle',
        hypothesis: record(incident.hypotheses),
        outcome: of(['confirmed', 'eliminated'] as const),
        evidence: text,
      };
    case 20:
      return {
        type: 'task.give',
        text,
        ...at,
        ...(pick % 3 === 0 ? {} : { owner: someone, timeBoxMs: 60_000 + pick }),
      };
    case 21:
      return { type: 'task.settle', task: record(incident.tasks), outcome: of(['done', 'dropped'] as const) };
    case 22:
      return {
        type: 'decision.make',
        text,
        ...at,
        ...(pick % 3 === 0 ? {} : { rejected: [{ option: text }], executor: someone }),
        ...(pick % 5 === 0 ? { word: incident.command.commander ?? an.id } : {}),
      };
    case 23: {
      const proposal = record(incident.proposals);
      return of<Wanted>([
        { type: 'action.record', text, ...at },
        { type: 'action.record', text, ...at },
        { type: 'proposal.adopt', proposal, word: incident.command.commander ?? an.id },
        { type: 'proposal.drop', proposal, reason: text },
      ]);
    }
    case 24:
      return { type: 'action.finish', action: record(incident.actions) };
    case 25:
      return of<Wanted>([
        { type: 'document.issue', document: of(['sitrep', 'handover'] as const), text },
        { type: 'post-mortem.review', text },
        { type: 'post-mortem.publish', text },
        { type: 'post-mortem.reopen', reason: text },
      ]);
    case 26:
      return {
        type: 'timeline.correct',
        entry,
        ...(pick % 2 === 0 ? { text } : { at: now - pick * 10_000 }),
        ...(pick % 7 === 0 ? { kind: of(kinds) } : {}),
      };
    case 27:
      return pick % 3 === 0
        ? {
            type: 'timeline.restore',
            entry: of([...entries.filter((e) => e.retracted !== undefined), { id: entry }]).id,
          }
        : { type: 'timeline.retract', entry };
    case 28:
      return {
        type: 'timeline.mark',
        entry,
        ...(pick % 2 === 0 ? { star: pick % 4 === 0 } : { shareable: pick % 3 === 0 }),
      };
    case 29:
    case 30:
      return { type: 'timeline.undo' };
    case 31:
      return {
        type: 'timeline.import',
        entries: Array.from({ length: 1 + (pick % 5) }, (_, i) => ({
          at: now - i * 60_000,
          kind: allKinds[(pick + i) % allKinds.length] ?? 'note',
          text: `${text} ${i}`,
        })),
      };
    case 32:
      return {
        type: 'person.update',
        person: actors[who]?.id ?? an.id,
        ...(pick % 2 === 0 ? { name: text } : { handles: { slack: pick % 3 === 0 ? null : text } }),
      };
    case 33:
      return incident.lifecycle.status === 'closed'
        ? { type: 'channel.archive' }
        : { type: 'vendor.join', vendor: 'slack' };
    case 34:
    case 35:
      return {
        type: 'effect.settle',
        vendor: 'slack',
        effect: keys[pick % keys.length] ?? '',
        lane: 'slack',
        what: text,
        outcome: of(['delivered', 'withdrawn', 'overtaken', 'twin-removed'] as const),
        ...(pick % 2 === 0 ? {} : { note: text }),
        attached: pick % 3 === 0 ? [thing(pick)] : [],
      };
    case 36:
      return { type: 'remote.attach', vendor: 'statuspage', ...thing(pick) };
    case 37:
      return { type: 'effect.edit', effect: keys[pick % keys.length] ?? '', lane: 'slack', what: 'Update', text };
    case 38: {
      const list = of(incident.declaration?.playbook?.checklists ?? []);
      return {
        // Few items, so that one that is ticked is met again.
        type: pick > 600 ? 'checklist.untick' : 'checklist.tick',
        list: list?.id ?? 'none',
        item: list?.phases[0]?.items[pick % 2]?.id ?? 'none',
      };
    }
    case 39:
    case 40:
    case 41:
      return escalationStep(incident, which + pick, text, someone);
    case 42:
      return { type: 'check-in.log', text };
    case 43:
    case 45:
    case 46:
      return incident.excuses['status-page'] === undefined
        ? { type: 'clock.excuse', clock: pick % 7 === 0 ? 'acknowledge' : 'status-page', reason: text }
        : { type: 'clock.recall', clock: 'status-page' };
    case 44:
      return {
        type: 'report.deliver',
        publication: incident.promises.at(-1)?.publication ?? entry,
        ...(pick % 2 === 0 ? { note: text } : {}),
      };
    case 47:
      return pick % 3 === 2
        ? { type: 'compliance.lower', flag: of(['personal-data', 'money-wrong']), reason: text }
        : { type: 'compliance.raise', flag: of(['personal-data', 'money-wrong']), kind: 'pii', reason: text };
    case 48:
      return of<Wanted>([
        { type: 'compliance.tell', flag: of(['personal-data', 'money-wrong']) },
        { type: 'compliance.place-hold', reason: text },
        { type: 'compliance.lift-hold', reason: text },
        { type: 'compliance.close-room' },
        { type: 'compliance.list-words', words: [text] },
      ]);
    case 50:
    case 51:
      return evidenceCommand(incident, pick, text);
    default:
      return { type: 'timeline.log', kind: of(kinds), text, ...at, ...(pick % 4 === 0 ? { star: true } : {}) };
  }
}

/** Command and all around it: handed over step by step, passed at once, left, gone on with. */
function aboutCommand(incident: Incident, pick: number, text: string, to: { name: string }, now: number): Wanted {
  const open = incident.handover.current;
  const handover = open?.id ?? '0'.repeat(26);
  const next = open === null ? 'offer' : nextStep(open, now);
  if (open !== null && pick % 4 !== 3) {
    if (next === 'incoming') return { type: 'handover.take', handover };
    if (next === 'outgoing') return { type: 'handover.say', handover };
    if (next === 'shadow' && open.shadow === null) return { type: 'handover.shadow', handover };
    if (next === 'briefing' && open.briefing === null)
      return { type: 'handover.brief', handover, text: `${text}.`, lines: [`${text}.`] };
    if (next === 'briefing') return { type: 'handover.tick', handover, line: 0 };
    return { type: 'handover.skip', handover, step: next === 'offer' ? 'shadow' : next, reason: `${text}.` };
  }
  const others: readonly Wanted[] = [
    { type: 'handover.offer', to },
    { type: 'handover.offer', to },
    { type: 'handover.withdraw', handover, who: pick % 8 === 3 ? 'outgoing' : 'incoming' },
    { type: 'command.vacate', reason: text },
    { type: 'seat.extend', minutes: 300, reason: text },
    { type: 'shift.state', endsAt: pick % 3 === 0 ? null : now + pick * 1_000 },
    { type: 'incident.false-alarm', reason: text },
    { type: 'detection.set', by: (['monitoring', 'user', 'staff'] as const)[pick % 3] ?? 'user' },
  ];
  return others[Math.floor(pick / 4) % others.length] ?? { type: 'command.vacate', reason: text };
}

const keys = ['a', 'b', 'c'].map((digit) => digit.repeat(32));

function thing(pick: number) {
  const how = (['made', 'found', 'adopted'] as const)[pick % 3] ?? 'made';
  return { ref: pick % 2 === 0 ? 'slack/channel' : 'statuspage/incident', remoteId: `R${pick}`, how };
}

function evidenceCommand({ evidence }: Incident, pick: number, text: string): Wanted {
  const open = evidence.access.find(({ struck }) => struck === undefined);
  if (pick % 7 === 0)
    return {
      type: 'record.checkpoint',
      occasion: 'asked',
      digest: String(pick).padStart(64, '0'),
      events: pick,
      heads: [{ origin: 'one', seq: pick, hash: '0'.repeat(64), signature: text }],
    };
  if (open === undefined)
    return { type: 'access.list', who: text.trim() === '' ? 'Le D' : text, system: `db-${pick % 4}` };
  return pick % 3 === 0
    ? { type: 'access.strike', access: open.id, reason: text }
    : { type: 'access.review', access: open.id, finding: text };
}
