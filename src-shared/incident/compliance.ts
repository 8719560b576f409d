// Compliance: flags that change the cockpit, not only a label. Need-to-know, the legal hold, who has to be told and which
// roles must be filled (DOMAIN.md 11). What raising a flag does stands in its event, so that it holds under any playbook.
import { z } from 'zod';
import { MINUTE, allowedMs, clockState, type ClockSource, type ClockView } from './clock.ts';
import { askedBeforeFlag } from './escalation-clocks.ts';
import { MAX_NAME, oneLine } from './fields.ts';
import { flagsOf, rolesDemanded } from './flags.ts';
import type { Incident, Playbook } from './index.ts';
import { isOver } from './lifecycle.ts';
import { refuse } from './refusal.ts';
import { roleName, seatsOf } from './roles.ts';
import { decided, draft, slice } from './slice.ts';
import { redact, type Redacted } from '../text/redaction.ts';

const playbookId = z.string().regex(/^(?!constructor$)[a-z][a-z0-9-]{0,39}$/u, 'This is not an id of the playbook.');
const reason = oneLine('The reason', 500);

export const complianceEvents = {
  'compliance.flag-raised': z.object({
    flag: playbookId,
    label: z.string(),
    /** what is exposed, where the flag tells kinds apart */
    kind: z.object({ id: playbookId, label: z.string() }).optional(),
    reason: z.string(),
    needToKnow: z.boolean(),
    legalHold: z.boolean(),
  }),
  'compliance.flag-lowered': z.object({ flag: playbookId, label: z.string(), reason: z.string() }),
  /** Those who had to hear of it have heard. */
  'compliance.told': z.object({ flag: playbookId, label: z.string() }),
  'compliance.hold-placed': z.object({ reason: z.string() }),
  'compliance.hold-lifted': z.object({ reason: z.string() }),
  /** Somebody made the room private over there; what concerns the incident may be said in it again. */
  'compliance.room-closed': z.object({}),
  /** Words that do not leave in clear from now on: names, mostly. */
  'compliance.words-listed': z.object({ words: z.array(z.string()) }),
};

export const complianceCommands = {
  'compliance.raise': z.strictObject({ flag: playbookId, kind: playbookId.optional(), reason }),
  'compliance.lower': z.strictObject({ flag: playbookId, reason }),
  'compliance.tell': z.strictObject({ flag: playbookId }),
  'compliance.place-hold': z.strictObject({ reason }),
  'compliance.lift-hold': z.strictObject({ reason }),
  'compliance.close-room': z.strictObject({}),
  'compliance.list-words': z.strictObject({ words: z.array(oneLine('The word', MAX_NAME)).min(1).max(50) }),
};

export interface RaisedFlag {
  flag: string;
  label: string;
  kind?: { id: string; label: string };
  reason: string;
  at: number;
  by: string;
  needToKnow: boolean;
  told: { at: number; by: string } | null;
}

export interface ComplianceState {
  /** those that are up, in the order they were raised */
  raised: readonly RaisedFlag[];
  /** ids of all that were ever up: their checklists stay */
  ever: readonly string[];
  hold: { at: number; by: string; reason: string } | null;
  /** the chat room when need-to-know began: made in public and still open to all, or private */
  room: 'open' | 'private' | null;
  words: readonly string[];
}

export const compliance = slice<ComplianceState, typeof complianceEvents, typeof complianceCommands>({
  events: complianceEvents,
  commands: complianceCommands,
  initial: () => ({ raised: [], ever: [], hold: null, room: null, words: [] }),
  decide: {
    'compliance.raise': (incident, command, ctx) => {
      const flag = flagsOf(incident).find(({ id }) => id === command.flag);
      if (flag === undefined)
        return refuse('unknown-record', 'The playbook of this incident has no such flag.', 'flag');
      if (raisedFlag(incident, flag.id) !== undefined)
        return refuse('no-change', `“${flag.label}” is raised already.`, 'flag');
      const kind = flag.kinds.find(({ id }) => id === command.kind);
      if (flag.kinds.length > 0 && kind === undefined)
        return refuse('malformed', `Choose which: ${flag.kinds.map(({ label }) => label).join(', ')}.`, 'kind');
      const from = incident.severity.level;
      return decided(
        draft(ctx, 'compliance.flag-raised', {
          flag: flag.id,
          label: flag.label,
          ...(kind === undefined ? {} : { kind: { id: kind.id, label: kind.label } }),
          reason: command.reason,
          needToKnow: flag.needToKnow,
          legalHold: flag.legalHold,
        }),
        ...(flag.severity !== null && flag.severity < from
          ? [draft(ctx, 'severity.changed', { from, to: flag.severity, reason: flag.label })]
          : []),
      );
    },
    'compliance.lower': (incident, command, ctx) => {
      const up = raisedFlag(incident, command.flag);
      if (up === undefined) return refuse('no-change', 'This flag is not raised.', 'flag');
      return decided(draft(ctx, 'compliance.flag-lowered', { flag: up.flag, label: up.label, reason: command.reason }));
    },
    'compliance.tell': (incident, command, ctx) => {
      const up = raisedFlag(incident, command.flag);
      const tell = flagsOf(incident).find(({ id }) => id === command.flag)?.tell;
      if (up === undefined || tell === undefined) return refuse('no-change', 'This flag asks for nobody to be told.');
      if (up.told !== null) return refuse('no-change', 'That they are told is on the record already.');
      return decided(draft(ctx, 'compliance.told', { flag: up.flag, label: tell.label }));
    },
    'compliance.place-hold': (incident, command, ctx) =>
      incident.compliance.hold === null
        ? decided(draft(ctx, 'compliance.hold-placed', { reason: command.reason }))
        : refuse('no-change', 'A legal hold is on this incident already.'),
    'compliance.lift-hold': (incident, command, ctx) =>
      incident.compliance.hold === null
        ? refuse('no-change', 'No legal hold is on this incident.')
        : decided(draft(ctx, 'compliance.hold-lifted', { reason: command.reason })),
    'compliance.close-room': (incident, _command, ctx) =>
      incident.compliance.room === 'open'
        ? decided(draft(ctx, 'compliance.room-closed', {}))
        : refuse('no-change', 'No public room of this incident is known.'),
    'compliance.list-words': (incident, command, ctx) => {
      const words = [...new Set(command.words)].filter((word) => !incident.compliance.words.includes(word));
      return words.length === 0
        ? refuse('no-change', 'These are listed already.', 'words')
        : decided(draft(ctx, 'compliance.words-listed', { words }));
    },
  },
  evolve: {
    'compliance.flag-raised': (part, event, before) => {
      const { flag, label, kind, reason: why, needToKnow, legalHold } = event.payload;
      const up: RaisedFlag = {
        flag,
        label,
        ...(kind === undefined ? {} : { kind }),
        reason: why,
        at: event.wall,
        by: event.actor.person,
        needToKnow,
        told: null,
      };
      return {
        ...part,
        raised: [...part.raised.filter((one) => one.flag !== flag), up],
        ever: part.ever.includes(flag) ? part.ever : [...part.ever, flag],
        hold: part.hold ?? (legalHold ? { at: event.wall, by: event.actor.person, reason: label } : null),
        room: needToKnow ? roomAt(part, before) : part.room,
      };
    },
    'compliance.flag-lowered': (part, event) => ({
      ...part,
      raised: part.raised.filter(({ flag }) => flag !== event.payload.flag),
    }),
    'compliance.told': (part, event) => ({
      ...part,
      raised: part.raised.map((one) =>
        one.flag === event.payload.flag
          ? { ...one, told: one.told ?? { at: event.wall, by: event.actor.person } }
          : one,
      ),
    }),
    'compliance.hold-placed': (part, event) => ({
      ...part,
      hold: part.hold ?? { at: event.wall, by: event.actor.person, reason: event.payload.reason },
    }),
    'compliance.hold-lifted': (part) => ({ ...part, hold: null }),
    'compliance.room-closed': (part) => ({ ...part, room: 'private' }),
    'compliance.words-listed': (part, event) => ({
      ...part,
      words: [...new Set([...part.words, ...event.payload.words])],
    }),
  },
  tell: {
    'compliance.flag-raised': ({ payload }) => ({
      kind: 'status',
      text: `${payload.label}${payload.kind === undefined ? '' : ` (${payload.kind.label})`}: ${payload.reason}`,
      ...detailOf([payload.needToKnow ? 'need-to-know from here' : '', payload.legalHold ? 'legal hold' : '']),
      star: true,
    }),
    'compliance.flag-lowered': ({ payload }) => ({
      kind: 'status',
      text: `No longer: ${payload.label}. ${payload.reason}`,
      star: true,
    }),
    'compliance.told': ({ payload }) => ({ kind: 'escalation', text: payload.label, star: true }),
    'compliance.hold-placed': ({ payload }) => ({ kind: 'status', text: `Legal hold: ${payload.reason}`, star: true }),
    'compliance.hold-lifted': ({ payload }) => ({
      kind: 'status',
      text: `Legal hold lifted: ${payload.reason}`,
      star: true,
    }),
    'compliance.room-closed': () => ({ kind: 'status', text: 'The chat room is private now' }),
    // The words themselves stay out of the timeline: what is read there is copied and passed on.
    'compliance.words-listed': ({ payload }) => ({
      kind: 'note',
      text: `${payload.words.length} more ${payload.words.length === 1 ? 'word does' : 'words do'} not leave in clear`,
    }),
  },
});

/** Only those who need to know hear of it: nothing personal leaves, and notifications carry no title. */
export function isNeedToKnow(incident: Incident): boolean {
  return incident.compliance.raised.some(({ needToKnow }) => needToKnow);
}

/** Need-to-know, and the chat room is one that everybody can read. */
export function isRoomOpen(incident: Incident): boolean {
  return isNeedToKnow(incident) && incident.compliance.room === 'open';
}

export function raisedFlag(incident: Incident, flag: string): RaisedFlag | undefined {
  return incident.compliance.raised.find((one) => one.flag === flag);
}

/** Everything that is not to leave in clear: the team's words and this incident's. */
function listedWords(incident: Incident): string[] {
  return [...(incident.declaration?.playbook?.compliance.redact ?? []), ...incident.compliance.words];
}

/** A text on its way out, and what was taken out of it. Nothing where the incident is not need-to-know. */
export function leaving(incident: Incident, text: string): Redacted {
  return isNeedToKnow(incident) ? redact(text, listedWords(incident)) : { text, found: {} };
}

/** Who has to be told, and which demanded role is still empty (DOMAIN.md 11). */
export const complianceClocks: ClockSource = (incident, playbook, now) => [
  ...incident.compliance.raised.flatMap((up) => {
    const tell = playbook.compliance.flags.find(({ id }) => id === up.flag)?.tell;
    if (tell === undefined) return [];
    const doneAt = up.told?.at ?? null;
    const startedAt = Math.min(up.at, askedBeforeFlag(incident, playbook, up.flag) ?? up.at);
    const mend = doneAt === null && !isOver(incident);
    return [
      running(
        { id: `told:${up.flag}`, label: tell.label, startedAt, withinMin: tell.withinMin, doneAt },
        mend ? { action: 'compliance-told', label: 'Told', flag: up.flag, who: tell.label } : null,
        { now, over: isOver(incident) },
      ),
    ];
  }),
  ...(isOver(incident) ? [] : rolesDemanded(incident))
    .filter(({ role }) => seatsOf(incident, role).length === 0 && !isTimed(playbook, role, incident))
    .map(({ role, since, withinMin }) =>
      running(
        {
          id: `vacancy:${role}`,
          label: `${roleName(incident, role)} unfilled`,
          startedAt: since,
          withinMin,
          doneAt: null,
        },
        { action: 'assign-role', label: 'Assign', role },
        { now, over: false },
      ),
    ),
];

/** An empty role that the severity asks for as well has a clock already. */
function isTimed(playbook: Playbook, role: string, incident: Incident): boolean {
  return playbook.roles.some(
    (one) => one.id === role && one.vacancyMin !== null && one.requiredFor.includes(incident.severity.level),
  );
}

function running(
  { withinMin, ...clock }: { id: string; label: string; startedAt: number; withinMin: number; doneAt: number | null },
  mend: ClockView['mend'],
  { now, over }: { now: number; over: boolean },
): ClockView {
  const dueAt = clock.startedAt + allowedMs(withinMin);
  const state = clockState({ dueAt, doneAt: clock.doneAt, now, soonMs: 2 * MINUTE, over });
  return { ...clock, state, dueAt, mend, ...(withinMin === 0 ? { atOnce: true as const } : {}) };
}

function roomAt(part: ComplianceState, before: Incident): ComplianceState['room'] {
  if (part.room !== null) return part.room;
  const isPrivate = before.declaration?.playbook?.channels.private === true;
  // One that is not made yet will be made private.
  return before.remote.refs['slack/channel'] === undefined || isPrivate ? 'private' : 'open';
}

function detailOf(parts: readonly string[]): { detail?: string } {
  const detail = parts.filter((part) => part !== '').join(', ');
  return detail === '' ? {} : { detail };
}
