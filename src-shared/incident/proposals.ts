// Proposals: a decision that somebody else than the commander wrote down. Decisions go through the commander (S0), so it waits
// for their word, and nothing of it is lost (DOMAIN.md 3, 6).
import { z } from 'zod';
import { commandersWord } from './authority.ts';
import { emptyList } from './chunked-list.ts';
import { decisionFields, detailOf } from './decision-fields.ts';
import { id, oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import {
  addRecord,
  changeRecord,
  followingLines,
  lineFields,
  recordOf,
  standingRecord,
  type LineRecord,
  type Records,
} from './records.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { nameInCommand } from './in-command.ts';

export const proposalEvents = {
  'decision.proposed': z.object({ ...lineFields, ...decisionFields }),
  /** `decision`: what it became; `person`: whose word it was. */
  'proposal.adopted': z.object({ proposal: id, decision: id, person: id }),
  'proposal.dropped': z.object({ proposal: id, reason: z.string() }),
};

export const proposalCommands = {
  /** `word`: whose it is, where the one at the keyboard writes it down for the commander. */
  'proposal.adopt': z.strictObject({ proposal: id, word: id.optional() }),
  'proposal.drop': z.strictObject({ proposal: id, reason: oneLine('The reason', 1_000) }),
};

export interface Proposal extends LineRecord {
  by: string;
  question?: string;
  rejected: readonly { option: string; why?: string | undefined }[];
  objections: readonly { person: string; text: string }[];
  asked?: true;
  executor: string | null;
  settled?: { at: number; by: string; decision?: string; reason?: string };
}
export type ProposalsState = Records<Proposal>;

export const proposals = slice<ProposalsState, typeof proposalEvents, typeof proposalCommands>({
  events: proposalEvents,
  commands: proposalCommands,
  initial: () => emptyList(),
  decide: {
    'proposal.adopt': (incident, command, ctx) => {
      const found = open(incident, command.proposal);
      if (!found.ok) return found;
      const word = commandersWord(incident, ctx, command.word, 'decide');
      if (!word.ok) return word;
      const { text, question, rejected, objections, asked, executor } = found.record;
      const made = draft(ctx, 'decision.made', {
        text,
        at: ctx.now,
        question,
        rejected: rejected.length === 0 ? undefined : [...rejected],
        objections: objections.length === 0 ? undefined : [...objections],
        asked,
        ordered: objections.length === 0 ? undefined : true,
        by: word.person === ctx.actor.person.id ? undefined : word.person,
        executor,
      });
      const adopted = { proposal: found.record.id, decision: made.id, person: word.person };
      return decided(made, draft(ctx, 'proposal.adopted', adopted));
    },
    'proposal.drop': (incident, command, ctx) => {
      const found = open(incident, command.proposal);
      return found.ok ? decided(draft(ctx, 'proposal.dropped', command)) : found;
    },
  },
  evolve: {
    'decision.proposed': (part, event) => {
      const { text, at, question, rejected, objections, asked, executor } = event.payload;
      return addRecord(part, {
        id: event.id,
        text,
        at,
        by: event.actor.person,
        ...(question === undefined ? {} : { question }),
        rejected: rejected ?? [],
        objections: objections ?? [],
        ...(asked === undefined ? {} : { asked }),
        executor,
      });
    },
    'proposal.adopted': (part, { payload, wall }) =>
      settle(part, payload.proposal, { at: wall, by: payload.person, decision: payload.decision }),
    'proposal.dropped': (part, { payload, wall, actor }) =>
      settle(part, payload.proposal, { at: wall, by: actor.person, reason: payload.reason }),
    ...followingLines<Proposal>(),
  },
  tell: {
    'decision.proposed': (event, before) => {
      const { detail } = detailOf(before, event.payload);
      const waits = `Waits for ${nameInCommand(before)}`;
      return { ...event.payload, kind: 'decision', detail: detail === undefined ? waits : `${waits}. ${detail}` };
    },
    // The decision that it became tells it.
    'proposal.adopted': null,
    'proposal.dropped': ({ payload }, before) => ({
      kind: 'note',
      text: `Proposal dropped: ${recordOf(before.proposals, payload.proposal)?.text ?? 'a proposal'}: ${payload.reason}`,
    }),
  },
});

/** Proposals that wait for the commander, in the order they were made. */
export function waits({ withdrawn, settled }: Proposal): boolean {
  return withdrawn !== true && settled === undefined;
}

function open(incident: Incident, proposal: string): { ok: true; record: Proposal } | Refused {
  const found = standingRecord(incident.proposals, proposal, 'proposal');
  if (!found.ok || found.record.settled === undefined) return found;
  return found.record.settled.decision === undefined
    ? refuse('no-change', 'This proposal was dropped. Write it anew.', 'proposal')
    : refuse('no-change', 'This proposal was decided already.', 'proposal');
}

/** The first time counts: a second can only come from a merge. */
function settle(part: ProposalsState, proposal: string, how: NonNullable<Proposal['settled']>): ProposalsState {
  return changeRecord(part, proposal, (one) => (one.settled === undefined ? { ...one, settled: how } : one));
}
