// The scribe view: the channel's stream beside the timeline. Arrows go through it; one key takes the selected message in, and
// what was taken in and what not always shows.
import { useMemo, useState } from 'react';
import { tally, through, lens } from '../../../src-shared/incident/chunked-view.ts';
import { isTaken, type HeardMessage } from '../../../src-shared/incident/heard-messages.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { toggleRoom } from '../../actions/toggle-room.ts';
import { useIncident } from '../../store/incident.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { keyLabel } from '../../ui/keys.ts';
import { RoomNews } from './room-news.tsx';
import { Stream } from './stream.tsx';
import './room.css';

const count = tally<HeardMessage>((message) => (isTaken(message) ? ['taken'] : []));
const all = lens<HeardMessage>(null);
const open = lens<HeardMessage>((message) => !isTaken(message) && message.deletedAt === undefined);

const KEYS = [
  ['n', 'note'],
  ['d', 'decision'],
  ['a', 'action'],
  ['t', 'task'],
  ['h', 'hypothesis'],
] as const;

export function Room() {
  const incident = useIncident((whole) => whole.id);
  const messages = useIncident((whole) => whole.room.messages);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const drawer = useView((view) => view.drawer);
  const shown = useMemo(() => through(messages, onlyOpen ? open : all), [messages, onlyOpen]);
  const taken = count(messages).get('taken') ?? 0;
  return (
    <section className={`right-column room${drawer ? ' open' : ''}`} aria-label="Room">
      <h2 className="section-title">
        Room
        <em>
          {messages.size.toLocaleString('en')} {messages.size === 1 ? 'message' : 'messages'} ·{' '}
          {taken.toLocaleString('en')} taken in
        </em>
      </h2>
      <div className="filters">
        <div className="filter-pills" role="group" aria-label="Show messages">
          <Pill label="All" pressed={!onlyOpen} onPress={() => setOnlyOpen(false)} />
          <Pill
            label={`Not taken in ${(messages.size - taken).toLocaleString('en')}`}
            pressed={onlyOpen}
            onPress={() => setOnlyOpen(true)}
          />
        </div>
        <Button small tone="quiet" onPress={toggleRoom.perform} hint="shift+s">
          Close room
        </Button>
      </div>
      <Heard />
      <Stream key={incident} messages={shown} empty={onlyOpen && messages.size > 0 ? 'All of it is taken in.' : null} />
      <p className="room-keys">
        {KEYS.map(([key, word]) => (
          <span key={key}>
            <kbd>{keyLabel(key)}</kbd> {word}
          </span>
        ))}
      </p>
      <RoomNews />
    </section>
  );
}

function Pill({ label, pressed, onPress }: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className="pill filter" aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  );
}

/** Whether all that is said comes in: a gap shows while it lasts, and what stayed missing stays in sight. */
function Heard() {
  const listening = useIncident((whole) => whole.listening);
  return Object.entries(listening).map(([place, one]) => {
    if (one.is === 'broken')
      return (
        <p key={place} className="room-gap" role="status">
          ▲ Not heard since {formatClock(one.since, 'UTC')}: {one.why} What is missed is read as soon as it can be.
        </p>
      );
    return one.missing === undefined ? null : (
      <p key={place} className="room-gap">
        ▲ Missing here: {one.missing}
      </p>
    );
  });
}
