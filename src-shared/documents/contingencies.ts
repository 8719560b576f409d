// What could come next, as far as the record says: if X then Y (DOMAIN.md 9). Nothing is guessed.
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { standing } from '../incident/records.ts';
import { marked } from './marks.ts';
import { capped, moment, type Reading } from './words.ts';

/** How a document tells: how many of each kind, and how long a line is. */
export interface Telling {
  line: (text: string) => string;
  extent: { listed: number };
  reading: Reading;
}

/** If X then Y, as far as the record says: what runs, open theories, rejected options that are still there. */
export function contingencies(incident: Incident, { line, extent, reading }: Telling): string[] {
  if (isOver(incident)) return ['If it comes back: reopen the incident with the reason, the record goes on.'];
  const open = standing(incident.hypotheses).filter((h) => h.state === 'raised' || h.state === 'testing');
  const fallback = standing(incident.decisions).flatMap((d) =>
    d.rejected.map((r) => ({ id: d.id, decision: d.text, option: r.option })),
  );
  const running = standing(incident.actions).filter((a) => a.state === 'running');
  const still =
    open.length === 0
      ? ''
      : `, ${open
          .slice(-extent.listed)
          .map((h) => `H${h.number}`)
          .join(', ')} still open`;
  return [
    ...capped(
      running
        .toReversed()
        .map((a) => marked(reading, `If "${line(a.text)}" does not help: decide on the next step${still}.`, a.id)),
      extent.listed,
      'open actions',
    ),
    ...fallback
      .slice(-extent.listed)
      .map((f) => marked(reading, `If "${line(f.decision)}" fails: "${line(f.option)}" was the other option.`, f.id)),
    ...(running.length === 0 && fallback.length === 0
      ? open
          .slice(-extent.listed)
          .map((h) =>
            marked(
              reading,
              `If H${h.number} proves right ("${line(h.text)}"): decide on an action, none is under way.`,
              h.id,
            ),
          )
      : []),
    ...(incident.cadence.room.dueAt === null
      ? []
      : [
          incident.cadence.room.dueAt < reading.now
            ? 'If nothing changes: the room is waiting for an update already, post one.'
            : `If nothing changes: tell the room so by ${moment(incident.cadence.room.dueAt, reading)}.`,
        ]),
  ];
}
