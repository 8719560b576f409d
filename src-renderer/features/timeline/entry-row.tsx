// One line of the timeline: when, what kind, what, by whom, and how it stands.
import { memo, useState, type Ref } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { recordOf } from '../../../src-shared/incident/records.ts';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { formatClock, formatUtcAndLocal, offsetAt } from '../../../src-shared/text/clock-times.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { EntryState } from './entry-state.tsx';
import { beginningOf, glyphOf, leadOf, timeOf } from './entry-words.ts';

interface RowProps {
  entry: Entry;
  /** the day, where it is another one than the entry before */
  day: string | null;
  index: number;
  count: number;
  start: number;
  marked: boolean;
  tabStop: boolean;
  onMenu: (entry: Entry, under: Element) => void;
  onFocus: (entry: string) => void;
  ref: Ref<HTMLLIElement>;
}

export const EntryRow = memo(function EntryRow(props: RowProps) {
  const { entry, day, index, count, start, marked, tabStop } = props;
  const { glyph, word, tone } = glyphOf(entry);
  const time = timeOf(entry);
  const zone = useZone();
  return (
    <li
      ref={props.ref}
      data-index={index}
      data-entry={entry.id}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={`entry ${tone}${entry.retracted === undefined ? '' : ' retracted'}${marked ? ' marked' : ''}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      {day === null ? null : <div className="entry-day">{day}</div>}
      <div className="entry-line">
        <time
          className="entry-time mono"
          dateTime={new Date(entry.at).toISOString()}
          title={formatUtcAndLocal(entry.at, zone, 'with-seconds')}
        >
          {time} <Local at={entry.at} zone={zone} known={entry.pasted?.precision !== 'day'} />
        </time>
        <span className="entry-glyph" aria-hidden="true">
          {glyph}
        </span>
        <div className="entry-text">
          <span className="off-screen">{word}: </span>
          <EntryText entry={entry} />
          <EntryBy entry={entry} />
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

/** The person's own time beside UTC, where there is room and it is another. */
function Local({ at, zone, known }: { at: number; zone: string; known: boolean }) {
  if (!known || offsetAt(at, zone) === 0) return null;
  return <span className="entry-local">{formatClock(at, zone, 'to-the-minute')}</span>;
}

function EntryText({ entry }: { entry: Entry }) {
  const [whole, setWhole] = useState(false);
  const [lead, all] = leadOf(entry);
  const short = whole ? all : beginningOf(all);
  const number = useIncident((incident) =>
    entry.type === 'hypothesis.raised' ? recordOf(incident.hypotheses, entry.id)?.number : undefined,
  );
  return (
    <>
      {number === undefined ? '' : `H${number} `}
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

function EntryBy({ entry }: { entry: Entry }) {
  // Who pasted a line is not who said it.
  const said = useIncident(
    (incident) => entry.pasted?.author ?? (entry.pasted === undefined ? nameOf(incident, entry.by) : ''),
  );
  // Nobody wrote what Warroom itself notes: what came of a message, what stands at a vendor.
  const by = entry.via === 'system' && entry.kind === 'note' ? 'Warroom' : said;
  const marks = [
    ...(by === '' ? [] : [by]),
    ...(entry.pasted === undefined ? [] : ['imported']),
    ...(entry.shareable === true && entry.kind !== 'communication' ? ['shareable'] : []),
  ];
  return <small> · {marks.join(', ')}</small>;
}
