// What became of the last ten things of a lane, from the record.
import { useMemo } from 'react';
import type { EffectOutcome, RemoteState, SettledEffect } from '../../../src-shared/incident/remote.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { linkOf } from './places.ts';

const SHOWN = 10;

export function Lately({ lane, name }: { lane: string; name: string }) {
  const remote = useIncident((incident) => incident.remote);
  const last = useMemo(() => lastOf(remote, lane), [remote, lane]);
  if (last.length === 0) return <p className="lane-quiet">Nothing has gone out here yet.</p>;
  return (
    <ul className="lately" aria-label={`Lately to ${name}`}>
      {last.map(({ key, sent, url }) => (
        <li key={key}>
          <span className="mono">{formatClock(sent.at, 'UTC')}</span>{' '}
          <span>
            {url === null ? sent.what : <OutsideLink url={url}>{sent.what}</OutsideLink>}
            <span className="lately-how">
              {' · '}
              {outcomeWords(sent.outcome)}
              {sent.note === undefined ? '' : `: ${sent.note}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function lastOf(remote: RemoteState, lane: string): { key: string; sent: SettledEffect; url: string | null }[] {
  return (
    Object.entries(remote.settled)
      .filter(([, sent]) => sent.lane === lane)
      // Settled in one moment, the later one is the newer.
      .toReversed()
      .toSorted(([, a], [, b]) => b.at - a.at)
      .slice(0, SHOWN)
      .map(([key, sent]) => ({ key, sent, url: linkOf(remote, key) }))
  );
}

function outcomeWords(outcome: EffectOutcome): string {
  switch (outcome) {
    case 'delivered':
      return 'delivered';
    case 'withdrawn':
      return 'not sent, withdrawn';
    case 'untold':
      return 'nobody was told';
    case 'overtaken':
      return 'not sent, overtaken by something newer';
    case 'twin-removed':
      return 'was there twice after a lost answer; the later one is deleted';
  }
}
