// One document by itself, over the cockpit: for the press that wants it copied and nothing else.
import { documentNames } from '../../../src-shared/documents/document.ts';
import type { DocumentKind } from '../../../src-shared/incident/briefings.ts';
import { useLiveDocument } from '../../store/live-document.ts';
import { closeDialog, showDocuments } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { copyAndTell, DocumentDeeds, LiveDocumentView } from '../../ui/live-document.tsx';

export function DocumentDialog({ kind }: { kind: DocumentKind }) {
  const document = useLiveDocument(kind);
  return (
    <Dialog
      title={documentNames[kind]}
      width="wide"
      dismissable
      onClose={closeDialog}
      onSubmit={() => void copyAndTell(document)}
      actions={
        <>
          <span className="leading">
            <Button onPress={() => showDocuments(kind)}>Beside the timeline</Button>{' '}
            <Button onPress={() => showDocuments(kind, true)}>Edit template</Button>
          </span>
          <DocumentDeeds document={document} first />
        </>
      }
    >
      <LiveDocumentView document={document} />
    </Dialog>
  );
}
