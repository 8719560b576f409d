// Links leave for the system's browser only over https, numbers for its phone program only where they are plain ones; and
// only after a look at where they really go.
import { dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { examineLink } from './links.ts';

/** Asks the person with the true host, or the number, before anything opens. Rejects with a reason for anything else. */
export async function openLink(url: string, window: BrowserWindow): Promise<void> {
  const link = examineLink(url);
  if (!link.ok) throw new Error(link.message);
  const { response } = await dialog.showMessageBox(window, {
    type: link.lookalike ? 'warning' : 'question',
    title: link.dials === true ? 'Call' : 'Open link',
    message: link.dials === true ? `Call ${link.host} with your phone program?` : `Open ${link.host} in your browser?`,
    detail: link.lookalike
      ? `This name has letters from another alphabet and may imitate a known one.\n\n${link.shown}`
      : link.shown,
    buttons: [link.dials === true ? 'Call' : 'Open', 'Cancel'],
    defaultId: link.lookalike ? 1 : 0,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(link.url);
}
