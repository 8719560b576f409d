// How a message of the room becomes timeline and stops being it: taken in by a person or a reaction, corrected when it is
// edited, retracted when the reaction goes. What somebody wrote here by hand is never overwritten by the room.
import { actions } from './actions.ts';
import { decisions } from './decisions.ts';
import type { Draft } from './event.ts';
import { MAX_TEXT } from './fields.ts';
import { hypotheses } from './hypotheses.ts';
import type { Incident } from './index.ts';
import { refuse } from './refusal.ts';
import type { HeardMessage } from './heard-messages.ts';
import type { ReactionMeaning } from '../playbook/room.ts';
import { decided, draft, type Context, type Decision } from './slice.ts';
import { tasks } from './tasks.ts';
import { entryOf, timeline, type Entry } from './timeline.ts';

/** What a message can become. */
export const TAKEN_AS = ['note', 'observation', 'communication', 'decision', 'action', 'task', 'hypothesis'] as const;
export type TakenAs = (typeof TAKEN_AS)[number];

/** Lines of the timeline that came from it and stand. */
function linesOf(incident: Incident, message: HeardMessage): Entry[] {
  return (message.taken ?? []).flatMap(({ entry, back }) => (back === true ? [] : (entryOf(incident, entry) ?? [])));
}

/** A plain line gives way to a record that the same message becomes; a record never to a plain line. */
export function taking(
  incident: Incident,
  ctx: Context,
  message: HeardMessage,
  { as, star, reaction }: { as: TakenAs; star: boolean; reaction?: string },
): Decision {
  const lines = linesOf(incident, message);
  const isRecord = !BEGUN_BY[as].includes('entry.logged');
  if (lines.some(({ type }) => BEGUN_BY[as].includes(type) || (type !== 'entry.logged' && !isRecord)))
    return refuse('no-change', 'This message is on the timeline already.');
  const text = textOf(message);
  if (text === '') return refuse('empty', 'This message has no text that could be taken in.');
  const made = recorded(incident, ctx, message, { as, text, star });
  if (!made.ok) return made;
  const heard = {
    place: message.place,
    message: message.message,
    by: message.by,
    ...(message.url === undefined ? {} : { url: message.url }),
    ...(reaction === undefined ? {} : { reaction }),
  };
  return decided(
    ...lines.map(({ id }) => draft(ctx, 'entry.retracted', { entry: id, reason: `It is on record as a ${as} now` })),
    ...made.events.map((one): Draft =>
      BEGUN_BY[as].includes(one.type) ? { ...one, payload: { ...Object(one.payload), heard } } : one,
    ),
  );
}

/** The events that each can begin with. */
const BEGUN_BY: Readonly<Record<TakenAs, readonly string[]>> = {
  note: ['entry.logged'],
  observation: ['entry.logged'],
  communication: ['entry.logged'],
  // Without the commander's word it is a proposal.
  decision: ['decision.made', 'decision.proposed'],
  action: ['action.recorded'],
  task: ['task.given'],
  hypothesis: ['hypothesis.raised'],
};

/** By the same commands as if it were typed; the time is the message's, unless the room's clock runs ahead of ours. */
function recorded(
  incident: Incident,
  ctx: Context,
  message: HeardMessage,
  { as, text, star }: { as: TakenAs; text: string; star: boolean },
): Decision {
  const line = { text, at: Math.min(message.at, ctx.now), star };
  switch (as) {
    case 'note':
    case 'observation':
    case 'communication':
      return timeline.decide['timeline.log'](incident, { kind: as, ...line }, ctx);
    case 'decision': {
      // What the commander said in the room is their decision, whoever takes it in.
      const word = message.by === incident.command.commander ? message.by : undefined;
      return decisions.decide['decision.make'](incident, { ...line, word }, ctx);
    }
    case 'task':
      return tasks.decide['task.give'](incident, line, ctx);
    case 'hypothesis':
      return hypotheses.decide['hypothesis.raise'](incident, line, ctx);
    case 'action': {
      // Whoever said it does it.
      const person = incident.people[message.by] ?? ctx.actor.person;
      return actions.decide['action.record'](incident, line, { ...ctx, actor: { ...ctx.actor, person } });
    }
  }
}

/** A message of files alone is known by their names. */
function textOf({ text, files = [] }: HeardMessage): string {
  const names = files.map(({ name }) => name).join(', ');
  const whole = [text, ...(names === '' ? [] : [`(${files.length === 1 ? 'file' : 'files'}: ${names})`])]
    .join(' ')
    .trim();
  const letters = [...whole];
  return letters.length <= MAX_TEXT ? whole : `${letters.slice(0, MAX_TEXT - 1).join('')}…`;
}

/** What the playbook of the incident means by a reaction; null: nothing. */
export function meaningOf(incident: Incident, reaction: string): ReactionMeaning | null {
  const meanings = incident.declaration?.playbook?.room.reactions ?? {};
  return Object.hasOwn(meanings, reaction) ? (meanings[reaction] ?? null) : null;
}

/** After the end a reaction is only a reaction. */
export function byReaction(incident: Incident, ctx: Context, message: HeardMessage, reaction: string): Draft[] {
  const meaning = meaningOf(incident, reaction);
  if (meaning === null || meaning === 'acknowledge' || incident.lifecycle.status === 'closed') return [];
  const lines = linesOf(incident, message);
  if (meaning === 'star' && lines.length > 0)
    return lines
      .filter(({ star }) => star !== true)
      .map(({ id }) => draft(ctx, 'entry.marked', { entry: id, star: true }));
  const as = meaning === 'timeline' || meaning === 'star' ? 'note' : meaning;
  const made = taking(incident, ctx, message, { as, star: meaning === 'star', reaction });
  return made.ok ? made.events : [];
}

/** While somebody else's stands there, nothing changes. A star goes from whatever line stands; other lines stay as they are. */
export function withoutReaction(incident: Incident, ctx: Context, message: HeardMessage, reaction: string): Draft[] {
  const others = (message.reactions?.[reaction] ?? []).filter((one) => one !== ctx.actor.person.id);
  if (others.length > 0 || incident.lifecycle.status === 'closed') return [];
  const made = new Set((message.taken ?? []).filter((line) => line.reaction === reaction).map(({ entry }) => entry));
  const lines = linesOf(incident, message);
  const gone = lines
    .filter(({ id }) => made.has(id))
    .map(({ id }) => draft(ctx, 'entry.retracted', { entry: id, reason: 'The reaction was taken off in the room' }));
  if (meaningOf(incident, reaction) !== 'star') return gone;
  return [
    ...gone,
    ...lines
      .filter(({ id, star }) => !made.has(id) && star === true)
      .map(({ id }) => draft(ctx, 'entry.marked', { entry: id, star: false })),
  ];
}

/** An edit corrects the line, which keeps what stood there; a line that somebody has corrected by hand stays as they left it. */
export function correcting(incident: Incident, ctx: Context, message: HeardMessage, text: string): Draft[] {
  const [before, after] = [textOf(message), textOf({ ...message, text })];
  if (after === '') return [];
  return linesOf(incident, message)
    .filter((entry) => entry.text === before)
    .map(({ id }) => draft(ctx, 'entry.corrected', { entry: id, text: after }));
}
