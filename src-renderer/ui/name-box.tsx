// A box for a name: finds people as one types, takes any new name. It stays a plain text box for screen readers.
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { sameName } from '../../src-shared/incident/people.ts';
import { usePeople } from '../store/people.ts';
import { FieldNotes } from './field.tsx';
import { SuggestionList, useSuggest, type Suggestion } from './suggest.tsx';

interface NameBoxProps {
  label: string;
  value: string;
  onChange: (name: string) => void;
  autoFocus?: boolean;
  help?: ReactNode;
  problem?: string | null;
  placeholder?: string;
}

export function NameBox({ label, value, onChange, autoFocus = false, help, problem, placeholder }: NameBoxProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!autoFocus) return;
    box.current?.focus();
    box.current?.select();
  }, [autoFocus]);
  const people = usePeople(open ? value : '');
  const suggestions = useMemo<Suggestion[]>(() => {
    // What stands there already is no suggestion.
    const others = people.filter((person) => sameName(person.name) !== sameName(value));
    return others.map(({ id: personId, name, position }) => ({
      id: personId,
      label: name,
      ...(position === undefined ? {} : { content: `${name} · ${position}` }),
    }));
  }, [people, value]);
  const showing = open && suggestions.length > 0;
  const pick = (suggestion: Suggestion): void => {
    onChange(suggestion.label);
    setOpen(false);
  };
  const listId = `${id}-list`;
  const state = useSuggest({
    listId,
    suggestions,
    open: showing,
    autoSelect: false,
    onPick: pick,
    onClose: () => setOpen(false),
  });
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={box}
        className="input"
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-controls={showing ? listId : undefined}
        aria-activedescendant={state.activeId}
        aria-describedby={help === undefined ? `${id}-count` : `${id}-help ${id}-count`}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !showing) setOpen(true);
          state.handleKey(event);
        }}
        onBlur={() => setOpen(false)}
      />
      <FieldNotes id={id} help={help} problem={problem} />
      <span id={`${id}-count`} className="off-screen" aria-live="polite">
        {showing ? `${suggestions.length} names found. Arrow down to choose.` : ''}
      </span>
      {showing ? (
        <SuggestionList
          listId={listId}
          label={`People for ${label}`}
          suggestions={suggestions}
          state={state}
          onPick={pick}
          under={box}
        />
      ) : null}
    </div>
  );
}
