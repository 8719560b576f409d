// The template behind a document: typed here, tried at once on the incident that is open, and saved into the playbook. What is
// wrong is said with its line; until it is right the preview shows the last text that was, and nothing is saved.
import { useMemo, useRef, useState } from 'react';
import { templatesOf } from '../../../src-shared/documents/document.ts';
import type { DocumentKind } from '../../../src-shared/incident/briefings.ts';
import { builtInTemplateAt, templateAt, withTemplate } from '../../../src-shared/playbook/built-in-templates.ts';
import { checkTemplate } from '../../../src-shared/playbook/templates.ts';
import { templateVariables } from '../../../src-shared/playbook/template-variables.ts';
import { useFormDraft } from '../../store/form-draft.ts';
import { usePlaybook } from '../../store/incident.ts';
import { useLiveDocument } from '../../store/live-document.ts';
import { Button } from '../../ui/button.tsx';
import { useSubmit } from '../../ui/dialog.tsx';
import { LiveDocumentView } from '../../ui/live-document.tsx';
import { tell } from '../../ui/toast.tsx';
import { saveTemplate } from './save-template.ts';

export function TemplateEditor({ kind, onDone }: { kind: DocumentKind; onDone: () => void }) {
  const places = templatesOf(kind);
  const [at, goTo] = useState(0);
  const place = places[at] ?? places[0];
  return place === undefined ? null : (
    <div className="template-editor">
      {places.length < 2 ? null : (
        <div className="documents-deeds" role="group" aria-label="Which template">
          {places.map(({ path }, i) => (
            <Button key={path.join('.')} small pressed={i === at} onPress={() => goTo(i)}>
              {path[2] ?? ''}
            </Button>
          ))}
        </div>
      )}
      <OneTemplate key={place.path.join('.')} kind={kind} place={place} onDone={onDone} />
    </div>
  );
}

function OneTemplate(props: { kind: DocumentKind; place: ReturnType<typeof templatesOf>[number]; onDone: () => void }) {
  const { kind, place, onDone } = props;
  const { path } = place;
  const playbook = usePlaybook();
  const own = playbook === null ? null : templateAt(playbook, path);
  const saved = own ?? builtInTemplateAt(path);
  const form = useFormDraft(`template-${path.join('-')}`, { text: '' });
  const text = form.fields.text === '' ? saved : form.fields.text;
  const area = useRef<HTMLTextAreaElement>(null);
  const faults = useMemo(() => checkTemplate(text, place.kind), [text, place.kind]);
  const good = useRef(saved);
  if (faults.length === 0) good.current = text;
  const shown = good.current;
  const tried = useMemo(
    () => (playbook === null ? null : withTemplate(playbook, path, shown)),
    [playbook, path, shown],
  );
  const document = useLiveDocument(kind, { playbook: tried });
  const { problem, submit } = useSubmit(async () => {
    if (faults.length > 0) return 'Mend what is listed below the text first. What you typed is kept.';
    if (text === saved) return 'Nothing has changed.';
    const answer = await saveTemplate(path, text);
    if (!answer.ok) return answer.words;
    form.done();
    tell(answer.words, 'ok');
    onDone();
    return null;
  });
  const show = (line: number, column: number): void => {
    const before = text.split('\n').slice(0, line - 1);
    const start = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(start, start);
  };
  return (
    <>
      <textarea
        ref={area}
        className="template-text"
        aria-label="Template"
        aria-invalid={faults.length > 0 || undefined}
        aria-describedby="template-words"
        spellCheck={false}
        value={text}
        onChange={(event) => form.set({ text: event.target.value })}
      />
      <div className="template-faults">
        <p role="status">{faults.length === 0 ? 'No problems. The preview shows it on this incident.' : TROUBLE}</p>
        {faults.length === 0 ? null : (
          <ul aria-label="Problems">
            {faults.map(({ line, column, expected, found, mend }) => (
              <li key={`${line}:${column}:${found}`}>
                <Button small onPress={() => show(line, column)}>{`Go to line ${line}`}</Button>
                <span>
                  Line {line}: expected {expected}, found {found}. {mend}
                </span>
              </li>
            ))}
          </ul>
        )}
        {problem === null ? null : <p role="alert">{problem}</p>}
      </div>
      <div className="documents-deeds">
        <Button tone="solid" onPress={submit}>
          Save template
        </Button>
        <Button onPress={onDone}>Back to the document</Button>
        {text === saved ? null : (
          <Button
            tone="quiet"
            onPress={() => {
              form.done();
              onDone();
            }}
          >
            Discard changes
          </Button>
        )}
      </div>
      <p id="template-words">
        Liquid, kept in the playbook. It knows {templateVariables[place.kind].map(({ name }) => name).join(', ')}.
      </p>
      <div className="documents-preview">
        <LiveDocumentView document={document} />
      </div>
    </>
  );
}

const TROUBLE = 'This cannot be used yet. The preview shows the last text that could.';
