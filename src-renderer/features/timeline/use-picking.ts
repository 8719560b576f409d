// Walking the entries and picking a range of them, by key and by mouse; what is copied of them is Markdown.
import type { ClipboardEvent, KeyboardEvent, MouseEvent } from 'react';
import { itemAt, itemsBetween, type IndexedList } from '../../../src-shared/incident/chunked-view.ts';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { entriesAsMarkdown } from '../../../src-shared/documents/entries.ts';
import { incidentNow } from '../../store/incident.ts';
import { indexOfEntry, pick, pickedRange, unpick, useTimeline } from '../../store/timeline.ts';

const PAGE = 15;

export function usePicking({
  entries,
  active,
  go,
  setActive,
  openMenu,
}: {
  entries: IndexedList<Entry>;
  active: string | null;
  go: (index: number) => void;
  setActive: (entry: string) => void;
  openMenu: (entry: Entry, under: Element) => void;
}): {
  onKeyDown: (event: KeyboardEvent) => void;
  onMouseDown: (event: MouseEvent) => void;
  onCopy: (event: ClipboardEvent) => void;
} {
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches('.entry-more, .entries')) return;
    const at = active === null ? -1 : indexOfEntry(entries, active);
    const current = itemAt(entries, at);
    if ((event.key === 'Enter' || event.key === ' ') && target.matches('.entry-more')) {
      // Left to the button, a key counts as a screen reader's click, and the menu's first line gets no focus.
      if (current === undefined) return;
      event.preventDefault();
      openMenu(current, target);
      return;
    }
    if (event.key === 'Escape' && useTimeline.getState().picked !== null) {
      event.preventDefault();
      unpick();
      return;
    }
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && entries.size > 0) {
      event.preventDefault();
      pick(itemAt(entries, 0)?.id ?? '', itemAt(entries, entries.size - 1)?.id ?? '');
      return;
    }
    const to = nextIndex(event.key, at === -1 ? entries.size : at, entries.size);
    const next = to === null ? undefined : itemAt(entries, to);
    if (to === null || next === undefined) return;
    event.preventDefault();
    if (event.shiftKey) pick(useTimeline.getState().picked?.from ?? current?.id ?? next.id, next.id);
    else unpick();
    go(to);
  };

  const onMouseDown = (event: MouseEvent): void => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest('button, a') !== null) return;
    const entry = itemAt(entries, Number(event.target.closest('[data-index]')?.getAttribute('data-index') ?? -1));
    if (entry === undefined) return;
    if (event.shiftKey) {
      event.preventDefault();
      pick(useTimeline.getState().picked?.from ?? active ?? entry.id, entry.id);
    } else unpick();
    setActive(entry.id);
  };

  const onCopy = (event: ClipboardEvent): void => {
    const range = pickedRange(entries, useTimeline.getState().picked) ?? selectedRange(entries);
    if (range === null) return;
    event.preventDefault();
    const chosen = itemsBetween(entries, range.from, range.to + 1);
    event.clipboardData.setData('text/plain', entriesAsMarkdown(chosen, incidentNow().people));
  };

  return { onKeyDown, onMouseDown, onCopy };
}

/** Words selected across several rows mean the rows; within one, the words. */
function selectedRange(entries: IndexedList<Entry>): { from: number; to: number } | null {
  const selection = window.getSelection();
  const indexOf = (node: Node | null | undefined): number => {
    const element = node instanceof Element ? node : node?.parentElement;
    return Number(element?.closest('[data-index]')?.getAttribute('data-index') ?? -1);
  };
  const [a, b] = [indexOf(selection?.anchorNode), indexOf(selection?.focusNode)];
  if (selection?.isCollapsed !== false || a === b || a < 0 || b < 0 || Math.max(a, b) >= entries.size) return null;
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

function nextIndex(key: string, index: number, count: number): number | null {
  const within = (to: number): number => Math.max(0, Math.min(count - 1, to));
  switch (key) {
    case 'ArrowDown':
      return within(index + 1);
    case 'ArrowUp':
      return within(index - 1);
    case 'PageDown':
      return within(index + PAGE);
    case 'PageUp':
      return within(index - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
