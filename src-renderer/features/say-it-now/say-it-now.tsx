// Say it now: the room, the executives, an executive in the room, the situation report. Each one press away.
import { useDeferredValue, useMemo } from 'react';
import { factsSinceSitrep, lastSitrepAt } from '../../../src-shared/documents/since-sitrep.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { postExecutiveUpdate } from '../../actions/post-executive-update.ts';
import { postUpdate } from '../../actions/post-update.ts';
import { redirectExecutive } from '../../actions/redirect-executive.ts';
import { writeSitrep } from '../../actions/write-sitrep.ts';
import { incidentNow, useIncident, usePlaybook } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import './say-it-now.css';

export function SayItNow() {
  const room = useIncident((incident) => incident.cadence.room);
  const executives = useIncident((incident) => incident.cadence.executives);
  const swoops = useIncident((incident) => incident.executives.length);
  const facts = useFacts();
  const sitrepAt = useIncident(lastSitrepAt);
  const channel = usePlaybook()?.channels.executives ?? 'executives';
  const lastRoom = room.updates.at(-1);
  const lastExecutive = executives.updates.at(-1);
  return (
    <section aria-label="Say it now">
      <h2 className="section-title">Say it now</h2>
      <div className="cards">
        <div className="card">
          <b>Update #{(lastRoom?.number ?? 0) + 1} to the room</b>
          <Button small name="Post update" onPress={postUpdate.perform} hint="u">
            Post
          </Button>
          <small>
            {lastRoom === undefined ? 'None yet' : `Last ${clock(lastRoom.at)} · “${oneLine(lastRoom.text)}”`}
          </small>
        </div>
        <div className="card">
          <b>Executive update</b>
          <Button small name="Post executive update" onPress={postExecutiveUpdate.perform} hint="e">
            Post
          </Button>
          <small>
            To #{channel.replace(/^#/u, '')}
            {lastExecutive === undefined ? ' · none yet' : ` · last ${clock(lastExecutive.at)}`}
            {executives.dueAt === null ? '' : ` · next ${clock(executives.dueAt)}`}
          </small>
        </div>
        <div className="card violet">
          <b>Executive in the room?</b>
          <Button small tone="violet" name="Redirect executive" onPress={redirectExecutive.perform} hint="mod+e">
            Redirect
          </Button>
          <small>
            Copies the polite script, logs the swoop
            {swoops === 0 ? '' : ` · ${swoops} so far`}
          </small>
        </div>
        <div className="card">
          <b>SITREP</b>
          <Button small name="Write SITREP" onPress={writeSitrep.perform} hint="mod+i">
            Write
          </Button>
          <small>
            {sitrepAt === null ? 'Ready' : `Last ${clock(sitrepAt)}`} · {facts} {facts === 1 ? 'fact' : 'facts'}{' '}
            {sitrepAt === null ? 'so far' : 'since'}
          </small>
        </div>
      </div>
    </section>
  );
}

/** Counted over the whole timeline, so after the paint and not in its way. */
function useFacts(): number {
  const entries = useDeferredValue(useIncident((incident) => incident.timeline.entries));
  const briefings = useIncident((incident) => incident.briefings);
  return useMemo(
    () => factsSinceSitrep({ ...incidentNow(), briefings, timeline: { ...incidentNow().timeline, entries } }),
    [entries, briefings],
  );
}

function clock(at: number): string {
  return formatClock(at, 'UTC', 'to-the-minute');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').slice(0, 80);
}
