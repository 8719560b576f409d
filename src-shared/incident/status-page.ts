// The status page: four steps, components, an explicit notify flag, and 5 s in which a post can be taken back (DOMAIN.md 7).
import { z } from 'zod';
import { componentStates, statusPageSteps } from '../playbook/schema.ts';
import { withChange } from './declaration.ts';
import { id, instant, manyLines, oneLine, time } from './fields.ts';
import type { Incident } from './index.ts';
import { isForward } from './lifecycle.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const stepSchema = z.enum(statusPageSteps);
export type Step = z.infer<typeof stepSchema>;
export const componentState = z.enum(componentStates);
export type ComponentState = z.infer<typeof componentState>;

const componentsSchema = z.array(z.object({ name: z.string(), state: componentState }));

export const statusPageEvents = {
  /** Approved by a person; held until `heldUntil`. Text and components are frozen here. */
  'status-page.submitted': z.object({
    destination: z.literal('public'),
    step: stepSchema,
    text: z.string(),
    components: componentsSchema,
    notify: z.boolean(),
    reason: z.string().optional(),
    heldUntil: time,
    /** when the text promises the next post */
    nextAt: time.optional(),
  }),
  /** The hold is over: from here it counts as said. */
  'status-page.released': z.object({ publication: id }),
  'status-page.taken-back': z.object({ publication: id }),
};

export const statusPageCommands = {
  'status-page.publish': z.strictObject({
    step: stepSchema,
    text: manyLines('The public message', 25_000),
    components: z.array(z.strictObject({ name: oneLine('The component', 80), state: componentState })).max(50),
    notify: z.boolean(),
    reason: oneLine('The reason', 500).optional(),
    nextAt: instant.optional(),
  }),
  'status-page.release': z.strictObject({ publication: id }),
  'status-page.take-back': z.strictObject({ publication: id }),
};

export interface Publication {
  id: string;
  step: Step;
  text: string;
  components: readonly { name: string; state: ComponentState }[];
  notify: boolean;
  by: string;
  submittedAt: number;
  heldUntil: number;
  state: 'held' | 'published' | 'taken-back';
  publishedAt?: number;
  reason?: string;
  nextAt?: number;
}

/** `step` and `components` are what stands on the page now, held posts not counted. */
export interface StatusPageState {
  step: Step | null;
  components: readonly { name: string; state: ComponentState }[];
  publications: readonly Publication[];
}

export const statusPage = slice<StatusPageState, typeof statusPageEvents, typeof statusPageCommands>({
  events: statusPageEvents,
  commands: statusPageCommands,
  initial: () => ({ step: null, components: [], publications: [] }),
  decide: {
    'status-page.publish': (incident, command, ctx) => {
      if (heldPublication(incident) !== undefined)
        return refuse('hold-over', 'A post is being held. Take it back or let it go first.');
      const { step } = incident.statusPage;
      if (
        step !== null &&
        statusPageSteps.indexOf(command.step) < statusPageSteps.indexOf(step) &&
        command.reason === undefined
      )
        return refuse(
          'reason-needed',
          `Going back from ${step} to ${command.step} needs a reason. Write why.`,
          'reason',
        );
      if (command.nextAt !== undefined && command.nextAt <= ctx.now)
        return refuse('impossible-order', 'The next post has to lie in the future. Choose a later time.', 'nextAt');
      const holdSeconds = incident.declaration?.playbook?.statusPage.holdSeconds ?? 5;
      return decided(
        draft(ctx, 'status-page.submitted', {
          destination: 'public',
          step: command.step,
          text: command.text,
          components: command.components,
          notify: command.notify,
          ...(command.reason === undefined ? {} : { reason: command.reason }),
          ...(command.nextAt === undefined ? {} : { nextAt: command.nextAt }),
          heldUntil: ctx.now + holdSeconds * 1000,
        }),
      );
    },
    'status-page.release': (incident, command, ctx) => {
      const held = incident.statusPage.publications.find((p) => p.id === command.publication);
      if (held === undefined) return refuse('unknown-record', 'This post is not in the incident.', 'publication');
      if (held.state !== 'held') return refuse('no-change', `This post is ${held.state} already.`);
      const released = draft(ctx, 'status-page.released', { publication: held.id });
      const from = incident.lifecycle.status;
      const to = incident.declaration?.playbook?.statusPage.steps[held.step].movesTo;
      // The incident follows its page forward; back only where the person gave a reason.
      const follows =
        to !== undefined && to !== from && from !== 'closed' && (isForward(from, to) || held.reason !== undefined);
      return follows
        ? decided(
            released,
            draft(ctx, 'status.changed', {
              from,
              to,
              ...(held.reason === undefined ? {} : { reason: held.reason }),
              because: held.id,
            }),
          )
        : decided(released);
    },
    'status-page.take-back': (incident, command, ctx) => {
      const held = incident.statusPage.publications.find((p) => p.id === command.publication);
      if (held === undefined) return refuse('unknown-record', 'This post is not in the incident.', 'publication');
      if (held.state === 'published') return refuse('hold-over', 'It is published already. Post a correction instead.');
      if (held.state === 'taken-back') return refuse('no-change', 'It is taken back already.');
      return decided(draft(ctx, 'status-page.taken-back', { publication: held.id }));
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration === null
        ? { ...part, components: event.payload.components.map((name) => ({ name, state: 'operational' as const })) }
        : part,
    'incident.described': (part, event) => {
      const names = part.components.map((c) => c.name);
      const components = withChange(names, event.payload).map(
        (name) => part.components.find((c) => c.name === name) ?? { name, state: 'operational' as const },
      );
      return { ...part, components };
    },
    'status-page.submitted': (part, event) => {
      const { destination: _destination, ...told } = event.payload;
      const publication: Publication = {
        id: event.id,
        ...told,
        by: event.actor.person,
        submittedAt: event.wall,
        state: 'held',
      };
      return { ...part, publications: [...part.publications, publication] };
    },
    'status-page.released': (part, event) => {
      const found = part.publications.find((p) => p.id === event.payload.publication);
      if (found === undefined) return part;
      const published: Publication = { ...found, state: 'published', publishedAt: event.wall };
      // An update that names no state for a component leaves it as it is.
      const named = new Map(found.components.map((c) => [c.name, c]));
      const kept = part.components.map((c) => named.get(c.name) ?? c);
      const added = found.components.filter((c) => !part.components.some((k) => k.name === c.name));
      return {
        step: found.step,
        components: [...kept, ...added],
        publications: part.publications.map((p) => (p.id === found.id ? published : p)),
      };
    },
    'status-page.taken-back': (part, event) => ({
      ...part,
      publications: part.publications.map((p) =>
        p.id === event.payload.publication && p.state === 'held' ? { ...p, state: 'taken-back' } : p,
      ),
    }),
  },
  tell: {
    'status-page.submitted': null,
    'status-page.released': (event, before) => {
      const found = before.statusPage.publications.find((p) => p.id === event.payload.publication);
      if (found === undefined) return null;
      const groups = componentsByState(found.components).map((g) => `${g.label}: ${g.names.join(', ')}`);
      const detail = [...groups, found.notify ? 'subscribers notified' : 'nobody notified'].join('; ');
      return {
        kind: 'communication',
        text: `Status page: ${stepName(found.step)}. ${found.text}`,
        detail,
        star: true,
        shareable: true,
      };
    },
    'status-page.taken-back': (event, before) => {
      const found = before.statusPage.publications.find((p) => p.id === event.payload.publication);
      return found === undefined
        ? null
        : { kind: 'note', text: `Status page post taken back: ${stepName(found.step)}` };
    },
  },
});

export function heldPublication(incident: Incident): Publication | undefined {
  return incident.statusPage.publications.find((p) => p.state === 'held');
}

const WORST_FIRST: readonly ComponentState[] = [
  'major-outage',
  'partial-outage',
  'degraded-performance',
  'under-maintenance',
  'operational',
];

/** Components with the same state together, the worst first. */
export function componentsByState(
  components: readonly { name: string; state: ComponentState }[],
): { label: string; names: string[] }[] {
  return WORST_FIRST.flatMap((state) => {
    const names = components.filter((c) => c.state === state).map((c) => c.name);
    const label = state.replaceAll('-', ' ');
    return names.length === 0 ? [] : [{ label: label.charAt(0).toUpperCase() + label.slice(1), names }];
  });
}

export function stepName(step: Step): string {
  return step.charAt(0).toUpperCase() + step.slice(1);
}
