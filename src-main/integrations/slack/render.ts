// What Slack gets to read. Texts go out plain: & < > are escaped exactly once, names are never turned into mentions, and
// nothing is unfurled, so that nobody's phone rings for what a title happens to hold.
import { declarationText } from '../../../src-shared/documents/drafts.ts';
import { statusWords } from '../../../src-shared/documents/words.ts';
import { holders, severityWords, shortened, type Reading } from '../../../src-shared/documents/words.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { roleName } from '../../../src-shared/incident/roles.ts';
import type { RemoteRef } from '../../../src-shared/incident/remote.ts';
import type { Effect } from '../integration.ts';
import type { Args } from './client.ts';

/** What a text is posted and updated with. `parse` and `link_names` are said outright: chat.update has other defaults. */
export const PLAIN: Args = { parse: 'none', link_names: false };

/** Everything that a post carries but its place and text. */
export function dressOf(effect: Effect): Args {
  return { ...PLAIN, mrkdwn: false, unfurl_links: false, unfurl_media: false, metadata: metadataOf(effect) };
}

export const EVENT_TYPE = 'warroom_effect';

/** By this we know our own again. Everybody in the workspace can read it: ids that say nothing, no texts. */
function metadataOf({ key, incident, epoch, taken }: Effect): Args {
  return { event_type: EVENT_TYPE, event_payload: { k: key, i: incident, e: epoch, t: taken ?? '' } };
}

/** Slack's three control characters, once (docs.slack.dev, formatting). */
export function escaped(text: string): string {
  return text.toWellFormed().replace(/[&<>]/gu, (sign) => ESCAPES[sign] ?? sign);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escaped and at most `most` long with that; never cut inside of a character or of an escape. */
export function escapedWithin(text: string, most: number): string {
  const whole = escaped(text);
  if (whole.length <= most) return whole;
  let cut = '';
  for (const sign of text.toWellFormed()) {
    const next = escaped(sign);
    if (cut.length + next.length > most - 1) break;
    cut += next;
  }
  return `${cut.trimEnd()}…`;
}

/** chat.update takes 4,000 characters, and the pinned post is updated all the time. */
const LONGEST_BOARD = 4_000;
/** chat.postMessage cuts what is longer. */
export const LONGEST_POST = 40_000;
const LONGEST_TOPIC = 250;

/** The pinned post: the declaration with the rules of the room, as things stand now. */
export function boardText(incident: Incident, reading: Reading): string {
  return escapedWithin(declarationText(incident, reading), LONGEST_BOARD);
}

export function topicText(incident: Incident): string {
  const seats = (incident.declaration?.playbook?.roles ?? [])
    .filter((role) => !role.many)
    .map((role) => ({ role, who: holders(incident, role.id) }))
    .filter(({ who }) => who !== '')
    .map(({ role, who }) => `${role.short}: ${who}`);
  const parts = [severityWords(incident), statusWords(incident), ...seats, incident.declaration?.title ?? ''];
  return escapedWithin(parts.filter((part) => part !== '').join(' · '), LONGEST_TOPIC);
}

/** Says which incident the room is of; see `channel.ts` for what the record's id is needed for. */
export function purposeText(incident: Incident): string {
  return escapedWithin(
    `War room of ${incident.declaration?.number ?? 'an incident'}, kept by Warroom (${recordMark(incident.id)}).`,
    LONGEST_TOPIC,
  );
}

export function recordMark(incident: string): string {
  return `record ${incident}`;
}

/** The incident that a purpose names; undefined where it names none. */
export function incidentIn(purpose: string): string | undefined {
  return /\brecord ([0-9A-HJKMNP-TV-Z]{26})\b/u.exec(purpose)?.[1];
}

/** For the channel where all incidents are announced. */
export function announcementText(incident: Incident, room: RemoteRef | undefined): string {
  const { declaration } = incident;
  return [
    escaped(`${severityWords(incident)}: ${titleOf(incident)}`),
    escaped(`Status: ${statusWords(incident)}. Commander: ${holders(incident, 'ic') || 'nobody yet'}.`),
    ...(declaration === null || declaration.impact === ''
      ? []
      : [escaped(`Impact: ${shortened(declaration.impact, 500)}`)]),
    ...roomLine(room),
  ].join('\n');
}

/** Told to whoever got a role: what it is, of what, and what to do and not to do. */
export function cardText(incident: Incident, role: string, room: RemoteRef | undefined): string {
  const card = incident.declaration?.playbook?.roles.find(({ id }) => id === role)?.card;
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => escaped(`• ${line}`))];
  return [
    escaped(`You are ${roleName(incident, role)} of ${titleOf(incident)}.`),
    escaped(`${severityWords(incident)}, ${statusWords(incident)}.${commanderOf(incident, role)}`),
    ...roomLine(room),
    ...list('Do:', card?.do ?? []),
    ...list('Not to do:', card?.dont ?? []),
    '',
    'Say in the room that you have it.',
  ].join('\n');
}

function commanderOf(incident: Incident, role: string): string {
  const commander = holders(incident, 'ic');
  return role === 'ic' || commander === '' ? '' : ` Commander: ${commander}.`;
}

function titleOf({ declaration }: Incident): string {
  return declaration === null ? 'an incident' : `${declaration.title} (${declaration.number})`;
}

function roomLine(room: RemoteRef | undefined): string[] {
  if (room === undefined) return [];
  const link = room.url !== undefined && /^https:\/\/[^\s<>|"]+$/u.test(room.url) ? ` <${escaped(room.url)}>` : '';
  return [`Room: ${escaped(room.name ?? room.remoteId)}${link}`];
}
