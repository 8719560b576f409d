// The post-mortem's way: draft, in review, published (DOMAIN.md 13). What is published stays as it was published; whoever goes on
// with it begins a new version.
import { z } from 'zod';
import { dueAt } from '../playbook/clock-rules.ts';
import { dueInWords } from '../playbook/due.ts';
import { MAX_DOCUMENT, manyLines, oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { isOver } from './lifecycle.ts';
import { nameOf } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

const postMortemState = z.enum(['draft', 'in-review', 'published']);
export type PostMortemStage = z.infer<typeof postMortemState>;

export const postMortemEvents = {
  /** `text`: as it was sent to review, or published. `reason`: why it goes back, or why there is a new version. */
  'post-mortem.moved': z.object({
    to: postMortemState,
    version: z.int(),
    text: z.string().optional(),
    reason: z.string().optional(),
  }),
};

export const postMortemCommands = {
  'post-mortem.review': z.strictObject({ text: manyLines('The post-mortem', MAX_DOCUMENT) }),
  'post-mortem.publish': z.strictObject({ text: manyLines('The post-mortem', MAX_DOCUMENT) }),
  /** Out of review; or, once it is published, a new version. */
  'post-mortem.reopen': z.strictObject({ reason: oneLine('The reason', 500) }),
};

/** One step of its way, oldest first in the state. */
export interface PostMortemMove {
  id: string;
  at: number;
  by: string;
  to: PostMortemStage;
  version: number;
  text?: string;
  reason?: string;
}

export interface PostMortemState {
  stage: PostMortemStage;
  version: number;
  /** when a draft first left Warroom or went to review, ms; null: not yet */
  draftedAt: number | null;
  moves: readonly PostMortemMove[];
}

export const postMortem = slice<PostMortemState, typeof postMortemEvents, typeof postMortemCommands>({
  events: postMortemEvents,
  commands: postMortemCommands,
  initial: () => ({ stage: 'draft', version: 1, draftedAt: null, moves: [] }),
  decide: {
    'post-mortem.review': (incident, { text }, ctx) => {
      const { stage, version } = incident.postMortem;
      if (!isOver(incident))
        return refuse('impossible-order', 'The incident still runs. Resolve it first, then review the post-mortem.');
      if (stage === 'in-review') return refuse('no-change', 'The post-mortem is in review already.');
      if (stage === 'published')
        return refuse(
          'impossible-order',
          `Version ${version} is published and stays as it is. Begin a new version first.`,
        );
      return decided(draft(ctx, 'post-mortem.moved', { to: 'in-review', version, text }));
    },
    'post-mortem.publish': (incident, { text }, ctx) => {
      const { stage, version } = incident.postMortem;
      if (stage === 'published') return refuse('no-change', `Version ${version} is published already.`);
      if (stage === 'draft')
        return refuse(
          'impossible-order',
          'Nobody has reviewed the post-mortem yet. Send it to review, then publish it.',
        );
      return decided(draft(ctx, 'post-mortem.moved', { to: 'published', version, text }));
    },
    'post-mortem.reopen': (incident, { reason }, ctx) => {
      const { stage, version } = incident.postMortem;
      if (stage === 'draft') return refuse('no-change', 'The post-mortem is a draft already.');
      return decided(
        draft(ctx, 'post-mortem.moved', {
          to: 'draft',
          version: stage === 'published' ? version + 1 : version,
          reason,
        }),
      );
    },
  },
  evolve: {
    'post-mortem.moved': (part, { id, wall, actor, payload }) => ({
      stage: payload.to,
      version: payload.version,
      draftedAt: part.draftedAt ?? (payload.to === 'draft' ? null : wall),
      moves: [...part.moves, { id, at: wall, by: actor.person, ...payload }],
    }),
    'document.issued': (part, { wall, payload }) =>
      payload.document === 'post-mortem' && part.draftedAt === null ? { ...part, draftedAt: wall } : part,
  },
  tell: {
    'post-mortem.moved': ({ payload: { to, version, reason }, actor }, before) => {
      const who = nameOf(before, actor.person);
      const why = reason === undefined ? '' : `: ${reason}`;
      return {
        kind: 'communication',
        text:
          to === 'published'
            ? `Post-mortem published by ${who}, version ${version}`
            : to === 'in-review'
              ? `Post-mortem sent to review by ${who}, version ${version}`
              : version > before.postMortem.version
                ? `Version ${version} of the post-mortem begun by ${who}${why}`
                : `Post-mortem taken back from review by ${who}${why}`,
        star: to === 'published',
      };
    },
  },
});

/** What was published, the newest last, each as it was. */
export function publishedVersions({ postMortem: { moves } }: Pick<Incident, 'postMortem'>): readonly PostMortemMove[] {
  return moves.filter(({ to }) => to === 'published');
}

/** By when the playbook wants it. `limit` is its rule in words: "5 business days". */
export interface PostMortemDue {
  what: 'Draft' | 'Review meeting' | 'Publication';
  limit: string;
  dueAt: number;
  /** null: not yet, or nobody here can tell */
  doneAt: number | null;
}

/** From the resolution on; nothing for a false alarm, a drill, or a severity that the playbook asks none of. */
export function postMortemDues(incident: Incident): PostMortemDue[] {
  const playbook = incident.declaration?.playbook;
  const from = incident.milestones.resolved?.at;
  const rule = playbook?.lifecycle.postMortem ?? null;
  if (playbook === null || playbook === undefined || rule === null || from === undefined) return [];
  if (incident.drill !== null || incident.lifecycle.falseAlarm !== null) return [];
  if (!rule.severities.includes(incident.severity.level)) return [];
  const first = publishedVersions(incident)[0]?.at ?? null;
  const all = [
    { what: 'Draft', due: rule.draft, doneAt: incident.postMortem.draftedAt },
    { what: 'Review meeting', due: rule.review, doneAt: first },
    { what: 'Publication', due: rule.published, doneAt: first },
  ] as const;
  return all.flatMap(({ what, due, doneAt }) => {
    const at = dueAt(due, from, playbook.businessHours);
    return at === null ? [] : [{ what, limit: dueInWords(due), dueAt: at, doneAt }];
  });
}
