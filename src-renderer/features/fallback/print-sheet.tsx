// The SITREP as it comes out of a printer: alone on a page, black on white. On the screen it is not there.
import { createPortal } from 'react-dom';
import { MarkdownDocument } from '../../ui/document.tsx';

export function PrintSheet({ text }: { text: string }) {
  return createPortal(
    <div className="print-sheet">
      <MarkdownDocument text={text} />
    </div>,
    document.body,
  );
}
