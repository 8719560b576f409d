// The documents beside the cockpit: one list, one preview that goes on with the incident. A fact leads to its line on the timeline,
// what changed since the last one is marked, and the template behind it can be changed here.
import { useEffect, useRef, useState } from 'react';
import { documentNames, templatesOf } from '../../../src-shared/documents/document.ts';
import { documentKind, type DocumentKind } from '../../../src-shared/incident/briefings.ts';
import { publishedVersions } from '../../../src-shared/incident/post-mortem.ts';
import { showDocuments as action } from '../../actions/show-documents.ts';
import { useIncident } from '../../store/incident.ts';
import { useLiveDocument, type LiveDocument } from '../../store/live-document.ts';
import { showDocuments, useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentDeeds, LiveDocumentView } from '../../ui/live-document.tsx';
import { PostMortemWay } from './post-mortem-way.tsx';
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
      ) : kind === 'post-mortem' ? (
        <PostMortem />
      ) : (
        <Preview key={kind} kind={kind} />
      )}
    </section>
  );
}

function Preview({ kind }: { kind: DocumentKind }) {
  return <Previewed document={useLiveDocument(kind)} />;
}

/** Its versions that were published stand as they were; the one that is being written goes on with the record. */
function PostMortem() {
  const { stage, version } = useIncident((incident) => incident.postMortem);
  const [shown, show] = useState(stage === 'published' ? version : null);
  const kept = useIncident(
    (incident) => publishedVersions(incident).findLast((one) => one.version === shown)?.text ?? undefined,
  );
  const written = useLiveDocument('post-mortem');
  const published = useLiveDocument('post-mortem', { issued: kept });
  return (
    <>
      <PostMortemWay text={written.text} shown={shown} show={show} />
      <Previewed document={kept === undefined ? written : published} />
    </>
  );
}

function Previewed({ document }: { document: LiveDocument }) {
  const { kind } = document;
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
