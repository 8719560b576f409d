// Tells screen readers what fell due and what arrived from others. What one types oneself needs no telling.
import { useEffect, useRef, useState } from 'react';
import { clocksOf } from '../../../src-shared/incident/clocks.ts';
import { lastItems } from '../../../src-shared/incident/chunked-list.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { isMe, useRecord } from '../../store/record.ts';
import { useDeliveryNews } from './delivery-news.ts';

export function Announcer() {
  useDeliveryNews();
  return (
    <>
      <Overdue />
      <Arrivals />
    </>
  );
}

/** Each clock is told once when it falls due; the number itself is on screen all the time. */
function Overdue() {
  const incident = useIncident((whole) => whole);
  const now = useNow(5_000);
  const told = useRef(new Set<string>());
  const [words, setWords] = useState('');
  useEffect(() => {
    const late = clocksOf(incident, now).filter((clock) => clock.state === 'overdue');
    const keys = new Set(late.map((clock) => `${incident.id} ${clock.id} ${clock.dueAt}`));
    const fresh = late.filter((clock) => !told.current.has(`${incident.id} ${clock.id} ${clock.dueAt}`));
    told.current = keys;
    if (fresh.length > 0) setWords(`Overdue: ${fresh.map((clock) => clock.label).join(', ')}.`);
  }, [incident, now]);
  return (
    <div className="off-screen" role="alert" aria-label="Overdue">
      {words}
    </div>
  );
}

function Arrivals() {
  const incident = useIncident((whole) => whole);
  const host = useRecord((record) => record.host);
  const seen = useRef({ incident: '', size: 0 });
  const [words, setWords] = useState('');
  useEffect(() => {
    const { size } = incident.timeline.entries;
    const before = seen.current;
    seen.current = { incident: incident.id, size };
    if (before.incident !== incident.id || size <= before.size) return;
    const fresh = lastItems(incident.timeline.entries, size - before.size).filter((entry) => !isMe(host, entry.by));
    const last = fresh.at(-1);
    if (last !== undefined)
      setWords(
        fresh.length === 1
          ? `${nameOf(incident, last.by)}: ${last.text.slice(0, 200)}`
          : `${fresh.length} new entries.`,
      );
  }, [incident, host]);
  return (
    <div className="off-screen" role="status" aria-label="Arrivals">
      {words}
    </div>
  );
}
