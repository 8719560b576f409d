// The messages, of which a few dozen rows exist whatever their number. It stays at the end while nobody looks elsewhere.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { itemAt, type IndexedList } from '../../../src-shared/incident/chunked-view.ts';
import type { HeardMessage } from '../../../src-shared/incident/heard-messages.ts';
import { useIncident } from '../../store/incident.ts';
import { useView } from '../../store/view.ts';
import { MessageRow } from './message-row.tsx';
import { TAKEN_BY_KEY, takeBack, takeIn } from './taking-in.ts';

/** About a row of two lines; each is measured once it is there. */
const ROW_PX = 54;
const END_PX = 48;

export function Stream({ messages, empty }: { messages: IndexedList<HeardMessage>; empty: string | null }) {
  const people = useIncident((whole) => whole.people);
  const scroller = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [missed, setMissed] = useState(0);
  const atEnd = useRef(true);
  const rows = useVirtualizer({
    count: messages.size,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => keyOf(itemAt(messages, index)) ?? index,
    overscan: 6,
  });

  const toEnd = useCallback(() => {
    setMissed(0);
    if (messages.size > 0) rows.scrollToIndex(messages.size - 1, { align: 'end' });
  }, [messages.size, rows]);
  const before = useRef(messages.size);
  useLayoutEffect(() => {
    const fresh = messages.size - before.current;
    before.current = messages.size;
    if (atEnd.current) toEnd();
    else if (fresh > 0) setMissed((count) => count + fresh);
  }, [messages.size, toEnd]);
  const onScroll = (): void => {
    const element = scroller.current;
    if (element === null) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX;
    if (atEnd.current) setMissed(0);
  };

  /** the keyboard goes to the selected row as soon as it exists */
  const wanted = useRef(false);
  const index = indexOf(messages, selected);
  const go = (to: number): void => {
    const next = Math.min(messages.size - 1, Math.max(0, to));
    setSelected(keyOf(itemAt(messages, next)) ?? null);
    wanted.current = true;
    rows.scrollToIndex(next, { align: 'auto' });
  };
  // After every render: a row comes with any of them, and once it has the keyboard this does nothing.
  useLayoutEffect(() => {
    if (!wanted.current) return;
    const row = scroller.current?.querySelector<HTMLElement>('.message.selected .message-state');
    if (row === null || row === undefined) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  });
  const wish = useView((view) => (view.focus?.place === 'room' ? view.focus.n : 0));
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (wish > 0) latest.current(index === -1 ? Infinity : index);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a wish is fulfilled once, where the person was
  }, [wish]);

  /** sought: it may come only with the rest of its incident */
  const sought = useView((view) => view.message);
  useEffect(() => {
    const at = sought === null ? -1 : indexOf(messages, `${sought.place}-${sought.message}`);
    if (at === -1) return;
    useView.setState({ message: null });
    latest.current(at);
  }, [sought, messages]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moved = MOVES[event.key]?.(index, messages.size);
    const message = itemAt(messages, index);
    const as = event.shiftKey ? undefined : TAKEN_BY_KEY[event.key];
    if (moved !== undefined) go(moved);
    else if (message !== undefined && as !== undefined) void takeIn(message, as);
    else if (message !== undefined && event.key === 'Backspace') void takeBack(message);
    else return;
    event.preventDefault();
  };
  const tabStop = index === -1 ? messages.size - 1 : index;

  return (
    <div className="feed-place">
      <div className="feed scroll" role="presentation" ref={scroller} onScroll={onScroll} onKeyDown={onKeyDown}>
        <ul className="messages" aria-label="Room messages" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index: at, start }) => {
            const message = itemAt(messages, at);
            if (message === undefined) return null;
            const key = keyOf(message) ?? '';
            return (
              <MessageRow
                key={key}
                ref={rows.measureElement}
                id={key}
                tabStop={at === tabStop}
                message={message}
                people={people}
                index={at}
                count={messages.size}
                top={start}
                selected={key === selected}
                onSelect={setSelected}
              />
            );
          })}
        </ul>
        {messages.size === 0 ? <p className="feed-empty">{empty ?? NOTHING_YET}</p> : null}
      </div>
      {missed === 0 ? null : (
        <button type="button" className="feed-missed" onClick={toEnd}>
          {missed.toLocaleString('en')} new {missed === 1 ? 'message' : 'messages'} ↓
        </button>
      )}
    </div>
  );
}

const NOTHING_YET = 'Nothing heard yet. What people write in the incident’s channel comes here.';

const MOVES: Readonly<Record<string, (index: number, size: number) => number>> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  PageUp: (index) => index - 10,
  PageDown: (index) => index + 10,
  Home: () => 0,
  End: (_index, size) => size - 1,
};

function keyOf(message: HeardMessage | undefined): string | undefined {
  return message === undefined ? undefined : `${message.place}-${message.message}`;
}

/** By bisection: the list is in the order of its messages. */
function indexOf(messages: IndexedList<HeardMessage>, key: string | null): number {
  if (key === null) return -1;
  const cut = key.lastIndexOf('-');
  const [place, message] = [key.slice(0, cut), key.slice(cut + 1)];
  let low = 0;
  let high = messages.size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = itemAt(messages, middle);
    if (found === undefined) return -1;
    if (found.message === message && found.place === place) return middle;
    if (found.message < message || (found.message === message && found.place < place)) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
