// What stands on the status page otherwise than we said: a post of somebody's, a text of ours that they edited, component
// states that they set, our incident deleted; a text of ours that stands there twice. It is shown with both and never written
// over silently: posting waits until somebody has chosen (DOMAIN.md 7; the choosing is ours).
import { z } from 'zod';
import { id, instant, time } from './fields.ts';
import type { Incident } from './index.ts';
import { isForward } from './lifecycle.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import {
  componentState,
  pageName,
  stepName,
  stepSchema,
  type ComponentState,
  type Page,
  type Publication,
  type Step,
} from './status-page.ts';
import { formatClock } from '../text/clock-times.ts';

/** Theirs to write: as long as the page takes, and a little more. */
const theirText = z.string().max(30_000);
const pageSchema = z.enum(['public', 'private']);
const kind = z.enum(['posted', 'edited', 'gone', 'components', 'doubled']);
/** `name`: as our posts name it. */
const componentChange = z.object({ name: z.string().max(300), ours: componentState, theirs: componentState });
export type ComponentChange = z.output<typeof componentChange>;
const found = {
  components: z.array(componentChange).max(50).optional(),
  update: z.string().max(200).optional(),
};

export const pageDriftEvents = {
  /**
   * `key` is the vendor's own for this change. `step` and `text` as they stand there; `at`: when, by the page's clock, ms.
   * `publication`: the post of ours that was edited or stands there twice. `components`: what of them stands otherwise than
   * we said. `update`: the vendor's id of the later one of two.
   */
  'page.drifted': z.object({
    destination: pageSchema,
    key: z.string(),
    what: kind,
    step: stepSchema.optional(),
    text: theirText.optional(),
    at: time,
    publication: id.optional(),
    ...found,
  }),
  /** `text`: what the later one of two is to say from now on. */
  'page.drift-settled': z.object({ drift: id, choice: z.enum(['theirs', 'ours']), text: theirText.optional() }),
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
    ...found,
  }),
  'page.settle-drift': z.strictObject({ drift: id, choice: z.enum(['theirs', 'ours']) }),
};

/** Times in ms. `at` is the page's, `foundAt` ours. */
export interface PageDrift {
  id: string;
  page: Page;
  key: string;
  what: z.output<typeof kind>;
  step?: Step | undefined;
  text?: string | undefined;
  at: number;
  foundAt: number;
  publication?: string | undefined;
  components?: readonly ComponentChange[] | undefined;
  update?: string | undefined;
  settled?: { at: number; by: string; choice: 'theirs' | 'ours'; text?: string };
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
      const text = command.choice === 'ours' && drift.what === 'doubled' ? repeatText(incident, drift) : undefined;
      const settled = draft(ctx, 'page.drift-settled', { ...command, text });
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
          ? {
              ...one,
              settled: {
                at: wall,
                by: actor.person,
                choice: payload.choice,
                ...(payload.text === undefined ? {} : { text: payload.text }),
              },
            }
          : one,
      ),
  },
  tell: {
    'page.drifted': ({ payload }) => {
      const name = pageName(payload.destination);
      const words = changeInWords(payload);
      return {
        kind: 'communication',
        text: payload.what === 'doubled' ? `${name}: ${words}` : `${name}, changed there and not from here: ${words}`,
        at: payload.at,
        star: true,
        ...(payload.destination === 'public' ? { shareable: true } : {}),
      };
    },
    'page.drift-settled': ({ payload }, before) => {
      const drift = before.pageDrift.find((one) => one.id === payload.drift);
      return drift === undefined
        ? null
        : { kind: 'note', text: `${pageName(drift.page)}: ${chosenWords(drift, payload)}` };
    },
  },
});

function chosenWords({ what }: PageDrift, { choice }: { choice: 'theirs' | 'ours' }): string {
  if (what === 'doubled')
    return choice === 'theirs' ? 'Both texts are left as they are' : 'The later text is to say that it is a repeat';
  return choice === 'theirs' ? 'What was changed there stands' : 'Our own is to stand';
}

export function changeInWords({
  what,
  step,
  text,
  components = [],
}: Pick<PageDrift, 'what' | 'step' | 'text' | 'components'>): string {
  const states = components
    .map(({ name, ours, theirs }) => `${name} is ${inWords(theirs)} there, ${inWords(ours)} here`)
    .join('; ');
  switch (what) {
    case 'gone':
      return 'the incident was deleted.';
    case 'components':
      return `${states}.`;
    case 'doubled':
      return `a post of ours stands there twice, because an answer was lost. ${text ?? ''}`.trim();
    case 'posted':
    case 'edited': {
      const verb = what === 'edited' ? 'a text of ours was edited' : 'somebody posted';
      const said = `${verb}${step === undefined ? '' : `, ${stepName(step)}`}. ${text ?? ''}`.trim();
      return states === '' ? said : `${said} (${states})`;
    }
  }
}

function inWords(state: ComponentState): string {
  return state.replaceAll('-', ' ');
}

/** Nobody can delete an update of theirs by their API; what it says can be changed, and nobody gets mail for that. */
export function repeatText(incident: Incident, drift: Pick<PageDrift, 'publication' | 'at'>): string {
  const first = incident.statusPage.publications.find(({ id: post }) => post === drift.publication);
  const at = first?.publishedAt ?? first?.submittedAt;
  const when = at === undefined ? 'above' : `of ${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
  return `This repeats our update ${when}, by mistake. There is no news in it.`;
}

/**
 * The state that each component of a page has by what was said: by posts that `counts`, and by what somebody set there and
 * the commander let stand.
 */
export function saidStates(
  { statusPage, pageDrift }: Pick<Incident, 'statusPage' | 'pageDrift'>,
  page: Page,
  counts: (post: Publication) => boolean,
): ReadonlyMap<string, ComponentState> {
  const posts = statusPage.publications
    .filter((one) => one.page === page && one.state === 'published' && counts(one))
    .map(({ publishedAt = 0, components }) => ({ at: publishedAt, components }));
  const taken = pageDrift.flatMap(({ page: where, settled, components = [] }) =>
    where === page && settled?.choice === 'theirs'
      ? [{ at: settled.at, components: components.map(({ name, theirs }) => ({ name, state: theirs })) }]
      : [],
  );
  return new Map(
    [...posts, ...taken]
      .toSorted((a, b) => a.at - b.at)
      .flatMap(({ components }) => components.map(({ name, state }): [string, ComponentState] => [name, state])),
  );
}

function movedBy(incident: Incident, { page, what, step }: PageDrift) {
  if (page === 'private' || what === 'gone' || step === undefined) return undefined;
  return incident.declaration?.playbook?.statusPage.steps[step].movesTo;
}
