// The list itself: a few dozen rows exist, whatever the length (use-rows.ts). Arrows walk it, Shift picks a range, copying
// gives Markdown.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import { flushSync } from 'react-dom';
import { itemAt, type IndexedList } from '../../../src-shared/incident/chunked-view.ts';
import { EVERYTHING, isEverything } from '../../../src-shared/incident/entry-filter.ts';
import { entryOf, type Entry } from '../../../src-shared/incident/timeline.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { indexOfEntry, keepPlace, pickedRange, placeIn, setFilter, useTimeline } from '../../store/timeline.ts';
import { useView } from '../../store/view.ts';
import { MenuUnder } from '../../ui/menu.tsx';
import { entryDeeds } from './entry-deeds.ts';
import { EntryRow } from './entry-row.tsx';
import { dayBefore, sameMinute, timeOf } from './entry-words.ts';
import { NowLine } from './now-line.tsx';
import { PickedBar } from './picked-bar.tsx';
import { usePicking } from './use-picking.ts';
import { placeOf, useRows } from './use-rows.ts';

export function EntryList({ entries }: { entries: IndexedList<Entry> }) {
  const incident = useIncident((whole) => whole.id);
  const people = useIncident((whole) => whole.people);
  const zone = useZone();
  const filter = useTimeline((view) => view.filter);
  const picked = useTimeline((view) => view.picked);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ entry: Entry; under: { current: Element | null } } | null>(null);
  const keep = useCallback((place: Parameters<typeof keepPlace>[1]) => keepPlace(incident, place), [incident]);
  const [start] = useState(() => placeIn(incident));
  const minute = useRef<HTMLDivElement>(null);
  // Written past React: it changes with each turn of the wheel.
  const showMinute = useCallback(
    (index: number, hidden: number, seen: number) => {
      const entry = itemAt(entries, index);
      // Of a row that is all but gone, the next one's own minute takes the place.
      const passed = seen < MINUTE_PX && showsItsMinute(entries, index + 1, 0);
      const told = entry === undefined || passed || showsItsMinute(entries, index, hidden);
      const text = told ? '' : timeOf(entry).slice(0, 5);
      if (minute.current !== null && minute.current.textContent !== text) minute.current.textContent = text;
    },
    [entries],
  );
  const rows = useRows(scroller, entries, start, keep, showMinute);
  const missed = useMissed(entries, filter, rows.anchor());

  const go = (index: number): void => {
    const entry = itemAt(entries, index);
    if (entry === undefined) return;
    flushSync(() => {
      setActive(entry.id);
      rows.reveal(index, 'nearest');
    });
    list.current?.querySelector<HTMLElement>(`[data-entry="${entry.id}"] .entry-more`)?.focus({ preventScroll: true });
  };
  const openMenu = useCallback((entry: Entry, under: Element) => setMenu({ entry, under: { current: under } }), []);
  const picking = usePicking({ entries, active, go, setActive, openMenu });
  useJump(entries, (index) => {
    if (index === null) {
      rows.toEnd();
      return;
    }
    rows.reveal(index, 'middle');
    setActive(itemAt(entries, index)?.id ?? null);
  });
  const onFocus = useFocusKept(list, active, setActive);

  const menuOfRow = (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-entry]') : null;
    const entry = itemAt(entries, Number(row?.getAttribute('data-index') ?? -1));
    const more = row?.querySelector('.entry-more');
    // Selected words keep the browser's own menu, with Copy in it.
    if (entry === undefined || more === null || more === undefined || window.getSelection()?.isCollapsed === false)
      return;
    event.preventDefault();
    openMenu(entry, more);
  };

  const range = pickedRange(entries, picked);
  const tabStop = tabStopOf(entries, active, rows.first, rows.last);
  const shown = [];
  for (let index = rows.first; index <= rows.last; index++) {
    const entry = itemAt(entries, index);
    if (entry === undefined) continue;
    const before = itemAt(entries, index - 1);
    shown.push(
      <EntryRow
        key={entry.id}
        ref={rows.row}
        entry={entry}
        zone={zone}
        people={people}
        day={dayBefore(before, entry)}
        sameMinute={sameMinute(before, entry)}
        index={index}
        count={entries.size}
        marked={entry.id === active}
        picked={range !== null && index >= range.from && index <= range.to}
        tabStop={entry.id === tabStop}
        onMenu={openMenu}
        onFocus={onFocus}
      />,
    );
  }
  return (
    <div className="feed-place">
      <div
        className="feed scroll"
        role="presentation"
        ref={scroller}
        onScroll={rows.onScroll}
        onKeyDown={picking.onKeyDown}
        onMouseDown={picking.onMouseDown}
        onCopy={picking.onCopy}
        onContextMenu={menuOfRow}
      >
        <ul ref={list} className="entries" aria-label="Timeline entries" tabIndex={-1}>
          {shown}
        </ul>
        {entries.size === 0 ? <p className="feed-empty">{emptyWords(filter)}</p> : <NowLine />}
      </div>
      <div ref={minute} className="feed-minute mono" aria-hidden="true" />
      {range !== null ? (
        <PickedBar count={range.to - range.from + 1} />
      ) : missed === 0 ? null : (
        <button type="button" className="feed-missed" onClick={rows.toEnd}>
          {missed.toLocaleString('en')} new {missed === 1 ? 'entry' : 'entries'} ↓
        </button>
      )}
      {menu === null ? null : (
        <MenuUnder under={menu.under} label="Entry" choices={entryDeeds(menu.entry)} onClose={() => setMenu(null)} />
      )}
    </div>
  );
}

/** The day's line above a row, px; as in timeline.css. */
const DAY_PX = 30;
/** How tall the minute is that stands above all rows, px; as in timeline.css. */
const MINUTE_PX = 22;
/** So much of a row may be out of view before its time is cut. */
const TIME_TOP_PX = 6;

/** Whether the first row in view, of which so many px are not, can be read by itself: a minute or a day stands once. */
function showsItsMinute(entries: IndexedList<Entry>, index: number, hidden: number): boolean {
  const [before, entry] = [itemAt(entries, index - 1), itemAt(entries, index)];
  if (entry === undefined || entry.pasted?.precision !== undefined) return true;
  return !sameMinute(before, entry) && hidden <= TIME_TOP_PX + (dayBefore(before, entry) === null ? 0 : DAY_PX);
}

function emptyWords(filter: typeof EVERYTHING): string {
  return isEverything(filter)
    ? 'Nothing yet. Type below; Enter saves.'
    : 'No entry fits this filter. Press All to see every entry.';
}

/** Tab reaches one row: the active one, or the last that exists where that is out of sight. */
function tabStopOf(entries: IndexedList<Entry>, active: string | null, first: number, last: number): string | null {
  const index = active === null ? -1 : indexOfEntry(entries, active);
  return index >= first && index <= last ? active : (itemAt(entries, last)?.id ?? null);
}

/** How many entries came below what is being read, since the person left the end. */
function useMissed(entries: IndexedList<Entry>, filter: typeof EVERYTHING, anchor: ReturnType<typeof placeIn>): number {
  const [missed, setMissed] = useState(0);
  const before = useRef({ entries, filter });
  useLayoutEffect(() => {
    const { entries: had, filter: through } = before.current;
    before.current = { entries, filter };
    if (anchor === 'end' || through !== filter) setMissed(0);
    else if (had !== entries) {
      const grown = entries.size - placeOf(entries, anchor) - (had.size - placeOf(had, anchor));
      if (grown > 0) setMissed((count) => count + grown);
    }
  }, [entries, filter, anchor]);
  return missed;
}

/** Carries out a wish to see an entry, once it is there; a filter that hides it is taken away. */
function useJump(entries: IndexedList<Entry>, show: (index: number | null) => void): void {
  const jump = useView((view) => view.jump);
  const done = useRef(0);
  // Before anything is painted: from a passive effect the list would follow a frame or two after the dialog has gone.
  useLayoutEffect(() => {
    if (jump === null || jump.n === done.current) return;
    const index = jump.entry === null ? null : indexOfEntry(entries, jump.entry);
    if (index === -1) {
      if (jump.entry !== null && entryOf(incidentNow(), jump.entry) !== undefined) setFilter(EVERYTHING);
      return;
    }
    done.current = jump.n;
    show(index);
  });
}

/** A focused row that scrolls out of existence leaves its focus to the list, which knows where it was. */
function useFocusKept(
  list: { current: HTMLUListElement | null },
  active: string | null,
  setActive: (entry: string) => void,
): (entry: string) => void {
  const within = useRef(false);
  useEffect(() => {
    const element = list.current;
    const left = (event: FocusEvent): void => {
      // A row that goes away is no longer in the page when its focus does.
      if (event.target instanceof Node && event.target.isConnected) within.current = false;
    };
    element?.addEventListener('focusout', left);
    return () => element?.removeEventListener('focusout', left);
  }, [list]);
  useLayoutEffect(() => {
    if (within.current && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  });
  const wish = useView((view) => (view.focus?.place === 'timeline' ? view.focus.n : 0));
  useEffect(() => {
    if (wish > 0) list.current?.focus({ preventScroll: true });
  }, [list, wish]);
  return useCallback(
    (entry) => {
      within.current = true;
      setActive(entry);
    },
    [setActive],
  );
}
