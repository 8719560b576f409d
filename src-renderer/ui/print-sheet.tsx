// A document as it comes out of a printer or a PDF: alone on a page, black on white. On the screen it is not there.
import { createPortal } from 'react-dom';
import { Blocks } from './document.tsx';
import '../../src-shared/documents/print.css';
import './print-sheet.css';

interface SheetProps {
  title: string;
  text: string;
  isMarkdown: boolean;
  /** on one page: two columns of small print */
  dense?: boolean;
}

export function PrintSheet({ title, text, isMarkdown, dense = false }: SheetProps) {
  return createPortal(
    <div className="print-sheet">
      <div className={`sheet${dense ? ' dense' : ''}`} role="document" aria-label={title}>
        {isMarkdown ? <Blocks text={text} /> : <p className="as-typed">{text}</p>}
      </div>
    </div>,
    document.body,
  );
}
