// Links leave for the system's browser only over https, and only after a look at where they really go.
import { dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { examineLink } from './links.ts';

/** Asks the person with the true host before the browser opens. Rejects with a reason for anything but a plain https link. */
export async function openLink(url: string, window: BrowserWindow): Promise<void> {
  const link = examineLink(url);
  if (!link.ok) throw new Error(link.message);
  const { response } = await dialog.showMessageBox(window, {
    type: link.lookalike ? 'warning' : 'question',
    title: 'Open link',
    message: `Open ${link.host} in your browser?`,
    detail: link.lookalike
      ? `This name has letters from another alphabet and may imitate a known one.\n\n${link.shown}`
      : link.shown,
    buttons: ['Open', 'Cancel'],
    defaultId: link.lookalike ? 1 : 0,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(link.url);
}
