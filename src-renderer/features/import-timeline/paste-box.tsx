// The box a timeline is pasted into. A text area takes minutes to take in thousands of lines through its own editing, so
// long pastes go around it, and of a long text only the beginning is shown; all of it is read.
import { useEffect, useEffectEvent, useId, useRef } from 'react';

/** From this length on, an insertion goes around the text area's own editing. */
const LONG_INSERTION = 10_000;
const SHOWN = 40_000;

export function PasteBox({ text, onText, rows }: { text: string; onText: (text: string) => void; rows: number }) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  /** the change that comes replaces everything, the part not shown included */
  const replacesAll = useRef(false);
  const shown = text.length > SHOWN ? text.slice(0, SHOWN) : text;
  const hidden = text.slice(shown.length);

  const insert = useEffectEvent((event: Event, data: string): void => {
    const area = box.current;
    if (area === null) return;
    const { selectionStart: from, selectionEnd: to, value } = area;
    replacesAll.current = from === 0 && to === value.length;
    if (data.length < LONG_INSERTION) return;
    event.preventDefault();
    onText(value.slice(0, from) + data + (replacesAll.current ? '' : value.slice(to) + hidden));
  });
  useEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.focus();
    const beforeInput = (event: InputEvent): void =>
      insert(event, event.data ?? event.dataTransfer?.getData('text/plain') ?? '');
    const paste = (event: ClipboardEvent): void => insert(event, event.clipboardData?.getData('text/plain') ?? '');
    area.addEventListener('beforeinput', beforeInput);
    area.addEventListener('paste', paste);
    return () => {
      area.removeEventListener('beforeinput', beforeInput);
      area.removeEventListener('paste', paste);
    };
  }, []);

  return (
    <div className="field">
      <label htmlFor={id}>Paste timeline</label>
      <textarea
        ref={box}
        id={id}
        className="input mono"
        rows={rows}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        value={shown}
        aria-describedby={hidden === '' ? undefined : `${id}-help`}
        onChange={(event) => onText(replacesAll.current ? event.target.value : event.target.value + hidden)}
      />
      {hidden === '' ? null : (
        <small id={`${id}-help`} className="field-help">
          The beginning is shown; all {text.length.toLocaleString('en')} characters are read.
        </small>
      )}
    </div>
  );
}
