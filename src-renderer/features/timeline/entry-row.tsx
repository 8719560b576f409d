// One line of the timeline: when, what kind, what, by whom, and how it stands.
import { memo, useState, type Ref } from 'react';
import { authorOf } from '../../../src-shared/incident/entry-filter.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { recordOf } from '../../../src-shared/incident/records.ts';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { EntryState } from './entry-state.tsx';
import { beginningOf, glyphOf, leadOf, localTimeOf, timeOf } from './entry-words.ts';

interface RowProps {
  entry: Entry;
  zone: string;
  people: Incident['people'];
  /** the day, where it is another one than the entry before */
  day: string | null;
  /** the minute stands at an entry above already */
  sameMinute: boolean;
  index: number;
  count: number;
  marked: boolean;
  picked: boolean;
  tabStop: boolean;
  onMenu: (entry: Entry, under: Element) => void;
  onFocus: (entry: string) => void;
  ref: Ref<HTMLLIElement>;
}

export const EntryRow = memo(function EntryRow(props: RowProps) {
  const { entry, day, sameMinute, index, count, marked, picked, tabStop } = props;
  const { glyph, word, tone } = glyphOf(entry);
  const time = timeOf(entry);
  const local = localTimeOf(entry, props.zone);
  return (
    <li
      ref={props.ref}
      data-index={index}
      data-entry={entry.id}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={[
        'entry',
        tone,
        entry.retracted === undefined ? '' : 'retracted',
        marked ? 'marked' : '',
        picked ? 'picked' : '',
      ].join(' ')}
    >
      {day === null ? null : <div className="entry-day">{day}</div>}
      <div className="entry-line">
        <time
          className={`entry-time mono${sameMinute ? ' same-minute' : ''}`}
          dateTime={new Date(entry.at).toISOString()}
          title={local === null ? undefined : `${time} UTC (${local.words})`}
        >
          <span className="entry-minute">{time.slice(0, 5)}</span>
          {time.slice(5)} {local === null ? null : <span className="entry-local">{local.clock}</span>}
        </time>
        <span className="entry-glyph" aria-hidden="true">
          {glyph}
        </span>
        <div className="entry-text">
          <span className="off-screen">{word}: </span>
          {entry.type === 'hypothesis.raised' ? <HypothesisText entry={entry} /> : <EntryText entry={entry} />}
          <EntryBy entry={entry} people={props.people} />
          <Corrections entry={entry} />
        </div>
        <div className="entry-state">
          {entry.star === true ? (
            <span className="entry-star" title="Starred">
              ★<span className="off-screen">starred</span>
            </span>
          ) : null}
          <EntryState entry={entry} />
        </div>
        <button
          type="button"
          className="entry-more"
          aria-label={`Actions for ${time}`}
          aria-haspopup="menu"
          tabIndex={tabStop ? 0 : -1}
          onClick={(event) => props.onMenu(entry, event.currentTarget)}
          onFocus={() => props.onFocus(entry.id)}
        >
          ⋯
        </button>
      </div>
    </li>
  );
});

function EntryText({ entry }: { entry: Entry }) {
  const [whole, setWhole] = useState(false);
  const [lead, all] = leadOf(entry);
  const short = whole ? all : beginningOf(all);
  return (
    <>
      {lead === '' ? null : <b>{lead}</b>}
      {short}
      {short === all ? null : (
        <>
          {'… '}
          <button type="button" className="entry-inline" onClick={() => setWhole(true)}>
            show all
          </button>
        </>
      )}
    </>
  );
}

/** With its number. An eliminated one stays on view, and steps back. */
function HypothesisText({ entry }: { entry: Entry }) {
  const hypothesis = useIncident((incident) => recordOf(incident.hypotheses, entry.id));
  return (
    <span className={hypothesis?.state === 'eliminated' ? 'eliminated' : undefined}>
      {hypothesis === undefined ? '' : `H${hypothesis.number} `}
      <EntryText entry={entry} />
    </span>
  );
}

/** What stood there before, struck through, when asked for. */
function Corrections({ entry }: { entry: Entry }) {
  const [open, setOpen] = useState(false);
  const corrections = entry.corrections ?? [];
  if (corrections.length === 0) return null;
  return (
    <>
      {' '}
      <button type="button" className="entry-inline" aria-expanded={open} onClick={() => setOpen(!open)}>
        corrected
      </button>
      {open
        ? corrections.map((before) => (
            <span key={before.at} className="entry-before">
              <s>
                {formatClock(before.entryAt, 'UTC')} {before.text}
              </s>{' '}
              until {formatClock(before.at, 'UTC', 'to-the-minute')}
            </span>
          ))
        : null}
    </>
  );
}

function EntryBy({ entry, people }: { entry: Entry; people: Incident['people'] }) {
  const by = authorOf(entry, people);
  const marks = [
    ...(by === '' ? [] : [by]),
    ...(entry.pasted === undefined ? [] : ['imported']),
    ...(entry.shareable === true && entry.kind !== 'communication' ? ['shareable'] : []),
  ];
  return (
    <small>
      {' '}
      · {marks.join(', ')}
      {entry.heard === undefined ? null : <FromRoom entry={entry} heard={entry.heard} people={people} />}
    </small>
  );
}

/** Where it was said, and who took it in where that was somebody else. */
function FromRoom({
  entry,
  heard,
  people,
}: {
  entry: Entry;
  heard: NonNullable<Entry['heard']>;
  people: Incident['people'];
}) {
  const taker = heard.by === entry.by ? '' : `, taken in by ${people[entry.by]?.name ?? 'somebody'}`;
  return (
    <>
      {' '}
      in <OutsideLink url={heard.url ?? ''}>the room</OutsideLink>
      {taker}
    </>
  );
}
