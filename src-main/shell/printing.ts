// What the page shows for paper, on a printer; where there is none, or it does not take it, as a PDF in a file. The page's own
// window.print() stops the page while its dialog is open: the cockpit would stand still.
import type { BrowserWindow, WebContents } from 'electron';
import { saveFile } from './files.ts';
import { pdfOf } from './pdf.ts';

/** Electron's own words for a person's no. */
const CANCELLED = /cancel/iu;

/** `name`: of the file, without its ending. */
export async function printPage(window: BrowserWindow, name: string): Promise<void> {
  const { webContents: page } = window;
  const printers = await page.getPrintersAsync();
  const trouble = printers.length === 0 ? 'There is no printer' : await onPaper(page);
  if (trouble === null) return;
  await saveFile({ name: `${name}.pdf`, bytes: await pdfOf(page) }, window, `${trouble}. Save as PDF`);
}

/** The words of what went wrong; null: it is printed, or somebody said no. */
function onPaper(page: WebContents): Promise<string | null> {
  return new Promise((resolve) => {
    page.print({ silent: false }, (printed, reason) =>
      resolve(printed || CANCELLED.test(reason) ? null : 'The printer did not take it'),
    );
  });
}
