// What somebody changed on the status page past Warroom: a post of their own, a text of ours that they edited, our incident
// deleted. It is shown with both texts and never written over silently: posting waits until somebody has chosen (DOMAIN.md 7;
// the choosing is ours).
import { z } from 'zod';
import { id, instant, time } from './fields.ts';
import type { Incident } from './index.ts';
import { isForward } from './lifecycle.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { pageName, stepName, stepSchema, type Page, type Step } from './status-page.ts';

/** Theirs to write: as long as the page takes, and a little more. */
const theirText = z.string().max(30_000);
const pageSchema = z.enum(['public', 'private']);
const kind = z.enum(['posted', 'edited', 'gone']);

export const pageDriftEvents = {
  /**
   * `key` is the vendor's own for this change. `step` and `text` as they stand there; `at`: when, by the page's clock, ms.
   * `publication`: the post of ours that was edited.
   */
  'page.drifted': z.object({
    destination: pageSchema,
    key: z.string(),
    what: kind,
    step: stepSchema.optional(),
    text: theirText.optional(),
    at: time,
    publication: id.optional(),
  }),
  'page.drift-settled': z.object({ drift: id, choice: z.enum(['theirs', 'ours']) }),
};

export const pageDriftCommands = {
  'page.drift': z.strictObject({
    page: pageSchema,
    key: z.string().min(1).max(200),
    what: kind,
    step: stepSchema.optional(),
    text: theirText.optional(),
    at: instant,
    publication: id.optional(),
  }),
  'page.settle-drift': z.strictObject({ drift: id, choice: z.enum(['theirs', 'ours']) }),
};

/** Times in ms. `at` is the page's, `foundAt` ours. */
export interface PageDrift {
  id: string;
  page: Page;
  key: string;
  what: 'posted' | 'edited' | 'gone';
  step?: Step | undefined;
  text?: string | undefined;
  at: number;
  foundAt: number;
  publication?: string | undefined;
  settled?: { at: number; by: string; choice: 'theirs' | 'ours' };
}
export type PageDriftState = readonly PageDrift[];

export const pageDrift = slice<PageDriftState, typeof pageDriftEvents, typeof pageDriftCommands>({
  events: pageDriftEvents,
  commands: pageDriftCommands,
  initial: () => [],
  decide: {
    'page.drift': (incident, { page, ...command }, ctx) =>
      incident.pageDrift.some((one) => one.page === page && one.key === command.key)
        ? refuse('no-change', 'This change of the page is on the record already.')
        : decided(draft(ctx, 'page.drifted', { destination: page, ...command })),
    'page.settle-drift': (incident, command, ctx) => {
      const drift = incident.pageDrift.find((one) => one.id === command.drift);
      if (drift === undefined) return refuse('unknown-record', 'This change is not in the incident.', 'drift');
      if (drift.settled !== undefined) return refuse('no-change', 'It is settled already.');
      const settled = draft(ctx, 'page.drift-settled', command);
      const from = incident.lifecycle.status;
      const to = movedBy(incident, drift);
      // Taken over, their step is the page's step, and the incident follows its public page forward as after a post of ours.
      return command.choice === 'theirs' && to !== undefined && from !== 'closed' && isForward(from, to)
        ? decided(settled, draft(ctx, 'status.changed', { from, to, because: drift.id }))
        : decided(settled);
    },
  },
  evolve: {
    'page.drifted': (part, { id: drift, payload: { destination, ...payload }, wall }) => [
      ...part,
      { id: drift, page: destination, ...payload, foundAt: wall },
    ],
    'page.drift-settled': (part, { payload, wall, actor }) =>
      part.map((one) =>
        one.id === payload.drift && one.settled === undefined
          ? { ...one, settled: { at: wall, by: actor.person, choice: payload.choice } }
          : one,
      ),
  },
  tell: {
    'page.drifted': ({ payload }) => ({
      kind: 'communication',
      text: `${pageName(payload.destination)}, changed there and not from here: ${changeInWords(payload)}`,
      at: payload.at,
      star: true,
      ...(payload.destination === 'public' ? { shareable: true } : {}),
    }),
    'page.drift-settled': ({ payload }, before) => {
      const drift = before.pageDrift.find((one) => one.id === payload.drift);
      if (drift === undefined) return null;
      const chosen = payload.choice === 'theirs' ? 'What was changed there stands' : 'Our own text is to stand';
      return { kind: 'note', text: `${pageName(drift.page)}: ${chosen}` };
    },
  },
});

export function changeInWords({ what, step, text }: Pick<PageDrift, 'what' | 'step' | 'text'>): string {
  if (what === 'gone') return 'the incident was deleted.';
  const verb = what === 'edited' ? 'a text of ours was edited' : 'somebody posted';
  return `${verb}${step === undefined ? '' : `, ${stepName(step)}`}. ${text ?? ''}`.trim();
}

function movedBy(incident: Incident, { page, what, step }: PageDrift) {
  if (page === 'private' || what === 'gone' || step === undefined) return undefined;
  return incident.declaration?.playbook?.statusPage.steps[step].movesTo;
}
