// What would go out once a vendor is connected, per destination, ready to copy. From the record alone.
import { leaving } from '../incident/compliance.ts';
import type { Incident } from '../incident/index.ts';
import { stepName, takesPart, type Publication } from '../incident/status-page.ts';
import { channelName, channelOf, declarationText } from './drafts.ts';
import { seenFromOutside } from './outside.ts';
import type { Reading } from './words.ts';

export interface OutgoingText {
  id: string;
  at: number;
  /** what it is, in a few words */
  what: string;
  text: string;
}

export interface Destination {
  id: 'slack' | 'slack-executives' | 'statuspage' | 'statuspage-private';
  name: string;
  /** where in it: a channel, a page */
  place: string;
  texts: readonly OutgoingText[];
}

/** Every destination with its texts, newest first; a destination with nothing to say yet has an empty list. */
export function outgoing(record: Incident, reading: Reading): Destination[] {
  // What is copied from here leaves as well: of a need-to-know incident with nothing personal in it (DOMAIN.md 11).
  const incident = seenFromOutside(record);
  const { declaration } = incident;
  const playbook = declaration?.playbook;
  if (declaration === null || playbook === null || playbook === undefined) return [];
  const posted = incident.statusPage.publications.filter((p) => p.state === 'published');
  // What the private page says stays there: neither the public page nor the room repeats it (DOMAIN.md 7, S2).
  const open = posted.filter((p) => p.page === 'public');
  const closed = posted.filter((p) => p.page === 'private');
  const room: OutgoingText[] = [
    {
      id: `${incident.id}:declaration`,
      at: declaration.declaredAt,
      what: 'Declaration, pinned',
      text: declarationText(incident, reading),
    },
    ...incident.cadence.room.updates.map((u) => ({
      id: u.id,
      at: u.at,
      what: `Update #${u.number}`,
      text: leaving(record, u.text).text,
    })),
    ...open.map((p) => ({
      id: `${p.id}:room`,
      at: p.publishedAt ?? p.submittedAt,
      what: `Status page is ${stepName(p.step)}`,
      text: `Status page: ${stepName(p.step)}. ${p.text}`,
    })),
  ];
  return [
    { id: 'slack', name: 'Slack', place: `#${channelName(incident, playbook)}`, texts: newestFirst(room) },
    {
      id: 'slack-executives',
      name: 'Executives',
      place: channelOf(playbook),
      texts: newestFirst(
        incident.cadence.executives.updates.map((u) => ({
          id: u.id,
          at: u.at,
          what: `Executive update #${u.number}`,
          text: leaving(record, u.text).text,
        })),
      ),
    },
    { id: 'statuspage', name: 'Statuspage', place: 'public page', texts: postsOf(open) },
    ...(closed.length > 0 || takesPart(incident, 'private')
      ? [{ id: 'statuspage-private' as const, name: 'Statuspage', place: 'private page', texts: postsOf(closed) }]
      : []),
  ];
}

function postsOf(posts: readonly Publication[]): OutgoingText[] {
  return newestFirst(
    posts.map((p) => ({ id: p.id, at: p.publishedAt ?? p.submittedAt, what: stepName(p.step), text: p.text })),
  );
}

function newestFirst(texts: OutgoingText[]): OutgoingText[] {
  return texts.toSorted((a, b) => b.at - a.at);
}
