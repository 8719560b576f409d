// Evidence: what an auditor asks for beside the record. Who could get at production during the incident and who has reviewed
// that (DOMAIN.md 11, S2), and checkpoints: where the chains of the record ended at a moment, said in the room, so that what
// was written up to there cannot be written anew by anybody (docs/decisions/0010).
import { z } from 'zod';
import { MAX_NAME, id, oneLine } from './fields.ts';
import { nameOf } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const occasion = z.enum(['resolved', 'closed', 'asked']);

export const evidenceEvents = {
  /** `right`: what they may do there ("read", "admin"). */
  'access.listed': z.object({ who: z.string(), system: z.string(), right: z.string().optional() }),
  'access.reviewed': z.object({ access: id, finding: z.string() }),
  'access.struck': z.object({ access: id, reason: z.string() }),
  /** `digest` is made of the heads as docs/evidence-bundle.md says; `events`: how many lie up to there. */
  'record.checkpointed': z.object({
    occasion,
    digest: hash,
    events: z.int(),
    heads: z.array(z.object({ origin: z.string(), seq: z.int(), hash, signature: z.string() })),
  }),
};

export const evidenceCommands = {
  'access.list': z.strictObject({
    who: oneLine('Who had access', MAX_NAME),
    system: oneLine('The system', MAX_NAME),
    right: oneLine('The right', MAX_NAME).optional(),
  }),
  'access.review': z.strictObject({ access: id, finding: oneLine('The finding', 1_000) }),
  'access.strike': z.strictObject({ access: id, reason: oneLine('The reason', 500) }),
  // The host's own, as those of remote.ts.
  'record.checkpoint': evidenceEvents['record.checkpointed'].strict(),
};

export interface Access {
  id: string;
  at: number;
  by: string;
  who: string;
  system: string;
  right?: string;
  review?: { at: number; by: string; finding: string };
  struck?: { at: number; by: string; reason: string };
}
export interface Checkpoint {
  id: string;
  at: number;
  occasion: z.infer<typeof occasion>;
  digest: string;
  events: number;
  heads: readonly { origin: string; seq: number; hash: string; signature: string }[];
}
export interface EvidenceState {
  access: readonly Access[];
  checkpoints: readonly Checkpoint[];
}

const OCCASIONS: Readonly<Record<Checkpoint['occasion'], string>> = {
  resolved: 'when it was resolved',
  closed: 'when it was closed',
  asked: 'when somebody asked for it',
};

export const evidence = slice<EvidenceState, typeof evidenceEvents, typeof evidenceCommands>({
  events: evidenceEvents,
  commands: evidenceCommands,
  initial: () => ({ access: [], checkpoints: [] }),
  decide: {
    'access.list': (incident, command, ctx) =>
      incident.evidence.access.some(
        (one) => one.struck === undefined && one.who === command.who && one.system === command.system,
      )
        ? refuse('no-change', `${command.who} is listed for ${command.system} already.`, 'who')
        : decided(draft(ctx, 'access.listed', command)),
    'access.review': (incident, command, ctx) => {
      const found = incident.evidence.access.find(({ id: one }) => one === command.access);
      if (found === undefined || found.struck !== undefined)
        return refuse('unknown-record', 'This access is not on the list. Look at the list again.', 'access');
      return decided(draft(ctx, 'access.reviewed', command));
    },
    'access.strike': (incident, command, ctx) => {
      const found = incident.evidence.access.find(({ id: one }) => one === command.access);
      if (found === undefined || found.struck !== undefined)
        return refuse('unknown-record', 'This access is not on the list. Look at the list again.', 'access');
      return decided(draft(ctx, 'access.struck', command));
    },
    'record.checkpoint': (incident, command, ctx) =>
      incident.evidence.checkpoints.at(-1)?.digest === command.digest
        ? refuse('no-change', 'Nothing was written since the last checkpoint.')
        : decided(draft(ctx, 'record.checkpointed', command)),
  },
  evolve: {
    'access.listed': (part, event) => ({
      ...part,
      access: [...part.access, { id: event.id, at: event.wall, by: event.actor.person, ...event.payload }],
    }),
    'access.reviewed': (part, { payload, wall: at, actor }) =>
      changed(part, payload.access, { review: { at, by: actor.person, finding: payload.finding } }),
    'access.struck': (part, { payload, wall: at, actor }) =>
      changed(part, payload.access, { struck: { at, by: actor.person, reason: payload.reason } }),
    'record.checkpointed': (part, event) => ({
      ...part,
      checkpoints: [...part.checkpoints, { id: event.id, at: event.wall, ...event.payload }],
    }),
  },
  tell: {
    'access.listed': ({ payload: { who, system, right } }) => ({
      kind: 'note',
      text: `Access during the incident: ${who}, ${system}${right === undefined ? '' : ` (${right})`}`,
    }),
    'access.reviewed': ({ payload, actor }, before) => ({
      kind: 'note',
      text: `Access reviewed by ${nameOf(before, actor.person)}: ${wordsOf(before.evidence, payload.access)}. ${payload.finding}`,
    }),
    'access.struck': ({ payload }, before) => ({
      kind: 'note',
      text: `Taken off the list of access: ${wordsOf(before.evidence, payload.access)}. ${payload.reason}`,
    }),
    'record.checkpointed': ({ payload }) => ({
      kind: 'note',
      text: `Record sealed ${OCCASIONS[payload.occasion]}: ${payload.events} events, SHA-256 ${payload.digest}`,
    }),
  },
});

function changed(part: EvidenceState, access: string, change: Partial<Access>): EvidenceState {
  return { ...part, access: part.access.map((one) => (one.id === access ? { ...one, ...change } : one)) };
}

function wordsOf(part: EvidenceState, access: string): string {
  const found = part.access.find(({ id: one }) => one === access);
  return found === undefined ? 'somebody' : `${found.who}, ${found.system}`;
}
