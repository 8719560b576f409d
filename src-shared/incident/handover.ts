// Handover: the six steps by which command passes from one to the other. Only the sixth changes who has it (DOMAIN.md 9).
import { z } from 'zod';
import { saysOutgoing } from '../playbook/handover.ts';
import { MINUTE, type ClockSource } from './clock.ts';
import { MAX_DOCUMENT, id, manyLines, oneLine, time } from './fields.ts';
import {
  endedHandover, isReadBack, nextStep, skippableSteps, stepStates, stepWords, type Handover, type HandoverStep,
} from './handover-steps.ts'; // prettier-ignore
import type { Incident } from './index.ts';
import { meet, nameOf, personRef, takenDown } from './people.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { nextEpoch, saidElsewhere, takenHere } from './station.ts';

const line = z.int().min(0).max(49);

export const handoverEvents = {
  /** The id of this event is the handover's. `shadowMin`: how long the relief shadows; null: the playbook sets no time. */
  'handover.offered': z.object({ from: id, to: id, shadowMin: z.int().nullable() }),
  'handover.shadowing': z.object({ handover: id, until: time.nullable() }),
  /** The briefing as it stood is the `document`; `lines` are what the relief reads back. */
  'handover.briefed': z.object({ handover: id, document: id, lines: z.array(z.string()) }),
  'handover.read-back': z.object({ handover: id, line, by: id }),
  'handover.said': z.object({ handover: id, by: id, words: z.string() }),
  'handover.skipped': z.object({ handover: id, step: z.enum(skippableSteps), reason: z.string() }),
  'handover.withdrawn': z.object({ handover: id, by: id, reason: z.string().optional() }),
};

const handoverId = id;
const reason = oneLine('The reason', 500);

/** Whoever is at the keyboard takes down what was done: by whom follows from the step. */
export const handoverCommands = {
  'handover.offer': z.strictObject({ to: personRef }),
  'handover.shadow': z.strictObject({ handover: handoverId }),
  'handover.brief': z.strictObject({
    handover: handoverId,
    text: manyLines('The briefing', MAX_DOCUMENT),
    lines: z.array(oneLine('The line', 2_000)).min(1).max(50),
  }),
  'handover.tick': z.strictObject({ handover: handoverId, line }),
  'handover.say': z.strictObject({ handover: handoverId }),
  'handover.take': z.strictObject({ handover: handoverId }),
  'handover.skip': z.strictObject({ handover: handoverId, step: z.enum(skippableSteps), reason }),
  'handover.withdraw': z.strictObject({
    handover: handoverId,
    who: z.enum(['outgoing', 'incoming']),
    reason: reason.optional(),
  }),
};

/** `past`: how each of the others ended; `overtaken`: command changed hands another way. */
export interface HandoverState {
  current: Handover | null;
  past: readonly ReturnType<typeof endedHandover>[];
}

export const handover = slice<HandoverState, typeof handoverEvents, typeof handoverCommands>({
  events: handoverEvents,
  commands: handoverCommands,
  initial: () => ({ current: null, past: [] }),
  decide: {
    'handover.offer': (incident, command, ctx) => {
      const from = incident.command.commander;
      if (from === null)
        return refuse('impossible-order', 'Nobody has command. It can be taken at once: no handover is needed.', 'to');
      const { current } = incident.handover;
      if (current !== null)
        return refuse(
          'impossible-order',
          `Command is on offer to ${nameOf(incident, current.to)} already. Withdraw that first.`,
          'to',
        );
      const met = meet(incident, ctx, command.to, 'to');
      if (!met.ok) return met;
      if (met.person.id === from)
        return refuse('no-change', `${met.person.name} has command. Name who takes it over.`, 'to');
      const shadowMin = incident.declaration?.playbook?.handover.shadowMin ?? null;
      return decided(...met.drafts, draft(ctx, 'handover.offered', { from, to: met.person.id, shadowMin }));
    },
    'handover.shadow': (incident, command, ctx) => {
      const open = openFor(incident, command.handover, 'shadow', ctx.now);
      if ('ok' in open) return open;
      if (open.shadow !== null) return refuse('no-change', `${nameOf(incident, open.to)} is shadowing already.`);
      const until = open.shadowMin === null ? null : ctx.now + open.shadowMin * MINUTE;
      return decided(draft(ctx, 'handover.shadowing', { handover: open.id, until }));
    },
    'handover.brief': (incident, command, ctx) => {
      const open = openFor(incident, command.handover, 'briefing', ctx.now);
      if ('ok' in open) return open;
      const issued = draft(ctx, 'document.issued', { document: 'handover', text: command.text });
      return decided(
        issued,
        draft(ctx, 'handover.briefed', { handover: open.id, document: issued.id, lines: command.lines }),
      );
    },
    'handover.tick': (incident, command, ctx) => {
      const open = openFor(incident, command.handover, 'briefing', ctx.now);
      if ('ok' in open) return open;
      const read = open.briefing?.lines[command.line];
      if (read === undefined) return refuse('unknown-record', 'The briefing has no such line. Write it first.', 'line');
      if (read.at !== null) return refuse('no-change', 'This line is read back already.', 'line');
      return decided(draft(ctx, 'handover.read-back', { handover: open.id, line: command.line, by: open.to }));
    },
    'handover.say': (incident, command, ctx) => {
      const open = openFor(incident, command.handover, 'outgoing', ctx.now);
      if ('ok' in open) return open;
      const words = saysOutgoing(incident.declaration?.playbook, nameOf(incident, open.to));
      return decided(draft(ctx, 'handover.said', { handover: open.id, by: open.from, words }));
    },
    'handover.take': (incident, command, ctx) => {
      const open = openFor(incident, command.handover, 'incoming', ctx.now);
      if ('ok' in open) return open;
      const refused = saidElsewhere(incident, ctx, open.id);
      if (refused !== null) return refused;
      const taken = draft(ctx, 'command.taken', {
        person: open.to,
        from: incident.command.commander,
        epoch: nextEpoch(incident),
        how: 'handover',
        handover: open.id,
      });
      return decided(taken, ...takenHere(incident, ctx, taken, undefined, open.id));
    },
    'handover.skip': (incident, command, ctx) => {
      const open = current(incident, command.handover);
      if ('ok' in open) return open;
      const { state } = stepStates(open, ctx.now)[command.step];
      if (state === 'done' || state === 'skipped') return refuse('no-change', `This step is ${state} already.`, 'step');
      return decided(draft(ctx, 'handover.skipped', { handover: open.id, step: command.step, reason: command.reason }));
    },
    'handover.withdraw': (incident, command, ctx) => {
      const open = current(incident, command.handover);
      if ('ok' in open) return open;
      const by = command.who === 'outgoing' ? open.from : open.to;
      return decided(draft(ctx, 'handover.withdrawn', { handover: open.id, by, reason: command.reason }));
    },
  },
  evolve: {
    // A second offer can only come from a merge: the later one stands.
    'handover.offered': (part, event) => ({
      past: part.current === null ? part.past : [...part.past, endedHandover(part.current, event.wall, 'overtaken')],
      current: {
        id: event.id,
        ...event.payload,
        offeredAt: event.wall,
        shadow: null,
        sitrep: null,
        briefing: null,
        said: null,
        skipped: {},
      },
    }),
    'handover.shadowing': (part, { payload, wall }) =>
      changed(part, payload.handover, (open) => ({ ...open, shadow: { at: wall, until: payload.until } })),
    // The SITREP that the outgoing commander posts is any that is issued while command is on offer: one deed, not two.
    'document.issued': (part, { payload, wall, actor, id: document }) =>
      payload.document === 'sitrep' && part.current !== null && part.current.sitrep === null
        ? { ...part, current: { ...part.current, sitrep: { at: wall, by: actor.person, document } } }
        : part,
    'handover.briefed': (part, { payload, wall, actor }) =>
      changed(part, payload.handover, (open) => ({
        ...open,
        briefing: {
          at: wall,
          by: actor.person,
          document: payload.document,
          lines: payload.lines.map((text) => ({ text, at: null, by: null })),
        },
      })),
    'handover.read-back': (part, { payload, wall }) =>
      changed(part, payload.handover, (open) =>
        open.briefing === null
          ? open
          : {
              ...open,
              briefing: {
                ...open.briefing,
                lines: open.briefing.lines.map((read, i) =>
                  i === payload.line && read.at === null ? { ...read, at: wall, by: payload.by } : read,
                ),
              },
            },
      ),
    'handover.said': (part, { payload, wall }) =>
      changed(part, payload.handover, (open) => ({ ...open, said: { at: wall, by: payload.by } })),
    'handover.skipped': (part, { payload, wall, actor }) =>
      changed(part, payload.handover, (open) => ({
        ...open,
        skipped: { ...open.skipped, [payload.step]: { at: wall, by: actor.person, reason: payload.reason } },
      })),
    'handover.withdrawn': (part, { payload, wall }) =>
      part.current?.id === payload.handover ? over(part, wall, 'withdrawn') : part,
    'command.taken': (part, { payload, wall }) =>
      over(part, wall, payload.handover !== undefined && payload.handover === part.current?.id ? 'taken' : 'overtaken'),
    'command.vacated': (part, { wall }) => over(part, wall, 'overtaken'),
    'status.changed': (part, { payload, wall }) => (payload.to === 'closed' ? over(part, wall, 'overtaken') : part),
  },
  tell: {
    'handover.offered': ({ payload, actor }, before) => ({
      kind: 'status',
      text: `${nameOf(before, payload.from)} offers command to ${nameOf(before, payload.to)}`,
      ...takenDown(before, actor.person, payload.from),
    }),
    'handover.shadowing': (_event, before) => {
      const { current: open } = before.handover;
      const minutes = open?.shadowMin ?? null;
      return {
        kind: 'status',
        text: `${nameOf(before, open?.to)} shadows the commander${minutes === null ? '' : ` for ${minutes} min`}`,
      };
    },
    'handover.briefed': ({ payload }, before) => ({
      kind: 'status',
      text: `${nameOf(before, before.handover.current?.to)} is briefed and reads back ${payload.lines.length} ${payload.lines.length === 1 ? 'line' : 'lines'}`,
    }),
    'handover.read-back': ({ payload, actor }, before) => ({
      kind: 'status',
      text: `${nameOf(before, payload.by)} read back: ${before.handover.current?.briefing?.lines[payload.line]?.text ?? `line ${payload.line + 1}`}`,
      ...takenDown(before, actor.person, payload.by),
    }),
    'handover.said': ({ payload, actor }, before) => ({
      kind: 'status',
      text: `${nameOf(before, payload.by)}: "${payload.words}"`,
      ...takenDown(before, actor.person, payload.by),
      star: true,
    }),
    'handover.skipped': ({ payload }) => ({
      kind: 'status',
      text: `Handover without "${stepWords[payload.step]}": ${payload.reason}`,
    }),
    'handover.withdrawn': ({ payload, actor }, before) => ({
      kind: 'status',
      text: `${nameOf(before, payload.by)} withdrew the handover, ${nameOf(before, before.command.commander)} keeps command${payload.reason === undefined ? '' : `: ${payload.reason}`}`,
      ...takenDown(before, actor.person, payload.by),
    }),
  },
});

function changed(part: HandoverState, of: string, change: (open: Handover) => Handover): HandoverState {
  return part.current?.id === of ? { ...part, current: change(part.current) } : part;
}

function over(part: HandoverState, at: number, outcome: 'taken' | 'withdrawn' | 'overtaken'): HandoverState {
  return part.current === null
    ? part
    : { current: null, past: [...part.past, endedHandover(part.current, at, outcome)] };
}

function current(incident: Incident, wanted: string): Handover | Refused {
  const open = incident.handover.current;
  return open?.id === wanted ? open : refuse('unknown-record', 'This handover is over. Look at who has command now.');
}

/** The handover, where this step may be done now: those before it are done, or skipped with a reason. */
function openFor(incident: Incident, wanted: string, step: HandoverStep, now: number): Handover | Refused {
  const open = current(incident, wanted);
  if ('ok' in open) return open;
  const states = stepStates(open, now);
  // Again after it was skipped is better late than never; again after it was done says nothing.
  if (states[step].state === 'done') return refuse('no-change', 'This step is done already.');
  if (states[step].state !== 'ahead') return open;
  const first = nextStep(open, now);
  return refuse('impossible-order', `First: ${stepWords[first]}. Do it, or skip it with a reason.`);
}

/** How long the relief still shadows; gone with a withdrawal, and once command has changed. */
export const shadowClocks: ClockSource = (incident, _playbook, now) => {
  const open = incident.handover.current;
  const shadow = open?.shadow ?? null;
  if (open === null || shadow === null || shadow.until === null || open.skipped.shadow !== undefined) return [];
  const done = now >= shadow.until;
  return [
    {
      id: 'shadow',
      label: `${nameOf(incident, open.to)} shadows`,
      state: done ? 'done' : 'armed',
      startedAt: shadow.at,
      dueAt: shadow.until,
      doneAt: done ? shadow.until : null,
      mend: done && !isReadBack(open) ? { action: 'hand-over', label: 'Go on' } : null,
    },
  ];
};
