// Which rows of the timeline exist, and where it is scrolled to. Held is an anchor, not a number of pixels: the end for
// somebody who is at the end, else the row at the top of the view. Whatever comes, goes, or turns out taller above it, the
// anchor stays where it is on the screen, so what one reads never moves.
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { countBefore } from '../../../src-shared/incident/chunked-list.ts';
import { itemAt, type IndexedList } from '../../../src-shared/incident/chunked-view.ts';
import { byTime, type Entry } from '../../../src-shared/incident/timeline.ts';
import type { Place } from '../../store/timeline.ts';
import { layOut, noHeights, rowAt, takeHeight, topOf, type RowHeights, type RowLayout } from './row-heights.ts';

/** Rows beyond the view on each side. */
const OVERSCAN = 5;
/** Never more rows than this, however tall the window. */
const MOST_ROWS = 80;
/** This near to the end counts as being at it: a fraction of a pixel, as zoom makes them. More would be pulled away underhand. */
const END_PX = 2;

/** A row by its place in time: it may go meanwhile, and then the next one takes over. */
type Anchor = Place;

export interface Rows {
  first: number;
  last: number;
  anchor: () => Anchor;
  onScroll: () => void;
  /** brings a row to the middle of the view, or only as far as needed to be seen */
  reveal: (index: number, where: 'middle' | 'nearest') => void;
  toEnd: () => void;
  /** the ref of each row */
  row: (element: HTMLElement | null) => (() => void) | undefined;
}

/**
 * The scroller's first child is the list; its height, and the space above its first row, are set here, past React: a row that
 * turns out taller than it was thought moves them, and needs no second rendering.
 * `start`: where it was left; `onAnchor` hears of each change, `onTop` which row is the first in view, how many px of it are not, and how many
 * are.
 */
export function useRows(
  scroller: RefObject<HTMLElement | null>,
  list: IndexedList<Entry>,
  start: Anchor,
  onAnchor: (anchor: Anchor) => void,
  onTop: (index: number, hidden: number, seen: number) => void,
): Rows {
  const heights = useRef<RowHeights<Entry>>(noHeights());
  const anchor = useRef<Anchor>(start);
  const view = useRef({ height: 0, tail: 0 });
  const [version, again] = useReducer((n: number) => n + 1, 0);
  const { changes } = heights.current;
  // oxlint-disable-next-line react/exhaustive-deps -- the heights are measured from outside of React; these two tell of it
  const layout = useMemo(() => layOut(list, heights.current), [list, version, changes]);

  // A pure function of list, heights, anchor and view: what is rendered is right before it is painted.
  const wanted = scrollTopFor(anchor.current, layout);
  const first = Math.max(0, rowAt(layout, heights.current, wanted) - OVERSCAN);
  const last = Math.min(
    list.size - 1,
    first + MOST_ROWS - 1,
    rowAt(layout, heights.current, wanted + view.current.height) + OVERSCAN,
  );
  const above = topOf(layout, heights.current, first);
  const shown = useRef({ layout, first, last });
  shown.current = { layout, first, last };

  function scrollTopFor(to: Anchor, of: RowLayout<Entry>): number {
    const most = Math.max(0, of.total + view.current.tail - view.current.height);
    if (to === 'end') return most;
    return Math.min(most, Math.max(0, topOf(of, heights.current, placeOf(list, to)) - to.offset));
  }

  const hold = useCallback(
    (next: Anchor): void => {
      anchor.current = next;
      onAnchor(next);
    },
    [onAnchor],
  );

  const tellTop = useCallback(
    (of: RowLayout<Entry>, scrollTop: number): void => {
      const top = rowAt(of, heights.current, scrollTop);
      const hidden = scrollTop - topOf(of, heights.current, top);
      onTop(top, hidden, topOf(of, heights.current, top + 1) - scrollTop);
    },
    [onTop],
  );

  const before = useRef({ layout, scrollTop: 0 });
  const drawn = useRef({ from: 0, to: 0 });
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- after every render the new rows are measured
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    keepUp(element);
    place(element, layout.total, above);
    const { clientHeight } = element;
    const tail = tailOf(element);
    const grown = view.current.height !== clientHeight || view.current.tail !== tail;
    view.current = { height: clientHeight, tail };
    const { from, to } = drawn.current;
    drawn.current = { from: first, to: last };
    const { changes: known } = heights.current;
    for (const row of element.querySelectorAll<HTMLElement>('[data-index]'))
      takeHeight(list, heights.current, indexOf(row), row.getBoundingClientRect().height);
    // Another view calls for other rows.
    if (grown) {
      again();
      return;
    }
    // Taller rows move what is below them. The rows are the right ones all the same: they begin where they began.
    const now = heights.current.changes === known ? layout : layOut(list, heights.current);
    if (now !== layout) {
      shown.current = { layout: now, first, last };
      place(element, now.total, above);
    }
    // Where a scroll leapt, nothing is left of what was read, and it is there already.
    const leapt = anchor.current !== 'end' && (first > to || last < from);
    const top = leapt ? wanted : scrollTopFor(anchor.current, now);
    if (Math.abs(element.scrollTop - top) >= 0.5) element.scrollTop = top;
    before.current = { layout: now, scrollTop: element.scrollTop };
    // Lower ones may leave a part of the view empty.
    if (now !== layout && !covers(now, element)) {
      again();
      return;
    }
    if (leapt) hold(anchorAt(now, heights.current, element));
    else tellTop(now, element.scrollTop);
  });

  /** Whether the rows that exist fill the view. */
  function covers(of: RowLayout<Entry>, { scrollTop, clientHeight }: HTMLElement): boolean {
    const begins = first === 0 || topOf(of, heights.current, first) <= scrollTop;
    return begins && (last >= list.size - 1 || topOf(of, heights.current, last + 1) >= scrollTop + clientHeight);
  }

  /** Somebody may have scrolled since the last scroll event: what they see now is what has to stay. */
  function keepUp(element: HTMLElement): void {
    const moved = element.scrollTop - before.current.scrollTop;
    before.current.scrollTop = element.scrollTop;
    if (Math.abs(moved) < 1) return;
    if (anchor.current !== 'end') hold({ ...anchor.current, offset: anchor.current.offset - moved });
    else if (moved < -END_PX) hold(anchorAt(before.current.layout, heights.current, element));
    else return;
    again();
  }

  const onScroll = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    const { layout: now, first: from, last: to } = shown.current;
    const { scrollTop, clientHeight } = element;
    const wasAtEnd = anchor.current === 'end';
    before.current.scrollTop = scrollTop;
    hold(anchorAt(now, heights.current, element));
    const top = rowAt(now, heights.current, scrollTop);
    const bottom = rowAt(now, heights.current, scrollTop + clientHeight);
    tellTop(now, scrollTop);
    // At once: rows that came a frame later would leave the view empty for as long as somebody scrolls.
    if (
      (top <= from && from > 0) ||
      (bottom >= to && to < now.list.size - 1) ||
      wasAtEnd !== (anchor.current === 'end')
    )
      flushSync(again);
  }, [hold, tellTop, scroller]);

  const resized = useRef<ResizeObserver | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver((changes) => {
      if (changes.some(isNews)) flushSync(again);
    });
    // It tells of each row that has just come, too: those are measured already.
    const isNews = ({ target, borderBoxSize: [box] }: ResizeObserverEntry): boolean => {
      if (!(target instanceof HTMLElement) || box === undefined) return false;
      if (target === scroller.current) return target.clientHeight !== view.current.height;
      return takeHeight(shown.current.layout.list, heights.current, indexOf(target), box.blockSize);
    };
    resized.current = observer;
    if (scroller.current !== null) {
      observer.observe(scroller.current);
      for (const row of scroller.current.querySelectorAll('[data-index]')) observer.observe(row);
    }
    return () => observer.disconnect();
  }, [scroller]);
  const row = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    resized.current?.observe(element);
    return () => resized.current?.unobserve(element);
  }, []);

  const reveal = (index: number, where: 'middle' | 'nearest'): void => {
    const entry = itemAt(list, index);
    if (entry === undefined) return;
    const { height } = view.current;
    const top = topOf(layout, heights.current, index);
    const bottom = topOf(layout, heights.current, index + 1);
    const now = scroller.current?.scrollTop ?? 0;
    const nearest = top < now ? 0 : bottom > now + height ? height - (bottom - top) : top - now;
    hold({ at: entry.at, id: entry.id, offset: where === 'middle' ? (height - (bottom - top)) / 2 : nearest });
    again();
  };

  return {
    first,
    last,
    anchor: () => anchor.current,
    onScroll,
    reveal,
    toEnd: () => {
      hold('end');
      again();
    },
    row,
  };
}

/** What stands at the top of the view; the end where that is near. */
function anchorAt(layout: RowLayout<Entry>, heights: RowHeights<Entry>, element: HTMLElement): Anchor {
  const { scrollTop, clientHeight, scrollHeight } = element;
  const top = rowAt(layout, heights, scrollTop);
  const entry = itemAt(layout.list, top);
  return entry === undefined || scrollHeight - scrollTop - clientHeight <= END_PX
    ? 'end'
    : { at: entry.at, id: entry.id, offset: topOf(layout, heights, top) - scrollTop };
}

/** The list's height and the space above its first row. */
function place(scroller: HTMLElement, total: number, above: number): void {
  const list = scroller.firstElementChild;
  if (!(list instanceof HTMLElement)) return;
  const [height, paddingTop] = [`${total}px`, `${above}px`];
  if (list.style.height !== height) list.style.height = height;
  if (list.style.paddingTop !== paddingTop) list.style.paddingTop = paddingTop;
}

function indexOf(row: HTMLElement): number {
  return Number(row.dataset['index']);
}

/** Where in the list the anchor lies now. */
export function placeOf(list: IndexedList<Entry>, anchor: { at: number; id: string }): number {
  return Math.min(
    Math.max(0, list.size - 1),
    countBefore(list, (entry) => byTime(entry, anchor)),
  );
}

/** What follows the list inside the scroller. */
function tailOf(element: HTMLElement): number {
  const [list, ...others] = element.children;
  return list === undefined ? 0 : others.reduce((sum, other) => sum + other.getBoundingClientRect().height, 0);
}
