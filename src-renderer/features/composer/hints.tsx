// Under the line: the grammar while it is empty, what was understood while one types, what came of it after.
import { undoEntry } from '../../actions/undo-entry.ts';
import type { ComposerResult } from '../../../src-shared/text/composer.ts';
import { keyLabel } from '../../ui/keys.ts';

interface HintsProps {
  id: string;
  read: ComposerResult;
  /** what came of the last Enter */
  said: string;
  /** the last line can be taken back */
  undo: boolean;
  /** the kind of the line has a form of its own */
  form: boolean;
}

export function Hints({ id, read, said, undo, form }: HintsProps) {
  const chips = read.type === 'entry' || read.type === 'incomplete' ? read.chips.slice(firstIsKind(read) ? 1 : 0) : [];
  return (
    <div className="composer-hints">
      <span id={id} className="composer-grammar">
        {read.type === 'empty' || chips.length === 0 ? (
          <>
            <span>
              <b>d</b> decision
            </span>
            <span>
              <b>h</b> hypothesis
            </span>
            <span>
              <b>t</b> task @who 10m
            </span>
            <span>
              <b>a</b> action
            </span>
            <span>
              <b>c</b> comms
            </span>
            <span>
              <b>-4m</b> backdate
            </span>
            <span>
              <b>!</b> star
            </span>
            <span>
              <b>Paste</b> many lines
            </span>
          </>
        ) : (
          chips.map((chip) => (
            <span key={chip.label} className="pill info">
              {chip.label}
            </span>
          ))
        )}
      </span>
      {/* What is still missing is never said in the colour of what is saved. */}
      <span className={read.type === 'incomplete' ? 'composer-missing' : 'composer-state'} role="status">
        {said}
      </span>
      {undo ? (
        <button type="button" className="composer-undo" onClick={undoEntry.perform}>
          Undo
        </button>
      ) : null}
      {form && said === '' ? (
        <span className="composer-form">
          <b>{keyLabel('mod+enter')}</b> form
        </span>
      ) : null}
      {said !== '' ? null : read.type === 'incomplete' ? (
        <span className="composer-missing">{read.what}</span>
      ) : (
        <span className="composer-enter">
          <b>Enter</b> saves to disk
        </span>
      )}
    </div>
  );
}

/** The kind has its own place in front of the line. */
function firstIsKind(read: { kind: string; chips: readonly { label: string }[] }): boolean {
  return read.chips[0]?.label.toLowerCase() === read.kind;
}
