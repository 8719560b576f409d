// What only a desktop host can do for the cockpit.
import { stat } from 'node:fs/promises';
// oxlint-disable-next-line no-restricted-imports -- whether a name is there can be asked of the whole alone; ipcMain is not touched
import * as electron from 'electron';
import { clipboard, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Native } from '../ports.ts';
import { chooseFile, saveFile } from './files.ts';
import { pdfOf } from './pdf.ts';
import { keeperOfAwake } from './power.ts';
import { printPage } from './printing.ts';
import { openLink } from './security/external.ts';

/** `window` is asked for at the time of use: the cockpit is built beside the window, not after it. */
export function nativeOf(
  window: () => BrowserWindow,
  ofDesktop: Native['ofDesktop'],
  shows: { [K in 'showTimer' | 'showCockpit']: NonNullable<Native[K]> },
): Native {
  return {
    copyText: (text, html) => {
      if (html === undefined) void clipboard.writeText(text);
      else writeBoth(text, html);
    },
    printToPdf: () => pdfOf(window().webContents),
    openLink: (url) => openLink(url, window()),
    showFolder: async (path) => {
      // The system would run a program as readily as show a folder.
      if (!(await stat(path)).isDirectory()) throw new Error('This is not a folder.');
      const problem = await shell.openPath(path);
      if (problem !== '') throw new Error(problem);
    },
    print: (name) => printPage(window(), name),
    ...shows,
    saveFile: (file) => saveFile(file, window()),
    chooseFile: (kind, most) => chooseFile(kind, most, window()),
    ofDesktop,
    keepAwake: keeperOfAwake(),
  };
}

/** From Electron 45 on the clipboard takes items, as a browser's does; before that it took the parts by name. */
function writeBoth(text: string, html: string): void {
  if ('ClipboardItem' in electron) {
    void clipboard.write([new electron.ClipboardItem({ 'text/plain': text, 'text/html': html })]);
    return;
  }
  // The types are of the newer one alone.
  const older = clipboard as unknown as { write: (parts: { text: string; html: string }) => void };
  older.write({ text, html });
}
