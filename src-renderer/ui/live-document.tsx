// A live document with what goes beside it: what changed since the last one, a template that could not be used, and that it stands
// as it was issued. And what can be done with it: copy, save, export.
import { useEffect, useState } from 'react';
import { inFormat, documentNames, type Format } from '../../src-shared/documents/document.ts';
import { asWords } from '../../src-shared/documents/changes.ts';
import { formatClock } from '../../src-shared/text/clock-times.ts';
import { copyDocument, copyPlain, printDocument, saveDocument } from '../store/document-deeds.ts';
import { incidentNow } from '../store/incident.ts';
import type { LiveDocument } from '../store/live-document.ts';
import { closeDialog, jumpTo, requestFocus, useView } from '../store/view.ts';
import { Button } from './button.tsx';
import { MarkdownDocument, PlainDocument } from './document.tsx';
import { MenuButton } from './menu.tsx';
import { PrintSheet } from './print-sheet.tsx';
import { tell, tellUnsaved } from './toast.tsx';

export function LiveDocumentView({ document }: { document: LiveDocument }) {
  const { made, changes } = document;
  const Shown = made.isMarkdown ? MarkdownDocument : PlainDocument;
  return (
    <>
      <Notes document={document} />
      <Shown text={made.text} fresh={changes.fresh} onFact={showFact} />
    </>
  );
}

/** To the line of the timeline that a fact comes from; whatever lies over it goes. */
function showFact(event: string): void {
  closeDialog();
  useView.setState({ drawer: false });
  jumpTo(event);
  requestFocus('timeline');
}

function Notes({ document }: { document: LiveDocument }) {
  const { made, changes, text, stands, goLive } = document;
  const [shown, show] = useState(false);
  const lines = text.split('\n');
  const fresh = [...changes.fresh].map((i) => asWords(lines[i] ?? ''));
  const count = fresh.length + changes.gone.length;
  return (
    <div className="document-notes">
      {made.fault === null ? null : (
        <p className="amber" role="status">
          The playbook&apos;s own template is not used. {made.fault} Below stands Warroom&apos;s own text.
        </p>
      )}
      {stands ? (
        <p role="status">
          Issued, and shown as it was issued.
          <Button small onPress={goLive}>
            Show it live
          </Button>
        </p>
      ) : made.last === null ? null : (
        <p>
          {count === 0
            ? `Nothing has changed since the last one, ${formatClock(made.last.at, 'UTC', 'to-the-minute')} UTC.`
            : `Since the last one, ${formatClock(made.last.at, 'UTC', 'to-the-minute')} UTC: ${fresh.length} new, ${changes.gone.length} gone.`}
          {count === 0 ? null : (
            <Button small expanded={shown} onPress={() => show(!shown)}>
              What changed
            </Button>
          )}
        </p>
      )}
      {shown && count > 0 && !stands ? (
        <ul aria-label="What changed">
          {fresh.map((line) => (
            <li key={`new ${line}`}>New: {line}</li>
          ))}
          {changes.gone.map((line) => (
            <li key={`gone ${line}`}>
              Gone: <del>{line}</del>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** `first`: Copy is the press of the dialog and has the focus. */
export function DocumentDeeds({ document, first = false }: { document: LiveDocument; first?: boolean }) {
  const { kind, text, made, issue } = document;
  const [printing, print] = useState(false);
  const inForm = (format: Format): string =>
    inFormat(kind, incidentNow(), { text, isMarkdown: made.isMarkdown }, format);
  const save = async (ending: 'md' | 'html'): Promise<void> => {
    const saved = await saveDocument(kind, inForm(ending === 'md' ? 'markdown' : 'html'), ending);
    if (tellUnsaved(saved)) issue();
  };
  return (
    <>
      <MenuButton
        button={<Button>Export</Button>}
        label="Export"
        choices={[
          {
            id: 'html',
            label: 'HTML, one file',
            perform: () => void save('html'),
          },
          {
            id: 'pdf',
            label: 'PDF or paper',
            perform: () => print(true),
          },
          {
            id: 'chat',
            label: 'Copy for a chat',
            perform: () => {
              void copyPlain(inForm('text')).then(({ ok, words }) => {
                tell(words, ok ? 'ok' : 'red');
                if (ok) issue();
              });
            },
          },
        ]}
      />{' '}
      <Button onPress={() => void save('md')}>Save</Button>{' '}
      <Button
        {...(first ? { tone: 'solid' as const, autoFocus: true } : {})}
        onPress={() => void copyAndTell(document)}
      >
        Copy
      </Button>
      {printing ? <Printing document={document} onDone={() => print(false)} /> : null}
    </>
  );
}

/** With its formatting where the target takes it, else as text. */
export async function copyAndTell({ text, made, issue }: LiveDocument): Promise<void> {
  const { ok, words } = await copyDocument(text, made.isMarkdown);
  tell(words, ok ? 'ok' : 'red');
  if (ok) issue();
}

/** The sheet stands in the page while the printer, or the PDF, is made of it. */
function Printing({ document, onDone }: { document: LiveDocument; onDone: () => void }) {
  const { kind, text, made, issue } = document;
  useEffect(() => {
    void printDocument(kind).then((saved) => {
      if (tellUnsaved(saved)) issue();
      onDone();
    });
    // Once for each press: it goes when it is done.
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, []);
  return <PrintSheet title={documentNames[kind]} text={text} isMarkdown={made.isMarkdown} />;
}
