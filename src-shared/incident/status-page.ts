// The status page: four steps, components, an explicit notify flag, and 5 s in which a post can be taken back (DOMAIN.md 7).
// The public and the private page are two destinations (S2): each has its own step, components and held post.
import { z } from 'zod';
import { componentStates, statusPageSteps } from '../playbook/schema.ts';
import { leaving } from './compliance.ts';
import { withChange } from './declaration.ts';
import { id, instant, manyLines, oneLine, time } from './fields.ts';
import type { Draft } from './event.ts';
import type { Incident, Playbook } from './index.ts';
import { isForward } from './lifecycle.ts';
import { besideText } from './page-words.ts';
import type { PageDrift } from './page-drift.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice, type Context } from './slice.ts';
import { inWords } from '../text/redaction.ts';

export const stepSchema = z.enum(statusPageSteps);
export type Step = z.infer<typeof stepSchema>;
export const componentState = z.enum(componentStates);
export type ComponentState = z.infer<typeof componentState>;

/** The public page speaks for the incident; a private one is for a closed circle and moves nothing (DOMAIN.md 7, S2). */
const pageSchema = z.enum(['public', 'private']);
export type Page = z.infer<typeof pageSchema>;

/** A post as an event carries it: frozen at the click. */
export const postInEvent = {
  destination: pageSchema,
  step: stepSchema,
  text: z.string(),
  components: z.array(z.object({ name: z.string(), state: componentState })),
  notify: z.boolean(),
  reason: z.string().optional(),
  /** when the text promises the next post */
  nextAt: time.optional(),
  /** the text promises a full report within so many hours (S1) */
  reportHours: z.int().min(1).optional(),
};

/** A post as somebody hands it in. */
export const postFields = z.strictObject({
  page: pageSchema.default('public'),
  step: stepSchema,
  text: manyLines('The public message', 25_000),
  // A page's own components can be called "Group / Name".
  components: z.array(z.strictObject({ name: oneLine('The component', 300), state: componentState })).max(50),
  notify: z.boolean(),
  reason: oneLine('The reason', 500).optional(),
  nextAt: instant.optional(),
  reportHours: z.int().min(1).max(720).optional(),
});
export type Post = z.output<typeof postFields>;

export const statusPageEvents = {
  /** Approved by a person; held until `heldUntil`. Text and components are frozen here. */
  'status-page.submitted': z.object({ ...postInEvent, heldUntil: time }),
  /** The hold is over: from here it counts as said. */
  'status-page.released': z.object({ publication: id }),
  'status-page.taken-back': z.object({ publication: id }),
};

export const statusPageCommands = {
  'status-page.publish': postFields,
  'status-page.release': z.strictObject({ publication: id }),
  'status-page.take-back': z.strictObject({ publication: id }),
};

export interface Publication {
  id: string;
  page: Page;
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
  reportHours?: number;
}

/** What stands on a page now, held posts not counted. */
export interface PageState {
  step: Step | null;
  components: readonly { name: string; state: ComponentState }[];
}
/** The publications of both pages, in the order they were submitted. */
export interface StatusPageState {
  pages: Readonly<Record<Page, PageState>>;
  publications: readonly Publication[];
}

const EMPTY: PageState = { step: null, components: [] };

export const statusPage = slice<StatusPageState, typeof statusPageEvents, typeof statusPageCommands>({
  events: statusPageEvents,
  commands: statusPageCommands,
  initial: () => ({ pages: { public: EMPTY, private: EMPTY }, publications: [] }),
  decide: {
    'status-page.publish': (incident, command, ctx) => {
      const rule = approvalRule(incident, command.page);
      if (rule !== null && !rule.optional)
        return refuse('not-available', `${rule.by} approves this post first. Ask for the approval.`);
      if (incident.approval.some((one) => one.state === 'waiting' && one.page === command.page))
        return refuse('hold-over', 'A post waits for approval. Change that one, or let it be settled first.');
      const submitted = submittedPost(incident, command, ctx);
      return submitted.ok ? decided(submitted.draft) : submitted;
    },
    'status-page.release': (incident, command, ctx) => {
      const held = incident.statusPage.publications.find((p) => p.id === command.publication);
      if (held === undefined) return refuse('unknown-record', 'This post is not in the incident.', 'publication');
      if (held.state !== 'held') return refuse('no-change', `This post is ${held.state} already.`);
      const released = draft(ctx, 'status-page.released', { publication: held.id });
      if (held.page === 'private') return decided(released);
      const from = incident.lifecycle.status;
      const to = incident.declaration?.playbook?.statusPage.steps[held.step].movesTo;
      // The incident follows its public page forward; back only where the person gave a reason.
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
      before.declaration === null ? withComponents(part, () => event.payload.components) : part,
    'incident.described': (part, event) => withComponents(part, (names) => withChange(names, event.payload)),
    'status-page.submitted': (part, event) => {
      const { destination, ...told } = event.payload;
      const publication: Publication = {
        id: event.id,
        page: destination,
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
      const { components } = part.pages[found.page];
      const kept = components.map((c) => named.get(c.name) ?? c);
      const added = found.components.filter((c) => !components.some((k) => k.name === c.name));
      return {
        pages: { ...part.pages, [found.page]: { step: found.step, components: [...kept, ...added] } },
        publications: part.publications.map((p) => (p.id === found.id ? published : p)),
      };
    },
    // What somebody posted there, taken over: the page stands at their step.
    'page.drift-settled': (part, { payload }, before) => {
      const drift = before.pageDrift.find((one) => one.id === payload.drift && one.settled === undefined);
      if (drift === undefined || payload.choice === 'ours') return part;
      const { step, components } = part.pages[drift.page];
      const theirs = new Map(drift.components?.map((one) => [one.name, one.theirs]));
      const page: PageState = {
        step: drift.what === 'gone' ? null : (drift.step ?? step),
        components: components.map(({ name, state }) => ({ name, state: theirs.get(name) ?? state })),
      };
      return { ...part, pages: { ...part.pages, [drift.page]: page } };
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
      const detail = besideText(found);
      return {
        kind: 'communication',
        text: `${pageName(found.page)}: ${stepName(found.step)}. ${found.text}`,
        detail,
        star: true,
        // What a closed circle was told is not passed on with the rest.
        ...(found.page === 'public' ? { shareable: true } : {}),
      };
    },
    'status-page.taken-back': (event, before) => {
      const found = before.statusPage.publications.find((p) => p.id === event.payload.publication);
      return found === undefined
        ? null
        : { kind: 'note', text: `${pageName(found.page)} post taken back: ${stepName(found.step)}` };
    },
  },
});

/** Who approves posts to a page before they go out, by the playbook; null: nobody is asked (DOMAIN.md 7, S2). */
export function approvalRule(incident: Incident, page: Page): Playbook['statusPage']['approval'] {
  const rule = incident.declaration?.playbook?.statusPage.approval ?? null;
  // A private page is for a closed circle: nothing of it is public.
  if (rule === null || page === 'private') return null;
  return rule.severities === undefined || rule.severities.includes(incident.severity.level) ? rule : null;
}

/** Why a post cannot go to its page as it is; null: it can. */
export function postRefusal(incident: Incident, post: Post, now: number): Refused | null {
  const { page } = post;
  if (page === 'private' && !takesPart(incident, page))
    return refuse('not-available', 'No private page takes part in this incident. Post to the public page.', 'page');
  if (heldPublication(incident, page) !== undefined)
    return refuse('hold-over', 'A post is being held. Take it back or let it go first.');
  const drift = openDrift(incident, page);
  if (drift !== undefined && drift.what !== 'doubled')
    return refuse('hold-over', 'Somebody changed the page there. Read both texts and choose which stands, then post.');
  const taken = inWords(leaving(incident, post.text).found);
  if (taken !== null)
    return refuse(
      'not-available',
      `This incident is need-to-know, and the text holds what must not leave: ${taken}. Take it out, then publish.`,
      'text',
    );
  const { step } = incident.statusPage.pages[page];
  if (step !== null && statusPageSteps.indexOf(post.step) < statusPageSteps.indexOf(step) && post.reason === undefined)
    return refuse('reason-needed', `Going back from ${step} to ${post.step} needs a reason. Write why.`, 'reason');
  return post.nextAt !== undefined && post.nextAt <= now
    ? refuse('impossible-order', 'The next post has to lie in the future. Choose a later time.', 'nextAt')
    : null;
}

/** The post on its way out: from here on it is held for the seconds in which it can be taken back. */
export function submittedPost(incident: Incident, post: Post, ctx: Context): { ok: true; draft: Draft } | Refused {
  const refusal = postRefusal(incident, post, ctx.now);
  if (refusal !== null) return refusal;
  const { page, ...told } = post;
  const holdSeconds = incident.declaration?.playbook?.statusPage.holdSeconds ?? 5;
  return {
    ok: true,
    draft: draft(ctx, 'status-page.submitted', {
      destination: page,
      ...told,
      heldUntil: ctx.now + holdSeconds * 1000,
    }),
  };
}

/** What nobody has settled yet on a page, the oldest first (`page-drift.ts`); a text that stands there twice holds up nothing. */
export function openDrift(incident: Incident, page: Page): PageDrift | undefined {
  const open = incident.pageDrift.filter((one) => one.page === page && one.settled === undefined);
  return open.find(({ what }) => what !== 'doubled') ?? open[0];
}

/** A page holds one post at a time; the two pages do not wait for each other. */
export function heldPublication(incident: Incident, page: Page): Publication | undefined {
  return incident.statusPage.publications.find((p) => p.state === 'held' && p.page === page);
}

/** Of both pages. */
export function heldPublications(incident: Incident): Publication[] {
  return incident.statusPage.publications.filter((p) => p.state === 'held');
}

/** The lane over which posts to a page go out. */
export function pageLane(page: Page): 'statuspage' | 'statuspage-private' {
  return page === 'public' ? 'statuspage' : 'statuspage-private';
}

/** The name by which the incident on a page is attached. */
export function pageRef(page: Page): string {
  return `${pageLane(page)}/incident`;
}

/** Whether a page takes part in this incident: its posts go out by themselves. */
export function takesPart(incident: Incident, page: Page): boolean {
  return Object.values(incident.remote.joined).some(({ lanes }) => lanes.includes(pageLane(page)));
}

/** Of a post that is not in the record (redacted, or of a newer version) nobody knows that it was private. */
export function isPrivatePost(incident: Incident, publication: string): boolean {
  return incident.statusPage.publications.find((p) => p.id === publication)?.page === 'private';
}

/** As a sentence begins with it. */
export function pageName(page: Page): string {
  return page === 'public' ? 'Status page' : 'Private status page';
}

/** The incident's own components on both pages: those that stay keep their state, new ones work. */
function withComponents(part: StatusPageState, change: (names: string[]) => readonly string[]): StatusPageState {
  const changed = ({ step, components }: PageState): PageState => ({
    step,
    components: change(components.map((c) => c.name)).map(
      (name) => components.find((c) => c.name === name) ?? { name, state: 'operational' },
    ),
  });
  return { ...part, pages: { public: changed(part.pages.public), private: changed(part.pages.private) } };
}

export function stepName(step: Step): string {
  return step.charAt(0).toUpperCase() + step.slice(1);
}
