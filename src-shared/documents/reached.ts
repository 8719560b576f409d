// Who was called in and what came of it, and how often executives came into the room: for the briefing and the SITREP.
import { WAYS } from '../incident/escalation.ts';
import type { Call } from '../incident/escalation-chain.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import { marked } from './marks.ts';
import { inline, moment, type Reading } from './words.ts';

const CAME = { reached: 'reached', 'no-answer': 'no answer' } as const;

/** One line a person and position: the last call counts, with how many there were. The newest last, at most so many. */
export function peopleCalled(incident: Incident, reading: Reading, most: number): string[] {
  const { calls } = incident.escalation;
  const last = new Map<string, { call: Call; times: number }>();
  for (const call of calls) {
    const key = `${call.person} ${call.position}`;
    const before = last.get(key);
    last.delete(key);
    last.set(key, { call, times: (before?.times ?? 0) + 1 });
  }
  const lines = [...last.values()].map(({ call, times }) => {
    const came = call.outcome === null ? 'called, no outcome yet' : CAME[call.outcome];
    const position = call.position === '' ? '' : ` (${inline(call.position)})`;
    const often = times === 1 ? '' : `, called ${times} times`;
    const words = `${inline(nameOf(incident, call.person))}${position}: ${came} ${moment(call.settledAt ?? call.at, reading)}, ${WAYS[call.way]}${often}`;
    return marked(reading, words, call.id);
  });
  const running = incident.escalation.escalations.filter((one) => one.ended === null);
  return [
    ...running.map(
      (one) =>
        `Escalation runs: ${inline(one.name)}, since ${moment(one.startedAt, reading)}, because: ${inline(one.reason)}`,
    ),
    ...(lines.length <= most ? lines : [`${lines.length - most} earlier ones in the timeline`, ...lines.slice(-most)]),
  ];
}

/** "Executives in the room: 2, last 14:55 UTC (Dana, gives orders)"; none where nobody came. */
export function swoopLines(incident: Incident, reading: Reading): string[] {
  const last = incident.executives.at(-1);
  if (last === undefined) return [];
  const who = [last.who === undefined ? '' : inline(last.who), last.situation.replaceAll('-', ' ')].filter(
    (part) => part !== '',
  );
  const words = `Executives in the room: ${incident.executives.length}, last ${moment(last.at, reading)} (${who.join(', ')})`;
  return [marked(reading, words, last.id)];
}
