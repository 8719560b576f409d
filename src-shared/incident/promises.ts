// What was promised to the outside with a post: the next post, and a full report within so many hours (DOMAIN.md 7, S1). The
// report usually falls due when the incident is long over, so its clock runs on past the end.
import { z } from 'zod';
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import { id, oneLine } from './fields.ts';
import { isOver } from './lifecycle.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const promiseEvents = {
  /** `publication`: the post that promised it. `note`: where it is, or in what form it went out. */
  'report.delivered': z.object({ publication: id, note: z.string().optional() }),
};

export const promiseCommands = {
  'report.deliver': z.strictObject({ publication: id, note: oneLine('The note', 500).optional() }),
};

/** Times in ms; `keptAt` null: not delivered yet. */
export interface ReportPromise {
  publication: string;
  promisedAt: number;
  hours: number;
  dueAt: number;
  keptAt: number | null;
  note?: string;
}
export type PromisesState = readonly ReportPromise[];

const HOUR = 60 * MINUTE;

export const promises = slice<PromisesState, typeof promiseEvents, typeof promiseCommands>({
  events: promiseEvents,
  commands: promiseCommands,
  initial: () => [],
  decide: {
    'report.deliver': (incident, command, ctx) => {
      const promise = incident.promises.find((one) => one.publication === command.publication);
      if (promise === undefined)
        return refuse('unknown-record', 'This post promised no report. Look at the clocks for one that did.');
      if (promise.keptAt !== null) return refuse('no-change', 'This report is delivered already.');
      return decided(draft(ctx, 'report.delivered', command));
    },
  },
  evolve: {
    // Promised when the post is out, not when it was approved: one that is taken back promised nothing.
    'status-page.released': (part, event, before) => {
      const post = before.statusPage.publications.find((p) => p.id === event.payload.publication);
      const hours = post?.reportHours;
      // Said again while it is open it is the same report, due when it was promised first.
      if (post === undefined || hours === undefined || part.some((one) => one.keptAt === null)) return part;
      const promisedAt = event.wall;
      return [...part, { publication: post.id, promisedAt, hours, dueAt: promisedAt + hours * HOUR, keptAt: null }];
    },
    'report.delivered': (part, event) =>
      part.map((one) =>
        one.publication === event.payload.publication && one.keptAt === null
          ? {
              ...one,
              keptAt: event.wall,
              ...(event.payload.note === undefined ? {} : { note: event.payload.note }),
            }
          : one,
      ),
  },
  tell: {
    'report.delivered': (event) => ({
      kind: 'communication',
      text: `Full report delivered${event.payload.note === undefined ? '' : `: ${event.payload.note}`}`,
      star: true,
    }),
  },
});

export const promiseClocks: ClockSource = (incident, _playbook, now) => [
  ...nextPost(incident, now),
  ...incident.promises.map((one) => ({
    id: `report:${one.publication}`,
    label: 'Full report promised',
    state: clockState({ dueAt: one.dueAt, doneAt: one.keptAt, now, soonMs: 4 * HOUR, over: false }),
    startedAt: one.promisedAt,
    dueAt: one.dueAt,
    doneAt: one.keptAt,
    mend:
      one.keptAt === null
        ? { action: 'deliver-report' as const, label: 'Delivered', publication: one.publication }
        : null,
  })),
];

/** The newest public post may have said when the next one comes. */
const nextPost = (incident: Parameters<ClockSource>[0], now: number): ReturnType<ClockSource> => {
  const post = incident.statusPage.publications.findLast((p) => p.page === 'public' && p.state === 'published');
  if (post?.nextAt === undefined || post.publishedAt === undefined || post.step === 'resolved' || isOver(incident))
    return [];
  return [
    {
      id: 'page-promise',
      label: 'Next page post',
      state: clockState({ dueAt: post.nextAt, doneAt: null, now, soonMs: 2 * MINUTE, over: false }),
      startedAt: post.publishedAt,
      dueAt: post.nextAt,
      doneAt: null,
      mend: { action: 'status-page', label: 'Post' },
    },
  ];
};
