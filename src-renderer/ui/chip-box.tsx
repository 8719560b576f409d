// A combo box that takes several short texts as chips: Enter or a comma adds, Backspace in the empty box takes the last.
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { FieldNotes } from './field.tsx';
import { SuggestionList, useSuggest, type Suggestion } from './suggest.tsx';

interface ChipBoxProps {
  label: string;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  /** what is half typed and not a chip yet, so that a form can take it along */
  text: string;
  onText: (text: string) => void;
  known: readonly string[];
  placeholder?: string;
  help?: ReactNode;
}

export function ChipBox({ label, values, onChange, text, onText, known, placeholder, help }: ChipBoxProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const suggestions = useMemo<Suggestion[]>(() => {
    const sought = text.trim().toLowerCase();
    const fitting = known.filter((one) => !values.includes(one) && one.toLowerCase().includes(sought));
    return fitting.slice(0, 8).map((one) => ({ id: one, label: one }));
  }, [known, values, text]);
  const add = (raw: string): void => {
    onChange(withTyped(values, raw));
    onText('');
    setOpen(false);
  };
  const listId = `${id}-list`;
  const showing = open && suggestions.length > 0;
  const state = useSuggest({
    listId,
    suggestions,
    open: showing,
    autoSelect: false,
    onPick: (one) => add(one.label),
    onClose: () => setOpen(false),
  });

  const handleKey = (event: KeyboardEvent): void => {
    if (state.handleKey(event) || event.nativeEvent.isComposing) return;
    if ((event.key === 'Enter' || event.key === ',') && text.trim() !== '' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1));
    else if (event.key === 'ArrowDown') setOpen(true);
  };

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="chips" ref={frame}>
        {values.map((value) => (
          <span key={value} className="chip">
            {value}
            <button
              type="button"
              tabIndex={-1}
              aria-label={`Remove ${value}`}
              onClick={() => onChange(values.filter((one) => one !== value))}
            >
              ×
            </button>
          </span>
        ))}
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-autocomplete="list"
          aria-expanded={showing}
          aria-controls={listId}
          aria-activedescendant={state.activeId}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          value={text}
          placeholder={values.length === 0 ? placeholder : undefined}
          onChange={(event) => {
            onText(event.target.value);
            setOpen(true);
          }}
          onKeyDown={handleKey}
          onBlur={() => {
            setOpen(false);
            if (text.trim() !== '') add(text);
          }}
        />
      </div>
      <FieldNotes id={id} help={help} problem={null} />
      {showing ? (
        <SuggestionList
          listId={listId}
          label={label}
          suggestions={suggestions}
          state={state}
          onPick={(one) => add(one.label)}
          under={frame}
        />
      ) : (
        <div id={listId} role="listbox" aria-label={label} hidden />
      )}
    </div>
  );
}

/** The chips and what is half typed, each once. */
export function withTyped(values: readonly string[], text: string): readonly string[] {
  const typed = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [...new Set([...values, ...typed])];
}
