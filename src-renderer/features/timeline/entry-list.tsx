// The list itself, virtualized: a few dozen rows exist, whatever the length. It holds the end only for somebody who is at
// the end; for somebody reading further up, nothing moves.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { useView, type Filter } from '../../store/view.ts';
import { MenuUnder } from '../../ui/menu.tsx';
import { entryDeeds } from './entry-deeds.ts';
import { EntryRow } from './entry-row.tsx';
import { dayBefore } from './entry-words.ts';

const ROW_PX = 33;
const OVERSCAN = 6;
/** This near to the end counts as being at the end. */
const END_PX = 48;

export function EntryList({ entries, filter }: { entries: readonly Entry[]; filter: Filter }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ entry: Entry; under: { current: Element | null } } | null>(null);
  const [missed, setMissed] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- about React's compiler, which is not in use here
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: OVERSCAN,
    anchorTo: 'end',
    scrollEndThreshold: END_PX,
    useFlushSync: false,
  });

  // Whether the person was at the end before this change, read while the scroll position is still theirs.
  const atEnd = useRef(true);
  const onScroll = (): void => {
    atEnd.current = isAtEnd(scroller.current);
    if (atEnd.current && missed > 0) setMissed(0);
  };
  const before = useRef({ entries, filter });
  // A row that unfolds makes the list longer too: left to the next render, the rows would move under a press.
  const height = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    const grown = entries.length - before.current.entries.length;
    const sameFilter = before.current.filter === filter;
    before.current = { entries, filter };
    if (atEnd.current || !sameFilter) {
      atEnd.current = true;
      virtualizer.scrollToEnd();
    } else if (grown > 0) setMissed((count) => count + grown);
  }, [entries, filter, height, virtualizer]);

  const showEnd = (): void => {
    atEnd.current = true;
    setMissed(0);
    virtualizer.scrollToEnd();
  };
  useJump(entries, (index) => {
    if (index === null) {
      showEnd();
      return;
    }
    atEnd.current = false;
    virtualizer.scrollToIndex(index, { align: 'center' });
    setActive(entries[index]?.id ?? null);
  });

  const openMenu = useCallback((entry: Entry, under: Element) => setMenu({ entry, under: { current: under } }), []);
  const moveFocus = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('.entry-more')) return;
    if (event.key === 'Enter' || event.key === ' ') {
      // Left to the button, a key counts as a screen reader's click, and the menu's first line gets no focus.
      const pressed = entries.find((entry) => entry.id === active);
      if (pressed === undefined) return;
      event.preventDefault();
      openMenu(pressed, event.target);
      return;
    }
    const index = entries.findIndex((entry) => entry.id === active);
    const to = nextIndex(event.key, index === -1 ? entries.length - 1 : index, entries.length);
    const next = to === null ? undefined : entries[to];
    if (to === null || next === undefined) return;
    event.preventDefault();
    setActive(next.id);
    virtualizer.scrollToIndex(to);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-entry="${next.id}"] .entry-more`)?.focus(),
    );
  };

  const menuOfRow = (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-entry]') : null;
    const entry = entries[Number(row?.getAttribute('data-index') ?? -1)];
    const more = row?.querySelector('.entry-more');
    // Selected words keep the browser's own menu, with Copy in it.
    if (entry === undefined || more === null || more === undefined || window.getSelection()?.isCollapsed === false)
      return;
    event.preventDefault();
    openMenu(entry, more);
  };

  const shown = virtualizer.getVirtualItems();
  const tabStop =
    active !== null && shown.some((item) => item.key === active)
      ? active
      : (entries[shown.at(-1)?.index ?? -1]?.id ?? null);
  return (
    <div className="feed-place">
      <div
        className="feed scroll"
        role="presentation"
        ref={scroller}
        onScroll={onScroll}
        onKeyDown={moveFocus}
        onContextMenu={menuOfRow}
      >
        <ul className="entries" aria-label="Timeline entries" style={{ height: virtualizer.getTotalSize() }}>
          {shown.map((item) => {
            const entry = entries[item.index];
            if (entry === undefined) return null;
            return (
              <EntryRow
                key={entry.id}
                ref={virtualizer.measureElement}
                entry={entry}
                day={dayBefore(entries[item.index - 1], entry)}
                index={item.index}
                count={entries.length}
                start={item.start}
                marked={entry.id === active}
                tabStop={entry.id === tabStop}
                onMenu={openMenu}
                onFocus={setActive}
              />
            );
          })}
        </ul>
        {entries.length === 0 ? (
          <p className="feed-empty">
            {filter === 'all' ? 'Nothing yet. Type below; Enter saves.' : 'Nothing of this kind yet.'}
          </p>
        ) : null}
      </div>
      {missed === 0 ? null : (
        <button type="button" className="feed-missed" onClick={showEnd}>
          {missed} new {missed === 1 ? 'entry' : 'entries'} ↓
        </button>
      )}
      {menu === null ? null : (
        <MenuUnder under={menu.under} label="Entry" choices={entryDeeds(menu.entry)} onClose={() => setMenu(null)} />
      )}
    </div>
  );
}

function isAtEnd(element: HTMLElement | null): boolean {
  return element === null || element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX;
}

/** Carries out a wish to see an entry, once it is among those shown. */
function useJump(entries: readonly Entry[], show: (index: number | null) => void): void {
  const jump = useView((view) => view.jump);
  const done = useRef(0);
  useEffect(() => {
    if (jump === null || jump.n === done.current) return;
    const index = jump.entry === null ? null : entries.findIndex((entry) => entry.id === jump.entry);
    if (index === -1) return;
    done.current = jump.n;
    show(index);
  });
}

function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
