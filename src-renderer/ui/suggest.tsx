// A list of suggestions under a text box: arrows move, Enter or Tab takes, Escape puts it away. The box keeps its role.
import { useLayoutEffect, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import './suggest.css';

export interface Suggestion {
  id: string;
  label: string;
  /** shown instead of the plain label */
  content?: ReactNode;
  /** a word above the first of a group */
  group?: string;
}

interface SuggestState<T extends Suggestion> {
  active: T | undefined;
  /** the id for `aria-activedescendant` */
  activeId: string | undefined;
  /** true where the key was for the list */
  handleKey: (event: KeyboardEvent) => boolean;
  setActive: (index: number) => void;
  index: number;
}

/** `autoSelect`: the first suggestion is taken by Enter without moving to it, as in a palette. */
export function useSuggest<T extends Suggestion>(options: {
  listId: string;
  suggestions: readonly T[];
  open: boolean;
  autoSelect: boolean;
  onPick: (suggestion: T) => void;
  onClose: () => void;
}): SuggestState<T> {
  const { listId, suggestions, open, autoSelect, onPick, onClose } = options;
  const rest = autoSelect ? 0 : -1;
  const [moved, setMoved] = useState<{ index: number; of: readonly T[] }>({ index: rest, of: suggestions });
  const index = moved.of === suggestions || moved.index === rest ? moved.index : rest;
  const active = open ? suggestions[index] : undefined;
  const setActive = (next: number): void => setMoved({ index: next, of: suggestions });

  const handleKey = (event: KeyboardEvent): boolean => {
    if (!open || suggestions.length === 0 || event.nativeEvent.isComposing) return false;
    const last = suggestions.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        setActive(index >= last ? 0 : index + 1);
        break;
      case 'ArrowUp':
        setActive(index <= 0 ? last : index - 1);
        break;
      case 'Escape':
        onClose();
        break;
      case 'Enter':
      case 'Tab':
        if (active === undefined || event.ctrlKey || event.metaKey || (event.key === 'Tab' && event.shiftKey))
          return false;
        onPick(active);
        // Tab takes the suggestion and goes on to the next field.
        if (event.key === 'Tab') return true;
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { active, activeId: active === undefined ? undefined : optionId(listId, active), handleKey, setActive, index };
}

interface ListProps<T extends Suggestion> {
  listId: string;
  label: string;
  suggestions: readonly T[];
  state: SuggestState<T>;
  onPick: (suggestion: T) => void;
  /** the box it hangs under; without it, the list stands where it is put */
  under?: RefObject<HTMLElement | null>;
  /** hangs above the box */
  above?: boolean;
}

export function SuggestionList<T extends Suggestion>({
  listId,
  label,
  suggestions,
  state,
  onPick,
  under,
  above = false,
}: ListProps<T>) {
  const [place, setPlace] = useState<{ left: number; top?: number; bottom?: number; width: number } | null>(null);
  const [list, setList] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const box = under?.current?.getBoundingClientRect();
    if (box === undefined) return;
    const across = { left: box.left, width: box.width };
    setPlace(above ? { ...across, bottom: window.innerHeight - box.top + 4 } : { ...across, top: box.bottom + 4 });
  }, [under, above, suggestions]);
  useLayoutEffect(() => {
    list?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [list, state.index]);
  return (
    <div
      ref={setList}
      id={listId}
      role="listbox"
      aria-label={label}
      className={`suggestions scroll${under === undefined ? ' in-place' : ''}`}
      style={place ?? undefined}
    >
      {suggestions.map((suggestion, i) => (
        <SuggestionRow
          key={suggestion.id}
          id={optionId(listId, suggestion)}
          suggestion={suggestion}
          selected={i === state.index}
          heading={suggestion.group !== suggestions[i - 1]?.group ? suggestion.group : undefined}
          onPick={() => onPick(suggestion)}
          onHover={() => state.setActive(i)}
        />
      ))}
    </div>
  );
}

interface RowProps {
  id: string;
  suggestion: Suggestion;
  selected: boolean;
  heading: string | undefined;
  onPick: () => void;
  onHover: () => void;
}

function SuggestionRow({ id, suggestion, selected, heading, onPick, onHover }: RowProps) {
  return (
    <>
      {heading === undefined ? null : (
        <div className="suggestion-group" role="presentation">
          {heading}
        </div>
      )}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={selected}
        className="suggestion"
        // The box keeps the focus: a press must not take it away before the click lands.
        onMouseDown={(event) => event.preventDefault()}
        onMouseMove={onHover}
        onClick={onPick}
        onKeyDown={() => {}}
      >
        {suggestion.content ?? suggestion.label}
      </div>
    </>
  );
}

function optionId(listId: string, suggestion: Suggestion): string {
  return `${listId}-${suggestion.id.replaceAll(/\s/gu, '-')}`;
}
