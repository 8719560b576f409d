// Tells screen readers what is said in the room while it is on screen; of many at once, how many.
import { useEffect, useRef, useState } from 'react';
import { lastItems } from '../../../src-shared/incident/chunked-list.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useIncident } from '../../store/incident.ts';

export function RoomNews() {
  const incident = useIncident((whole) => whole);
  const seen = useRef({ incident: incident.id, size: incident.room.messages.size });
  const [words, setWords] = useState('');
  useEffect(() => {
    const { size } = incident.room.messages;
    const before = seen.current;
    seen.current = { incident: incident.id, size };
    const fresh = before.incident === incident.id ? size - before.size : 0;
    const [last] = lastItems(incident.room.messages, 1);
    if (fresh <= 0 || last === undefined) return;
    setWords(
      fresh === 1
        ? `${nameOf(incident, last.by)} in the room: ${last.text.slice(0, 200)}`
        : `${fresh} new messages in the room.`,
    );
  }, [incident]);
  return (
    <div className="off-screen" role="status" aria-label="Said in the room">
      {words}
    </div>
  );
}
