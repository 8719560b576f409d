// The documents beside the cockpit: one list, one preview that goes on with the incident. A fact leads to its line on the timeline,
// what changed since the last one is marked, and the template behind it can be changed here.
import { useEffect, useRef } from 'react';
import { documentNames, templatesOf } from '../../../src-shared/documents/document.ts';
import { documentKind, type DocumentKind } from '../../../src-shared/incident/briefings.ts';
import { showDocuments as action } from '../../actions/show-documents.ts';
import { useLiveDocument } from '../../store/live-document.ts';
import { showDocuments, useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentDeeds, LiveDocumentView } from '../../ui/live-document.tsx';
import { TemplateEditor } from './template-editor.tsx';
import './documents.css';

export function Documents({ kind, editing }: { kind: DocumentKind; editing: boolean }) {
  const drawer = useView((view) => view.drawer);
  const wish = useView((view) => (view.focus?.place === 'documents' ? view.focus.n : 0));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wish > 0) list.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
  }, [wish]);
  return (
    <section className={`right-column documents${drawer ? ' open' : ''}`} aria-label="Documents">
      <h2 className="section-title">
        Documents
        <Button small tone="quiet" onPress={action.perform} hint="shift+i">
          Close documents
        </Button>
      </h2>
      <div className="documents-list" role="group" aria-label="Which document" ref={list}>
        {documentKind.options.map((one) => (
          <Button key={one} small pressed={one === kind} onPress={() => showDocuments(one)}>
            {documentNames[one]}
          </Button>
        ))}
      </div>
      {editing ? (
        <TemplateEditor key={kind} kind={kind} onDone={() => showDocuments(kind)} />
      ) : (
        <Preview key={kind} kind={kind} />
      )}
    </section>
  );
}

function Preview({ kind }: { kind: DocumentKind }) {
  const document = useLiveDocument(kind);
  return (
    <>
      <div className="documents-deeds">
        <DocumentDeeds document={document} />
        {templatesOf(kind).length === 0 ? null : (
          <Button tone="quiet" onPress={() => showDocuments(kind, true)}>
            Edit template
          </Button>
        )}
      </div>
      <div className="documents-preview">
        <LiveDocumentView document={document} />
      </div>
    </>
  );
}
