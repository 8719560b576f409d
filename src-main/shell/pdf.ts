// A page of ours as a PDF: of the size its own style asks for, and tagged, so that it can be read aloud.
import type { WebContents } from 'electron';

export function pdfOf(page: WebContents): Promise<Uint8Array> {
  return page.printToPDF({ preferCSSPageSize: true, generateTaggedPDF: true });
}
