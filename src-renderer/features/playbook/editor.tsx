// The text of a playbook: line numbers, problems listed as they appear, each with a way to its place. Tab moves on as it does
// everywhere, so the keyboard is never caught; Ctrl/Cmd+] and [ move lines in and out.
import { useRef, type ChangeEvent, type KeyboardEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { PresetsMenu } from './presets-menu.tsx';
import type { Opened } from './use-playbooks.ts';

interface EditorProps {
  opened: Opened;
  onType: (text: string) => void;
  onCopy: () => void;
}

export function Editor({ opened, onType, onCopy }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const ours = opened.ref !== null && !opened.ref.startsWith('team:');
  const { checked, text } = opened;
  const wrong = new Set((checked?.problems ?? []).map(({ line }) => line));
  const goTo = (line: number, column: number): void => {
    const field = area.current;
    if (field === null) return;
    const at =
      text
        .split('\n')
        .slice(0, line - 1)
        .reduce((sum, one) => sum + one.length + 1, 0) +
      column -
      1;
    field.focus();
    field.setSelectionRange(at, at);
    field.scrollTop = Math.max(0, (line - 6) * LINE_PX);
  };
  return (
    <div className="playbook-editor">
      {ours ? (
        <p className="playbook-note">
          Built-in playbooks stay as they are.{' '}
          <Button small onPress={onCopy}>
            Edit a copy
          </Button>
        </p>
      ) : (
        <>
          <FileChoice onText={onType} />
          <PresetsMenu text={text} onText={onType} />
        </>
      )}
      <div className="playbook-code">
        <div className="playbook-gutter mono" ref={gutter} aria-hidden="true">
          {text.split('\n').map((_line, i) => (
            <span key={i} className={wrong.has(i + 1) ? 'wrong' : ''}>
              {i + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          className="playbook-text mono"
          aria-label="Playbook text"
          aria-describedby="playbook-keys"
          aria-invalid={wrong.size > 0 || undefined}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          readOnly={ours}
          value={text}
          onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onType(event.target.value)}
          onKeyDown={indent}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <p id="playbook-keys" className="playbook-note">
        YAML, two spaces a level. Ctrl or Cmd with ] and [ moves lines in and out; Tab leaves the text.
      </p>
      <section className="playbook-problems" aria-label="Problems">
        <p role="status">{standing(opened)}</p>
        <ul>
          {(checked?.problems ?? []).map((problem) => (
            <li key={problem.message}>
              <Button small onPress={() => goTo(problem.line, problem.column)}>
                {`Go to line ${problem.line}`}
              </Button>
              <span>
                {problem.path === '' ? null : <b className="mono">{problem.path}</b>} expected {problem.expected}, found{' '}
                {problem.found}. {problem.mend}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** As in the style sheet. */
const LINE_PX = 18;

function standing({ checked, text }: Opened): string {
  if (text.trim() === '') return 'Paste a playbook, or choose a file.';
  if (checked === null) return 'Looking at it.';
  const count = checked.problems.length + checked.more;
  if (count === 0) return 'No problems.';
  return `${count} ${count === 1 ? 'problem' : 'problems'}.${checked.more === 0 ? '' : ` The first ${checked.problems.length}:`}`;
}

function FileChoice({ onText }: { onText: (text: string) => void }) {
  return (
    <label className="playbook-note">
      From a file:{' '}
      <input
        type="file"
        accept=".yaml,.yml"
        aria-label="Playbook file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void file.text().then(onText);
        }}
      />
    </label>
  );
}

/** The platform's own way of inserting text, which its undo knows; where there is none, the key does what it always does. */
function indent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const field = event.currentTarget;
  if (field.readOnly) return;
  const { selectionStart: from, selectionEnd: to, value } = field;
  const lineStart = value.lastIndexOf('\n', from - 1) + 1;
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
    const lead = /^ */u.exec(value.slice(lineStart, from))?.[0] ?? '';
    if (lead !== '' && document.execCommand('insertText', false, `\n${lead}`)) event.preventDefault();
    return;
  }
  if (!(event.ctrlKey || event.metaKey) || (event.key !== ']' && event.key !== '[')) return;
  event.preventDefault();
  event.stopPropagation();
  const block = value.slice(lineStart, to);
  const moved = event.key === ']' ? block.replace(/^/gmu, '  ') : block.replace(/^ {1,2}/gmu, '');
  field.setSelectionRange(lineStart, to);
  if (document.execCommand('insertText', false, moved)) field.setSelectionRange(lineStart, lineStart + moved.length);
  else field.setSelectionRange(from, to);
}
