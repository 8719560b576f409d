// Declaring: what is wrong, for whom, who says so and who commands; and the playbook the incident is run by.
import { z } from 'zod';
import { drillMark, drillTitle } from './drill.ts';
import {
  MAX_NAME,
  MAX_TITLE,
  id,
  instant,
  manyLines,
  manyLinesOrNone,
  oneLine,
  severityLevel,
  time,
} from './fields.ts';
import type { Playbook } from '../playbook/schema.ts';
import { detector } from './detection.ts';
import { meet, nameOf, personRef } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

const component = oneLine('The component', MAX_NAME);
const impactText = manyLines('Impact', 2_000);

/** How the severity was found: picked by its definition, or by the tree with the path taken (DOMAIN.md 1). */
const severityPath = z
  .array(z.object({ question: z.string().max(500), answer: z.enum(['yes', 'no', 'unsure']) }))
  .max(40);

export const declarationEvents = {
  'incident.declared': z.object({
    number: z.string(),
    title: z.string(),
    impact: z.string(),
    severity: severityLevel,
    severityPath: severityPath.optional(),
    components: z.array(z.string()),
    declarer: id,
    detectedAt: time.optional(),
    detectedBy: detector.optional(),
    playbook: z.object({ id: z.string(), hash: z.string() }),
    /** it is played, not suffered: nothing of it leaves the machine (DOMAIN.md 13) */
    drill: drillMark.optional(),
  }),
  /** Components as what came and what went: two laptops that each add one keep both. */
  'incident.described': z.object({
    title: z.string().optional(),
    impact: z.string().optional(),
    added: z.array(z.string()).optional(),
    removed: z.array(z.string()).optional(),
  }),
  'playbook.switched': z.object({ playbook: z.object({ id: z.string(), hash: z.string() }), reason: z.string() }),
};

export const declarationCommands = {
  'incident.declare': z.strictObject({
    title: oneLine('Title', MAX_TITLE),
    impact: manyLinesOrNone('Impact', 2_000),
    severity: severityLevel,
    severityPath: severityPath.optional(),
    components: z.array(component).max(50),
    declarer: personRef,
    commander: personRef.optional(),
    detectedAt: instant.optional(),
    detectedBy: detector.optional(),
    /** something of the past is taken down: no vendor is told of it */
    untold: z.literal(true).optional(),
    drill: drillMark.strict().optional(),
  }),
  /** `hash`: of the playbook whose changes were looked at; one that was edited since is not switched to */
  'playbook.switch': z.strictObject({
    to: z.string().min(1).max(200),
    hash: z.string().min(1).max(64),
    reason: oneLine('The reason', 500).optional(),
  }),
  'incident.describe': z.strictObject({
    title: oneLine('Title', MAX_TITLE).optional(),
    impact: impactText.optional(),
    components: z.array(component).max(50).optional(),
  }),
};

/** `playbook` is the one the incident was declared under; deciding and folding read no other. */
export interface DeclarationState {
  number: string;
  title: string;
  impact: string;
  components: readonly string[];
  declarer: string;
  declaredAt: number;
  severityPath: readonly { question: string; answer: 'yes' | 'no' | 'unsure' }[];
  playbookHash: string;
  playbook: Playbook | null;
  /** what it ran under before a switch, and until when: what was missed by then stays missed (absent: never switched) */
  earlier?: readonly { until: number; playbook: Playbook }[];
}

export const declaration = slice<DeclarationState | null, typeof declarationEvents, typeof declarationCommands>({
  events: declarationEvents,
  commands: declarationCommands,
  initial: () => null,
  decide: {
    'incident.declare': (incident, command, ctx) => {
      if (incident.declaration !== null)
        return refuse('already-declared', 'This incident is declared already. Open it from the list.');
      if (command.detectedAt !== undefined && command.detectedAt > ctx.now)
        return refuse('in-the-future', 'Detected lies in the future. Correct the time.', 'detectedAt');
      const { playbook, playbookHash, number } = ctx.declareWith;
      const declarer = meet(incident, ctx, command.declarer, 'declarer');
      if (!declarer.ok) return declarer;
      const drafts = [...declarer.drafts];
      const { commander: _commander, declarer: _declarer, untold, ...told } = command;
      drafts.push({
        ...draft(ctx, 'incident.declared', {
          ...told,
          ...(command.drill === undefined ? {} : { title: drillTitle(command.title) }),
          components: [...new Set(command.components)],
          number,
          declarer: declarer.person.id,
          playbook: { id: playbook.id, hash: playbookHash },
        }),
        attached: playbook,
      });
      if (command.commander !== undefined) {
        const commander = meet(incident, ctx, command.commander, 'commander', drafts);
        if (!commander.ok) return commander;
        drafts.push(
          ...commander.drafts,
          draft(ctx, 'command.taken', { person: commander.person.id, from: null, epoch: 1, how: 'declared' }),
        );
      }
      // Last, so that what they are told first has a commander.
      if (untold !== true && command.drill === undefined)
        drafts.push(
          ...ctx.vendors.map(({ vendor, lanes }) => draft(ctx, 'vendor.joined', { vendor, lanes: [...lanes] })),
        );
      return decided(...drafts);
    },
    // An incident keeps the playbook that it was declared under until somebody who may switches it, on the record.
    'playbook.switch': (incident, command, ctx) => {
      const found = ctx.declareWith.named(command.to);
      if (found === null)
        return refuse(
          'not-available',
          'This playbook cannot be read. Open it in the playbooks, mend what is said there, and switch then.',
          'to',
        );
      if (found.playbookHash !== command.hash)
        return refuse(
          'not-available',
          'This playbook was changed since you looked at it. Look at what it changes now, then switch.',
          'hash',
        );
      if (found.playbookHash === incident.declaration?.playbookHash)
        return refuse('no-change', 'The incident runs under this playbook already.', 'to');
      if (command.reason === undefined && incident.command.commander !== ctx.actor.person.id)
        return refuse(
          'reason-needed',
          'The incident commander switches the playbook. Say why you do it in their place.',
          'reason',
        );
      return decided({
        ...draft(ctx, 'playbook.switched', {
          playbook: { id: found.playbook.id, hash: found.playbookHash },
          reason: command.reason ?? '',
        }),
        attached: found.playbook,
      });
    },
    'incident.describe': (incident, command, ctx) => {
      const now = incident.declaration;
      const title = command.title === undefined || incident.drill === null ? command.title : drillTitle(command.title);
      const changed = {
        ...(title !== undefined && title !== now?.title ? { title } : {}),
        ...(command.impact !== undefined && command.impact !== now?.impact ? { impact: command.impact } : {}),
        ...(command.components === undefined ? {} : difference(now?.components ?? [], command.components)),
      };
      if (Object.keys(changed).length === 0)
        return refuse('no-change', 'Nothing is different from what stands there already.');
      return decided(draft(ctx, 'incident.described', changed));
    },
  },
  evolve: {
    // A second declaration can only come from a merge of two records of one id: the first keeps its place.
    'incident.declared': (part, event) =>
      part ?? {
        number: event.payload.number,
        title: event.payload.title,
        impact: event.payload.impact,
        components: event.payload.components,
        declarer: event.payload.declarer,
        declaredAt: event.wall,
        severityPath: event.payload.severityPath ?? [],
        playbookHash: event.payload.playbook.hash,
        playbook: event.attached ?? null,
      },
    'incident.described': (part, { payload }) =>
      part === null
        ? part
        : {
            ...part,
            title: payload.title ?? part.title,
            impact: payload.impact ?? part.impact,
            components: withChange(part.components, payload),
          },
    'playbook.switched': (part, event) => {
      if (part === null) return part;
      const before = part.playbook;
      const earlier =
        before === null ? part.earlier : [...(part.earlier ?? []), { until: event.wall, playbook: before }];
      return {
        ...part,
        playbookHash: event.payload.playbook.hash,
        playbook: event.attached ?? part.playbook,
        ...(earlier === undefined ? {} : { earlier }),
      };
    },
  },
  tell: {
    'incident.declared': (event, before) => ({
      kind: 'status',
      text: `${nameOf(before, event.payload.declarer)} declared SEV${event.payload.severity}: ${event.payload.title}${event.payload.impact === '' ? '' : `. Impact: ${event.payload.impact}`}`,
      ...askedOf(event.payload.severityPath ?? []),
      star: true,
    }),
    'incident.described': (event) => ({
      kind: 'note',
      text: [
        event.payload.title === undefined ? '' : `Title is now: ${event.payload.title}`,
        event.payload.impact === undefined ? '' : `Impact is now: ${event.payload.impact}`,
        event.payload.added === undefined ? '' : `Also hit: ${event.payload.added.join(', ')}`,
        event.payload.removed === undefined ? '' : `No longer counted as hit: ${event.payload.removed.join(', ')}`,
      ]
        .filter((part) => part !== '')
        .join('. '),
    }),
    'playbook.switched': (event) => ({
      kind: 'note',
      text: `Playbook is now ${event.payload.playbook.id}${event.payload.reason === '' ? '' : `: ${event.payload.reason}`}`,
    }),
  },
});

function difference(now: readonly string[], wanted: readonly string[]): { added?: string[]; removed?: string[] } {
  const added = [...new Set(wanted)].filter((name) => !now.includes(name));
  const removed = now.filter((name) => !wanted.includes(name));
  return { ...(added.length === 0 ? {} : { added }), ...(removed.length === 0 ? {} : { removed }) };
}

/** The components after a change: those that stay keep their place, new ones come last. */
export function withChange(now: readonly string[], change: { added?: string[]; removed?: string[] }): string[] {
  const stay = now.filter((name) => change.removed?.includes(name) !== true);
  return [...stay, ...(change.added ?? []).filter((name) => !stay.includes(name))];
}

const IN_WORDS = { yes: 'Yes', no: 'No', unsure: 'In doubt' } as const;

/** What the severity was chosen by: the answers that were not a plain no, which is what most of them are (DOMAIN.md 1). */
function askedOf(path: readonly { question: string; answer: 'yes' | 'no' | 'unsure' }[]): { detail?: string } {
  if (path.length === 0) return {};
  const told = path
    .filter(({ answer }) => answer !== 'no')
    .map(({ question, answer }) => `${question} ${IN_WORDS[answer]}`);
  const asked = `Severity by ${path.length} ${path.length === 1 ? 'question' : 'questions'}`;
  return { detail: told.length === 0 ? `${asked}, all answered no` : `${asked}: ${told.join('. ')}` };
}
