// What is not in the bundle, or cannot be shown by it: an auditor is told before having to find out.
import type { RecordedEvent } from '../../incident/event.ts';
import type { Incident } from '../../incident/index.ts';
import { iso } from '../../text/clock-times.ts';
import type { Transcript } from './transcripts.ts';

export interface Gap {
  what: string;
  why: string;
  from?: string;
  until?: string | null;
}

/** A wall clock that goes back further than this was set, or another machine's. */
const CLOCK_BACK_MS = 2_000;

/** `withheld`: how many events left without their text. */
export function gapsOf(
  incident: Incident,
  events: readonly RecordedEvent[],
  rooms: readonly Transcript[],
  withheld: number,
): Gap[] {
  return [
    ...rooms.flatMap(({ place, name, gaps }) =>
      gaps.map(({ from, until, why, broughtLate, missing }) => ({
        what: `Transcript of ${name ?? place}`,
        why: [why, late(broughtLate), missing].filter((part) => part !== null && part !== '').join('; '),
        from,
        until,
      })),
    ),
    ...(nobodyListened(incident) ? [{ what: 'Transcripts', why: 'No room was connected to this incident.' }] : []),
    { what: 'Paging log', why: 'Only calls that were noted in Warroom are listed. No paging vendor is connected.' },
    ...unsettled(incident),
    ...access(incident),
    ...clocks(events),
    ...checkpoints(incident),
    ...(withheld === 0
      ? []
      : [
          {
            what: 'Texts of events',
            why: `${withheld} events are here without their text; redactions.json lists them.`,
          },
        ]),
  ];
}

function late(brought: number): string {
  return brought === 0
    ? ''
    : brought === 1
      ? '1 message was read afterwards'
      : `${brought} messages were read afterwards`;
}

function unsettled({ remote }: Incident): Gap[] {
  const unsure = Object.values(remote.settled).filter(({ outcome }) => outcome === 'untold');
  return unsure.map(({ what, lane, note, at }) => ({
    what: `Delivery of "${what}" over ${lane}`,
    why: note ?? 'Nobody could be told.',
    from: iso(at),
  }));
}

function nobodyListened({ room, listening }: Incident): boolean {
  return room.messages.size === 0 && Object.keys(listening).length === 0;
}

function access({ evidence }: Incident): Gap[] {
  const listed = evidence.access.filter(({ struck }) => struck === undefined);
  if (listed.length === 0)
    return [{ what: 'Access list', why: 'Nobody wrote down who had access to production during the incident.' }];
  const open = listed.filter(({ review }) => review === undefined);
  return open.map(({ who, system }) => ({ what: `Access of ${who} to ${system}`, why: 'Nobody has reviewed it.' }));
}

function clocks(events: readonly RecordedEvent[]): Gap[] {
  const gaps: Gap[] = [];
  let latest = 0;
  for (const { wall } of events) {
    if (latest - wall > CLOCK_BACK_MS)
      gaps.push({
        what: 'Wall clock',
        why: `It went back by ${Math.round((latest - wall) / 1_000)} s; the order of the record does not depend on it.`,
        from: iso(wall),
        until: iso(latest),
      });
    latest = Math.max(latest, wall);
  }
  return gaps.length > 20
    ? [...gaps.slice(0, 20), { what: 'Wall clock', why: `and ${gaps.length - 20} times more` }]
    : gaps;
}

function checkpoints({ evidence, remote }: Incident): Gap[] {
  const [newest] = evidence.checkpoints.slice(-1);
  if (newest === undefined)
    return [
      {
        what: 'Outside checkpoint',
        why: 'None was made. That the record was not written anew by the holder of its keys cannot be shown.',
      },
    ];
  const said = Object.values(remote.settled).some(
    ({ what, outcome }) => outcome === 'delivered' && what.includes(newest.digest.slice(0, 12)),
  );
  return said
    ? []
    : [{ what: 'Outside checkpoint', why: 'It was made and, as far as is known here, not said in a room of others.' }];
}
