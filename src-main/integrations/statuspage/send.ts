// One attempt at a post: a new incident on the page where none is attached, else an update of that one.
import type { RemoteRef } from '../../../src-shared/incident/remote.ts';
import { pageRef } from '../../../src-shared/incident/status-page.ts';
import type { PageComponent } from '../../../src-shared/page-components.ts';
import type { Effect, Fact, Outcome, Situation } from '../integration.ts';
import type { Answer, Client } from './client.ts';
import type { Components } from './components.ts';
import { failureOf, failureOfRead } from './errors.ts';
import {
  incidentsOf,
  linkOf,
  type PageAt,
  pageOfRef,
  pagePath,
  theirIncident,
  updatesOf,
  wholeIncident,
} from './pages.ts';
import { otherwise, overwriting } from './overwriting.ts';
import { MAX_BODY, nameOf, postBody, rendered } from './render.ts';

export interface Desk {
  client: Client;
  components: Components;
  pages: readonly PageAt[];
  /** effects that found their incident deleted, with its id: the next try, which a person asks for, opens a new one */
  orphans: Map<string, string>;
  /** effects that found components otherwise than our record has them, with how: the next try of the same sets them */
  asked: Map<string, string>;
}

export async function send(desk: Desk, effect: Effect, situation: Situation): Promise<Outcome> {
  const place = placeOf(desk, effect.lane, situation);
  if (place === null) return NO_PAGE;
  const { at, ref } = place;
  const read = postBody.safeParse(effect.body);
  if (!read.success) return UNREADABLE;
  const length = [...(effect.text ?? '')].length;
  if (length > MAX_BODY) return tooLong(length);

  let known: readonly PageComponent[] = [];
  let fresh = true;
  if (read.data.components.length > 0) {
    const components = await desk.components.read(at, ref === undefined ? undefined : SEEN_WITHIN_MS);
    if (!components.ok) return components.failure;
    ({ components: known, fresh } = components);
  }

  const gone = ref !== undefined && desk.orphans.get(effect.key) === ref.remoteId ? ref.remoteId : null;
  const opens = ref === undefined || gone !== null;
  const changed = opens ? [] : otherwise(situation.incident, at.page, { effect, post: read.data, onPage: known });
  const asking = overwriting(desk.asked, effect.key, changed);
  if (asking.is === 'parked') return asking;
  const [named, said] = opens ? [[], []] : [namedBefore(situation, at), saidBefore(situation, effect)];
  const { incident, note } = rendered(effect, read.data, known, named, said);
  const answer = opens
    ? await desk.client.call('POST', incidentsOf(at), { incident: { name: nameOf(read.data.title), ...incident } })
    : await desk.client.call('PATCH', incidentsOf(at, ref.remoteId), { incident });

  if (answer.is === 'answered' && answer.status < 300) {
    desk.components.stand(at.pageId, new Map(Object.entries(incident.components ?? {})));
    const dated = await withTrueTime(desk, effect, at, answer, situation.now);
    const notes = [note, asking.note, dated].flatMap((one) => one ?? []).join(' ');
    return delivered(answer, opens ? { at, gone } : null, notes === '' ? null : notes);
  }
  if (answer.is === 'answered' && answer.status === 404 && !opens) return notThere(desk, effect, at, ref);
  if (answer.is === 'answered' && answer.status === 422 && !fresh) {
    // Perhaps a component went since the list was read.
    desk.components.forget(at.pageId);
    return { is: 'retry', why: 'Statuspage does not take it: reading its components anew' };
  }
  const failure = failureOf(answer, at);
  // Perhaps it was done: how they stand nobody knows.
  if (failure.is === 'unknown') desk.components.forget(at.pageId);
  return failure;
}

/** How old what is known of the components may be where a post sets them. */
const SEEN_WITHIN_MS = 90_000;

/** What went out so much later than it was said is shown at the time it was said. */
const LATE_MS = 2 * 60_000;

/** Only the time that is shown changes, and nobody is written to again; the words of what did not work, or null. */
async function withTrueTime(
  { client }: Desk,
  effect: Effect,
  at: PageAt,
  posted: Answer & { is: 'answered' },
  now: number,
): Promise<string | null> {
  if (now - effect.at < LATE_MS) return null;
  const read = wholeIncident.safeParse(posted.body);
  const update = read.data?.incident_updates[0];
  const shown = update === undefined || read.data === undefined ? null : updatesOf(at, read.data.id, update.id);
  const answer =
    shown === null
      ? null
      : await client.call('PATCH', shown, {
          incident_update: { display_at: new Date(effect.at).toISOString(), deliver_notifications: false },
        });
  return answer?.is === 'answered' && answer.status < 300
    ? null
    : 'It stands there at the time it was sent, not at the time it was said.';
}

function namedBefore({ incident }: Situation, { page }: PageAt): string[] {
  const posts = incident.statusPage.publications.filter((one) => one.page === page && one.state === 'published');
  return posts.flatMap(({ components }) => components.map(({ name }) => name));
}

/** Keys of what stands in its lane already. */
function saidBefore({ incident }: Situation, { lane, key }: Effect): string[] {
  return Object.entries(incident.remote.settled).flatMap(([other, settled]) =>
    settled.lane === lane && settled.outcome === 'delivered' && other !== key ? [other] : [],
  );
}

/**
 * The page and what is attached there; where that stands on another page than the settings name now, that one. null: the
 * lane has no page.
 */
export function placeOf(
  { pages }: Pick<Desk, 'pages'>,
  lane: string,
  situation: Situation,
): { at: PageAt; ref: RemoteRef | undefined } | null {
  const at = pages.find((one) => one.lane === lane);
  if (at === undefined) return null;
  const ref = situation.ref(pageRef(at.page));
  return { ref, at: pageOfRef(at, ref) };
}

export const NO_PAGE: Outcome & { is: 'parked' } = {
  is: 'parked',
  what: 'item',
  why: 'The settings name no private page any more',
  mend: 'Enter the id of the private page in the settings, then try again; or withdraw it.',
};

const UNREADABLE: Outcome = {
  is: 'parked',
  what: 'item',
  why: 'A newer version of Warroom wrote this post',
  mend: 'Update Warroom, or withdraw it and post again.',
};

function tooLong(length: number): Outcome {
  return {
    is: 'parked',
    what: 'item',
    why: `The text has ${length.toLocaleString('en')} characters; Statuspage takes ${MAX_BODY.toLocaleString('en')}`,
    mend: 'Shorten the text, then try again.',
  };
}

/** `opened` null: an update; the incident is attached already. */
function delivered(
  answer: Answer & { is: 'answered' },
  opened: { at: PageAt; gone: string | null } | null,
  note: string | null,
): Outcome {
  const read = theirIncident.safeParse(answer.body);
  // Without an id nobody could update it: look for it instead of believing.
  if (!read.success) return { is: 'unknown', why: 'Statuspage said yes, but not to what' };
  return {
    is: 'delivered',
    facts: opened === null ? [] : [factOf(opened.at, read.data, 'made', opened.gone)],
    ...(note === null ? {} : { note }),
  };
}

/** What is attached for an incident on a page. `gone`: the id of the one it stands in for. */
export function factOf(
  at: PageAt,
  theirs: { id: string; name: string; shortlink?: string | null | undefined },
  how: Fact['how'],
  gone: string | null,
): Fact {
  const url = linkOf(theirs);
  return {
    ref: pageRef(at.page),
    remoteId: theirs.id,
    place: at.pageId,
    name: [...theirs.name].slice(0, 100).join(''),
    ...(url === null ? {} : { url }),
    how,
    ...(gone === null ? {} : { replaces: gone }),
  };
}

/** 404 for an update: either the incident is deleted, or the page cannot be reached with this key any more. */
async function notThere(desk: Desk, effect: Effect, at: PageAt, ref: RemoteRef): Promise<Outcome> {
  const page = await desk.client.call('GET', pagePath(at));
  if (page.is !== 'answered' || page.status >= 300) return failureOfRead(page, at);
  desk.orphans.set(effect.key, ref.remoteId);
  return {
    is: 'parked',
    what: 'item',
    why: `The incident is gone from ${at.called}: somebody deleted it there`,
    mend: 'Try again: that opens a new one there. Or withdraw it.',
  };
}
