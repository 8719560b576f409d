// What Slack is told of an event. Pure. What was said or decided goes out in the words of the timeline; what shows the present
// (topic, pinned post) is rendered when it is sent. The room hears of decisions, of actions once the commander has approved
// them, and of tasks that somebody has (S0, S2); hypotheses, other lines and notes stay in the cockpit.
import { isEventType, eventSchemas, type EventOf, type Incident } from '../../../src-shared/incident/index.ts';
import type { RecordedEvent } from '../../../src-shared/incident/event.ts';
import { isNeedToKnow, isRoomOpen } from '../../../src-shared/incident/compliance.ts';
import { stepName } from '../../../src-shared/incident/status-page.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { recordOf } from '../../../src-shared/incident/records.ts';
import { roleName } from '../../../src-shared/incident/roles.ts';
import { entryOf, fullText } from '../../../src-shared/incident/timeline.ts';
import { shortened } from '../../../src-shared/documents/words.ts';
import type { Planned } from '../integration.ts';
import { seated, type Card } from './seats.ts';

export const ROOM = 'slack';
export const EXECUTIVES = 'slack-executives';
export const INCIDENTS = 'slack-incidents';
export const PEOPLE = 'slack-people';

/** What an effect does; a card also says whose and of which role, so that one event can call for several. */
export type Kind =
  | 'channel'
  | 'purpose'
  | 'topic'
  | 'invite'
  | 'declaration'
  | 'pin'
  | 'bookmarks'
  | 'announcement'
  | 'card'
  | 'board'
  | 'message'
  | 'update'
  | 'catch-up'
  | 'archive';

export function plan(
  unread: RecordedEvent,
  before: Incident,
  after: Incident,
  lanes: readonly string[],
): readonly Planned[] {
  const event = readEvent(unread);
  if (event === null || after.declaration === null) return [];
  return planOf(event, before, after).filter(
    ({ lane, kind }) => lanes.includes(lane) && maySay(after, { lane, kind }, event.type),
  );
}

/**
 * Of a need-to-know incident nothing is announced, and in a room that everybody can read nothing new is said: only what stands
 * there already is rewritten, with nothing personal in it (DOMAIN.md 11, S2).
 */
function maySay(after: Incident, { lane, kind }: Pick<Planned, 'lane' | 'kind'>, event: Heard): boolean {
  if (!isNeedToKnow(after)) return true;
  if (lane === INCIDENTS) return false;
  return lane !== ROOM || !isRoomOpen(after) || event === 'compliance.flag-raised' || CALM.has(kind);
}

const CALM: ReadonlySet<string> = new Set(['board', 'topic', 'archive'] satisfies Kind[]);

function planOf(event: ReadEvent, before: Incident, after: Incident): Planned[] {
  switch (event.type) {
    case 'vendor.joined':
      return joined(event, before, after);
    case 'command.taken':
      return seat(event, after, { role: 'ic', person: event.payload.person });
    case 'role.assigned':
      return seat(event, after, event.payload);
    case 'severity.changed':
      return [...announced(event, after), ...said(event, after), board(), topic()];
    case 'command.vacated':
      return [...said(event, after), board(), topic()];
    case 'handover.offered':
      // Whoever is offered command has to be in the room to shadow.
      return [...said(event, after), invite([event.payload.to], nameOf(after, event.payload.to))];
    case 'handover.withdrawn':
      return said(event, after);
    case 'role.vacated':
    case 'decision.made':
      return [...said(event, after), ...(event.type === 'decision.made' ? [] : [board(), topic()])];
    case 'decision.revised':
      return said(event, after);
    case 'action.moved':
      return approvedAction(event, after);
    case 'task.given':
      return event.payload.owner === null ? [] : said(event, after, { task: event.id });
    case 'task.assigned':
      return said(event, after, { task: event.payload.task });
    case 'hypothesis.raised':
      return said(event, after, { hypothesis: event.id }).map((one) => ({ ...one, freshness: 'lasting' }));
    case 'hypothesis.moved':
      return answered(event, after);
    case 'status.changed':
      // Where the status page moved it, the room hears of the page; once is enough.
      return [...(event.payload.because === undefined ? said(event, after) : []), board(), topic()];
    case 'status-page.released':
      return [...pagePost(event, after), board()];
    case 'update.posted':
      return event.payload.audience === 'room'
        ? [update(ROOM, event.payload), board()]
        : [update(EXECUTIVES, event.payload)];
    case 'incident.described':
    case 'playbook.switched':
      return [board(), topic()];
    case 'person.changed':
      return changed(event, after);
    case 'compliance.flag-raised':
      // What stands in the room is rewritten; where all can read it, they are told why it goes quiet.
      return isNeedToKnow(after) && !isNeedToKnow(before)
        ? [board(), topic(), ...(isRoomOpen(after) ? [{ ...message(GOES_QUIET), freshness: 'lasting' as const }] : [])]
        : [];
    case 'compliance.flag-lowered':
    case 'compliance.room-closed':
      return [board(), topic()];
    case 'record.checkpointed':
      // Said where others keep it: whoever holds the keys could write the record anew, and not what stands in the room.
      return said(event, after).map((one) => ({ ...one, freshness: 'lasting' }));
    case 'vendor.lost':
      return event.payload.vendor === 'slack' ? [catchUp(event.payload.since)] : [];
    case 'channel.archive-approved':
      return [{ ...lasting('archive', 'Archive the channel', IN_ROOM), ordered: true }];
  }
}

/** The events that Slack hears of; all others call for nothing. */
const HEARD = [
  'vendor.joined',
  'command.taken',
  'command.vacated',
  'handover.offered',
  'handover.withdrawn',
  'role.assigned',
  'role.vacated',
  'severity.changed',
  'decision.made',
  'decision.revised',
  'action.moved',
  'task.given',
  'task.assigned',
  'hypothesis.raised',
  'hypothesis.moved',
  'status.changed',
  'status-page.released',
  'update.posted',
  'incident.described',
  'playbook.switched',
  'person.changed',
  'compliance.flag-raised',
  'compliance.flag-lowered',
  'compliance.room-closed',
  'vendor.lost',
  'record.checkpointed',
  'channel.archive-approved',
] as const;
type Heard = (typeof HEARD)[number];
type ReadEvent = { [T in Heard]: EventOf<T> }[Heard];

function readEvent(event: RecordedEvent): ReadEvent | null {
  const { type } = event;
  if (!isEventType(type) || !HEARD.some((heard) => heard === type)) return null;
  const read = eventSchemas[type].safeParse(event.payload);
  // The type picked the schema that `read.data` came from.
  return read.success ? ({ ...event, payload: read.data } as ReadEvent) : null;
}

/** The room as it is now, whenever that is: declared just now, or in the middle. Nothing of what was said before is told. */
function joined({ payload }: EventOf<'vendor.joined'>, before: Incident, after: Incident): Planned[] {
  if (payload.vendor !== 'slack') return [];
  const playbook = after.declaration?.playbook;
  const cards = seated(after);
  const room = after.cadence.room.updates.at(-1);
  const executives = after.cadence.executives.updates.at(-1);
  const all: Planned[] = [
    lasting('channel', 'Open the channel', []),
    // First of the rest: it says whose the channel is.
    { ...lasting('purpose', 'Purpose of the channel', IN_ROOM), freshness: 'mirror', slot: 'purpose' },
    { ...lasting('declaration', 'Declaration', IN_ROOM), ordered: true },
    topic(),
    ...(cards.length === 0 ? [] : [invite([...new Set(cards.map(({ person }) => person))], 'those with a role')]),
    lasting('pin', 'Pin the declaration', ['slack/channel', 'slack/declaration']),
    ...((playbook?.links ?? []).length === 0 ? [] : [lasting('bookmarks', 'Bookmarks', IN_ROOM)]),
    ...(room === undefined ? [] : [update(ROOM, { audience: 'room', ...room })]),
    ...(playbook?.channels.incidents === null || playbook === null || playbook === undefined
      ? []
      : [{ ...lasting('announcement', 'Announcement', IN_ROOM), lane: INCIDENTS, ordered: true }]),
    ...(executives === undefined ? [] : [update(EXECUTIVES, { audience: 'executives', ...executives })]),
    ...cards.map((one) => card(after, one)),
  ];
  // A lane that took part already has had all this.
  const had = before.remote.joined['slack']?.lanes ?? [];
  return all.filter(({ lane }) => !had.includes(lane));
}

function seat(event: RecordedEvent, after: Incident, taken: Card): Planned[] {
  const name = nameOf(after, taken.person);
  return [...said(event, after), board(), topic(), invite([taken.person], name), card(after, taken)];
}

/** Somebody's name is shown anew; somebody who can be found now is let in. */
function changed({ payload }: EventOf<'person.changed'>, after: Incident): Planned[] {
  const seats = seated(after).filter(({ person }) => person === payload.person);
  if (seats.length === 0) return [];
  const findable = payload.handles?.slack !== undefined || payload.handles?.email !== undefined;
  return [
    ...(payload.name === undefined ? [] : [board(), topic()]),
    ...(findable
      ? [invite([payload.person], nameOf(after, payload.person)), ...seats.map((one) => card(after, one))]
      : []),
  ];
}

/** The words of the timeline, so that the record and the room agree. What was taken from the room is no news there. */
function said(event: RecordedEvent, after: Incident, body: Planned['body'] = {}): Planned[] {
  const entry = entryOf(after, event.id);
  if (entry === undefined || entry.heard !== undefined) return [];
  return [{ ...message(`${leadOf(event, after)}${fullText(entry)}`), body }];
}

/** In the thread of the hypothesis: below its post, or below the message that it was taken from. */
function answered(event: EventOf<'hypothesis.moved'>, after: Incident): Planned[] {
  const { hypothesis } = event.payload;
  const thread = entryOf(after, hypothesis)?.heard?.message;
  return said(event, after, { answers: hypothesis, ...(thread === undefined ? {} : { thread }) }).map((one) => ({
    ...one,
    freshness: 'lasting',
  }));
}

function leadOf(event: RecordedEvent, after: Incident): string {
  if (event.type !== 'hypothesis.raised') return LEADS[event.type] ?? '';
  return `Hypothesis H${recordOf(after.hypotheses, event.id)?.number ?? ''}: `;
}

/** What the words alone do not say; the others say what they are. */
const LEADS: Readonly<Record<string, string>> = { 'decision.made': 'Decision: ', 'task.given': 'Task: ' };

/** From the commander's word on, the room hears of each step; what a line merely says is under way it does not. */
function approvedAction(event: EventOf<'action.moved'>, after: Incident): Planned[] {
  const action = recordOf(after.actions, event.payload.action);
  if (action?.approvedBy === undefined) return [];
  // A rollback was told as the decision that it is.
  return event.payload.to === 'approved' && action.decision !== undefined ? [] : said(event, after);
}

/** Another severity is news for everybody who saw the declaration in the incidents channel (DOMAIN.md 1). */
function announced(event: RecordedEvent, after: Incident): Planned[] {
  const { declaration } = after;
  const entry = entryOf(after, event.id);
  if (entry === undefined || (declaration?.playbook?.channels.incidents ?? null) === null) return [];
  const text = `${declaration?.number ?? ''} ${declaration?.title ?? ''}: ${fullText(entry)}`;
  return [{ ...message(text), lane: INCIDENTS, needs: [], freshness: 'newest', slot: 'severity' }];
}

function pagePost({ payload }: EventOf<'status-page.released'>, after: Incident): Planned[] {
  const publication = after.statusPage.publications.find(({ id }) => id === payload.publication);
  if (publication === undefined) return [];
  const step = stepName(publication.step);
  // What the private page says is for those who may read it (S2).
  const text =
    publication.page === 'public'
      ? `Status page: ${step}. ${publication.text}`
      : `Posted to the private status page: ${step}.`;
  return [{ ...message(text), freshness: 'newest', slot: `status-page-${publication.page}` }];
}

const GOES_QUIET =
  'From now on only those who need to know hear of this incident. Nothing more is said here; ask the incident commander.';

const IN_ROOM: readonly string[] = ['slack/channel'];

function lasting(kind: Kind, what: string, needs: readonly string[]): Planned {
  const planned = { kind, lane: ROOM, what, ordered: false, needs, slot: null, text: null, body: {} };
  return { ...planned, freshness: 'lasting' };
}

function board(): Planned {
  const needs = ['slack/channel', 'slack/declaration'];
  return { ...lasting('board', 'Pinned post', needs), freshness: 'mirror', slot: 'board' };
}

function topic(): Planned {
  return { ...lasting('topic', 'Topic of the channel', IN_ROOM), freshness: 'mirror', slot: 'topic' };
}

function message(text: string): Planned {
  return { ...lasting('message', shortened(text, 80), IN_ROOM), ordered: true, freshness: 'chatter', text };
}

/** After what was fresh enough to be said still; written when it is sent, so it tells of all that was said elsewhere till then. */
function catchUp(since: number): Planned {
  const one = lasting('catch-up', 'Catch-up after the outage', IN_ROOM);
  return { ...one, ordered: true, freshness: 'mirror', slot: 'catch-up', body: { since } };
}

function update(
  lane: typeof ROOM | typeof EXECUTIVES,
  { audience, number, text }: { audience: 'room' | 'executives'; number: number; text: string },
): Planned {
  const what = `${audience === 'room' ? 'Update' : 'Executive update'} #${number}`;
  const needs = lane === ROOM ? IN_ROOM : [];
  return { ...lasting('update', what, needs), lane, ordered: true, freshness: 'newest', slot: 'update', text };
}

function invite(people: readonly string[], whom: string): Planned {
  return { ...lasting('invite', `Invite ${whom}`, IN_ROOM), body: { people } };
}

/** Not ordered: what keeps one person from being told keeps nobody else. */
function card(incident: Incident, { role, person }: Card): Planned {
  const what = `Role card: ${roleName(incident, role)}, ${nameOf(incident, person)}`;
  return { ...lasting('card', what, IN_ROOM), kind: `card:${role}:${person}`, lane: PEOPLE, body: { role, person } };
}
