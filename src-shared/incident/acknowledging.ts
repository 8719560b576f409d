// "Copy": an order that stands in the room is acknowledged there, by its owner's word in its thread or a sign on it, and
// the task is ticked (S2: acknowledge everything). Whoever has one open order may say it anywhere in the room.
import type { Draft } from './event.ts';
import type { Incident } from './index.ts';
import { standing } from './records.ts';
import { meaningOf } from './room-taking.ts';
import type { Context } from './slice.ts';
import { tasks, type Task } from './tasks.ts';

/** The name under which the post of a record is attached, e.g. `slack/task-01h...`. */
export function postRef(lane: string, record: 'task' | 'hypothesis', id: string): string {
  return `${lane}/${record}-${id.toLowerCase()}`;
}

interface Said {
  place: string;
  message: string;
  thread?: string | undefined;
  text: string;
}

export const acknowledging = {
  /** A few words that are nothing but a yes. */
  byWords: (incident: Incident, ctx: Context, { place, thread, text }: Said): Draft[] => {
    if (!isYes(incident, text)) return [];
    const waiting = waitingFor(incident, ctx.actor.person.id);
    const [only, ...more] = waiting;
    const meant =
      thread === undefined
        ? more.length === 0
          ? only
          : undefined
        : waiting.find((task) => isPostOf(incident, task, { place, message: thread }));
    return meant === undefined ? [] : ticked(incident, ctx, meant);
  },
  byReaction: (
    incident: Incident,
    ctx: Context,
    { place, message, reaction, on }: { place: string; message: string; reaction: string; on: boolean },
  ): Draft[] => {
    if (!on || meaningOf(incident, reaction) !== 'acknowledge') return [];
    const meant = waitingFor(incident, ctx.actor.person.id).find((task) =>
      isPostOf(incident, task, { place, message }),
    );
    return meant === undefined ? [] : ticked(incident, ctx, meant);
  },
};

function isYes(incident: Incident, text: string): boolean {
  const bare = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[\s.!,]+/gu, ' ')
      .trim();
  const said = bare(text);
  return (incident.declaration?.playbook?.room.acknowledgements ?? []).some((word) => bare(word) === said);
}

function waitingFor(incident: Incident, person: string): Task[] {
  return standing(incident.tasks).filter(
    (task) => task.owner === person && task.acknowledgedAt === null && task.settled === undefined,
  );
}

function isPostOf({ remote }: Incident, task: Task, of: { place: string; message: string }): boolean {
  const suffix = postRef('', 'task', task.id);
  return Object.entries(remote.refs).some(
    ([name, ref]) => name.endsWith(suffix) && ref.remoteId === of.message && ref.place === of.place,
  );
}

function ticked(incident: Incident, ctx: Context, task: Task): Draft[] {
  const made = tasks.decide['task.acknowledge'](incident, { task: task.id }, ctx);
  return made.ok ? made.events : [];
}
